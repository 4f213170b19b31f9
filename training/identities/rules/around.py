"""The facts that stand, found by the records that they are about."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from training.identities.rules.comparing import Known, Sitting
from training.identities.rules.hints import HintKind
from training.participation.rules import (
    Attribute,
    Completion,
    Confidence,
    Event,
    Fact,
    IdentityLink,
    Mark,
    Meeting,
    Mode,
    Organisation,
    Participation,
    Person,
    Sameness,
    Standing,
)

COMPARED = ("organisation", "country", "language", "gender")
LONG_AGO = datetime.min.replace(tzinfo=UTC)
PRESENT = (Mark.PRESENT, Mark.LATE)

Pair = tuple[str, str]


@dataclass(frozen=True)
class Attended:
    """An event that a record came to, and when it was there first and last."""

    event: Event
    first: datetime
    last: datetime


class Around:
    """The facts that stand, found by the records that they are about."""

    def __init__(self, standing: Standing) -> None:
        self._about: dict[str, list[Fact]] = defaultdict(list)
        self._links: dict[str, list[IdentityLink]] = defaultdict(list)
        self._meetings: dict[str, list[Meeting]] = defaultdict(list)
        self._said: dict[tuple[str, str], Attribute] = {}
        self._events = {one.id: one for one in standing.of(Event)}
        self._meeting = {one.id: one for one in standing.of(Meeting)}
        self.organisations = {one.id: one for one in standing.of(Organisation)}
        self.stands_for = standing.stands_for
        self._sort(standing)
        for said in standing.of(Attribute):
            self._hear(said)

    def _sort(self, standing: Standing) -> None:
        for meeting in self._meeting.values():
            self._meetings[meeting.event].append(meeting)
        for person in standing.of(Person):
            self._about[person.id].append(person)
        for done in standing.of(Completion):
            self._about[done.person].append(done)
        for came in standing.of(Participation):
            self._about[came.person].append(came)
        for link in standing.of(IdentityLink):
            for end in {link.a, link.b}:
                self._links[end].append(link)

    def _hear(self, said: Attribute) -> None:
        key = said.person, said.dimension
        if said.dimension in COMPARED and since(said) >= since(self._said.get(key)):
            self._said[key] = said

    def links_of(self, record: str) -> tuple[IdentityLink, ...]:
        """Return the links that stand about a record."""
        return tuple(self._links.get(record, ()))

    def links_between(self, one: str, other: str) -> tuple[IdentityLink, ...]:
        """Return the links that stand about two records."""
        return tuple(link for link in self._links.get(one, ()) if other in (link.a, link.b))

    def open_links(self) -> Iterator[Pair]:
        """Yield every pair that a probable link ties, as `pair_of` has it."""
        found = {pair_of(link.a, link.b) for some in self._links.values() for link in some}
        yield from (pair for pair in sorted(found) if self.is_open(pair) and pair[0] != pair[1])

    def is_open(self, pair: Pair) -> bool:
        """Tell whether somebody said that two records are probably one, and nothing more."""
        between = self.links_between(*pair)
        return any(is_probable(one) for one in between) and not self.is_settled(pair)

    def is_settled(self, pair: Pair) -> bool:
        """Tell whether two records were said to be two humans, or are surely one."""
        different = (one.verdict is Sameness.DIFFERENT for one in self.links_between(*pair))
        return any(different) or pair[1] in self._reached({pair[0]}, only_certain=True)

    def tied_to(self, records: Iterable[str]) -> frozenset[str]:
        """Return records with all that links of any kind tie to them."""
        return self._reached(set(records), only_certain=False)

    def _reached(self, found: set[str], *, only_certain: bool) -> frozenset[str]:
        waiting = list(found)
        while waiting:
            for link in self._links.get(waiting.pop(), ()):
                if only_certain and (link.verdict is Sameness.DIFFERENT or is_probable(link)):
                    continue
                fresh = {link.a, link.b} - found
                found |= fresh
                waiting += fresh
        return frozenset(found)

    def facts(self, records: Iterable[str]) -> tuple[Fact, ...]:
        """Return what some records did, with the whole of the events that they came to."""
        about = [fact for record in sorted(records) for fact in self._about.get(record, ())]
        events = dict.fromkeys(event for fact in about for event in self._event_of(fact))
        return (
            *about,
            *(self._events[one] for one in events if one in self._events),
            *(meeting for one in events for meeting in self._meetings.get(one, ())),
        )

    def known(self, record: str, kinds: frozenset[HintKind]) -> Known:
        """Return what a record is compared by, beside its hints."""
        return Known(kinds, self.said_of(record), tuple(self._sittings(record)))

    def said_of(self, record: str) -> Mapping[str, str]:
        """Return what was said of a record last; its country, else that of its organisation."""
        found = {name: self._said.get((record, name)) for name in COMPARED}
        said = {name: one.value for name, one in found.items() if one and one.value}
        organisation = self.organisations.get(said.get("organisation", ""))
        if organisation and organisation.country:
            said.setdefault("country", organisation.country)
        return said

    def attended(self, record: str) -> tuple[Attended, ...]:
        """Return the events that a record came to or completed, the latest first."""
        times: dict[str, list[datetime]] = defaultdict(list)
        for one in self._sittings(record):
            times[self._meeting[one.meeting].event] += [one.begins, one.ends]
        for fact in self._about.get(record, ()):
            if isinstance(fact, Completion):
                times[fact.event].append(fact.completed_at)
        found = (
            Attended(self._events[event], min(at), max(at))
            for event, at in times.items()
            if event in self._events
        )
        return tuple(sorted(found, key=lambda one: (one.last, one.event.id), reverse=True))

    def _sittings(self, record: str) -> Iterator[Sitting]:
        for came in self._about.get(record, ()):
            if not isinstance(came, Participation) or came.mark not in PRESENT:
                continue
            meeting = self._meeting.get(came.meeting)
            if meeting and not meeting.cancelled:
                in_room = came.mode is Mode.IN_PERSON
                spans = came.intervals or (whole(meeting),)
                yield from (Sitting(meeting.id, *span, in_room) for span in spans)

    def _event_of(self, fact: Fact) -> Iterator[str]:
        if isinstance(fact, Completion):
            yield fact.event
        elif isinstance(fact, Participation) and (meeting := self._meeting.get(fact.meeting)):
            yield meeting.event


def pair_of(one: str, other: str) -> Pair:
    """Return two records in the order in which pairs are kept."""
    return (one, other) if one <= other else (other, one)


def whole(meeting: Meeting) -> tuple[datetime, datetime]:
    """Return when a meeting begins and ends."""
    return meeting.starts_at, meeting.starts_at + timedelta(minutes=meeting.minutes)


def is_probable(link: IdentityLink) -> bool:
    """Tell whether a link says that two records are probably one human."""
    return link.verdict is Sameness.SAME and link.confidence is Confidence.PROBABLE


def since(said: Attribute | None) -> datetime:
    """Return from when something was true of a record; long ago where nobody knows."""
    at = said.valid_from if said else None
    if at is None:
        return LONG_AGO
    return at if isinstance(at, datetime) else datetime(at.year, at.month, at.day, tzinfo=UTC)
