"""What a report makes of counts: figures along the year, new and returning people, targets.

Plain values in and out. What an audience may see of a cut is decided by the rules of protection:
each cut is itself a count, with cells, so that it passes through them as every other table does.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from enum import StrEnum
from fractions import Fraction

from training.participation.rules import (
    NOT_STATED,
    OTHER,
    PREFERS_NOT_TO_SAY,
    Answer,
    Cell,
    Count,
    Hidden,
    Period,
    ProtectedTable,
    Range,
    Shown,
    Unit,
)

MONTHS = 12
YEARS_SHOWN = 5
NOVELTY = "novelty"
NEW, RETURNING = "new", "returning"
DOSE = "dose"
NO_GROUP = frozenset({OTHER, NOT_STATED, PREFERS_NOT_TO_SAY})
DOSES_FROM = (0, 20, 40, 60, 80, 100)  # per cent


class Step(StrEnum):
    """How long one column of a picture along time is."""

    MONTH = "month"
    QUARTER = "quarter"

    @property
    def months(self) -> int:
        """How many months one of them has."""
        return 1 if self is Step.MONTH else 3


def year_of(year: int) -> Period:
    """Return the calendar year."""
    return Period(date(year, 1, 1), date(year, MONTHS, 31))


def same_day_in(year: int, day: date) -> date:
    """Return the day of another year with the same date; 29 February becomes the 28th."""
    try:
        return day.replace(year=year)
    except ValueError:
        return day.replace(year=year, day=28)


def begins_of(day: date, step: Step) -> date:
    """Return the first day of the month or quarter that a day lies in."""
    return day.replace(month=day.month - (day.month - 1) % step.months, day=1)


def columns(period: Period, step: Step) -> Iterator[date]:
    """Yield the first day of each month or quarter that a period touches."""
    first = begins_of(period.begins, step)
    while first <= period.ends:
        yield first
        first = begins_of(first + timedelta(days=31 * step.months), step)


def has_days(count: Count) -> bool:
    """Tell whether each that was counted has one day: persons do, seats and outcomes do not."""
    return count.unit == Unit.PERSON


def exactly(value: str, number: int) -> Cell:
    """Make a cell that is as likely as `best`; no organisations stand behind it."""
    return Cell(value, number, number, number)


def by_step(answer: Answer, step: Step) -> Count:
    """Cut a count of persons by the month or quarter in which each first fulfilled the rule.

    Everybody in `best` stands in one cell, so that the cells add up to it. Values are first days;
    cells are in the order of time, empty ones among them.
    """
    found: Counter[date] = Counter()
    for day, number in answer.days.items():
        found[begins_of(day, step)] += number
    cells = tuple(
        exactly(day.isoformat(), found[day]) for day in columns(answer.count.period, step)
    )
    return replace(answer.count, dimension=step.value, cells=cells)


def by_novelty(count: Count) -> Count:
    """Cut a count into those who never qualified before the period, and those who return."""
    cells = (exactly(NEW, count.new), exactly(RETURNING, count.continuing))
    return replace(count, dimension=NOVELTY, cells=cells)


def by_dose(count: Count, doses: Mapping[Fraction, int]) -> Count:
    """Cut all who took part by the share of an event's planned minutes that they reached.

    Values are the least per cent of each cell, in three digits, so that they sort; empty cells are
    among them. Those who reached too little to be counted stand here as well, so that the total is
    another one.
    """
    found: Counter[int] = Counter()
    for share, number in doses.items():
        found[max(least for least in DOSES_FROM if 100 * share >= least)] += number
    total = found.total()
    cells = tuple(exactly(f"{least:03}", found[least]) for least in DOSES_FROM)
    return replace(count, dimension=DOSE, cells=cells, low=total, best=total, high=total)


def until(answer: Answer, day: date) -> Count:
    """Return a count of persons as far as it was filled at the end of a day."""
    number = sum(number for one, number in answer.days.items() if one <= day)
    return replace(answer.count, low=number, best=number, high=number, dimension="", cells=())


def worth_showing(counts: Sequence[Count]) -> tuple[Count, ...]:
    """Leave out the years before the first one in which anybody was counted; the last one stays."""
    first = next((place for place, one in enumerate(counts) if one.high), len(counts) - 1)
    return tuple(counts[first:])


@dataclass(frozen=True)
class Column:
    """One column of a picture.

    begins  the first day that it stands for
    parts   what it is made of, from the bottom up; empty where it may not be shown
    span    low and high, where they differ
    """

    begins: date
    parts: tuple[int, ...]
    span: Range | None = None
    hidden: Hidden | None = None

    @property
    def total(self) -> int:
        """How high it is."""
        return sum(self.parts)


def along(table: ProtectedTable, today: date) -> tuple[Column, ...]:
    """Make the columns of a table cut by steps of time; steps to come have none.

    Where every figure is exact, each column stands on all that came before, so that it shows how
    many there are so far and how many came with it. From figures that are rounded or hidden no sum
    is made.
    """
    rows = [row for row in table.rows if date.fromisoformat(row.value) <= today]
    climbs = not table.rounded and all(row.numbers for row in rows)
    found, so_far = [], 0
    for row in rows:
        begins = date.fromisoformat(row.value)
        number = row.numbers.best if row.numbers else 0
        parts = (so_far, number) if climbs else (number,) if row.numbers else ()
        found.append(Column(begins, parts, hidden=row.hidden))
        so_far += number
    return tuple(found)


def yearly(begins: date, total: ProtectedTable, cut: ProtectedTable) -> Column:
    """Make the column of a year: returning people, and new ones on them, if both may be shown.

    Figures that are rounded one by one do not add up, so that no column is made of them.
    """
    numbers = total.total.numbers
    if numbers is None:
        return Column(begins, (), hidden=total.total.hidden)
    shown = {row.value: row.numbers.best for row in cut.rows if row.numbers}
    is_whole = shown.keys() == {NEW, RETURNING} and not cut.rounded
    both = (shown[RETURNING], shown[NEW]) if is_whole else ()
    span = numbers if numbers.low < numbers.high else None
    return Column(begins, both or (numbers.best,), span)


def ranked(table: ProtectedTable) -> tuple[Shown, ...]:
    """Return the rows of a table, the largest first; those of no group, and hidden ones, last.

    Age bands keep their own order.
    """
    if table.dimension == "age_band":
        return table.rows

    def place(row: Shown) -> tuple[bool, bool, int]:
        number = row.numbers.best if row.numbers else 0
        return row.value in NO_GROUP, row.numbers is None, -number

    return tuple(sorted(table.rows, key=place))


class Pace(StrEnum):
    """How a figure stands to its target, judged by the time that has passed and nothing else."""

    TO_COME = "to_come"
    REACHED = "reached"
    ON_COURSE = "on_course"
    OPEN = "open"
    BEHIND = "behind"
    MISSED = "missed"
    UNKNOWN = "unknown"


@dataclass(frozen=True)
class Progress:
    """A figure beside its target.

    reached   the figure as its reader may see it; None where it is hidden
    elapsed   the share of the period's days that have passed, today among them
    expected  what that share of the target comes to
    """

    number: int
    reached: Range | None
    elapsed: Fraction
    pace: Pace

    @property
    def expected(self) -> int:
        """What would be reached if people came evenly over the period, rounded up."""
        return -(-self.number * self.elapsed.numerator // self.elapsed.denominator)

    @property
    def share(self) -> Fraction | None:
        """The share of the target that is reached."""
        return Fraction(self.reached.best, self.number) if self.reached else None


def is_whole_year(period: Period) -> bool:
    """Tell whether a period is one calendar year."""
    return period == year_of(period.begins.year)


def elapsed(period: Period, today: date) -> Fraction:
    """Return the share of a period's days that have passed, today among them."""
    every = (period.ends - period.begins).days + 1
    passed = (today - period.begins).days + 1
    return Fraction(min(max(passed, 0), every), every)


def progress(number: int, period: Period, reached: Range | None, today: date) -> Progress:
    """Judge a figure by the share of the period that has passed.

    The low figure has to be enough for "reached" and "on course", the high one too little for
    "behind" and "missed"; between them it depends on identities that are open.
    """
    share = elapsed(period, today)
    pace = _pace(number, share, reached)
    is_missed = pace is Pace.BEHIND and today > period.ends
    return Progress(number, reached, share, Pace.MISSED if is_missed else pace)


def _pace(number: int, share: Fraction, reached: Range | None) -> Pace:
    if reached is None:
        return Pace.UNKNOWN
    if reached.low >= number:
        return Pace.REACHED
    if share == 0:
        return Pace.TO_COME
    if reached.low >= number * share:
        return Pace.ON_COURSE
    return Pace.OPEN if reached.high >= number * share else Pace.BEHIND


def due(issued_until: Iterable[date], today: date) -> Period | None:
    """Return the last quarter that is over, if no count was issued that goes to its end."""
    ends = begins_of(today, Step.QUARTER) - timedelta(days=1)
    if any(ends <= day for day in issued_until):
        return None
    return Period(begins_of(ends, Step.QUARTER), ends)
