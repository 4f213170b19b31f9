"""What sealing asks of the ledger: which attributes stood in cells large enough to be kept."""

from datetime import date
from functools import cache

from training.participation import rules
from training.participation.queries.protection import thresholds
from training.participation.rules import Fact, Lost, Period, Profile


def large_cells(facts: tuple[Fact, ...]) -> rules.May:
    """Return a test of whether a lost attribute stood in a cell that the public may see.

    Each cell's year is counted once, however many people are sealed from the same ledger.
    """
    limits = thresholds()

    @cache
    def large(profile: Profile, year: int, dimension: str) -> frozenset[str]:
        found = rules.count(
            facts, profile, Period(date(year, 1, 1), date(year, 12, 31)), None, dimension
        )
        return frozenset(cell.value for cell in found.cells if cell.low >= limits.public)

    def may_keep(lost: Lost, dimension: str, value: str) -> bool:
        return not rules.is_named(value, limits.never_named) and value in large(
            lost.profile, lost.year, dimension
        )

    return may_keep
