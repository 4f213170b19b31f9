"""Counts of the ledger: the figure, the table an audience may see, the reasons."""

import gc
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date, datetime

from training.participation import rules
from training.participation.queries.reading import reading
from training.participation.rules import Count, Period, Profile, Reason, Verdict


def count(
    profile: Profile,
    period: tuple[date, date],
    as_of: datetime | None = None,
    by: str = "",
    programme_id: str = "",
) -> Count:
    """Count the ledger, or one programme's part of it, in a period (both days included)."""
    with without_pauses():
        found = reading(rules.dimensions_read(profile, by), as_of, programme_id)
        return rules.count_ledger(found, profile, Period(*period), as_of, by)


@contextmanager
def without_pauses() -> Iterator[None]:
    """Keep the collector from looking through a million rows again and again: all are in use."""
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()


@dataclass(frozen=True)
class ReasonGroup:
    """Everybody about whom a count gives the same reason."""

    reason: Reason
    verdicts: tuple[Verdict, ...]


def reasons(count: Count) -> tuple[ReasonGroup, ...]:
    """Return everybody by reason, those counted first."""
    groups: dict[Reason, list[Verdict]] = {}
    for verdict in count.people:
        groups.setdefault(verdict.reason, []).append(verdict)
    return tuple(
        ReasonGroup(reason, tuple(groups[reason])) for reason in Reason if reason in groups
    )
