"""Days as people write them, in six languages and every common form. Patterns are our own.

What can be read as two days, such as 03/04/2025, is told by an order that somebody has to state.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from functools import cache, lru_cache

from babel import Locale

from training.intake.rules.plain import in_ascii_digits, key, tidy

FIRST_DAY, LAST_DAY = date(1950, 1, 1), date(2099, 12, 31)
MOST_DAYS = 31
SERIAL_BEGINS = date(1899, 12, 30)  # day 0 of spreadsheets, after their leap day of 1900
SERIALS = range(18_264, 73_051)  # 1950 to 2099
CENTURY = 100
YOUNGEST_SHORT_YEAR = 70  # 69 is 2069, 70 is 1970, as POSIX reads two digits
MONTHS_OF = ("en", "fr", "es", "ru", "ar", "ar_LB", "ar_DZ", "ar_MA", "zh")
SHORTEST_MONTH = 3

ISO = re.compile(r"(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})")
COMPACT = re.compile(r"(\d{4})(\d{2})(\d{2})")
CHINESE = re.compile(r"(\d{4})\s*年\s*(\d{1,2})\s*月\s*(\d{1,2})\s*[日号]?")
NUMBERS = re.compile(r"(\d{1,2})\s*([-/. ])\s*(\d{1,2})\s*\2\s*(\d{4}|\d{2})")
DAY_FIRST = re.compile(r"(\d{1,2})(?:st|nd|rd|th|er|re|o|º|ª|-?го)?\s+(\D+?)\s+(\d{4}|\d{2})")
MONTH_FIRST = re.compile(r"(\D+?)\s+(\d{1,2})(?:st|nd|rd|th)?\s+(\d{4})")
CLOCK_TIME = re.compile(r"[T ]\s*\d{1,2}:\d{2}(:\d{2}(\.\d+)?)?\s*(z|[+-]\d{2}:?\d{2})?$", re.I)
TO = r"\s*(?:[-–—~〜至到]|\bto\b|\buntil\b|\bau\b|\bal?\b|\bпо\b|\bдо\b|\bإلى\b|\bالى\b)\s*"
RANGE = re.compile(TO)
DAYS_OF_A_MONTH = re.compile(
    r"\s*(\d{1,2})" + TO + r"(\d{1,2})(?!\d)\s*(\D+?\s*\d{4}|[./]\d{1,2}[./]\d{4})\s*"
)
MONTH_DAYS = re.compile(r"\s*(\D+?)\s+(\d{1,2})" + TO + r"(\d{1,2})\s*,?\s+(\d{4})\s*")
CHINESE_DAYS = re.compile(r"\s*(\d{4}年\d{1,2}月)(\d{1,2})日?\s*[-–—~至到]\s*(\d{1,2})[日号]\s*")
FROM = re.compile(r"^(?:from|du|del|с|من)\s+(?=\d)", re.IGNORECASE)
FILLERS = frozenset(
    "of the de del du le la el on au from с от в г года год м عام سنه من ال يوم م".split()  # noqa: SIM905 - a list would be cut into forty lines
)


class Order(StrEnum):
    """Which of two small numbers is the day."""

    DAY_FIRST = "day_first"
    MONTH_FIRST = "month_first"


@dataclass(frozen=True)
class Days:
    """What a cell says about days: those that it can mean, in the order of `Order`."""

    day_first: tuple[date, ...] = ()
    month_first: tuple[date, ...] = ()

    @property
    def is_ambiguous(self) -> bool:
        """Whether it depends on an order that nobody has stated."""
        return bool(self.day_first and self.month_first) and self.day_first != self.month_first

    def read(self, order: Order | None) -> tuple[date, ...]:
        """Return the days in an order; without one, the only ones that there can be."""
        if self.is_ambiguous:
            by_order = {Order.DAY_FIRST: self.day_first, Order.MONTH_FIRST: self.month_first}
            return by_order.get(order, ()) if order else ()
        return self.day_first or self.month_first


NOTHING = Days()


@lru_cache(maxsize=20_000)
def read_days(text: str) -> Days:
    """Read one day, or the days from one to another; nothing where it is no date."""
    plain = FROM.sub("", in_ascii_digits(tidy(text)).strip(" .,;"))
    if not any(one.isdigit() for one in plain):
        return NOTHING
    return (
        one_day(plain) or several(plain) or one_day(CLOCK_TIME.sub("", plain)) or serial(plain)
    ) or NOTHING


def several(text: str) -> Days | None:
    """Read days of one month, or from one date to another."""
    if found := CHINESE_DAYS.fullmatch(text):
        return between(f"{found[1]}{found[2]}日", f"{found[1]}{found[3]}日")
    if found := DAYS_OF_A_MONTH.fullmatch(text):
        joint = "" if found[3][0] in "./" else " "
        return between(f"{found[1]}{joint}{found[3]}", f"{found[2]}{joint}{found[3]}")
    if found := MONTH_DAYS.fullmatch(text):
        return between(f"{found[1]} {found[2]} {found[4]}", f"{found[1]} {found[3]} {found[4]}")
    joints = RANGE.finditer(text)
    tried = (between(text[: one.start()], text[one.end() :]) for one in joints)
    return next(filter(None, tried), None)


def between(first: str, last: str) -> Days | None:
    """Return every day from one to another, both included; a year may stand at the end only."""
    ends = one_day(last.strip())
    begins = one_day(first.strip()) or (ends and one_day(f"{first.strip()} {year_of(ends)}"))
    if not begins or not ends:
        return None
    runs = [
        run(one[0], two[0]) if one and two else ()
        for one, two in (
            (begins.read(order), ends.read(order)) for order in (Order.DAY_FIRST, Order.MONTH_FIRST)
        )
    ]
    return Days(*runs) if any(runs) else None


def year_of(days: Days) -> int:
    """Return the year that days lie in."""
    return (days.day_first or days.month_first)[0].year


def run(first: date, last: date) -> tuple[date, ...]:
    """Return the days from one to another; none where they are too many, or the wrong way round."""
    count = (last - first).days + 1
    return tuple(first + timedelta(days=n) for n in range(count)) if count <= MOST_DAYS else ()


def one_day(text: str) -> Days | None:
    """Read one day, whatever it may mean."""
    for pattern in (ISO, COMPACT, CHINESE):
        if found := pattern.fullmatch(text):
            return sure(day_of(*map(int, found.groups())))
    if found := NUMBERS.fullmatch(text):
        return by_numbers(found)
    return by_words(text)


def by_numbers(found: re.Match[str]) -> Days | None:
    """Read a day in three numbers, the year last. Between points the day stands first."""
    one, other, year = int(found[1]), int(found[3]), full_year(found[4])
    day_first = as_days(day_of(year, other, one))
    month_first = () if found[2] == "." else as_days(day_of(year, one, other))
    return Days(day_first, month_first) if day_first or month_first else None


def by_words(text: str) -> Days | None:
    """Read a day whose month is a word, in either order; the day of the week may stand by."""
    plain = " ".join(
        one
        for one in key(re.sub(r"['’]", " ", text)).split()
        if one not in FILLERS and one not in weekdays()
    )
    if found := DAY_FIRST.fullmatch(plain):
        return sure(day_of(full_year(found[3]), month_named(found[2]), int(found[1])))
    if found := MONTH_FIRST.fullmatch(plain):
        return sure(day_of(int(found[3]), month_named(found[1]), int(found[2])))
    return None


def sure(day: date | None) -> Days | None:
    """Return what can be read in one way only."""
    return Days(as_days(day)) if day else None


def as_days(day: date | None) -> tuple[date, ...]:
    """Return a day as days."""
    return (day,) if day else ()


def serial(text: str) -> Days | None:
    """Read the number that a spreadsheet keeps of a day."""
    whole = text.partition(".")[0]
    if whole.isdecimal() and len(whole) < 6 and int(whole) in SERIALS:
        return sure(SERIAL_BEGINS + timedelta(days=int(whole)))
    return None


def day_of(year: int, month: int, day: int) -> date | None:
    """Return a day of the calendar within reach; None where there is none."""
    try:
        found = date(year, month, day)
    except ValueError:
        return None
    return found if FIRST_DAY <= found <= LAST_DAY else None


def full_year(text: str) -> int:
    """Return the year that two or four digits mean."""
    year = int(text)
    if len(text) > 2:
        return year
    return year + (19 if year >= YOUNGEST_SHORT_YEAR else 20) * CENTURY


def month_named(text: str) -> int:
    """Return the number of a month; 0 where the word is none."""
    found = text.strip()
    if found in months():
        return months()[found]
    longer = {number for name, number in months().items() if name.startswith(found)}
    return longer.pop() if len(found) >= SHORTEST_MONTH and len(longer) == 1 else 0


@cache
def months() -> Mapping[str, int]:
    """Return the number of every month by its names in six languages (CLDR)."""
    found: dict[str, int] = {"sept": 9, "setiembre": 9}
    forms = (form for code in MONTHS_OF for form in Locale.parse(code).months.values())
    for names in (form[width] for form in forms for width in ("wide", "abbreviated")):
        for number, name in names.items():
            found.setdefault(key(name), number)
    return found


@cache
def weekdays() -> frozenset[str]:
    """Return the names of the days of the week in six languages (CLDR)."""
    return frozenset(
        word
        for code in MONTHS_OF
        for forms in Locale.parse(code).days.values()
        for width in ("wide", "abbreviated", "short")
        for name in forms.get(width, {}).values()
        for word in key(name).split()
        if word not in months()
    )
