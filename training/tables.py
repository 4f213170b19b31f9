"""Rows → CSV, safe from spreadsheet formulas."""

import csv
import io
from collections.abc import Iterable, Sequence

FORMULA = ("=", "+", "-", "@", "\t", "\r")


def to_csv(rows: Iterable[Sequence[object]]) -> str:
    """Return rows as CSV (RFC 4180); a text that a sheet would run gets an apostrophe."""
    sheet = io.StringIO()
    csv.writer(sheet).writerows([[cell(value) for value in row] for row in rows])
    return sheet.getvalue()


def cell(value: object) -> object:
    """Return a value as a sheet may show it: numbers as they are, no text that is a formula."""
    if isinstance(value, str) and value.startswith(FORMULA):
        return f"'{value}"
    return "" if value is None else value
