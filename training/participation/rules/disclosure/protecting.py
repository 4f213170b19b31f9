"""What of a count each audience may see: small figures hidden, and none to be found by subtraction.

The rule numbers are those of docs/protection.md.
"""

from collections.abc import Iterable, Sequence
from dataclasses import replace

from training.participation.rules.disclosure.linking import Nest, Plan, Release
from training.participation.rules.disclosure.places import is_named, is_place
from training.participation.rules.disclosure.suppression import filled_up, suppress
from training.participation.rules.disclosure.tables import ProtectedTable, Shown
from training.participation.rules.disclosure.thresholds import (
    DEFAULTS,
    OTHER,
    Hidden,
    Thresholds,
    each,
    is_small,
    rounded,
)
from training.participation.rules.profile import Audience, Unit
from training.participation.rules.results import Cell, Count, NoteCode, Range

PLACES = frozenset({"country", "region"})


def protect(
    count: Count, audience: Audience | None = None, thresholds: Thresholds = DEFAULTS
) -> ProtectedTable:
    """Make the table of a count that an audience may see; without one, the profile's."""
    return protect_together([count], audience, thresholds)[0]


def protect_together(
    counts: Sequence[Count],
    audience: Audience | None = None,
    thresholds: Thresholds = DEFAULTS,
    nests: tuple[Nest, ...] = (),
) -> tuple[ProtectedTable, ...]:
    """Make the tables that an audience may see of the same people by several breakdowns.

    counts   of one question, each by another dimension
    nests    which of the dimensions divide others

    Nothing that one table hides can be worked out from the others.
    """
    first = counts[0]
    audience = audience or first.profile.audience
    if audience is Audience.INTERNAL or is_public_act(first):
        return tuple(_plainly(count, audience, thresholds) for count in counts)
    release = suppress(planned(counts, audience, thresholds), nests)
    return tuple(_table(release, plan) for plan in release.plans)


def is_public_act(count: Count) -> bool:
    """Courses held and statements made are no persons; confidential statements are protected."""
    is_confidential = any(note.code is NoteCode.CONFIDENTIAL_INCLUDED for note in count.notes)
    is_act = count.profile.unit is Unit.COURSE or count.profile.counts_outcomes
    return is_act and not is_confidential


def planned(counts: Sequence[Count], audience: Audience, thresholds: Thresholds) -> Release:
    """Plan what each table may show by itself, before anybody looks at all of them together."""
    first = counts[0]
    total = Range(first.low, first.best, first.high)
    least = thresholds.public if audience is Audience.PUBLIC else thresholds.donor
    release = Release(
        key=None,
        audience=audience,
        total=total,
        plans=(),
        total_hidden=is_small(total, least),
        open=total.low != total.high,
        limits=thresholds,
    )
    plan = _plan_public if audience is Audience.PUBLIC else _plan_donor
    return replace(release, plans=tuple(plan(release, count) for count in counts))


def _never_named(count: Count, never: frozenset[str]) -> frozenset[str]:
    """Return the rows that no table names which leaves the house."""
    names = is_place if count.dimension in PLACES else is_named
    return frozenset(cell.value for cell in count.cells if names(cell.value, never))


def _plainly(count: Count, audience: Audience, thresholds: Thresholds) -> ProtectedTable:
    """Show everything; only names that never leave the house go into one row."""
    inside = audience is Audience.INTERNAL
    never = frozenset[str]() if inside else _never_named(count, thresholds.never_named)
    named = [cell for cell in count.cells if cell.value not in never]
    rest = [cell for cell in count.cells if cell.value in never]
    rows = [Shown(cell.value, cell.numbers) for cell in named]
    if rest:
        rows.append(Shown(OTHER, _sum(rest), merged=len(rest)))
    total = Shown("", Range(count.low, count.best, count.high))
    return ProtectedTable(audience, count.dimension, total, tuple(rows))


def _plan(release: Release, count: Count) -> Plan:
    plan = Plan(count.dimension, count.cells, count.profile.adds_up(count.dimension))
    for value in sorted(_never_named(count, release.limits.never_named)):
        plan = plan.hiding(value, Hidden.PROTECTED, merge=True)
    return plan


def _plan_public(release: Release, count: Count) -> Plan:
    """Name the rows that may be named; the others go into one that must itself be large enough.

    No row is left that subtraction could bring back: the rest holds no row, or two or more.
    """
    plan, limits = _plan(release, count), release.limits
    if count.dimension and count.dimension not in limits.public_dimensions:
        return replace(plan, withheld=Hidden.TOTALS_ONLY)
    if count.cells and release.total_hidden:
        return replace(plan, withheld=Hidden.NOTHING_LEFT)
    for cell in plan.named:
        if is_small(cell.numbers, limits.public):
            plan = plan.hiding(cell.value, Hidden.SMALL, merge=True)
        elif cell.organisations < limits.organisations:
            plan = plan.hiding(cell.value, Hidden.FEW_ORGANISATIONS, merge=True)
    return filled_up(release, plan, plan.named)


def _plan_donor(release: Release, count: Count) -> Plan:
    """Show no figure of a row that is small; a row that may not be named joins others."""
    plan = _plan(release, count)
    for cell in plan.named:
        if is_small(cell.numbers, release.limits.donor):
            plan = plan.hiding(cell.value, Hidden.SMALL, merge=False)
    beside = tuple(cell for cell in plan.cells if cell.value not in plan.merged)
    return filled_up(release, plan, beside)


def _sum(cells: Iterable[Cell]) -> Range:
    return sum((cell.numbers for cell in cells), Range())


def _figure(release: Release, value: str, numbers: Range, merged: int = 0) -> Shown:
    """Show three numbers as this audience sees them."""
    if release.audience is Audience.DONOR:
        numbers = Range(*(rounded(one, release.limits.rounding) for one in each(numbers)))
    return Shown(value, numbers, merged=merged)


def _table(release: Release, plan: Plan) -> ProtectedTable:
    total = (
        Shown("", None, Hidden.SMALL)
        if release.total_hidden
        else _figure(release, "", release.total)
    )
    return ProtectedTable(
        audience=release.audience,
        dimension=plan.dimension,
        total=total,
        rows=() if plan.withheld else _rows(release, plan),
        withheld=plan.withheld,
        rounded=release.audience is Audience.DONOR,
    )


def _rows(release: Release, plan: Plan) -> tuple[Shown, ...]:
    rows = [
        Shown(cell.value, None, plan.hidden[cell.value])
        if cell.value in plan.hidden
        else _figure(release, cell.value, cell.numbers)
        for cell in sorted(plan.cells, key=lambda cell: cell.value)
        if cell.value not in plan.merged
    ]
    return (*rows, *([_rest(release, plan)] if plan.merged else ()))


def _rest(release: Release, plan: Plan) -> Shown:
    """Make the row of those not named; where people stand in several rows it has no figure."""
    if not plan.adds_up:
        return Shown(OTHER, None, Hidden.COMPLEMENT, len(plan.rest))
    return _figure(release, OTHER, _sum(plan.rest), len(plan.rest))
