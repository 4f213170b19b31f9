"""A counting profile: one donor's definition of "people trained", as plain values."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from fractions import Fraction

from training.participation.rules.identity import Policy


class Unit(StrEnum):
    """What is counted; a seat is a person in an event."""

    PERSON = "person"
    ORGANISATION = "organisation"
    COURSE = "course"
    SEAT = "seat"
    OUTCOME = "outcome"


class Basis(StrEnum):
    """What has to add up before somebody qualifies."""

    COMPLETION = "completion"
    MINUTES = "minutes"
    MINUTES_SHARE = "minutes_share"
    MEETINGS_SHARE = "meetings_share"
    DAYS = "days"
    PRESENCE = "presence"


class Scope(StrEnum):
    """Over what it may add up."""

    ONE_EVENT = "one_event"
    COURSE = "course"
    PERIOD_SUM = "period_sum"


class Extra(StrEnum):
    """What is asked beside the dose."""

    NONE = "none"
    TEST_PASSED = "test_passed"
    MULTI_DAY = "multi_day"


class MomentRule(StrEnum):
    """Which time decides the period that somebody falls into."""

    COMPLETED_AT = "completed_at"
    DOSE_REACHED_AT = "dose_reached_at"
    ANY_PRESENCE = "any_presence"


class Within(StrEnum):
    """The window in which somebody is counted once."""

    PERIOD = "period"
    YEAR = "year"
    LIFE_OF_AWARD = "life_of_award"
    TOPIC = "topic"


class Over(StrEnum):
    """Whether each award has a window of its own."""

    AWARD = "award"
    PROGRAMME = "programme"
    ALL = "all"


class AsAt(StrEnum):
    """The time at which attributes are looked up."""

    FIRST_QUALIFYING = "first_qualifying"
    LAST_IN_PERIOD = "last_in_period"
    PERIOD_END = "period_end"


class Adding(StrEnum):
    """Whether one person can stand in several cells of a dimension."""

    EXCLUSIVE = "exclusive"
    MULTI = "multi"


class Audience(StrEnum):
    """Who reads a table, which decides what it may show."""

    PUBLIC = "public"
    DONOR = "donor"
    INTERNAL = "internal"


class Prints(StrEnum):
    """Which figure the sentence on a report gives."""

    RANGE = "range"
    LOW = "low"


@dataclass(frozen=True, kw_only=True)
class Profile:
    """One version of a definition; None for a list restricts nothing.

    minimum          events for completion, meetings and completions for presence, distinct days,
                     minutes, or a share of what one event planned
    digest           SHA-256 of the profile as it was written
    """

    id: str
    version: str
    title: str
    source: str
    source_as_of: date | None
    effective: date | None
    unit: Unit
    event_kinds: frozenset[str] | None
    curriculum_required: bool
    modes: frozenset[str] | None
    roles: frozenset[str] | None
    categories: frozenset[str] | None
    awards: frozenset[str] | None
    outcome_kinds: frozenset[str] | None
    basis: Basis
    minimum: Fraction
    lateness_minutes: Fraction
    scope: Scope
    extra: Extra
    moment: MomentRule
    zone: str
    within: Within
    over: Over
    policy: Policy
    as_at: AsAt
    dimensions: tuple[tuple[str, Adding], ...]
    audience: Audience
    prints: Prints
    digest: str

    @property
    def name(self) -> str:
        """The name that sealed rows and reports know this version by."""
        return f"{self.id}@{self.version}"

    @property
    def counts_outcomes(self) -> bool:
        """Whether it counts what was done, or the organisations that did it: no persons."""
        by_deed = self.unit is Unit.ORGANISATION and self.outcome_kinds is not None
        return by_deed or self.unit is Unit.OUTCOME

    def adds_up(self, dimension: str) -> bool:
        """Tell whether the cells of a dimension share nobody."""
        return dict(self.dimensions).get(dimension, Adding.EXCLUSIVE) is Adding.EXCLUSIVE
