"""Counts of the ledger: the figure, the table an audience may see, the reasons."""

import gc
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, datetime

from training import clock
from training.participation import rules
from training.participation.queries.reading import reading
from training.participation.rules import Count, Period, Profile, Question


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


def answer(question: Question) -> Count:
    """Count what a question asks, as of now."""
    period = (question.period.begins, question.period.ends)
    return count(question.profile, period, clock.now(), question.by, question.programme_id)


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
