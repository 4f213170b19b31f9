"""The table in a sheet: where it begins, and which rows are not of anybody."""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum

from training.intake.rules.columns import is_dated, meant_by
from training.intake.rules.days import read_days
from training.intake.rules.plain import in_ascii_digits, key, tidy
from training.intake.rules.sheets import Sheet
from training.intake.rules.words import as_word, listed, meaning

LOOKED_AT = 30
LONG_TEXT = 60
LONGEST_TITLE = 200
DIGITS = re.compile(r"[\d.,%]+")
PIECES = re.compile(r"[;|:()،]|\s[—–-]\s")
STARS = ("*", "†", "‡", "¹", "²", "³", "※")
SURELY_TOTAL = ("total", "grand total", "sous total", "итого", "всего", "المجموع", "合计", "总计")


class Why(StrEnum):
    """Why a row is not taken for somebody's."""

    ABOVE = "above"
    EMPTY = "empty"
    TOTAL = "total"
    FOOTNOTE = "footnote"
    HEADER = "header"


@dataclass(frozen=True)
class LeftOut:
    """A row that is left out, and why."""

    row: int
    why: Why
    text: str


@dataclass(frozen=True)
class Row:
    """A row of somebody, by its number in the sheet."""

    number: int
    cells: tuple[str, ...]


@dataclass(frozen=True)
class Table:
    """Headers and rows; `title` and `day` are what stands above them, where something does."""

    header_row: int
    headers: tuple[str, ...]
    rows: tuple[Row, ...]
    left_out: tuple[LeftOut, ...]
    hidden: tuple[int, ...]
    title: str
    day: str


def table_in(sheet: Sheet) -> Table:
    """Find the table of a sheet."""
    rows = [tuple(map(tidy, row)) for row in sheet.rows]
    at = header_of(rows)
    headers = rows[at] if rows else ()
    width = max((len(row) for row in rows[at:]), default=0)
    kept: list[Row] = []
    sums = Sums()
    left = [
        LeftOut(n, Why.ABOVE, first_text(row)) for n, row in enumerate(rows[:at], 1) if any(row)
    ]
    for number, row in enumerate(rows[at + 1 :], at + 2):
        if why := why_left_out(row, headers, sums):
            left.append(LeftOut(number, why, first_text(row)))
        else:
            kept.append(Row(number, row))
            sums.add(row)
    above = [first_text(row) for row in rows[:at] if any(row)]
    return Table(
        header_row=at + 1,
        headers=(*headers, *("" for _ in range(width - len(headers)))),
        rows=tuple(kept),
        left_out=tuple(left),
        hidden=tuple(set(sheet.hidden) & {one.number for one in kept}),
        title=above[0][:LONGEST_TITLE] if above else "",
        day=next(days_above(above), ""),
    )


def header_of(rows: Sequence[Sequence[str]]) -> int:
    """Return the place of the row with the most headers that are known; else the first full one."""
    scores = [known_headers(row) for row in rows[:LOOKED_AT]]
    best = max(scores, default=0)
    if best:
        return scores.index(best)
    return next((place for place, row in enumerate(rows) if any(row)), 0)


def known_headers(row: Sequence[str]) -> int:
    """Say how much of a row is headers: words that are known, and dates; the same word once."""
    words = meaning("headers")
    fields = {words[as_word(one)] for one in row if as_word(one) in words}
    fields |= {str(meant_by(one)) for one in row if one and len(one) < LONG_TEXT} - {"None"}
    dates = len({one for one in row if one and is_dated(one)})
    return 2 * len(fields) + dates if fields else 0


def first_text(row: Sequence[str]) -> str:
    """Return the first cell with something in it."""
    return next((one for one in row if one), "")


def days_above(texts: Sequence[str]) -> Iterator[str]:
    """Yield the dates that stand above a table, as they are written there."""
    for text in texts:
        commas = text.split(",")
        tails = (",".join(commas[place:]) for place in range(len(commas)))
        for piece in (*tails, *commas, *PIECES.split(text)):
            found = read_days(piece)
            if found.day_first or found.month_first:
                yield piece.strip()


class Sums:
    """What the columns come to so far: the sum of each, and how many cells are filled."""

    def __init__(self) -> None:
        self._rows = 0
        self._sums: Counter[int] = Counter()
        self._filled: Counter[int] = Counter()

    def add(self, row: Sequence[str]) -> None:
        """Take one more row."""
        self._rows += 1
        for place, text in enumerate(row):
            if text:
                self._sums[place] += whole(text) or 0
                self._filled[place] += 1

    def are_in(self, row: Sequence[str]) -> bool:
        """Tell whether all that a row holds are the sums, or the numbers, of what stands above."""
        numbers = {place: whole(text) for place, text in enumerate(row) if text}
        if self._rows < 2 or any(number is None or number < 2 for number in numbers.values()):
            return False  # one row or mark is no sum
        return all(
            number in (self._sums[place], self._filled[place]) for place, number in numbers.items()
        )


def why_left_out(row: Sequence[str], headers: Sequence[str], sums: Sums) -> Why | None:
    """Say why a row is nobody's; None where it may be somebody's."""
    filled = [one for one in row if one]
    if not filled:
        return Why.EMPTY
    if tuple(map(key, row)) == tuple(map(key, headers))[: len(row)] and len(filled) > 1:
        return Why.HEADER
    if not any("@" in one for one in filled) and (is_total(filled) or sums.are_in(row)):
        return Why.TOTAL
    return Why.FOOTNOTE if is_footnote(filled, len(headers)) else None


def is_total(filled: Sequence[str]) -> bool:
    """Tell whether one of the first cells says that the row adds others up."""
    for text in filled[:2]:
        plain = tidy(DIGITS.sub(" ", key(text)))
        if plain in listed("totals") or plain.startswith(tuple(f"{one} " for one in SURELY_TOTAL)):
            return True
    return False


def whole(text: str) -> int | None:
    """Return a whole number; None where a cell is none."""
    plain = in_ascii_digits(text)
    return int(plain) if plain.isdecimal() and len(plain) < 10 else None


def is_footnote(filled: Sequence[str], width: int) -> bool:
    """Tell whether a row is a remark: one text, marked as such or too long for a name."""
    if len(set(filled)) > 1 or width < 2:
        return False
    text = filled[0]
    marked = text.startswith(STARS) or key(text.partition(":")[0]) in listed("footnotes")
    return marked or len(text) > LONG_TEXT
