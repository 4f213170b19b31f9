"""Makers of files and sheets for the tests of bringing history in."""

import hashlib
import io
import json
from collections.abc import Mapping, Sequence
from datetime import UTC, date, datetime
from typing import Any

import xlsxwriter

from training.intake.rules import (
    Book,
    Fault,
    Gathered,
    Sheet,
    Surroundings,
    gather,
    plan_of,
    read_entries,
    table_in,
)

TODAY = date(2026, 6, 1)
NOON = datetime(2026, 6, 1, 12, tzinfo=UTC)
LIST = """\
Name,E-mail,Organisation,Event,Date
Amal Haddad,amal@example.org,Rights Now,Pre-session workshop,2025-03-03
Boris,boris@example.org,Memory,Pre-session workshop,2025-03-03
"""
MATRIX = """\
Name;Organisation;03.03.2025;04.03.2025
Amal Haddad;Rights Now;x;x
Boris;Memory;x;
"""


def keyed(kind: str, *parts: str) -> str:
    """An id as the platform makes them, without its key."""
    return f"{kind}-{hashlib.sha256(json.dumps([kind, *parts]).encode()).hexdigest()[:12]}"


def around(**known: Any) -> Surroundings:
    """What a platform knows that holds nothing else."""
    return Surroundings(keyed, NOON, **known)


def rows(text: str, delimiter: str = ",") -> Sheet:
    """A sheet of rows written below each other."""
    return Sheet("", tuple(tuple(line.split(delimiter)) for line in text.splitlines()))


def understood(
    sheet: Sheet, choices: Mapping[str, Any] | None = None, **known: Any
) -> tuple[Gathered, tuple[Fault, ...]]:
    """What a sheet comes to, and all that is wrong with it."""
    table = table_in(sheet)
    plan = plan_of({"title": "A title", **(choices or {})}, table, {}, "UTC", TODAY)
    entries, faults = read_entries(table, plan)
    gathered = gather(entries, plan, around(**known))
    return gathered, (*faults, *gathered.faults)


def workbook(
    sheets: Mapping[str, Sequence[Sequence[object]]],
    merged: Sequence[tuple[int, int, int, int, object]] = (),
    hidden: Sequence[int] = (),
) -> bytes:
    """An XLSX with sheets of rows; `merged` and `hidden` are about all of them, from 0."""
    file = io.BytesIO()
    options = {"in_memory": True, "strings_to_formulas": False}
    book = xlsxwriter.Workbook(file, options)
    dated = book.add_format({"num_format": "yyyy-mm-dd"})
    for name, lines in sheets.items():
        sheet = book.add_worksheet(name)
        for number, line in enumerate(lines):
            for place, value in enumerate(line):
                if isinstance(value, datetime | date):
                    sheet.write_datetime(number, place, value, dated)
                else:
                    sheet.write(number, place, value)
        for top, left, bottom, right, value in merged:
            sheet.merge_range(top, left, bottom, right, value)
        for number in hidden:
            sheet.set_row(number, None, None, {"hidden": True})
    book.close()
    return file.getvalue()


def first(book: Book) -> tuple[tuple[str, ...], ...]:
    """The rows of the first sheet."""
    return book.sheets[0].rows
