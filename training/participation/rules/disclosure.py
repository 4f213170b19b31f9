"""What of a count each audience may see: small figures hidden, and none to be found by subtraction.

Thresholds are settings; the rule numbers are those of docs/counting.md, "What may be shown".
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from fractions import Fraction
from itertools import groupby

from training.participation.rules.profile import Audience, Unit
from training.participation.rules.results import Cell, Count, NoteCode, Range

OTHER = "other"


class Hidden(StrEnum):
    """Why a figure, a row or a whole table is not shown."""

    SMALL = "small"
    FEW_ORGANISATIONS = "few_organisations"
    PROTECTED = "protected"
    COMPLEMENT = "complement"
    TOTALS_ONLY = "totals_only"
    NOTHING_LEFT = "nothing_left"


@dataclass(frozen=True)
class Thresholds:
    """The numbers and lists that an administrator sets.

    public             least persons of a public figure other than 0
    organisations      least organisations behind a public row
    donor, rounding    least persons of a figure for donors, and what the others are rounded to
    public_dimensions  breakdowns allowed in public after a written risk note; none at first
    never_named        values that no public table names, whatever the figure
    """

    public: int = 11
    organisations: int = 3
    donor: int = 8
    rounding: int = 5
    public_dimensions: frozenset[str] = frozenset()
    never_named: frozenset[str] = frozenset()


DEFAULTS = Thresholds()


@dataclass(frozen=True)
class Shown:
    """A figure as an audience sees it: three numbers, or the reason why there are none.

    merged   how many rows went into it, for the row that holds the rest
    """

    value: str
    numbers: Range | None
    hidden: Hidden | None = None
    merged: int = 0


@dataclass(frozen=True)
class ProtectedTable:
    """A count for an audience; safe to leave the system.

    rows      in the order of their values, the rest last
    withheld  why there are no rows although some were asked for
    rounded   totals and rows were rounded apart, so that rows may not add up
    """

    audience: Audience
    dimension: str
    total: Shown
    rows: tuple[Shown, ...]
    withheld: Hidden | None = None
    rounded: bool = False

    @property
    def has_hidden(self) -> bool:
        """Whether a reader has to be told that something is not shown."""
        return bool(self.withheld or self.total.hidden or any(row.hidden for row in self.rows))


def protect(
    count: Count, audience: Audience | None = None, thresholds: Thresholds = DEFAULTS
) -> ProtectedTable:
    """Make the table of a count that an audience may see; without one, the profile's."""
    audience = audience or count.profile.audience
    total = Range(count.low, count.best, count.high)
    if audience is Audience.INTERNAL or _is_public_act(count):
        rows = tuple(_exact(cell.value, _numbers(cell)) for cell in count.cells)
        return ProtectedTable(audience, count.dimension, _exact("", total), rows)
    if audience is Audience.DONOR:
        rows = tuple(_rounded(cell.value, _numbers(cell), thresholds) for cell in count.cells)
        shown = _rounded("", total, thresholds)
        return ProtectedTable(audience, count.dimension, shown, rows, rounded=True)
    return _public(count, total, thresholds)


def _is_public_act(count: Count) -> bool:
    """Courses held and statements made are no persons; confidential statements are protected."""
    is_confidential = any(note.code is NoteCode.CONFIDENTIAL_INCLUDED for note in count.notes)
    is_act = count.profile.unit is Unit.COURSE or count.profile.counts_outcomes
    return is_act and not is_confidential


def _numbers(cell: Cell) -> Range:
    return Range(cell.low, cell.best, cell.high)


def _exact(value: str, numbers: Range) -> Shown:
    return Shown(value, numbers)


def _each(numbers: Range) -> tuple[int, int, int]:
    return numbers.low, numbers.best, numbers.high


def _is_small(numbers: Range, least: int) -> bool:
    return any(0 < number < least for number in _each(numbers))


def rounded(number: int, base: int) -> int:
    """Round to the nearest multiple of a base, halves up."""
    return (2 * number + base) // (2 * base) * base


def _rounded(value: str, numbers: Range, thresholds: Thresholds) -> Shown:
    if _is_small(numbers, thresholds.donor):
        return Shown(value, None, Hidden.SMALL)
    low, best, high = (rounded(number, thresholds.rounding) for number in _each(numbers))
    return Shown(value, Range(low, best, high))


def _public(count: Count, total: Range, thresholds: Thresholds) -> ProtectedTable:
    hidden = Hidden.SMALL if _is_small(total, thresholds.public) else None
    shown = Shown("", None if hidden else total, hidden)
    rows: tuple[Shown, ...] = ()
    withheld = None
    if count.dimension and count.dimension not in thresholds.public_dimensions:
        withheld = Hidden.TOTALS_ONLY
    elif count.cells and hidden:
        withheld = Hidden.NOTHING_LEFT
    elif count.cells:
        adds_up = count.profile.adds_up(count.dimension)
        rows = _public_rows(count.cells, thresholds, adds_up=adds_up)
        withheld = None if rows else Hidden.NOTHING_LEFT
    return ProtectedTable(Audience.PUBLIC, count.dimension, shown, rows, withheld)


def _public_rows(
    cells: Sequence[Cell], thresholds: Thresholds, *, adds_up: bool
) -> tuple[Shown, ...]:
    """Name the rows that may be named; the others go into one that must itself be large enough.

    No row is left that subtraction could bring back: the rest holds no row, or two or more.
    """
    named = [cell for cell in cells if _refusal(cell, thresholds) is None]
    rest = [cell for cell in cells if _refusal(cell, thresholds) is not None]
    named.sort(key=lambda cell: (cell.best, cell.value), reverse=True)
    while rest and named and not _may_stand(rest, thresholds):
        rest.append(named.pop())
    if not named:
        return ()
    rows = [_exact(cell.value, _numbers(cell)) for cell in sorted(named, key=lambda c: c.value)]
    return (*rows, *([_rest(rest, adds_up=adds_up)] if rest else ()))


def _refusal(cell: Cell, thresholds: Thresholds) -> Hidden | None:
    if cell.value in thresholds.never_named:
        return Hidden.PROTECTED
    if _is_small(_numbers(cell), thresholds.public):
        return Hidden.SMALL
    if cell.organisations < thresholds.organisations:
        return Hidden.FEW_ORGANISATIONS
    return None


def _sum(cells: Iterable[Cell]) -> Range:
    return sum(map(_numbers, cells), Range())


def _may_stand(rest: Sequence[Cell], thresholds: Thresholds) -> bool:
    return len(rest) > 1 and not _is_small(_sum(rest), thresholds.public)


def _rest(cells: Sequence[Cell], *, adds_up: bool) -> Shown:
    """Make the row of those not named; where people stand in several rows it has no figure."""
    if not adds_up:
        return Shown(OTHER, None, Hidden.COMPLEMENT, len(cells))
    return Shown(OTHER, _sum(cells), merged=len(cells))


def percentage(part: Shown, base: Shown, thresholds: Thresholds = DEFAULTS) -> Fraction | None:
    """Return the share of two best figures, times 100; None if either is hidden or the base small.

    From rounded figures it is as rough as they are.
    """
    if part.numbers is None or base.numbers is None or base.numbers.best < thresholds.public:
        return None
    return Fraction(100 * part.numbers.best, base.numbers.best)


def too_close(
    earlier: Mapping[str, int], later: Mapping[str, int], thresholds: Thresholds = DEFAULTS
) -> tuple[str, ...]:
    """Name the figures of a new release that differ so little that the difference tells on people.

    earlier, later   published figures by name; a name that only one release has is not compared
    """
    return tuple(
        sorted(
            name
            for name in earlier.keys() & later.keys()
            if 0 < abs(later[name] - earlier[name]) < thresholds.public
        )
    )


@dataclass(frozen=True)
class Part:
    """A public figure that is part of another: of a programme, or of all, in a range of days."""

    programme: str
    begins: date
    ends: date
    total: int


def sums_of_parts(parts: Iterable[Part], most: int) -> frozenset[int]:
    """Return what parts without a day and a programme in common come to, together in any way.

    most   sums above it are left out, so that there are never more than these
    """
    found: set[int] = {0}
    for _programme, own in groupby(sorted(parts, key=_in_order), key=lambda one: one.programme):
        states = {(date.min, so_far) for so_far in found}
        for part in own:
            states |= {
                (part.ends, so_far + part.total)
                for last, so_far in states
                if last < part.begins and so_far + part.total <= most
            }
        found = {so_far for _last, so_far in states}
    return frozenset(found)


def _in_order(part: Part) -> tuple[str, date, date]:
    return part.programme, part.ends, part.begins


def leaves_few(whole: int, parts: Iterable[Part], thresholds: Thresholds = DEFAULTS) -> bool:
    """Tell whether a figure and its parts, all of them public, show that few people are left."""
    return any(whole - one in range(1, thresholds.public) for one in sums_of_parts(parts, whole))
