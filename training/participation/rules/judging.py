"""One person under a profile: what their records come to together, and why they count or not."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property

from training.participation.rules.attributes import Attributes
from training.participation.rules.evidence import (
    FILTERS,
    Attendance,
    Evidence,
    Sieve,
    evidence,
)
from training.participation.rules.facts import (
    Attribute,
    Completion,
    IdentityLink,
    Participation,
    Person,
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


@dataclass(frozen=True)
class Thing:
    """One thing that was counted: a person, or a person in an event.

    first, last   its first surviving and its last moment inside the period
    """

    records: Records
    first: Moment
    last: Moment
    is_new: bool


@dataclass(frozen=True)
class Judgement:
    """What a person's records come to together, the least of them speaking for all.

    moments   every qualifying moment, also outside the period
    things    what they add to a count of persons or seats
    reached   the most of the dose that was reached
    """

    records: Records
    reason: Reason
    moments: tuple[Moment, ...] = ()
    things: tuple[Thing, ...] = ()
    detail: str = ""

    @property
    def speaker(self) -> str:
        """The record that stands for the person."""
        return self.records[0]


@dataclass(frozen=True)
class Judge:
    """A profile ready to be applied to the records of a ledger."""

    standing: Standing
    profile: Profile
    period: Period

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
    def evidence(self) -> Mapping[str, Evidence]:
        """What speaks for each record."""
        return evidence(self.standing, self.plans, Sieve(self.profile, self.awards))

    @cached_property
    def records(self) -> Records:
        """Every record of a person that a fact makes, or names in a meeting, a course or a link."""
        named = {one.person for one in self.standing.of(Participation)}
        named |= {one.person for one in self.standing.of(Completion)}
        named |= {end for link in self.standing.of(IdentityLink) for end in (link.a, link.b)}
        return tuple(sorted(named | set(self._persons)))

    @cached_property
    def identities(self) -> Identities:
        """Who is who, by the links that stand and the profile's policy."""
        links = self.standing.of(IdentityLink)
        return resolve(self.records, links, self.profile.policy)

    @cached_property
    def attributes(self) -> Attributes:
        """What was true of whom."""
        return Attributes(self.standing.of(Attribute), self.profile.zone)

    @cached_property
    def _persons(self) -> Mapping[str, Person]:
        return {person.id: person for person in self.standing.of(Person)}

    @cached_property
    def _attendance(self) -> Attendance:
        return Attendance(self.profile, self.plans)

    def presences(self, records: Records) -> list[Presence]:
        """Put together where the records of one person were."""
        known = [self.evidence[one] for one in records if one in self.evidence]
        return self._attendance.presences(known)

    def judgement(self, records: Records) -> Judgement:
        """Judge records as one person."""
        if refused := self.excluded(records):
            return Judgement(records, refused)
        presences = self.presences(records)
        if not presences:
            known = (self.evidence[one].farthest for one in records if one in self.evidence)
            farthest = max(known, default=-1)
            return Judgement(records, FILTERS[farthest] if farthest >= 0 else Reason.ABSENT)
        reached = dose(presences, self.profile, self.plans, self.period)
        if not reached.moments:
            return Judgement(records, self._short_of(reached), detail=self._share(reached))
        things = self._things(records, reached.moments)
        reason = Reason.COUNTED if things else Reason.OUTSIDE_PERIOD
        return Judgement(records, reason, reached.moments, things)

    def excluded(self, records: Records) -> Reason | None:
        """Return why records are left out whatever their facts; one of them is enough."""
        persons = [self._persons[one] for one in records if one in self._persons]
        if any(person.test for person in persons):
            return Reason.TEST_PERSON
        if self.profile.categories is None:
            return None
        is_staff = any(person.category is Category.STAFF for person in persons)
        category = Category.STAFF if is_staff else Category.EXTERNAL
        return None if persons and category in self.profile.categories else Reason.CATEGORY

    def _short_of(self, reached: Dose) -> Reason:
        if reached.is_empty:
            return Reason.OUTSIDE_PERIOD
        if self.profile.basis is Basis.COMPLETION:
            return Reason.NOT_COMPLETED
        return Reason.BELOW_DOSE

    def _share(self, reached: Dose) -> str:
        return f"{reached.reached} < {self.profile.minimum}"

    def _things(self, records: Records, moments: tuple[Moment, ...]) -> tuple[Thing, ...]:
        """Say what of a person is counted: once as a person, or once for each event."""
        if self.profile.unit is not Unit.SEAT:
            groups = [moments]
        else:
            groups = [(moment,) for moment in moments]
        found = ((group, self.windows.surviving(group)) for group in groups)
        return tuple(
            Thing(
                records,
                surviving[0],
                max(moment for moment in group if self.windows.is_inside(moment)),
                self.windows.is_new(group),
            )
            for group, surviving in found
            if surviving
        )
