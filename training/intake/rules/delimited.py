"""CSV and its relatives: any delimiter, any line end, quoted or not."""

import csv
import io
from collections import Counter

from quizzes import N_
from training.intake.rules.encodings import decoded
from training.intake.rules.sheets import (
    LONGEST_CELL,
    MOST_CELLS,
    MOST_COLUMNS,
    MOST_ROWS,
    Book,
    Sheet,
    Unreadable,
)

DELIMITERS = ",;\t|"
LOOKED_AT = 50


def read_text(content: bytes, encoding: str = "") -> Book:
    """Read delimited text; raises Unreadable."""
    text, name = decoded(content, encoding)
    text = text.replace("\0", "").removeprefix("\ufeff")
    if not text.strip():
        raise Unreadable(N_("The file is empty."))
    if text.lstrip().startswith("<"):
        raise Unreadable(N_("This is a page or a document, not a table. Save it as XLSX or CSV."))
    delimiter = delimiter_of(text)
    return Book((Sheet("", rows_of(text, delimiter)),), name, delimiter)


def delimiter_of(text: str) -> str:
    """Return what stands between cells: what cuts the most lines into the same number of them."""
    head = "\n".join(text.splitlines()[:LOOKED_AT])
    return max(DELIMITERS, key=lambda one: agreement(head, one))


def agreement(text: str, delimiter: str) -> tuple[int, int]:
    """Say how many rows agree on a number of cells above one, and what that number is."""
    try:
        rows = list(csv.reader(io.StringIO(text, newline=""), delimiter=delimiter))
    except csv.Error:
        return (0, 0)
    widths = Counter(len(row) for row in rows if len(row) > 1)
    if not widths:
        return (0, 0)
    width, rows_alike = widths.most_common(1)[0]
    return (rows_alike, width)


def rows_of(text: str, delimiter: str) -> tuple[tuple[str, ...], ...]:
    """Cut a text into rows; raises Unreadable where it has more than can be taken."""
    rows: list[tuple[str, ...]] = []
    cells = 0
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter)
    try:
        for row in reader:
            rows.append(tuple(row))
            cells += len(row)
            refuse_large(len(rows), row, cells)
    except csv.Error:
        raise Unreadable(
            N_("Line %(line)s cannot be read: a quotation mark may be missing."),
            line=reader.line_num,
        ) from None
    return tuple(rows)


def refuse_large(number: int, row: list[str] | tuple[str, ...], cells: int) -> None:
    """Raise Unreadable for what is no list of people."""
    if number > MOST_ROWS or cells > MOST_CELLS:
        raise Unreadable(N_("The sheet has more than %(most)s rows. Divide it."), most=MOST_ROWS)
    if len(row) > MOST_COLUMNS:
        raise Unreadable(
            N_("Row %(row)s has more than %(most)s columns."), row=number, most=MOST_COLUMNS
        )
    if any(len(one) > LONGEST_CELL for one in row):
        raise Unreadable(
            N_(
                "Row %(row)s has a cell of more than %(most)s characters: "
                "a quotation mark may be missing."
            ),
            row=number,
            most=LONGEST_CELL,
        )
