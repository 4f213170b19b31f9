"""Which figures are too small to be shown; the numbers are settings."""

from dataclasses import dataclass
from enum import StrEnum

from training.participation.rules.results import Range

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
    never_named        values that no table names which leaves the house, whatever the figure
    """

    public: int = 11
    organisations: int = 3
    donor: int = 8
    rounding: int = 5
    public_dimensions: frozenset[str] = frozenset()
    never_named: frozenset[str] = frozenset()


DEFAULTS = Thresholds()


def each(numbers: Range) -> tuple[int, int, int]:
    """Return low, best and high."""
    return numbers.low, numbers.best, numbers.high


def is_small(numbers: Range, least: int) -> bool:
    """Tell whether any of three figures is one of a few people."""
    return any(0 < number < least for number in each(numbers))


def rounded(number: int, base: int) -> int:
    """Round to the nearest multiple of a base, halves up."""
    return (2 * number + base) // (2 * base) * base


def before_rounding(number: int, base: int, least: int) -> tuple[int, int]:
    """Return the least and the most that a rounded figure can have been.

    least   a figure below it, other than 0, is never shown
    """
    first, last = -((base - 2 * number) // 2), -((-2 * number - base) // 2) - 1
    if number == 0:
        return 0, last if last >= least else 0
    return max(first, least), last
