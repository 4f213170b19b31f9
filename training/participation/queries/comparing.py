"""Counts by several rules beside each other: in one period, or before and after a change."""

from collections.abc import Iterable
from datetime import date, datetime

from training.participation import rules
from training.participation.queries.ledger import ledger
from training.participation.rules import Comparison, Count, Fact, Period, Profile

MOST_YEARS = 5


def years_with_facts(facts: Iterable[Fact], until: date) -> tuple[int, ...]:
    """Return the last calendar years up to a day in which something happened, the latest first."""
    days = {until}
    for fact in facts:
        if isinstance(fact, rules.Meeting):
            days.add(fact.starts_at.date())
        elif isinstance(fact, rules.Completion):
            days.add(fact.completed_at.date())
        elif isinstance(fact, rules.Outcome):
            days.add(fact.date)
    years = sorted({day.year for day in days if day <= until}, reverse=True)
    return tuple(years[:MOST_YEARS])


def effect(before: Profile, after: Profile, at: datetime) -> tuple[Comparison, ...]:
    """Return what a change of a rule would have done to past years, the latest first."""
    facts = ledger()
    periods = (
        Period(date(year, 1, 1), date(year, 12, 31)) for year in years_with_facts(facts, at.date())
    )
    return tuple(
        rules.compare(rules.count(facts, before, period, at), rules.count(facts, after, period, at))
        for period in periods
    )


def beside(
    profiles: Iterable[Profile], period: tuple[date, date], at: datetime, programme_id: str
) -> tuple[Count, ...]:
    """Return the counts of the same facts by several profiles, in their order."""
    facts = ledger(programme_id)
    return tuple(rules.count(facts, profile, Period(*period), at) for profile in profiles)
