"""Counts in formats that others read, each made from what was protected for its audience."""

from collections.abc import Callable

from flask import Response

from training.participation.exports.evidence import Draw, Evidence, pack
from training.participation.exports.iati import Milestones, Publisher, iati
from training.participation.exports.outgoing import Issue, Outgoing, outgoing
from training.participation.exports.plain import (
    as_json,
    count_csv,
    csv_text,
    json_text,
    of_count,
    table_json,
)
from training.participation.exports.report import report
from training.participation.exports.sheet import count_sheets
from training.participation.exports.words import AUDIENCE_NAMES, DIMENSION_NAMES, UNIT_NAMES

FORMATS = {
    "csv": "text/csv; charset=utf-8",
    "json": "application/json",
    "pdf": "application/pdf",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "xml": "application/xml",
}
TYPES = {**FORMATS, "zip": "application/zip"}
MADE: dict[str, Callable[[Outgoing], str | bytes]] = {
    "csv": csv_text,
    "json": json_text,
    "pdf": report,
    "xlsx": count_sheets,
}


def download(name: str, form: str, content: str | bytes) -> Response:
    """Return a file to keep; its name says what was counted, and nothing of anybody."""
    response = Response(content, content_type=TYPES[form])
    response.headers["Content-Disposition"] = f'attachment; filename="{name}.{form}"'
    return response


__all__ = [
    "AUDIENCE_NAMES",
    "DIMENSION_NAMES",
    "FORMATS",
    "MADE",
    "UNIT_NAMES",
    "Draw",
    "Evidence",
    "Issue",
    "Milestones",
    "Outgoing",
    "Publisher",
    "as_json",
    "count_csv",
    "download",
    "iati",
    "of_count",
    "outgoing",
    "pack",
    "table_json",
]
