"""Entries become facts.

Their ids are keyed words made from what they are about, so that the same file gives the same facts,
whoever brings it and however often.
"""

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time, timedelta
from functools import cache
from zoneinfo import ZoneInfo

from quizzes import N_
from training.intake.rules.columns import Field
from training.intake.rules.entries import Entry
from training.intake.rules.people import Keyed, Known, People, Question
from training.intake.rules.plain import key
from training.intake.rules.plans import Plan
from training.intake.rules.sheets import Fault
from training.intake.rules.sittings import (
    PRESENT,
    Sitting,
    Span,
    attended,
    event_of,
    sittings_of,
    span_of,
)
from training.participation import rules
from training.participation.rules import Fact

EMPTY = ""
NO_SUCH_AWARD = N_(
    "“%(text)s” is no award of this programme. Add it there, or leave the column out."
)
CONTRADICTS = N_("Row %(other)s says otherwise about the same person and meeting.")


@dataclass(frozen=True)
class Surroundings:
    """What is known already, to which a file refers.

    keyed          makes an id from words that only the platform can repeat
    organisations  the ids of organisations by their names in the form of `key`
    awards         the ids of awards by their titles and donors, likewise
    cards          the ids of persons by the codes on their cards, as they were written
    """

    keyed: Keyed
    recorded_at: datetime
    recorded_by: str = ""
    organisations: Mapping[str, str] = field(default_factory=dict)
    awards: Mapping[str, str] = field(default_factory=dict)
    cards: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class Wanted:
    """A fact that a file asks for. `if_known`: only to correct one that is there already."""

    fact: Fact
    if_known: bool = False


@dataclass(frozen=True)
class Gathered:
    """All that a file comes to."""

    wanted: tuple[Wanted, ...]
    people: tuple[Known, ...]
    questions: tuple[Question, ...]
    faults: tuple[Fault, ...]
    organisations: tuple[str, ...] = ()  # names of those that are not in the list yet


class Gathering:
    """The facts of one file in the making."""

    def __init__(self, entries: Sequence[Entry], plan: Plan, around: Surroundings) -> None:
        self._plan, self._around, self._keyed = plan, around, cache(around.keyed)
        self._entries = entries
        self._sittings = sittings_of(entries, plan)
        self._people = People(entries, self._keyed, around.cards, plan.answers)
        self._faults: list[Fault] = list(self._people.faults)
        self._proposed: dict[str, str] = {}

    def gather(self) -> Gathered:
        """Return the facts, whom they are about, and what is doubtful or wrong."""
        known = [
            (entry, one)
            for entry, one in zip(self._entries, self._people.found, strict=True)
            if one
        ]
        there = [pair for pair in known if pair[0].said.mark]
        facts = [
            *map(Wanted, self._events([entry for entry, _ in there])),
            *map(Wanted, self._persons(there)),
            *map(Wanted, self._attributes(known, {one.person for _, one in there})),
            *self._participations(known),
        ]
        organisations = [*map(Wanted, self._organisations())]
        return Gathered(
            wanted=(*organisations, *facts),
            people=tuple({one.person: one for _, one in there}.values()),
            questions=tuple(self._people.questions),
            faults=tuple(self._faults),
            organisations=tuple(self._proposed.values()),
        )

    # events and their meetings

    def _events(self, entries: Iterable[Entry]) -> Iterator[Fact]:
        groups: dict[tuple[str, date | None], list[Entry]] = defaultdict(list)
        days: dict[tuple[str, date | None], set[date]] = defaultdict(set)
        for entry in entries:
            for day in entry.days:
                event = event_of(entry, day, self._plan)
                groups[event].append(entry)
                days[event].add(day)
        for event, some in groups.items():
            yield self._event(event, some)
            for day in sorted(days[event]):
                yield from map(self._meeting, self._sittings[event, day])

    def _event(self, event: tuple[str, date | None], entries: Sequence[Entry]) -> Fact:
        first = entries[0]
        awards = {self._award(one) for one in entries} - {""}
        return rules.Event(
            id=self._event_id(event),
            title=first.title,
            kind=rules.EventKind(first.kind or self._plan.kind),
            curriculum=self._plan.curriculum,
            mode=rules.Mode(first.mode or self._plan.mode),
            zone=self._plan.zone,
            awards=tuple(sorted(awards)),
        )

    def _award(self, entry: Entry) -> str:
        if not entry.award:
            return self._plan.award_id
        found = self._around.awards.get(key(entry.award), "")
        if not found:
            self._wrong(entry, Field.AWARD, NO_SUCH_AWARD, text=entry.award[:40])
        return found

    def _wrong(self, entry: Entry, at: Field, message: str, **values: object) -> None:
        column = self._plan.column(at)
        letter = entry.column or (column.letter if column else "")
        fault = Fault(entry.row, letter, message, values)
        if fault not in self._faults:
            self._faults.append(fault)

    def _event_id(self, event: tuple[str, date | None]) -> str:
        return self._keyed("event", event[0], str(event[1] or ""))

    def _meeting_id(self, sitting: Sitting) -> str:
        event = self._event_id(sitting.event)
        return self._keyed("meeting", event, str(sitting.day), str(sitting.number))

    def _meeting(self, sitting: Sitting) -> Fact:
        return rules.Meeting(
            id=self._meeting_id(sitting),
            event=self._event_id(sitting.event),
            starts_at=self._moment(sitting.day, sitting.begins),
            minutes=sitting.minutes,
        )

    def _moment(self, day: date, minutes: int) -> datetime:
        """Return a time of day by the clocks of the place, in UTC."""
        there = datetime.combine(day, time(), ZoneInfo(self._plan.zone)) + timedelta(
            minutes=minutes
        )
        return there.astimezone(UTC)

    # people and what is said of them

    def _persons(self, there: Iterable[tuple[Entry, Known]]) -> Iterator[Fact]:
        found: dict[str, str] = {}
        for entry, one in there:
            if not one.has_card:
                found[one.person] = found.get(one.person) or entry.category
        for person, category in found.items():
            told = rules.Category(category) if category else rules.Category.EXTERNAL
            yield rules.Person(id=person, category=told)

    def _attributes(
        self, known: Iterable[tuple[Entry, Known]], came: Collection[str]
    ) -> Iterator[Fact]:
        """Yield what is said of each person who came, from the day on which it is first said.

        In a matrix that is the day of the first meeting, also for whoever missed it: a mark that
        is corrected later leaves it as it is.
        """
        said: dict[tuple[str, str], dict[date, str | None]] = defaultdict(dict)
        for entry, one in (pair for pair in known if pair[1].person in came):
            for dimension, value in (*entry.told, *self._organisation(entry)):
                said[one.person, dimension].setdefault(entry.days[0], value)
        for (person, dimension), values in said.items():
            before: object = self
            for day, value in sorted(values.items()):
                if value != before:
                    yield self._attribute(person, dimension, value, day)
                before = value

    def _attribute(self, person: str, dimension: str, value: str | None, day: date) -> Fact:
        return rules.Attribute(
            id=self._keyed("attribute", person, dimension, str(day)),
            person=person,
            dimension=dimension,
            value=value,
            valid_from=day,
            source=rules.Told.IMPORT,
        )

    def _organisation(self, entry: Entry) -> Iterator[tuple[str, str]]:
        name = entry.human.organisation
        if not (plain := key(name)):
            return
        if plain not in self._around.organisations:
            self._proposed.setdefault(plain, name)
        yield "organisation", self._organisation_id(plain)

    def _organisation_id(self, plain: str) -> str:
        return self._around.organisations.get(plain) or self._keyed("organisation", plain)

    def _organisations(self) -> Iterator[Fact]:
        for plain, name in self._proposed.items():
            yield rules.Organisation(
                id=self._organisation_id(plain), name=name, kind=self._plan.organisations
            )

    # who was where

    def _participations(self, known: Iterable[tuple[Entry, Known]]) -> Iterator[Wanted]:
        """Yield one fact for each person and meeting; several rows for it are put together."""
        rows: dict[tuple[str, Sitting], list[Entry]] = defaultdict(list)
        for entry, one in known:
            for day in entry.days:
                sittings = self._sittings[event_of(entry, day, self._plan), day]
                for sitting in attended(sittings, span_of(entry, self._plan)):
                    rows[one.person, sitting].append(entry)
        for (person, sitting), entries in rows.items():
            self._compare(entries)
            yield self._participation(person, sitting, entries)

    def _compare(self, entries: Sequence[Entry]) -> None:
        """Note where rows about one person and meeting contradict each other."""
        first = entries[0]
        for other in entries[1:]:
            marks = {first.said.mark, other.said.mark}
            if len(marks) > 1 and not marks <= PRESENT:
                self._wrong(other, Field.MARK, CONTRADICTS, other=first.row)

    def _participation(self, person: str, sitting: Sitting, entries: Sequence[Entry]) -> Wanted:
        first = next((one for one in entries if one.said.mark in PRESENT), entries[0])
        mark = first.said.mark or rules.Mark.ABSENT
        fact = rules.Participation(
            id=self._keyed("participation", person, self._meeting_id(sitting)),
            person=person,
            meeting=self._meeting_id(sitting),
            role=rules.PartRole(first.role or self._plan.role),
            mode=rules.Mode(first.mode or self._plan.mode),
            mark=rules.Mark(mark),
            intervals=self._intervals(sitting, entries) if mark in PRESENT else None,
            source=rules.Recorded.IMPORT,
            recorded_by=self._around.recorded_by or None,
            recorded_at=self._around.recorded_at,
        )
        return Wanted(fact, if_known=first.said.mark == EMPTY)

    def _intervals(
        self, sitting: Sitting, entries: Iterable[Entry]
    ) -> tuple[tuple[datetime, datetime], ...] | None:
        """Return when somebody was there; None for the whole meeting."""
        whole: Span = (sitting.begins, sitting.ends)
        spans = {span_of(one, self._plan) or whole for one in entries if one.said.mark in PRESENT}
        if whole in spans:
            return None
        return tuple(
            (self._moment(sitting.day, begins), self._moment(sitting.day, ends))
            for begins, ends in sorted(spans)
        )


def gather(entries: Sequence[Entry], plan: Plan, around: Surroundings) -> Gathered:
    """Make facts of entries."""
    return Gathering(entries, plan, around).gather()
