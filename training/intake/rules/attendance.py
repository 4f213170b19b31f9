"""What a cell says about somebody's attendance: a mark, minutes, or times."""

import re
from dataclasses import dataclass

from training.intake.rules.plain import in_ascii_digits, tidy
from training.intake.rules.words import meant

MINUTES_IN_AN_HOUR = 60
MINUTES_IN_A_DAY = 1440
LEAST_MINUTES = 2  # 0 and 1 are marks
MOST_WRITTEN_SO = 360  # 6:00 may be how long somebody stayed, 9:00 is when they came
TIME = re.compile(
    r"(?:\d{4}-\d{2}-\d{2}[T ]\s*)?(\d{1,2})\s*[:.hч点時时]\s*(\d{2})?(?::\d{2})?\s*分?"
    r"\s*(am|pm|a\.m\.|p\.m\.|ص|م|上午|下午)?",
    re.I,
)
SPAN = re.compile(r"(.+?)\s*(?:[-–—~至到]|\bto\b|\bto\b|\bà\b|\ba\b|\bдо\b|\bالى\b|\bإلى\b)\s*(.+)")
NUMBER = re.compile(
    r"(\d{1,4})(?:[.,]0+)?\s*(?:min|mins|minutes?|minutos?|мин|минут[аы]?|د|دقيق\w*|分|分钟|['′])?\.?",
    re.I,
)
HOURS = re.compile(
    r"(\d{1,2})\s*(?:h|hrs?|hours?|heures?|horas?|ч|час\w*|ساع\w*|小时|:)\s*(\d{1,2})?\s*(?:m|min|мин|د|分|分钟)?\.?",
    re.I,
)
AFTERNOON = ("pm", "p.m.", "م", "下午")
NOON = 12


@dataclass(frozen=True)
class Said:
    """What a cell says: a mark, and how long or from when to when, in minutes of the day."""

    mark: str
    minutes: int | None = None
    span: tuple[int, int] | None = None


def read_time(text: str) -> int | None:
    """Read a time of day as minutes since midnight; None where it is none."""
    found = TIME.fullmatch(in_ascii_digits(tidy(text)))
    if not found:
        return None
    hour, minute = int(found[1]), int(found[2] or 0)
    half = (found[3] or "").lower()
    if half:
        hour = hour % NOON + (NOON if half in AFTERNOON else 0)
    at = hour * MINUTES_IN_AN_HOUR + minute
    return at if minute < MINUTES_IN_AN_HOUR and at <= MINUTES_IN_A_DAY else None


def read_minutes(text: str) -> int | None:
    """Read how long something took, in minutes; None where it is no length of time."""
    plain = in_ascii_digits(tidy(text))
    if found := NUMBER.fullmatch(plain):
        length = int(found[1])
    elif found := HOURS.fullmatch(plain):
        length = int(found[1]) * MINUTES_IN_AN_HOUR + int(found[2] or 0)
    else:
        return None
    return length if 0 < length <= MINUTES_IN_A_DAY else None


def read_mark(text: str) -> Said | None:
    """Read a cell of a list or matrix of attendance; None where nobody can tell what it says."""
    plain = in_ascii_digits(tidy(text))
    if mark := meant("marks", plain):
        return Said(mark)
    if (span := SPAN.fullmatch(plain)) and (times := read_span(span[1], span[2])):
        return Said("present", span=times)
    minutes = read_minutes(plain)
    if minutes is not None and minutes >= LEAST_MINUTES and not is_time_of_day(plain, minutes):
        return Said("present", minutes=minutes)
    return None


def is_time_of_day(plain: str, minutes: int) -> bool:
    """Tell whether 9:30 is rather when somebody came than how long they stayed."""
    return ":" in plain and minutes > MOST_WRITTEN_SO


def read_span(first: str, last: str) -> tuple[int, int] | None:
    """Read from when to when; None unless both are times and in order."""
    begins, ends = read_time(first), read_time(last)
    if begins is None or ends is None or ends <= begins:
        return None
    return begins, ends
