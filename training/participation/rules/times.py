"""Times as facts carry them, in UTC, and the days that a zone makes of them."""

import re
from datetime import UTC, date, datetime, time, timedelta
from functools import cache, lru_cache
from zoneinfo import ZoneInfo

MINUTE = 60_000_000  # in microseconds, the unit in which presence is added up
FIRST_DAY, LAST_DAY = date(1900, 1, 1), date(2199, 12, 31)

_TIME = re.compile(
    r"\d{4}-\d{2}-\d{2}[Tt ]\d{2}:\d{2}(:\d{2}(\.\d{1,9})?)?([Zz]|[+-]\d{2}:\d{2})", re.ASCII
)
_DATE = re.compile(r"\d{4}-\d{2}-\d{2}", re.ASCII)


def parse_time(text: str) -> datetime | None:
    """Read an RFC 3339 time with its offset as UTC; None if it is not one, or out of reach."""
    if not _TIME.fullmatch(text):
        return None
    try:
        at = datetime.fromisoformat(text.upper()).astimezone(UTC)
    except (ValueError, OverflowError):
        return None
    return at if FIRST_DAY <= at.date() <= LAST_DAY else None


def parse_date(text: str) -> date | None:
    """Read a date written as 2025-03-31; None if it is not one, or out of reach."""
    if not _DATE.fullmatch(text):
        return None
    try:
        day = date.fromisoformat(text)
    except ValueError:
        return None
    return day if FIRST_DAY <= day <= LAST_DAY else None


def written(at: datetime) -> str:
    """Write a time the one way that exports and hashes use: UTC, ending in Z."""
    return _written(at.astimezone(UTC))


@lru_cache(maxsize=100_000)
def _written(at: datetime) -> str:
    return at.isoformat().removesuffix("+00:00") + "Z"


@cache
def zone_named(name: str) -> ZoneInfo | None:
    """Return a zone of the tz database; None where it has no such name."""
    try:
        return ZoneInfo(name)
    except (ValueError, OSError, LookupError):
        return None


@lru_cache(maxsize=100_000)
def local_day(at: datetime, zone: str) -> date:
    """Return the date on the calendar of a zone at a time."""
    return at.astimezone(zone_named(zone)).date()


@lru_cache(maxsize=100_000)
def first_moment(day: date, zone: str) -> datetime:
    """Return the time at which a day begins in a zone."""
    return datetime.combine(day, time(), zone_named(zone)).astimezone(UTC)


def last_moment(day: date, zone: str) -> datetime:
    """Return the last microsecond that still belongs to a day in a zone."""
    return first_moment(day + timedelta(days=1), zone) - timedelta(microseconds=1)


def microseconds(span: timedelta) -> int:
    """Return a length of time as a whole number, so that sums stay exact."""
    return span // timedelta(microseconds=1)
