"""Hide what would tell on people, and as little more as keeps it from being worked out.

A figure that is hidden for its own sake needs an interval that leaves it open
(docs/protection.md, "When an attack has succeeded"). In public the interval is as wide as all small
numbers together, so that nobody can tell one from none. Donors are told which rows are small: there
it holds two numbers at least, as a sliding protection of one asks for (Handbook on Statistical
Disclosure Control, European Centre of Excellence on SDC, chapter 4, "protection intervals").
"""

from collections.abc import Hashable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from training.participation.rules.disclosure.attack import Attacker, Reach
from training.participation.rules.disclosure.linking import (
    Nest,
    Place,
    Plan,
    Release,
    Unknown,
    cells_of,
    knowledge,
)
from training.participation.rules.disclosure.thresholds import Hidden
from training.participation.rules.profile import Audience
from training.participation.rules.results import Cell

MOST_GIVEN_BACK = 50  # tries; each is an attack of its own
OF_THEIR_OWN = frozenset({Hidden.SMALL, Hidden.FEW_ORGANISATIONS, Hidden.PROTECTED})


@dataclass(frozen=True)
class Target:
    """A number that nobody may work out: a row of a release, or several rows together.

    width   how much of it has to stay open; None where it must only not be seen to be small
    """

    release: Hashable
    dimension: str
    values: tuple[str, ...]
    unknown: tuple[Unknown, ...]
    least: int
    width: int | None = None

    def is_told(self, reach: Reach) -> bool:
        """Tell whether an interval gives away too much."""
        if self.width is not None:
            return reach.width < self.width
        return reach.least >= 1 and reach.most < self.least


@dataclass(frozen=True)
class Fault:
    """A number that can be worked out, and the names of what was published that tells it."""

    target: Target
    by: frozenset[Hashable]

    def may_end_with(self, release: Release, plan: Plan, cell: Cell) -> bool:
        """Tell whether hiding a row may help."""
        is_near = plan.dimension == self.target.dimension
        return is_near or Place(release.key, plan.dimension, cell.value) in self.by


def targets(release: Release, nests: Iterable[Nest] = ()) -> Iterator[Target]:
    """Yield what nobody may work out from a release."""
    for plan in release.tables:
        for value, reason in sorted(plan.hidden.items()):
            if reason in OF_THEIR_OWN:
                yield _target(release, plan, (value,), _width(release, reason))
    if release.audience is Audience.PUBLIC:
        yield from _remainders(release, tuple(nests))


def _target(
    release: Release, plan: Plan, values: tuple[str, ...], width: int | None = None
) -> Target:
    unknown = tuple(one for v in values for one in cells_of(release, plan.dimension, v))
    return Target(release.key, plan.dimension, values, unknown, release.least, width)


def _width(release: Release, reason: Hidden) -> int:
    """Return how wide the interval of a hidden figure has to be."""
    if release.audience is Audience.DONOR and reason is Hidden.SMALL:
        return max(0, min(1, release.least - 2))
    return release.least - 1


def _remainders(release: Release, nests: Iterable[Nest]) -> Iterator[Target]:
    """Yield what is hidden of the countries of a region, and the like, together."""
    plans = {plan.dimension: plan for plan in release.tables}
    for nest in nests:
        if nest.inner not in plans or nest.outer not in plans:
            continue
        inner = plans[nest.inner]
        for around in sorted({outer for _inner, outer in nest.pairs}):
            values = tuple(sorted(nest.within(around) & inner.hidden.keys()))
            if values:
                yield _target(release, inner, values)


def suppress(release: Release, nests: tuple[Nest, ...] = ()) -> Release:
    """Hide further rows, the cheapest first, until nothing can be worked out; deterministic.

    Hiding only takes knowledge away, so that a number that was safe stays so. What turns out not to
    be needed is shown again, the largest first.
    """
    hidden, safe, faults = release, set[Target](), list[Target]()
    while fault := _first_fault(hidden, nests, safe):
        hidden = _hide(hidden, fault)
        faults.append(fault.target)
    return _give_back(hidden, nests, frozenset(faults)) if faults else hidden


def _give_back(release: Release, nests: tuple[Nest, ...], faults: frozenset[Target]) -> Release:
    """Show rows again that were hidden for others and are not needed any more."""
    rows = sorted(
        (
            (cell.best, cell.value, place)
            for place, plan in enumerate(release.plans)
            if not plan.withheld
            for cell in plan.cells
            if plan.hidden.get(cell.value) is Hidden.COMPLEMENT
        ),
        reverse=True,
    )
    for _best, value, place in rows[:MOST_GIVEN_BACK]:
        plans = list(release.plans)
        plans[place] = plans[place].showing(value)
        tried = replace(release, plans=tuple(plans))
        if tried.may_stand(plans[place]) and not _first_fault(tried, nests, set(), faults):
            release = tried
    return release


def _first_fault(
    release: Release,
    nests: tuple[Nest, ...],
    safe: set[Target],
    likely: frozenset[Target] = frozenset(),
) -> Fault | None:
    """Return a number that can be worked out, and what tells it; None where there is none.

    safe     what was found to be safe already; it grows
    likely   what is looked at first
    """
    wanted = [target for target in targets(release, nests) if target not in safe]
    if not wanted:
        return None
    attacker = Attacker(knowledge([release], nests))
    for target in sorted(wanted, key=lambda one: one not in likely):
        reach = attacker.reach(target.unknown)
        if target.is_told(reach):
            return Fault(target, reach.by)
        safe.add(target)
    return None


def _hide(release: Release, fault: Fault) -> Release:
    """Hide the cheapest row among those that tell or stand in the same table, else of all.

    Where no row is left, no table is shown.
    """
    rows = [
        (not fault.may_end_with(release, plan, cell), *_cost(release, plan, cell), at)
        for at, plan in enumerate(release.plans)
        if not plan.withheld
        for cell in plan.named
    ]
    if not rows:
        return replace(release, plans=tuple(map(_withheld, release.plans)))
    _is_beside, _people, value, place = min(rows)
    plans = list(release.plans)
    plans[place] = _without(release, plans[place], value)
    return replace(release, plans=tuple(plans))


def _cost(release: Release, plan: Plan, cell: Cell) -> tuple[int, str]:
    """Return how many people a table shows less without a row, and those that go with it."""
    left = _without(release, plan, cell.value)
    shown = 0 if left.withheld else sum(one.best for one in left.named)
    return sum(one.best for one in plan.named) - shown, cell.value


def _without(release: Release, plan: Plan, value: str) -> Plan:
    """Hide a row, and what has to be hidden with it."""
    merge = release.audience is Audience.PUBLIC
    plan = plan.hiding(value, Hidden.COMPLEMENT, merge=merge)
    return filled_up(release, plan, plan.named) if merge else plan


def filled_up(release: Release, plan: Plan, beside: Sequence[Cell]) -> Plan:
    """Let the smallest others join the rest until it may stand as a row of its own."""
    left = sorted(beside, key=lambda cell: (cell.best, cell.value), reverse=True)
    while left and not release.may_stand(plan):
        value = left.pop().value
        reason = plan.hidden.get(value, Hidden.COMPLEMENT)
        plan = plan.hiding(value, reason, merge=True)
    return _withheld(plan) if plan.merged and not left else plan


def _withheld(plan: Plan) -> Plan:
    return plan if plan.withheld else replace(plan, withheld=Hidden.NOTHING_LEFT)
