"""What a file of history is once it is read: sheets, and rows of texts in them."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

MOST_ROWS = 20_000
MOST_COLUMNS = 250
MOST_CELLS = 1_000_000
LONGEST_CELL = 2_000
MOST_TEXT = 20 * 2**20  # characters of a whole file: merged and shared texts are in it many times
LETTERS = 26


class Unreadable(Exception):
    """A file cannot be taken; the message is translatable, with holes."""

    def __init__(self, message: str, **values: object) -> None:
        super().__init__(message % values)
        self.message = message
        self.values = values


@dataclass(frozen=True)
class Fault:
    """What keeps a file from coming in, where it stands, and how to mend it.

    row      as the spreadsheet counts it; 0 where the whole file is meant
    column   the letter of the column; empty where the whole row is meant
    message  an English sentence with %(name)s holes, translatable
    """

    row: int
    column: str
    message: str
    values: Mapping[str, object] = field(default_factory=dict, hash=False)

    def __str__(self) -> str:
        return self.message % self.values


@dataclass(frozen=True)
class Sheet:
    """One sheet as texts. Rows are counted from 1, as spreadsheets do; `hidden` names some."""

    name: str
    rows: tuple[tuple[str, ...], ...]
    hidden: tuple[int, ...] = ()


@dataclass(frozen=True)
class Book:
    """A file that was read. `encoding` and `delimiter` are empty for a spreadsheet."""

    sheets: tuple[Sheet, ...]
    encoding: str = ""
    delimiter: str = ""

    def as_plain(self) -> dict[str, Any]:
        """Return it as JSON can keep it."""
        return {
            "encoding": self.encoding,
            "delimiter": self.delimiter,
            "sheets": [
                {"name": one.name, "rows": one.rows, "hidden": one.hidden} for one in self.sheets
            ],
        }


def book_from(plain: Mapping[str, Any]) -> Book:
    """Return the book that was kept as JSON."""
    sheets = tuple(
        Sheet(one["name"], tuple(map(tuple, one["rows"])), tuple(one["hidden"]))
        for one in plain["sheets"]
    )
    return Book(sheets, plain["encoding"], plain["delimiter"])


def letter(column: int) -> str:
    """Return what spreadsheets call a column, counted from 0: A … Z, AA …"""
    name = ""
    column += 1
    while column:
        column, rest = divmod(column - 1, LETTERS)
        name = chr(ord("A") + rest) + name
    return name


def cell(row: Sequence[str], column: int) -> str:
    """Return a cell of a row that may be shorter than others."""
    return row[column] if column < len(row) else ""
