"""The facts of the ledger, one frozen class for each type; nothing is ever changed in one.

Times are in UTC. A correction is a new fact whose `supersedes` names the one it replaces.
The shape beside each field says how it is read from JSON, and which type of fact it names.
"""

from dataclasses import dataclass
from datetime import date, datetime
from fractions import Fraction
from typing import Annotated, ClassVar

from training.participation.rules import shapes
from training.participation.rules.shapes import Shape, optional
from training.participation.rules.words import (
    Category,
    Confidence,
    EventKind,
    Mark,
    Mode,
    OrganisationKind,
    PartRole,
    Recorded,
    Sameness,
    Told,
)

Id = Annotated[str, Shape(shapes.identifier)]
MaybeId = Annotated[str | None, Shape(optional(shapes.identifier))]
Ids = Annotated[tuple[str, ...], Shape(shapes.identifiers)]
PersonId = Annotated[str, Shape(shapes.identifier, "person")]
EventId = Annotated[str, Shape(shapes.identifier, "event")]
MeetingId = Annotated[str, Shape(shapes.identifier, "meeting")]
AwardId = Annotated[str | None, Shape(optional(shapes.identifier), "award")]
AwardIds = Annotated[tuple[str, ...], Shape(shapes.identifiers, "award")]
OrganisationIds = Annotated[tuple[str, ...], Shape(shapes.identifiers, "organisation")]
PersonIds = Annotated[tuple[str, ...], Shape(shapes.identifiers, "person")]
Text = Annotated[str, Shape(shapes.text)]
MaybeText = Annotated[str | None, Shape(optional(shapes.text))]
Flag = Annotated[bool, Shape(shapes.flag)]
MaybeFlag = Annotated[bool | None, Shape(optional(shapes.flag))]
Time = Annotated[datetime, Shape(shapes.moment)]
MaybeTime = Annotated[datetime | None, Shape(optional(shapes.moment))]
Day = Annotated[date, Shape(shapes.day)]
MaybeDate = Annotated[date | datetime | None, Shape(optional(shapes.day_or_moment))]
Zone = Annotated[str, Shape(shapes.zone)]
MaybeZone = Annotated[str | None, Shape(optional(shapes.zone))]
Spans = tuple[tuple[datetime, datetime], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Fact:
    """Something that was so; the base of every type."""

    type: ClassVar[str]
    keys: ClassVar[dict[str, str]] = {}  # fields that JSON knows by another name
    always_shows: ClassVar[tuple[str, ...]] = ()  # keys that are written even when empty
    seldom: ClassVar[tuple[str, ...]] = ()  # keys that came later: written only where they say more

    id: Id
    supersedes: MaybeId = None

    @property
    def known_from(self) -> datetime | None:
        """The time from which the ledger knows it; None for what is known always."""
        return None


@dataclass(frozen=True, slots=True, kw_only=True)
class Organisation(Fact):
    """A body that people belong to."""

    type = "organisation"
    name: Text
    kind: Annotated[OrganisationKind, Shape(shapes.one_of(OrganisationKind))]
    country: MaybeText = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Award(Fact):
    """A donor's grant, under which events are reported."""

    type = "award"
    keys: ClassVar[dict[str, str]] = {"begins": "from", "ends": "to"}
    title: Text
    donor: Text = ""
    begins: MaybeDate = None
    ends: MaybeDate = None
    zone: MaybeZone = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Person(Fact):
    """One record of a human being; two records may turn out to be one human."""

    type = "person"
    category: Annotated[Category, Shape(shapes.one_of(Category))]
    test: Flag = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Attribute(Fact):
    """What was true of a person from a day on; a value of None means "prefers not to say"."""

    type = "attribute"
    person: PersonId
    dimension: Id
    value: MaybeText
    valid_from: MaybeDate
    source: Annotated[Told | None, Shape(optional(shapes.one_of(Told)))] = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Event(Fact):
    """What people came to: a workshop with meetings, or a course that each takes alone."""

    type = "event"
    title: Text = ""
    kind: Annotated[EventKind, Shape(shapes.one_of(EventKind))]
    topic: MaybeText = None
    curriculum: Flag = False
    mode: Annotated[Mode, Shape(shapes.one_of(Mode))]
    zone: Zone
    nominal_minutes: Annotated[int | None, Shape(optional(shapes.whole))] = None
    completion_share: Annotated[Fraction, Shape(shapes.share)] = Fraction(1)
    awards: AwardIds = ()
    course: MaybeText = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Meeting(Fact):
    """A dated sitting of an event; a cancelled one was neither planned nor attended."""

    type = "meeting"
    event: EventId
    starts_at: Time
    minutes: Annotated[int, Shape(shapes.minutes)]
    cancelled: Flag = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Participation(Fact):
    """A person in a meeting: when, as what and in which way, and who recorded it."""

    type = "participation"
    always_shows = ("supersedes",)
    person: PersonId
    meeting: MeetingId
    role: Annotated[PartRole, Shape(shapes.one_of(PartRole))]
    mode: Annotated[Mode, Shape(shapes.one_of(Mode))]
    mark: Annotated[Mark, Shape(shapes.one_of(Mark))]
    intervals: Annotated[Spans | None, Shape(optional(shapes.spans))] = None
    source: Annotated[Recorded | None, Shape(optional(shapes.one_of(Recorded)))] = None
    recorded_by: MaybeText = None
    recorded_at: Time

    @property
    def known_from(self) -> datetime:
        """When it was recorded."""
        return self.recorded_at


@dataclass(frozen=True, slots=True, kw_only=True)
class Headcount(Fact):
    """How many people without records were in a meeting; it adds to no count of persons."""

    type = "headcount"
    always_shows = ("supersedes",)
    meeting: MeetingId
    present: Annotated[int, Shape(shapes.whole)]
    recorded_by: MaybeText = None
    recorded_at: Time

    @property
    def known_from(self) -> datetime:
        """When it was recorded."""
        return self.recorded_at


@dataclass(frozen=True, slots=True, kw_only=True)
class Completion(Fact):
    """A person fulfilled the rule of a self-paced course."""

    type = "completion"
    person: PersonId
    event: EventId
    role: Annotated[PartRole, Shape(shapes.one_of(PartRole))]
    completed_at: Time
    basis: MaybeText = None
    course_version: MaybeText = None
    test_passed: MaybeFlag = None

    @property
    def known_from(self) -> datetime:
        """When it was completed."""
        return self.completed_at


@dataclass(frozen=True, slots=True, kw_only=True)
class IdentityLink(Fact):
    """Somebody's word that two records are, or are not, the same human; it can be undone."""

    type = "identity_link"
    a: PersonId
    b: PersonId
    verdict: Annotated[Sameness, Shape(shapes.one_of(Sameness))]
    confidence: Annotated[Confidence, Shape(shapes.one_of(Confidence))]
    by: MaybeText = None
    reason: MaybeText = None
    at: Time
    undone_at: MaybeTime = None

    @property
    def known_from(self) -> datetime:
        """When it was made."""
        return self.at


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome(Fact):
    """What training led to: a statement made, a recommendation taken up.

    roles       what an organisation or a person that it names did in it: id and word
    symbol      the document and paragraph of a recommendation that was taken up
    withdrawn   it was recorded in error: said by a correction, and counted no longer
    """

    type = "outcome"
    seldom = (
        *("roles", "hrc_session", "programme", "award", "symbol"),
        *("withdrawn", "recorded_at"),
    )
    kind: Id
    organisations: OrganisationIds = ()
    persons: PersonIds = ()
    country: MaybeText = None
    upr_session: Annotated[str | int | None, Shape(optional(shapes.text_or_whole))] = None
    date: Day
    confidential: Flag = False
    evidence: MaybeText = None
    roles: Annotated[tuple[tuple[str, str], ...], Shape(shapes.mapping(shapes.identifier))] = ()
    hrc_session: Annotated[str | int | None, Shape(optional(shapes.text_or_whole))] = None
    programme: MaybeId = None
    award: AwardId = None
    symbol: MaybeText = None
    withdrawn: Flag = False
    recorded_at: MaybeTime = None

    @property
    def known_from(self) -> datetime | None:
        """When it was recorded, where that is said."""
        return self.recorded_at


WHOLE = "whole"


@dataclass(frozen=True, slots=True, kw_only=True)
class Sealed(Fact):
    """What is left of an erased person under one award: moments by profile, and safe attributes.

    part   the programme in whose part of the ledger alone it counts, or WHOLE: in the whole alone;
           without it counts in the whole, and in the part that its award belongs to
    """

    type = "sealed"
    seldom = ("part",)
    award: AwardId = None
    period: MaybeText = None
    verdicts: Annotated[
        tuple[tuple[str, datetime | None], ...],
        Shape(shapes.mapping(optional(shapes.moment))),
    ]
    attributes: Annotated[
        tuple[tuple[str, str | None], ...], Shape(shapes.mapping(optional(shapes.text)))
    ] = ()
    sealed_at: Time
    part: MaybeId = None


FACT_TYPES: dict[str, type[Fact]] = {
    kind.type: kind
    for kind in (
        Organisation,
        Award,
        Person,
        Attribute,
        Event,
        Meeting,
        Participation,
        Headcount,
        Completion,
        IdentityLink,
        Outcome,
        Sealed,
    )
}
