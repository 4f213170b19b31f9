"""The dose: when presences add up to what a profile asks, in one event, a course or the period."""

from collections import Counter, defaultdict
from collections.abc import Callable, Hashable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from fractions import Fraction

from training.participation.rules.planning import Plan
from training.participation.rules.presence import Presence
from training.participation.rules.profile import Basis, MomentRule, Profile, Scope
from training.participation.rules.results import Period
from training.participation.rules.times import MINUTE, local_day

Plans = Mapping[str, Plan]
Reckoning = Callable[[Presence], Fraction | int]


@dataclass(frozen=True, order=True)
class Moment:
    """When somebody qualified, and the event in which that time lies."""

    at: datetime
    event: str


@dataclass(frozen=True)
class Dose:
    """What a person's presences came to.

    moments   one for each event, course or period in which the dose was filled, oldest first
    reached   the most that was reached in any of them, in the profile's own measure
    is_empty  no presence lies where the profile looks: all of them outside the period
    """

    moments: tuple[Moment, ...]
    reached: Fraction | int
    is_empty: bool


def dose(presences: Iterable[Presence], profile: Profile, plans: Plans, period: Period) -> Dose:
    """Add up presences in their order and find the moments at which the dose was filled."""
    moments, most = [], Fraction(0)
    containers = _containers(presences, profile, plans, period)
    for found in containers.values():
        in_order = sorted(found, key=lambda one: (one.at, one.event, one.source))
        filling, reached = _fill(in_order, profile, plans)
        most = max(most, Fraction(reached))
        if filling is not None:
            first = in_order[0] if profile.moment is MomentRule.ANY_PRESENCE else filling
            moments.append(Moment(first.at, first.event))
    return Dose(tuple(sorted(moments)), most, is_empty=not containers)


def _containers(
    presences: Iterable[Presence], profile: Profile, plans: Plans, period: Period
) -> Mapping[Hashable, list[Presence]]:
    found: dict[Hashable, list[Presence]] = defaultdict(list)
    for presence in presences:
        if profile.scope is Scope.ONE_EVENT:
            found[presence.event].append(presence)
        elif profile.scope is Scope.COURSE:
            found[plans[presence.event].course].append(presence)
        elif local_day(presence.at, profile.zone) in period:
            found[period].append(presence)
    return found


def _fill(
    in_order: list[Presence], profile: Profile, plans: Plans
) -> tuple[Presence | None, Fraction | int]:
    reckon = _RECKONINGS[profile.basis](plans)
    most: Fraction | int = 0
    for presence in in_order:
        most = max(most, reckon(presence))
        if most >= profile.minimum:
            return presence, most
    return None, most


def _presence(_: Plans) -> Reckoning:
    count: Counter[None] = Counter()

    def reckon(_: Presence) -> int:
        count[None] += 1
        return count[None]

    return reckon


def _days(_: Plans) -> Reckoning:
    days: set[date] = set()

    def reckon(presence: Presence) -> int:
        days.add(presence.day)
        return len(days)

    return reckon


def _minutes(_: Plans) -> Reckoning:
    total: Counter[None] = Counter()

    def reckon(presence: Presence) -> Fraction:
        total[None] += presence.attended
        return Fraction(total[None], MINUTE)

    return reckon


def _minutes_share(plans: Plans) -> Reckoning:
    attended: Counter[str] = Counter()

    def reckon(presence: Presence) -> Fraction | int:
        if presence.completes:
            return 1
        attended[presence.event] += presence.attended
        return Fraction(attended[presence.event], plans[presence.event].planned)

    return reckon


def _meetings_share(plans: Plans) -> Reckoning:
    attended: Counter[str] = Counter()

    def reckon(presence: Presence) -> Fraction | int:
        if presence.completes:
            return 1
        attended[presence.event] += 1
        return Fraction(attended[presence.event], len(plans[presence.event].sittings))

    return reckon


def _completion(plans: Plans) -> Reckoning:
    credited: Counter[str] = Counter()
    complete: set[str] = set()

    def reckon(presence: Presence) -> int:
        plan = plans[presence.event]
        credited[presence.event] += presence.credited
        asked = plan.event.completion_share * plan.planned
        by_meetings = not plan.is_self_paced and credited[presence.event] >= asked
        if presence.completes or by_meetings:
            complete.add(presence.event)
        return len(complete)

    return reckon


_RECKONINGS: Mapping[Basis, Callable[[Plans], Reckoning]] = {
    Basis.PRESENCE: _presence,
    Basis.DAYS: _days,
    Basis.MINUTES: _minutes,
    Basis.MINUTES_SHARE: _minutes_share,
    Basis.MEETINGS_SHARE: _meetings_share,
    Basis.COMPLETION: _completion,
}
