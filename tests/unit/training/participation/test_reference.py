"""The engine against a second, slow way to count that shares no code with it."""

import json
from random import Random

from hypothesis import given
from hypothesis import strategies as st

from tests.unit.training.participation.ledger_words import (
    YEAR,
    at,
    attribute,
    completed,
    course,
    event,
    fact,
    link,
    meeting,
    person,
    said,
    sealed,
    went,
)
from tests.unit.training.participation.reference import Reference
from training.participation.rules import Count, Fact, count, parse_time, to_line

RECORDS = "abcde"
DAYS = ("2024-12-31", "2025-01-01", "2025-03-03", "2025-03-04", "2025-12-31", "2026-01-01")
HOURS = ("09:00", "09:30", "10:00", "20:00")
TOLD = ("2025-01-02", "2025-06-01", "2026-02-01")
AS_OF = (None, None, at("2025-03-03"), at("2025-07-01"))
UNITS = ("person", "person", "seat", "course", "organisation")


class Invented:
    """A small ledger with everything that makes counting hard."""

    def __init__(self, seed: int) -> None:
        self.random = Random(seed)
        self.facts: list[Fact] = [self.somebody(who) for who in RECORDS]
        for name in "VWX"[: self.random.randint(1, 3)]:
            self.facts += self.something(name)
        self.facts += [*self.doubts(), *self.traits(), *self.erased()]
        self.facts += self.corrections()

    def maybe(self, share: float) -> bool:
        return self.random.random() < share

    def one_of(self, *values: object) -> object:
        return self.random.choice(values)

    def somebody(self, who: str) -> Fact:
        category = self.one_of("external", "external", "external", "staff")
        return person(who, category=category, test=self.maybe(0.1))

    def something(self, name: str) -> list[Fact]:
        traits = {
            "kind": self.one_of("training", "training", "sensitisation"),
            "topic": self.one_of("safety", "advocacy"),
            "awards": self.one_of([], ["a1"], ["a2"], ["a1", "a2"]),
            "course": self.one_of(None, "c@1", f"{name}@2"),
            "zone": self.one_of("UTC", "Asia/Tokyo", "America/New_York"),
            "curriculum": self.maybe(0.5),
        }
        if self.maybe(0.3):
            return [course(name, **traits), *self.completions(name)]
        share = self.one_of(1.0, 0.5)
        return [event(name, completion_share=share, **traits), *self.meetings(name)]

    def completions(self, name: str) -> list[Fact]:
        return [
            completed(
                who,
                name,
                at(self.one_of(*DAYS), self.one_of(*HOURS)),
                test_passed=self.one_of(True, False, None),
                id=f"{who} {name} {number}",
            )
            for who in RECORDS
            for number in range(self.random.randint(0, 2))
        ]

    def meetings(self, name: str) -> list[Fact]:
        made: list[Fact] = []
        for number in range(self.random.randint(1, 3)):
            id_, day, hour = f"{name}{number}", self.one_of(*DAYS), self.one_of(*HOURS)
            made.append(meeting(id_, name, at(day, hour), 60, cancelled=self.maybe(0.1)))
            for who in RECORDS:
                made += [
                    self.mark(who, id_, day, hour, n) for n in range(self.random.randint(0, 2))
                ]
        return made

    def mark(self, who: str, id_: str, day: str, hour: str, number: int) -> Fact:
        intervals = [
            [at(day, f"{hour[:3]}{begins:02}"), at(day, f"{hour[:3]}{begins + length:02}")]
            for begins, length in ((0, 5), (3, 20), (25, 4), (30, 29))
            if self.maybe(0.6)
        ]
        return went(
            who,
            id_,
            id=f"{who} {id_} {number}",
            role=self.one_of("trainee", "trainee", "trainee", "facilitator"),
            mode=self.one_of("in_person", "in_person", "online_live"),
            mark=self.one_of("present", "present", "late", "excused", "absent"),
            intervals=self.one_of(None, intervals or None),
            recorded_at=at(self.one_of(*TOLD)),
        )

    def doubts(self) -> list[Fact]:
        pairs = [(a, b) for a in RECORDS for b in RECORDS if a < b]
        return [
            link(
                *self.random.sample(pair, 2),
                self.one_of("same", "same", "same", "same", "different"),
                self.one_of("probable", "probable", "probable", "certain"),
                id=f"l{number}",
                at=at(self.one_of(*TOLD)),
                undone_at=self.one_of(None, None, None, at("2025-12-01")),
            )
            for number, pair in enumerate(self.random.sample(pairs, self.random.randint(0, 4)))
        ]

    def traits(self) -> list[Fact]:
        return [
            attribute(
                who,
                dimension,
                self.one_of(*values),
                valid_from=self.one_of(*DAYS),
                id=f"{who} {dimension} {number}",
            )
            for who in RECORDS
            for dimension, values in (("organisation", "xyz"), ("country", ["AM", "BJ", None]))
            for number in range(self.random.randint(0, 2))
        ]

    def corrections(self) -> list[Fact]:
        """Marks that were corrected once or twice, by rivals too."""
        marks = [one for one in self.facts if one.type == "participation"]
        wrong = self.random.sample(marks, min(len(marks), self.random.randint(0, 3)))
        made: list[Fact] = []
        for number, old in enumerate(wrong):
            target = self.one_of(old, old, *made)
            plain = json.loads(to_line(old)) | {
                "id": f"z{number}",
                "supersedes": target.id,
                "person": self.one_of(old.person, old.person, *RECORDS[:1]),
                "mark": self.one_of("present", "absent"),
                "recorded_at": at(self.one_of(*TOLD)),
            }
            made.append(fact(plain.pop("type"), plain.pop("id"), **plain))
        return made

    def erased(self) -> list[Fact]:
        """What is left of people who asked to be forgotten."""
        return [
            sealed(
                f"s{number}",
                {"p@1": self.one_of(None, at(self.one_of(*DAYS))), "q@1": at(DAYS[2])},
                award=self.one_of(None, "a1", "a2"),
                attributes=self.one_of({}, {"organisation": "x"}),
            )
            for number in range(self.random.randint(0, 2))
        ]


DOSES = (
    {"basis": "presence"},
    {"basis": "presence", "qualify.min": "2"},
    {"basis": "minutes", "qualify.min": "45"},
    {"basis": "minutes", "qualify.min": "90"},
    {"basis": "completion", "qualify.lateness_minutes": "20"},
    {"basis": "completion", "period.moment": "completed_at"},
    {"basis": "days", "qualify.min": "2"},
    {"basis": "meetings_share", "qualify.min": "0.6"},
    {"basis": "minutes_share", "qualify.min": "0.5"},
)
CHOICES = {
    "qualify.scope": ("one_event", "course", "period_sum"),
    "qualify.extra": ("none", "none", "multi_day", "test_passed"),
    "period.moment": ("dose_reached_at", "any_presence"),
    "period.zone": ("UTC", "Pacific/Auckland"),
    "unique.within": ("period", "year", "topic", "life_of_award"),
    "unique.scope": ("all", "award"),
    "identity.policy": ("range", "range", "range", "merge_probable", "split_probable"),
}
FILTERS = {
    "event_kinds": "[training]",
    "roles": "[trainee]",
    "categories": "[external]",
    "modes": "[in_person]",
    "awards": "[a1]",
    "curriculum_required": "yes",
}


def invented_settings(seed: int) -> dict[str, str]:
    """The settings of a profile, of all kinds that make sense."""
    random = Random(seed)
    chosen = {key: random.choice(values) for key, values in CHOICES.items()}
    chosen |= {key: value for key, value in FILTERS.items() if random.random() < 0.15}
    chosen |= {"unit": random.choice(UNITS), **random.choice(DOSES)}
    return chosen | ({"qualify.scope": "one_event"} if chosen["unit"] == "seat" else {})


def both_ways(seed: int) -> tuple[Count, Reference]:
    """The same question, asked of the engine and of the reference."""
    facts, settings = Invented(seed).facts, invented_settings(seed)
    as_of = Random(seed + 1).choice(AS_OF)
    profile = said(**{key.replace(".", "__"): value for key, value in settings.items()})
    plain = {"id": "p", "version": "1", "qualify.basis": settings["basis"], **settings}
    by = "country" if settings["unit"] in ("person", "seat") else ""
    found = count(facts, profile, YEAR, parse_time(as_of) if as_of else None, by)
    lines = [json.loads(to_line(one)) for one in facts]
    return found, Reference(lines, plain, YEAR.begins, YEAR.ends, as_of, by)


@given(st.integers(0, 2**32))
def test_the_engine_finds_what_the_slow_way_finds(seed):
    found, slow = both_ways(seed)
    assert (found.low, found.best, found.high) == slow.figures()


@given(st.integers(0, 2**32))
def test_each_cell_is_what_the_slow_way_finds(seed):
    found, slow = both_ways(seed)
    cells = {one.value: (one.low, one.best, one.high) for one in found.cells}
    if slow.is_of_people and not slow.erased():
        assert cells == slow.figures_by_cell()


@given(st.integers(0, 2**32))
def test_every_record_has_the_reason_that_the_slow_way_gives(seed):
    found, slow = both_ways(seed)
    if slow.settings["unit"] == "person":
        rows = {one["id"] for one in slow.of("sealed")}
        reasons = {one.person: one.reason for one in found.people if one.person not in rows}
        assert reasons == slow.reasons()
