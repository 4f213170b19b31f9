"""A second, slow way to count, written from docs/counting.md alone.

It shares no code with the product: plain JSON facts and the settings of a profile in, figures and
reasons out. Every set of open links is tried, and every unit is counted anew for each of them.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from fractions import Fraction
from functools import cached_property
from itertools import combinations
from zoneinfo import ZoneInfo

Plain = dict[str, object]
FILTERS = ("EVENT_KIND", "MODE", "ROLE", "OTHER_AWARD", "NOT_COMPLETED", "ABSENT")
KNOWN_FROM = {
    "participation": "recorded_at",
    "headcount": "recorded_at",
    "identity_link": "at",
    "completion": "completed_at",
}
NAMES_ONE = ("person", "meeting", "event", "a", "b", "award")
NAMES_MANY = ("awards", "persons", "organisations")
MINIMA = {"completion": "1", "days": "1", "presence": "1"}
ATTENDED = ("present", "late")
MINUTE = timedelta(minutes=1)
START = datetime(1, 1, 1, tzinfo=UTC)


def time(text: str) -> datetime:
    return datetime.fromisoformat(text).astimezone(UTC)


def local(moment: datetime, zone: str) -> date:
    return moment.astimezone(ZoneInfo(zone)).date()


# what stands


def known(fact: Plain) -> datetime:
    key = KNOWN_FROM.get(fact["type"])
    return time(fact[key]) if key else START


def stand(facts: Iterable[Plain], as_of: str | None) -> list[Plain]:
    """Apply corrections to what was known; leave out links that were undone."""
    until = time(as_of) if as_of else datetime.max.replace(tzinfo=UTC)
    there = {fact["id"]: fact for fact in facts if known(fact) <= until}
    now = {one: stands_for(there, one) for one in there}
    for fact in there.values():
        if fact.get("supersedes") and fact["supersedes"] not in now:
            now[fact["supersedes"]] = now[fact["id"]]
    standing = [named_anew(fact, now) for key, fact in there.items() if now[key] == key]
    return [fact for fact in standing if not undone(fact, until)]


def undone(link: Plain, until: datetime) -> bool:
    return bool(link.get("undone_at")) and time(link["undone_at"]) <= until


def stands_for(there: dict[str, Plain], one: str) -> str:
    """The last of the corrections that hang together with a fact."""
    family = {one}
    while True:
        grown = family | {
            end
            for fact in there.values()
            if fact.get("supersedes") and family & {fact["id"], fact["supersedes"]}
            for end in (fact["id"], fact["supersedes"])
        }
        if grown == family:
            break
        family = grown
    members = [there[key] for key in family if key in there]
    replaced = {fact.get("supersedes") for fact in members}
    last = [fact for fact in members if fact["id"] not in replaced] or members
    return max(last, key=lambda fact: (known(fact), fact["id"]))["id"]


def named_anew(fact: Plain, now: dict[str, str]) -> Plain:
    changed = dict(fact)
    for key in NAMES_ONE:
        if isinstance(fact.get(key), str):
            changed[key] = now.get(fact[key], fact[key])
    for key in NAMES_MANY:
        if key in fact:
            changed[key] = [now.get(one, one) for one in fact[key]]
    if fact["type"] == "attribute" and fact["dimension"] == "organisation":
        changed["value"] = now.get(fact["value"], fact["value"])
    return changed


# who is who


def parted(nodes: Iterable[str], links: Iterable[tuple[str, str]]) -> list[frozenset[str]]:
    """Put into one group what links connect."""
    groups = {node: {node} for node in nodes}
    for one, other in links:
        if groups[one] is not groups[other]:
            groups[one] |= groups[other]
            for node in groups[other]:
                groups[node] = groups[one]
    return sorted({frozenset(group) for group in groups.values()}, key=min)


@dataclass(frozen=True)
class Moment:
    """When a person reached the dose in an event, a course or the period."""

    at: datetime
    event: str


@dataclass(frozen=True)
class Presence:
    """Somebody in one meeting, or a course completed: its time, day, minutes and full minutes."""

    at: datetime
    first: datetime
    event: str
    day: date
    minutes: Fraction
    credited: Fraction


class Reference:
    """One count, the slow way."""

    def __init__(self, facts, settings, first, last, as_of=None, by=""):
        self.settings, self.first, self.last, self.by = settings, first, last, by
        self.facts = sorted(stand(facts, as_of), key=lambda fact: fact["id"])
        self.zone = settings.get("period.zone", "UTC")
        self.events = {one["id"]: one for one in self.of("event")}
        self.meetings = {one["id"]: one for one in self.of("meeting")}
        self.persons = {one["id"]: one for one in self.of("person")}

    def of(self, *types: str) -> list[Plain]:
        return [fact for fact in self.facts if fact["type"] in types]

    def listed(self, key: str) -> list[str] | None:
        text = self.settings.get(key)
        return [one.strip() for one in text.strip("[]").split(",")] if text else None

    # identities

    @cached_property
    def records(self) -> list[str]:
        named = {one["person"] for one in self.of("participation", "completion")}
        ends = {end for one in self.of("identity_link") for end in (one["a"], one["b"])}
        return sorted(named | ends | set(self.persons))

    def links(self, verdict: str, *sure: str) -> list[Plain]:
        return [
            one
            for one in self.of("identity_link")
            if one["verdict"] == verdict and one["confidence"] in sure and one["a"] != one["b"]
        ]

    @cached_property
    def certain(self) -> list[tuple[str, str]]:
        return [(one["a"], one["b"]) for one in self.links("same", "certain")]

    @cached_property
    def barred(self) -> set[frozenset[frozenset[str]]]:
        """Pairs of groups, as certain links make them, that somebody said are different."""
        groups = parted(self.records, self.certain)
        home = {record: group for group in groups for record in group}
        said = self.links("different", "certain", "probable")
        pairs = {frozenset((home[one["a"]], home[one["b"]])) for one in said}
        return {pair for pair in pairs if len(pair) == 2}

    @cached_property
    def open(self) -> list[tuple[str, str]]:
        groups = parted(self.records, self.certain)
        home = {record: group for group in groups for record in group}
        ordered = sorted(
            self.links("same", "probable"), key=lambda one: (time(one["at"]), one["id"])
        )
        pairs = [(one["a"], one["b"]) for one in ordered]
        return [
            (a, b)
            for a, b in pairs
            if home[a] != home[b] and frozenset((home[a], home[b])) not in self.barred
        ]

    def allowed(self, links: Iterable[tuple[str, str]]) -> list[frozenset[str]] | None:
        groups = parted(self.records, [*self.certain, *links])
        for pair in self.barred:
            one, other = pair
            if any(one | other <= group for group in groups):
                return None
        return groups

    def partitions(self) -> Iterator[list[frozenset[str]]]:
        policy = self.settings.get("identity.policy", "range")
        if policy == "merge_probable":
            yield self.best_partition
            return
        links = self.open if policy == "range" else []
        for size in range(len(links) + 1):
            for taken in combinations(links, size):
                if groups := self.allowed(taken):
                    yield groups

    @cached_property
    def best_partition(self) -> list[frozenset[str]]:
        taken: list[tuple[str, str]] = []
        wanted = [] if self.settings.get("identity.policy") == "split_probable" else self.open
        for link in wanted:
            if self.allowed([*taken, link]):
                taken.append(link)
        return self.allowed(taken) or []

    # what speaks for somebody

    def planned(self, event: str) -> list[Plain]:
        return [
            one
            for one in self.meetings.values()
            if one["event"] == event and not one.get("cancelled")
        ]

    def planned_minutes(self, event: str) -> Fraction:
        return Fraction(sum(one["minutes"] for one in self.planned(event)))

    def dropped(self, fact: Plain, event: Plain) -> str | None:
        """The first filter that a fact does not pass."""
        mode = event["mode"] if fact["type"] == "completion" else fact["mode"]
        kinds, modes, roles = map(self.listed, ("event_kinds", "modes", "roles"))
        awards = self.listed("awards")
        wants_test = self.settings.get("qualify.extra") == "test_passed"
        failing = {
            "EVENT_KIND": (kinds and event["kind"] not in kinds) or not self.admits(event),
            "MODE": modes and mode not in modes,
            "ROLE": roles and fact["role"] not in roles,
            "OTHER_AWARD": awards and not set(awards) & set(event["awards"]),
            "NOT_COMPLETED": wants_test
            and fact["type"] == "completion"
            and fact["test_passed"] is not True,
            "ABSENT": fact["type"] == "participation" and not self.was_there(fact),
        }
        return next((name for name in FILTERS if failing[name]), None)

    def admits(self, event: Plain) -> bool:
        if self.settings.get("curriculum_required") == "yes" and not event.get("curriculum"):
            return False
        if self.settings.get("qualify.extra") != "multi_day":
            return True
        days = {local(time(m["starts_at"]), event["zone"]) for m in self.planned(event["id"])}
        return event["mode"] != "self_paced" and len(days) > 1

    def was_there(self, fact: Plain) -> bool:
        return fact["mark"] in ATTENDED and bool(self.attended([fact]))

    def attended(self, facts: list[Plain]) -> list[datetime]:
        """Every minute of a meeting that facts about it say somebody was there, in order."""
        meeting = self.meetings[facts[0]["meeting"]]
        begins = time(meeting["starts_at"])
        ends = begins + timedelta(minutes=meeting["minutes"])
        minutes = set[datetime]()
        for fact in [] if meeting.get("cancelled") else facts:
            given = fact.get("intervals")
            pairs = [(begins, ends)] if given is None else [(time(a), time(b)) for a, b in given]
            for came, left in pairs:
                at = max(came, begins)
                while at < min(left, ends):
                    minutes.add(at)
                    at += MINUTE
        return sorted(minutes)

    def event_of(self, fact: Plain) -> Plain | None:
        if fact["type"] == "completion":
            return self.events.get(fact["event"])
        meeting = self.meetings.get(fact["meeting"])
        return self.events.get(meeting["event"]) if meeting else None

    def facts_about(self, block: frozenset[str]) -> list[Plain]:
        facts = self.of("participation", "completion")
        return [one for one in facts if one["person"] in block and self.event_of(one)]

    def presences(self, block: frozenset[str]) -> list[Presence]:
        kept = [one for one in self.facts_about(block) if not self.dropped(one, self.event_of(one))]
        rooms: dict[str, list[Plain]] = defaultdict(list)
        courses: dict[str, list[Plain]] = defaultdict(list)
        for one in kept:
            if one["type"] == "participation":
                rooms[one["meeting"]].append(one)
            else:
                courses[one["event"]].append(one)
        found = [self.in_room(facts) for facts in rooms.values()]
        found += [self.in_course(facts) for facts in courses.values()]
        early = self.settings.get("period.moment") == "any_presence"
        return sorted(found, key=lambda one: (one.first if early else one.at, one.event))

    def in_room(self, facts: list[Plain]) -> Presence:
        there, event = self.attended(facts), self.event_of(facts[0])
        meeting = self.meetings[facts[0]["meeting"]]
        whole, minutes = Fraction(meeting["minutes"]), Fraction(len(there))
        late = Fraction(self.settings.get("qualify.lateness_minutes", "10"))
        return Presence(
            at=there[-1] + MINUTE,
            first=there[0],
            event=event["id"],
            day=local(time(meeting["starts_at"]), event["zone"]),
            minutes=minutes,
            credited=whole if whole - minutes <= late else minutes,
        )

    def in_course(self, facts: list[Plain]) -> Presence:
        event = self.event_of(facts[0])
        at = min(time(one["completed_at"]) for one in facts)
        minutes = Fraction(event.get("nominal_minutes") or 0)
        return Presence(at, at, event["id"], local(at, event["zone"]), minutes, minutes)

    # the dose

    @property
    def basis(self) -> str:
        return self.settings["qualify.basis"]

    @property
    def least(self) -> Fraction:
        return Fraction(self.settings.get("qualify.min", MINIMA.get(self.basis, "1")))

    def course_of(self, event: str) -> str:
        course = self.events[event].get("course")
        return course.split("@")[0] if course else event

    def moments(self, block: frozenset[str]) -> list[Moment]:
        scope = self.settings.get("qualify.scope", "one_event")
        groups: dict[str, list[Presence]] = defaultdict(list)
        for one in self.presences(block):
            key = {"one_event": one.event, "course": f"course {self.course_of(one.event)}"}
            if scope != "period_sum" or self.is_inside(self.time_of(one)):
                groups[key.get(scope, "")].append(one)
        found = (self.moment(presences) for presences in groups.values())
        return sorted((one for one in found if one), key=lambda one: (one.at, one.event))

    def time_of(self, presence: Presence) -> datetime:
        early = self.settings.get("period.moment") == "any_presence"
        return presence.first if early else presence.at

    def moment(self, presences: list[Presence]) -> Moment | None:
        for number in range(1, len(presences) + 1):
            if self.dose(presences[:number]) >= self.least:
                early = self.settings.get("period.moment") == "any_presence"
                one = presences[0] if early else presences[number - 1]
                return Moment(self.time_of(one), one.event)
        return None

    def dose(self, presences: list[Presence]) -> Fraction:
        by_event: dict[str, list[Presence]] = defaultdict(list)
        for one in presences:
            by_event[one.event].append(one)
        if self.basis == "minutes":
            return sum((one.minutes for one in presences), Fraction())
        if self.basis == "days":
            return Fraction(len({one.day for one in presences}))
        if self.basis == "presence":
            return Fraction(len(presences))
        if self.basis == "completion":
            return Fraction(sum(self.is_complete(*one) for one in by_event.items()))
        return max(self.share(*one) for one in by_event.items())

    def is_complete(self, event: str, presences: list[Presence]) -> bool:
        if self.events[event]["mode"] == "self_paced":
            return True
        planned = self.planned_minutes(event)
        wanted = Fraction(str(self.events[event]["completion_share"])) * planned
        return planned > 0 and sum(one.credited for one in presences) >= wanted

    def share(self, event: str, presences: list[Presence]) -> Fraction:
        if self.events[event]["mode"] == "self_paced":
            return Fraction(1)
        if self.basis == "meetings_share":
            return Fraction(len(presences), len(self.planned(event)))
        return sum(one.minutes for one in presences) / self.planned_minutes(event)

    # once

    def is_inside(self, at: datetime) -> bool:
        return self.first <= local(at, self.zone) <= self.last

    def windows(self, moment: Moment) -> set[object]:
        """The windows a moment lies in: one, or one for each award."""
        within = self.settings.get("unique.within", "period")
        event = self.events[moment.event]
        place: object = {
            "period": self.is_inside(moment.at),
            "year": local(moment.at, self.zone).year,
            "topic": event.get("topic"),
            "life_of_award": "ever",
        }[within]
        awards = event["awards"]
        if (admitted := self.listed("awards")) is not None:
            awards = [one for one in awards if one in admitted]
        if self.settings.get("unique.scope") == "award":
            return {(place, award) for award in awards} or {(place, None)}
        return {(place, "all")}

    def survives(self, moment: Moment, among: list[Moment]) -> bool:
        earlier = [one for one in among if one.at < moment.at]
        taken = set[object]().union(*(self.windows(one) for one in earlier))
        return bool(self.windows(moment) - taken)

    def counts(self, moments: list[Moment]) -> list[Moment]:
        return [one for one in moments if self.is_inside(one.at) and self.survives(one, moments)]

    # units

    def excluded(self, block: frozenset[str]) -> str | None:
        persons = [self.persons[one] for one in block if one in self.persons]
        if any(one.get("test") for one in persons):
            return "TEST_PERSON"
        categories = self.listed("categories")
        staff = any(one["category"] == "staff" for one in persons)
        if categories and ("staff" if staff else "external") not in categories:
            return "CATEGORY"
        return None

    def value(self, block: frozenset[str], dimension: str, on: date) -> str:
        told = [
            one
            for one in self.of("attribute")
            if one["person"] in block and one["dimension"] == dimension
            if one["valid_from"] is None or date.fromisoformat(one["valid_from"]) <= on
        ]
        if not told:
            return "not stated"
        last = max(told, key=lambda one: (one["valid_from"] or "", one["id"]))
        return "prefers not to say" if last["value"] is None else last["value"]

    def units(self, groups: list[frozenset[str]]) -> dict[object, tuple[list[Moment], list]]:
        """Everything that may be counted: its moments, and who brought each of them."""
        kind, found = self.settings["unit"], defaultdict(list)
        for block in groups:
            for moment in [] if self.excluded(block) else self.moments(block):
                if (unit := self.unit(kind, block, moment)) is not None:
                    found[unit].append((moment, block))
        return found

    def unit(self, kind: str, block: frozenset[str], moment: Moment) -> object | None:
        if kind == "person":
            return block
        if kind == "seat":
            return (block, moment.event)
        if kind == "course":
            return self.course_of(moment.event)
        name = self.value(block, "organisation", local(moment.at, self.zone))
        return None if name in ("not stated", "prefers not to say") else name

    def counted(self, groups: list[frozenset[str]]) -> dict[object, Moment]:
        """What is counted, each with its first surviving moment."""
        found = {}
        for unit, claims in self.units(groups).items():
            moments = sorted({one for one, _ in claims}, key=lambda one: (one.at, one.event))
            if surviving := self.counts(moments):
                found[unit] = surviving[0]
        return found

    def cells(self, groups: list[frozenset[str]]) -> dict[str, int]:
        found: dict[str, int] = defaultdict(int)
        for unit, moment in self.counted(groups).items():
            block = unit if self.settings["unit"] == "person" else unit[0]
            found[self.value(block, self.by, local(moment.at, self.zone))] += 1
        return found

    # results

    def erased(self) -> set[object]:
        """What sealed rows add: a person or seat each, or the organisation that is kept."""
        awards, name = self.listed("awards"), f"{self.settings['id']}@{self.settings['version']}"
        found = set[object]()
        for row in self.of("sealed"):
            moment = row["verdicts"].get(name)
            if not moment or not self.is_inside(time(moment)):
                continue
            if awards is None or row["award"] in awards:
                found.add(row["id"] if self.is_of_people else row["attributes"].get("organisation"))
        return set() if self.settings["unit"] == "course" else found - {None}

    @property
    def is_of_people(self) -> bool:
        return self.settings["unit"] in ("person", "seat")

    def figures(self) -> tuple[int, int, int]:
        """Low, best and high."""
        erased = self.erased()
        tried = [len(erased | {*self.counted(groups)}) for groups in self.partitions()]
        return min(tried), len(erased | {*self.counted(self.best_partition)}), max(tried)

    def figures_by_cell(self) -> dict[str, tuple[int, int, int]]:
        tried = [self.cells(groups) for groups in self.partitions()]
        best = self.cells(self.best_partition)
        return {
            key: (
                min(one.get(key, 0) for one in tried),
                best.get(key, 0),
                max(one.get(key, 0) for one in tried),
            )
            for key in {key for one in tried for key in one}
        }

    def reason(self, block: frozenset[str]) -> str:
        """Why a person is counted or not, were identities as in `best`."""
        if refused := self.excluded(block):
            return refused
        if not self.presences(block):
            why = [self.dropped(one, self.event_of(one)) for one in self.facts_about(block)]
            return max((one for one in why if one), key=FILTERS.index, default="ABSENT")
        moments = self.moments(block)
        if moments:
            return "COUNTED" if self.counts(moments) else "OUTSIDE_PERIOD"
        inside = any(self.is_inside(self.time_of(one)) for one in self.presences(block))
        if self.settings.get("qualify.scope") == "period_sum" and not inside:
            return "OUTSIDE_PERIOD"
        return "NOT_COMPLETED" if self.basis == "completion" else "BELOW_DOSE"

    def speakers(self, groups: list[frozenset[str]]) -> set[str]:
        return {min(block) for block in groups if self.reason(block) == "COUNTED"}

    def reasons(self) -> dict[str, str]:
        """A reason for each record, persons as the unit."""
        tried = [self.speakers(groups) for groups in self.partitions()]
        always, ever = set.intersection(*tried), set.union(*tried)
        found = {}
        for block in self.best_partition:
            for record in sorted(block):
                found[record] = self.reason(block) if record == min(block) else "DUPLICATE_OF"
        return {
            record: "IDENTITY_OPEN" if record in ever - always else why
            for record, why in found.items()
        }
