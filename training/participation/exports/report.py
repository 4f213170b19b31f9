"""A count as a report ready to send: PDF, tagged, in any language of the interface."""

from pathlib import Path
from typing import Any

from flask_babel import format_decimal
from flask_babel import gettext as _

from courses import direction
from training import clock, pdf
from training.i18n import current_language
from training.participation.exports import words
from training.participation.exports.outgoing import Outgoing, Row, Table

TEMPLATE = Path(__file__).with_name("report.typ")


def report(count: Outgoing) -> bytes:
    """Return a count as a PDF in the reader's language; the same count gives the same bytes."""
    return pdf.document(TEMPLATE, shown(count), count.as_of or clock.now())


def shown(count: Outgoing) -> dict[str, Any]:
    """Return every word and number of the report, as the template wants them."""
    language = current_language()
    return {
        "language": language,
        "direction": direction(language),
        "fonts": pdf.fonts(language),
        "title": words.sentence(count),
        "state": _state(count),
        "lead": _lead(count),
        "range": _range(count.total),
        "tables": [_table(table) for table in count.tables if table.dimension],
        "notes_heading": _("What to know"),
        "notes": _notes(count),
        "moves_heading": _("What the correction changed"),
        "moves_headings": [_("Before"), _("Now"), _("People")],
        "moves": [[words.written(cell) for cell in move] for move in words.moves(count)],
        "facts_heading": _("How it was counted"),
        "rule": words.rule(count),
        "facts": [
            {"term": term, "value": words.written(value), "is_code": value == _hash(count)}
            for term, value in words.facts(count)
        ],
        "page": _("Page %(page)s of %(pages)s", page="{page}", pages="{pages}"),
        "foot": _foot(count),
    }


def _hash(count: Outgoing) -> str:
    return count.issue.hash if count.issue else ""


def _foot(count: Outgoing) -> Any:
    return _("Tally %(number)s", number=count.issue.number) if count.issue else count.rule


def _state(count: Outgoing) -> Any:
    """Say how far the figure has come on its way to being checked."""
    if count.issue is None:
        return _("This count was not issued. It can change when more becomes known.")
    if count.issue.corrected_by:
        return _("Tally %(number)s corrects this one.", number=count.issue.corrected_by)
    if count.issue.signed_at is None:
        return _("This count was issued. A second person has not signed it off yet.")
    return _("This count was issued and signed off by a second person. It never changes.")


def _lead(count: Outgoing) -> Any:
    as_of = words.written(count.as_of) if count.as_of else _("the whole ledger")
    return _(
        "%(title)s, version %(version)s, as of %(as_of)s",
        title=f"\u2068{_(count.profile['title'])}\u2069",
        version=count.profile["version"],
        as_of=f"\u2068{as_of}\u2069",
    )


def _range(total: Row) -> list[dict[str, Any]]:
    """Return low, best and high with their words, where they differ."""
    if total.best is None or total.low == total.high:
        return []
    named = ((_("Low"), total.low), (_("Best"), total.best), (_("High"), total.high))
    return [{"words": name, "number": number, "written": _number(number)} for name, number in named]


def _number(number: int | None) -> str:
    return "" if number is None else str(format_decimal(number))


def _table(table: Table) -> dict[str, Any]:
    rows = [{**_row(row), "name": words.group(row, table.dimension)} for row in table.rows]
    return {
        "heading": words.dimension(table),
        "number_heading": _("Number"),
        "rows": rows,
        "total": {**_row(table.total), "name": _("Total")},
        "withheld": words.hidden(table.withheld),
    }


def _row(row: Row) -> dict[str, Any]:
    between = "" if row.low == row.high else f"{_number(row.low)}–{_number(row.high)}"
    return {
        "number": row.best,
        "written": _number(row.best),
        "range": between,
        "hidden": words.hidden(row.hidden),
    }


def _notes(count: Outgoing) -> list[str]:
    said = words.notes(count)
    rows = [row for table in count.tables for row in (table.total, *table.rows)]
    if any(row.hidden for row in rows):
        said.append(_("Some numbers are hidden, so that nobody can be recognised."))
    if _range(count.total):
        said.append(
            _("Some records may be the same person. Until that is settled, the count is a range.")
        )
    return said
