"""The only place that reads the clock, so that tests can hold it still."""

from datetime import UTC, date, datetime


def now() -> datetime:
    """Return the present moment in UTC, with its zone."""
    return datetime.now(UTC)


def today() -> date:
    """Return the day it is, in UTC."""
    return now().date()
