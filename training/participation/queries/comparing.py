"""Counts by several rules beside each other: in one period, or before and after a change."""

from collections.abc import Iterable
from datetime import date, datetime
from time import perf_counter

from sqlalchemy import select

from training.database import db
from training.participation import rules
from training.participation.models import LedgerLine
from training.participation.queries.counts import count, without_pauses
from training.participation.queries.reading import few, reading
from training.participation.rules import Comparison, Count, Fact, Ledger, Period, Profile

FEWEST_YEARS, MOST_YEARS = 3, 5
PATIENCE = 5  # seconds after which fewer years are enough


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
    """Return what a change of a rule would have done to past years, the latest first.

    Of a ledger that takes long to count the last three years are enough.
    """
    started, found = perf_counter(), list[Comparison]()
    for year in years_with_facts(few(), at.date()):
        period = date(year, 1, 1), date(year, 12, 31)
        found.append(rules.compare(count(before, period, at), count(after, period, at)))
        if len(found) >= FEWEST_YEARS and perf_counter() - started > PATIENCE:
            break
    return tuple(found)


def beside(
    profiles: Iterable[Profile], period: tuple[date, date], at: datetime, programme_id: str
) -> tuple[Count, ...]:
    """Return the counts of the same facts by several profiles, in their order."""
    return tuple(count(profile, period, at, "", programme_id) for profile in profiles)


def as_issued(
    profile: Profile,
    period: tuple[date, date],
    as_of: datetime,
    programme_id: str,
    issued_at: datetime,
) -> Count:
    """Count as it was when something was issued, as far as the ledger can still tell.

    Lines that were added later are left out, also those about earlier times; what was erased since
    is gone.
    """
    later = frozenset(
        db.session.scalars(select(LedgerLine.id).where(LedgerLine.added_at > issued_at))
    )
    if not later:
        return count(profile, period, as_of, "", programme_id)
    with without_pauses():
        found = reading(rules.dimensions_read(profile, ""), as_of, programme_id)
        return rules.count_ledger(without(found, later), profile, Period(*period), as_of)


def without(found: Ledger, later: frozenset[str]) -> Ledger:
    """Return a ledger without the facts that have some ids."""
    return Ledger(
        tuple(fact for fact in found.facts if fact.id not in later),
        (row for row in found.marks if row[1] not in later),
        (row for row in found.persons if row[0] not in later),
        (row for row in found.attributes if row[3] not in later),
    )
