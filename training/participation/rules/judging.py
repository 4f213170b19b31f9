"""One person under a profile: what their records come to together, and why they count or not."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property

from training.participation.rules.attributes import ORGANISATION, Attributes
from training.participation.rules.evidence import FILTERS, Attendance, Sieve
from training.participation.rules.facts import IdentityLink
from training.participation.rules.histories import (
    TEST,
    Histories,
    History,
    Ledger,
    digest,
    histories,
)
from training.participation.rules.identity import Identities, Records, resolve
from training.participation.rules.ledger import Standing
from training.participation.rules.planning import Plan, plans
from training.participation.rules.presence import Presence
from training.participation.rules.profile import Basis, Profile, Unit
from training.participation.rules.qualify import Dose, Moment, dose
from training.participation.rules.results import Period, Reason
from training.participation.rules.uniqueness import Windows
from training.participation.rules.words import Category


@dataclass(frozen=True, slots=True)
class Thing:
    """One thing that was counted: a person, or a person in an event.

    first, last   its first surviving and its last moment inside the period
    """

    first: Moment
    last: Moment
    is_new: bool


@dataclass(frozen=True, slots=True)
class Finding:
    """What follows from a history, whoever has it.

    moments   every qualifying moment, also outside the period
    things    what it adds to a count of persons or seats
    detail    the most of the dose that was reached, where it was too little
    """

    reason: Reason
    moments: tuple[Moment, ...] = ()
    things: tuple[Thing, ...] = ()
    detail: str = ""


@dataclass(frozen=True, slots=True)
class Judgement:
    """What a person's records come to together, the least of them speaking for all."""

    records: Records
    finding: Finding

    @property
    def speaker(self) -> str:
        """The record that stands for the person."""
        return self.records[0]

    @property
    def reason(self) -> Reason:
        """Why the person is in the count, or not."""
        return self.finding.reason

    @property
    def moments(self) -> tuple[Moment, ...]:
        """Every qualifying moment, also outside the period."""
        return self.finding.moments

    @property
    def things(self) -> tuple[Thing, ...]:
        """What the person adds to a count of persons or seats."""
        return self.finding.things


def dimensions_read(profile: Profile, by: str) -> frozenset[str]:
    """Return the dimensions whose attributes a count reads: no more are asked of a database."""
    if profile.counts_outcomes or profile.unit is Unit.COURSE:
        return frozenset()
    if profile.unit is Unit.ORGANISATION:
        return frozenset({ORGANISATION})
    return frozenset({by, ORGANISATION}) if by else frozenset()


@dataclass(frozen=True)
class Judge:
    """A profile ready to be applied to the records of a ledger, of which it reads dimensions."""

    ledger: Ledger
    standing: Standing
    profile: Profile
    period: Period
    dimensions: frozenset[str] = frozenset()

    @cached_property
    def plans(self) -> Mapping[str, Plan]:
        """Every event with its planned meetings."""
        return plans(self.standing)

    @cached_property
    def awards(self) -> frozenset[str] | None:
        """The admitted awards, as they stand now."""
        if self.profile.awards is None:
            return None
        now = self.standing.stands_for
        return frozenset(now.get(award, award) for award in self.profile.awards)

    @cached_property
    def windows(self) -> Windows:
        """Where a unit is counted once."""
        return Windows(self.profile, self.period, self.plans, self.awards)

    @cached_property
    def histories(self) -> Histories:
        """What every record did."""
        return histories(self.ledger, self.standing, self.dimensions)

    @cached_property
    def identities(self) -> Identities:
        """Who is who, by the links that stand and the profile's policy.

        Records are those that a fact makes, or names in a meeting, a course or a link.
        """
        links = self.standing.of(IdentityLink)
        return resolve(self.histories.records, links, self.profile.policy)

    @cached_property
    def attributes(self) -> Attributes:
        """What was true of whom, in the dimensions that the count reads."""
        return Attributes(self.histories.attributes, self.profile.zone)

    @cached_property
    def input_hash(self) -> str:
        """SHA-256 of all that was read."""
        return digest(self.standing, self.histories)

    @cached_property
    def _attendance(self) -> Attendance:
        sieve = Sieve(self.profile, self.awards)
        return Attendance(self.profile, self.plans, sieve, self.standing)

    @cached_property
    def _refused(self) -> dict[tuple[str, ...], Reason | None]:
        return {}

    @cached_property
    def _found(self) -> dict[History, Finding]:
        return {}

    def presences(self, records: Records) -> list[Presence]:
        """Put together where the records of one person were."""
        return self._attendance.of(self.histories.of(records))[0]

    def judgement(self, records: Records) -> Judgement:
        """Judge records as one person."""
        if refused := self.excluded(records):
            return Judgement(records, Finding(refused))
        history = self.histories.of(records)
        found = self._found.get(history)
        if found is None:
            found = self._found[history] = self._finding(history)
        return Judgement(records, found)

    def _finding(self, history: History) -> Finding:
        presences, farthest = self._attendance.of(history)
        if not presences:
            return Finding(FILTERS[farthest] if farthest >= 0 else Reason.ABSENT)
        reached = dose(presences, self.profile, self.plans, self.period)
        if not reached.moments:
            return Finding(self._short_of(reached), detail=self._share(reached))
        things = self._things(reached.moments)
        reason = Reason.COUNTED if things else Reason.OUTSIDE_PERIOD
        return Finding(reason, reached.moments, things)

    def excluded(self, records: Records) -> Reason | None:
        """Return why records are left out whatever their facts; one of them is enough."""
        words = self.histories.words(records)
        if words not in self._refused:
            self._refused[words] = self._refusal({word for one in words for word in one.split()})
        return self._refused[words]

    def _refusal(self, words: set[str]) -> Reason | None:
        if TEST in words:
            return Reason.TEST_PERSON
        if self.profile.categories is None:
            return None
        category = Category.STAFF if Category.STAFF in words else Category.EXTERNAL
        return None if words and category in self.profile.categories else Reason.CATEGORY

    def _short_of(self, reached: Dose) -> Reason:
        if reached.is_empty:
            return Reason.OUTSIDE_PERIOD
        if self.profile.basis is Basis.COMPLETION:
            return Reason.NOT_COMPLETED
        return Reason.BELOW_DOSE

    def _share(self, reached: Dose) -> str:
        return f"{reached.reached} < {self.profile.minimum}"

    def _things(self, moments: tuple[Moment, ...]) -> tuple[Thing, ...]:
        """Say what of a person is counted: once as a person, or once for each event."""
        if self.profile.unit is not Unit.SEAT:
            groups = [moments]
        else:
            groups = [(moment,) for moment in moments]
        found = ((group, self.windows.surviving(group)) for group in groups)
        return tuple(
            Thing(
                surviving[0],
                max(moment for moment in group if self.windows.is_inside(moment)),
                self.windows.is_new(group),
            )
            for group, surviving in found
            if surviving
        )
