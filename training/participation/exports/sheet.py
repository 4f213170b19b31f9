"""Rows as a workbook (XLSX): typed cells, right to left where the language runs so, no formula.

A text stays a text whatever it begins with, and no address becomes a link. The same content gives
the same bytes: the workbook carries the time of the count, not of the download.
"""

import io
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import Any

import xlsxwriter
from flask_babel import gettext as _

from courses import direction
from training.i18n import current_language
from training.participation.exports import words
from training.participation.exports.outgoing import Outgoing, Row, Table

FORBIDDEN_IN_NAMES = str.maketrans("[]:*?/\\'", "        ")
LONGEST_NAME = 31  # of a sheet, in every program that reads the format
WIDEST, NARROWEST = 60, 10
SAFE = {
    "in_memory": True,
    "strings_to_formulas": False,
    "strings_to_numbers": False,
    "strings_to_urls": False,
}
NEVER = datetime(2000, 1, 1, tzinfo=UTC)
Cells = Sequence[Any]


@dataclass(frozen=True)
class Sheet:
    """One sheet: a title above, headings, rows of texts, numbers, days and times."""

    name: str
    headings: Sequence[str]
    rows: Iterable[Cells]
    title: str = ""


def workbook(sheets: Iterable[Sheet], title: str, made_at: datetime | None) -> bytes:
    """Return a workbook of these sheets, in the reader's language and direction."""
    file = io.BytesIO()
    made = xlsxwriter.Workbook(file, SAFE)
    made.set_properties({"title": title, "created": _naive(made_at or NEVER)})
    looks = {
        "head": made.add_format({"bold": True, "bottom": 1, "text_wrap": True, "valign": "top"}),
        "title": made.add_format({"bold": True, "font_size": 14}),
        "text": made.add_format({"text_wrap": True, "valign": "top", "num_format": "@"}),
        "number": made.add_format({"valign": "top", "num_format": "#,##0"}),
        "day": made.add_format({"valign": "top", "num_format": "yyyy-mm-dd", "align": "left"}),
        "local": made.add_format({"valign": "top", "num_format": "yyyy-mm-dd hh:mm"}),
        "time": made.add_format(
            {"valign": "top", "num_format": 'yyyy-mm-dd hh:mm:ss "UTC"', "align": "left"}
        ),
    }
    for one in sheets:
        _write(
            made.add_worksheet(one.name.translate(FORBIDDEN_IN_NAMES)[:LONGEST_NAME]), one, looks
        )
    made.close()
    return file.getvalue()


def _write(drawn: Any, sheet: Sheet, looks: dict[str, Any]) -> None:
    if direction(current_language()) == "rtl":
        drawn.right_to_left()
    first = 0
    if sheet.title:
        drawn.write_string(0, 0, sheet.title, looks["title"])
        first = 2
    widths = [len(heading) for heading in sheet.headings]
    for column, heading in enumerate(sheet.headings):
        drawn.write_string(first, column, heading, looks["head"])
    for line, cells in enumerate(sheet.rows, first + 1):
        for column, value in enumerate(cells):
            _put(drawn, (line, column), value, looks)
            widths[column] = max(widths[column], len(str(value or "")))
    drawn.freeze_panes(first + 1, 0)
    for column, width in enumerate(widths):
        drawn.set_column(column, column, min(max(width + 2, NARROWEST), WIDEST))


def _put(drawn: Any, place: tuple[int, int], value: Any, looks: dict[str, Any]) -> None:
    if isinstance(value, datetime):
        drawn.write_datetime(*place, _naive(value), looks["time" if value.tzinfo else "local"])
    elif isinstance(value, date):
        drawn.write_datetime(*place, value, looks["day"])
    elif isinstance(value, int | float) and not isinstance(value, bool):
        drawn.write_number(*place, value, looks["number"])
    elif value not in (None, ""):
        drawn.write_string(*place, str(value), looks["text"])


def _naive(at: datetime) -> datetime:
    """Return a time as sheets keep it: in UTC, or as it is where it is a local one."""
    return at.astimezone(UTC).replace(tzinfo=None) if at.tzinfo else at


def count_sheets(count: Outgoing) -> bytes:
    """Return a count as a workbook: a sheet for each table, and one that says how it was made."""
    headings = (_("Low"), _("Best"), _("High"), _("Why it is not shown"))
    sheets = [
        Sheet(_name(table), (words.dimension(table) or _("Group"), *headings), _rows(table), said)
        for table, said in zip(count.tables, _titles(count), strict=True)
    ]
    about = [
        *words.facts(count),
        *((_("Rule"), sentence) for sentence in words.rule(count)),
        *((_("Note"), note) for note in words.notes(count)),
    ]
    if count.moves:
        moved = (_("Before"), _("Now"), _("People"))
        sheets.append(Sheet(_("Changes"), moved, words.moves(count)))
    sheets.append(Sheet(_("How it was counted"), (_("What"), _("Value")), about))
    return workbook(sheets, words.sentence(count), count.as_of)


def _titles(count: Outgoing) -> list[str]:
    return [words.sentence(count), *("" for _table in count.tables[1:])]


def _name(table: Table) -> str:
    return words.dimension(table) or _("Total")


def _rows(table: Table) -> list[Cells]:
    rows = [_figures(_("Total"), table.total)]
    rows += [_figures(words.group(row, table.dimension), row) for row in table.rows]
    if table.withheld:
        rows.append(("", None, None, None, words.hidden(table.withheld)))
    return rows


def _figures(name: str, row: Row) -> Cells:
    return name, row.low, row.best, row.high, words.hidden(row.hidden)
