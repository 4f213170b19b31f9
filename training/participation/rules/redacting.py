"""What an auditor may hold of a ledger: who was where, under words that stand for people.

No name, no country, no place and no organisation is in it. A word such as P0007 stands for a
record, and another pack gives it to somebody else.
"""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

from training.participation.rules.facts import (
    Attribute,
    Completion,
    Event,
    Fact,
    IdentityLink,
    Meeting,
    Organisation,
    Participation,
)
from training.participation.rules.ledger import Standing, merged, standing
from training.participation.rules.results import Count, Reason, Verdict
from training.participation.rules.times import first_moment, last_moment, local_day, written

SHOWN_DETAIL = re.compile(r"[\d./ <]*")  # what was reached of what: "120 < 180"
SPOKEN_FOR = frozenset({Reason.COUNTED, Reason.IDENTITY_OPEN, Reason.DUPLICATE_OF, Reason.SEALED})
EVER = datetime.min.replace(tzinfo=UTC)
LEAST_DIGITS = 3
OFFSET = len("+03:00")
Word = Callable[[str], bytes]


@dataclass(frozen=True)
class Sitting:
    """A meeting, in the local time of its training; a cancelled one was neither planned nor held.

    offset  how far that time is from UTC; the name of its zone would name a place
    """

    meeting: str
    training: str
    title: str
    kind: str
    mode: str
    begins_at: datetime
    offset: str
    minutes: int
    cancelled: bool


@dataclass(frozen=True)
class Registered:
    """A record in the register: why it counts or not, and since when."""

    line: int
    person: str
    organisation_kind: str
    reason: str
    moment: datetime | None
    detail: str
    same_as: str


@dataclass(frozen=True)
class Marked:
    """What was recorded of a person in a meeting, by whom, when and from where.

    minutes  how long the person was there, as recorded; None for the whole meeting
    stands   whether no later mark took its place
    """

    person: str
    meeting: str
    mark: str
    part: str
    mode: str
    minutes: float | None
    recorded_at: datetime
    source: str
    recorder: str
    stands: bool


@dataclass(frozen=True)
class Completed:
    """A self-paced course that a person completed."""

    person: str
    training: str
    completed_at: datetime
    basis: str
    test_passed: bool | None


@dataclass(frozen=True)
class Linked:
    """Somebody's word that two records are one person, or are not."""

    a: str
    b: str
    verdict: str
    confidence: str
    at: datetime
    undone_at: datetime | None


@dataclass(frozen=True)
class Redacted:
    """All of it, in the order of the words.

    people  the word of each record; it never leaves the house
    """

    people: Mapping[str, str]
    sittings: tuple[Sitting, ...]
    register: tuple[Registered, ...]
    marks: tuple[Marked, ...]
    completions: tuple[Completed, ...]
    links: tuple[Linked, ...]

    @property
    def lines(self) -> int:
        """How many lines there are in all."""
        parts = (self.sittings, self.register, self.marks, self.completions, self.links)
        return sum(map(len, parts))


def redacted(facts: Iterable[Fact], count: Count, word: Word) -> Redacted:
    """Return what speaks for a count: trainings with a day in its period, and who was there.

    word  makes of an id what only the holder of a key can make; it decides the order of records
    """
    known = tuple(one for one in merged(facts).values() if _is_known(one, count.as_of))
    stand = standing(known, count.as_of)
    near = _near(stand, count)
    meetings = [one for one in stand.of(Meeting) if one.event in near]
    places = {one.id: one for one in meetings}
    every = (one for one in known if isinstance(one, Participation))
    marks = [one for one in every if stand.stands_for.get(one.meeting, one.meeting) in places]
    taken = [one for one in stand.of(Completion) if one.event in near]
    spoken = {one.person for one in count.people if one.reason in SPOKEN_FOR}
    people = spoken | {one.person for one in marks} | {one.person for one in taken}
    begun = _began(meetings)
    words = _Words(
        people=_numbered("P", people, word),
        trainings=_numbered("T", near, lambda one: begun.get(one, "").encode()),
        meetings=_numbered("M", places, lambda one: written(places[one].starts_at).encode()),
        recorders=_numbered("R", {one.recorded_by or "" for one in marks} - {""}, word),
    )
    return Redacted(
        people=words.people,
        sittings=tuple(_sittings(stand, places, words)),
        register=tuple(_register(stand, count, words)),
        marks=tuple(_marks(stand, marks, words)),
        completions=tuple(_completions(taken, words)),
        links=tuple(_links(known, words)),
    )


@dataclass(frozen=True)
class _Words:
    """The words that stand for ids."""

    people: Mapping[str, str]
    trainings: Mapping[str, str]
    meetings: Mapping[str, str]
    recorders: Mapping[str, str]


def _numbered(letter: str, ids: Iterable[str], order: Word) -> dict[str, str]:
    """Give ids words such as P0007, in an order that says nothing, or in that of time."""
    ordered = sorted(ids, key=lambda one: (order(one), one))
    width = max(len(str(len(ordered))), LEAST_DIGITS)
    return {one: f"{letter}{number:0{width}}" for number, one in enumerate(ordered, 1)}


def _is_known(fact: Fact, as_of: datetime | None) -> bool:
    since = fact.known_from
    return as_of is None or since is None or since <= as_of


def _near(stand: Standing, count: Count) -> frozenset[str]:
    """Return the trainings that have a meeting or a completion in the period."""
    period, zone = count.period, count.profile.zone
    held = {one.event for one in stand.of(Meeting) if local_day(one.starts_at, zone) in period}
    taken = {
        one.event for one in stand.of(Completion) if local_day(one.completed_at, zone) in period
    }
    return frozenset((held | taken) & {one.id for one in stand.of(Event)})


def _began(meetings: Iterable[Meeting]) -> dict[str, str]:
    """Return when each training began; one without meetings is not here."""
    begun: dict[str, str] = {}
    for one in sorted(meetings, key=lambda one: one.starts_at, reverse=True):
        begun[one.event] = written(one.starts_at)
    return begun


def _sittings(stand: Standing, places: Mapping[str, Meeting], words: _Words) -> Iterator[Sitting]:
    events = {one.id: one for one in stand.of(Event)}
    for meeting_id, name in words.meetings.items():
        meeting = places[meeting_id]
        event = events[meeting.event]
        there = meeting.starts_at.astimezone(ZoneInfo(event.zone))
        yield Sitting(
            meeting=name,
            training=words.trainings[event.id],
            title=event.title,
            kind=event.kind,
            mode=event.mode,
            begins_at=there.replace(tzinfo=None),
            offset=f"UTC{there.isoformat()[-OFFSET:]}",
            minutes=meeting.minutes,
            cancelled=meeting.cancelled,
        )


def _register(stand: Standing, count: Count, words: _Words) -> Iterator[Registered]:
    kinds = {one.id: one.kind.value for one in stand.of(Organisation)}
    belongings = _belongings(stand, count.profile.zone)
    end = last_moment(count.period.ends, count.profile.zone)
    verdicts = {one.person: one for one in count.people}
    for line, (person, name) in enumerate(words.people.items(), 1):
        verdict = verdicts.get(person)
        at = verdict.moment if verdict and verdict.moment else end
        said = [body for since, _, body in belongings.get(person, ()) if since <= at]
        yield Registered(
            line=line,
            person=name,
            organisation_kind=kinds.get(said[-1], "") if said else "",
            reason=verdict.reason.value if verdict else "",
            moment=verdict.moment if verdict else None,
            detail=_detail(verdict),
            same_as=words.people.get((verdict.duplicate_of if verdict else "") or "", ""),
        )


def _belongings(stand: Standing, zone: str) -> dict[str, list[tuple[datetime, str, str]]]:
    """Return for each record since when it said to belong where, the earliest first."""
    found: dict[str, list[tuple[datetime, str, str]]] = {}
    for one in stand.of(Attribute):
        if one.dimension == "organisation":
            since = one.valid_from or EVER
            at = since if isinstance(since, datetime) else first_moment(since, zone)
            found.setdefault(one.person, []).append((at, one.id, one.value or ""))
    return {person: sorted(said) for person, said in found.items()}


def _detail(verdict: Verdict | None) -> str:
    """Return what was reached of what, or the reason behind an open identity; never an id."""
    detail = verdict.detail if verdict else ""
    return detail if SHOWN_DETAIL.fullmatch(detail) or detail in set(Reason) else ""


def _marks(stand: Standing, marks: Iterable[Participation], words: _Words) -> Iterator[Marked]:
    found = (
        Marked(
            person=words.people[one.person],
            meeting=words.meetings[stand.stands_for.get(one.meeting, one.meeting)],
            mark=one.mark,
            part=one.role,
            mode=one.mode,
            minutes=_minutes(one),
            recorded_at=one.recorded_at,
            source=one.source or "",
            recorder=words.recorders.get(one.recorded_by or "", ""),
            stands=one.id in stand.facts,
        )
        for one in marks
    )
    return iter(sorted(found, key=lambda one: (one.meeting, one.person, one.recorded_at)))


def _minutes(mark: Participation) -> float | None:
    if mark.intervals is None:
        return None
    return sum((left - came) / timedelta(minutes=1) for came, left in mark.intervals)


def _completions(taken: Iterable[Completion], words: _Words) -> Iterator[Completed]:
    found = (
        Completed(
            person=words.people[one.person],
            training=words.trainings[one.event],
            completed_at=one.completed_at,
            basis=one.basis or "",
            test_passed=one.test_passed,
        )
        for one in taken
    )
    return iter(sorted(found, key=lambda one: (one.person, one.completed_at)))


def _links(known: Iterable[Fact], words: _Words) -> Iterator[Linked]:
    found = (
        Linked(
            a=words.people[one.a],
            b=words.people[one.b],
            verdict=one.verdict,
            confidence=one.confidence,
            at=one.at,
            undone_at=one.undone_at,
        )
        for one in known
        if isinstance(one, IdentityLink) and {one.a, one.b} <= words.people.keys()
    )
    return iter(sorted(found, key=lambda one: (one.at, one.a, one.b)))
