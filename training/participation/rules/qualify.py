"""The dose: when presences add up to what a profile asks, in one event, a course or the period.

All sums are whole numbers and all comparisons exact: a share is never divided out.
"""

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
Amount = tuple[int, int]  # so many of so many parts
Reckoning = Callable[[Presence], Amount]
NONE: Amount = (0, 1)


@dataclass(frozen=True, order=True, slots=True)
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
    reached: Fraction
    is_empty: bool


def dose(presences: Iterable[Presence], profile: Profile, plans: Plans, period: Period) -> Dose:
    """Add up presences in their order and find the moments at which the dose was filled."""
    moments, most = [], NONE
    containers = _containers(presences, profile, plans, period)
    for found in containers.values():
        in_order = sorted(found, key=_order) if len(found) > 1 else found
        filling, reached = _fill(in_order, profile, plans)
        most = _larger(most, reached)
        if filling is not None:
            first = in_order[0] if profile.moment is MomentRule.ANY_PRESENCE else filling
            moments.append(Moment(first.at, first.event))
    return Dose(tuple(sorted(moments)), Fraction(*most), is_empty=not containers)


def _order(presence: Presence) -> tuple[datetime, str, str]:
    return presence.at, presence.event, presence.source


def _larger(one: Amount, other: Amount) -> Amount:
    return other if other[0] * one[1] > one[0] * other[1] else one


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
) -> tuple[Presence | None, Amount]:
    reckon = _RECKONINGS[profile.basis](plans)
    asked, parts = profile.minimum.numerator, profile.minimum.denominator
    most = NONE
    for presence in in_order:
        amount = reckon(presence)
        if amount[0] * parts >= asked * amount[1]:
            return presence, amount
        most = _larger(most, amount)
    return None, most


def _presence(_: Plans) -> Reckoning:
    count = 0

    def reckon(_: Presence) -> Amount:
        nonlocal count
        count += 1
        return count, 1

    return reckon


def _days(_: Plans) -> Reckoning:
    days: set[date] = set()

    def reckon(presence: Presence) -> Amount:
        days.add(presence.day)
        return len(days), 1

    return reckon


def _minutes(_: Plans) -> Reckoning:
    total = 0

    def reckon(presence: Presence) -> Amount:
        nonlocal total
        total += presence.attended
        return total, MINUTE

    return reckon


def _minutes_share(plans: Plans) -> Reckoning:
    attended: dict[str, int] = {}

    def reckon(presence: Presence) -> Amount:
        if presence.completes:
            return 1, 1
        event = presence.event
        attended[event] = attended.get(event, 0) + presence.attended
        return attended[event], plans[event].planned

    return reckon


def _meetings_share(plans: Plans) -> Reckoning:
    attended: Counter[str] = Counter()

    def reckon(presence: Presence) -> Amount:
        if presence.completes:
            return 1, 1
        attended[presence.event] += 1
        return attended[presence.event], len(plans[presence.event].sittings)

    return reckon


def _completion(plans: Plans) -> Reckoning:
    credited: dict[str, int] = {}
    complete: set[str] = set()

    def reckon(presence: Presence) -> Amount:
        event, plan = presence.event, plans[presence.event]
        credited[event] = credited.get(event, 0) + presence.credited
        by_meetings = not plan.is_self_paced and credited[event] >= plan.asked
        if presence.completes or by_meetings:
            complete.add(event)
        return len(complete), 1

    return reckon


_RECKONINGS: Mapping[Basis, Callable[[Plans], Reckoning]] = {
    Basis.PRESENCE: _presence,
    Basis.DAYS: _days,
    Basis.MINUTES: _minutes,
    Basis.MINUTES_SHARE: _minutes_share,
    Basis.MEETINGS_SHARE: _meetings_share,
    Basis.COMPLETION: _completion,
}
