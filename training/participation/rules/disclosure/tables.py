"""A count as an audience sees it: what is shown of it, and why the rest is not."""

from dataclasses import dataclass
from fractions import Fraction

from training.participation.rules.disclosure.thresholds import DEFAULTS, Hidden, Thresholds
from training.participation.rules.profile import Audience
from training.participation.rules.results import Range


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
        return bool(
            self.withheld or self.total.hidden or any(row.hidden or row.merged for row in self.rows)
        )


def percentage(part: Shown, base: Shown, thresholds: Thresholds = DEFAULTS) -> Fraction | None:
    """Return the share of two best figures, times 100; None if either is hidden or the base small.

    From rounded figures it is as rough as they are.
    """
    if part.numbers is None or base.numbers is None or base.numbers.best < thresholds.public:
        return None
    return Fraction(100 * part.numbers.best, base.numbers.best)
