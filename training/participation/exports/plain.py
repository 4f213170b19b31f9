"""Counts as CSV and JSON, protected for their audience."""

import json
from typing import Any

from training.participation.exports.outgoing import Outgoing, Row, Table, outgoing
from training.participation.rules import Count, ProtectedTable, Shown
from training.tables import to_csv

KEPT = ("profile", "period", "as_of", "unit", "notes")
FIGURES = ("value", "low", "best", "high", "hidden")


def shown_json(shown: Shown) -> dict[str, Any]:
    """Return a figure as an audience sees it: three numbers, or why there are none."""
    numbers = shown.numbers
    return {
        "value": shown.value,
        "low": numbers.low if numbers else None,
        "best": numbers.best if numbers else None,
        "high": numbers.high if numbers else None,
        "hidden": shown.hidden.value if shown.hidden else None,
    }


def table_json(table: ProtectedTable) -> dict[str, Any]:
    """Return a protected table as plain values."""
    return {
        "audience": table.audience.value,
        "dimension": table.dimension or None,
        "total": shown_json(table.total),
        "rows": [shown_json(row) for row in table.rows],
        "withheld": table.withheld.value if table.withheld else None,
        "rounded": table.rounded,
    }


def of_count(count: Count, table: ProtectedTable) -> Outgoing:
    """Return what may leave of a count: how it was made, and the protected table."""
    whole = count.as_json()
    content = {**{key: whole[key] for key in KEPT}, "table": table_json(table)}
    return outgoing(content, definition=count.profile)


def as_json(count: Outgoing) -> dict[str, Any]:
    """Return a count as plain values; the keys of its first table stand at the top too."""
    tables = [_table(count.audience, table) for table in count.tables]
    as_of = count.as_of.isoformat().replace("+00:00", "Z") if count.as_of else None
    return {
        **({"tally": _issue(count)} if count.issue else {}),
        "profile": dict(count.profile),
        "period": {
            "from": count.begins.isoformat(),
            "to": count.ends.isoformat(),
            "zone": count.zone,
        },
        "as_of": as_of,
        "unit": count.unit,
        "notes": list(count.notes),
        **({"changes": [vars(one) for one in count.moves]} if count.moves else {}),
        **tables[0],
        "tables": tables,
    }


def _table(audience: str, table: Table) -> dict[str, Any]:
    return {
        "audience": audience,
        "dimension": table.dimension or None,
        "total": _row(table.total),
        "rows": [_row(row) for row in table.rows],
        "withheld": table.withheld or None,
        "rounded": table.rounded,
    }


def _row(row: Row) -> dict[str, Any]:
    return {**{key: getattr(row, key) for key in FIGURES}, "hidden": row.hidden or None}


def _issue(count: Outgoing) -> dict[str, Any]:
    issue = count.issue
    assert issue  # noqa: S101  # asked for only where there is one
    return {
        "number": issue.number,
        "hash": issue.hash,
        "issued_at": issue.issued_at.isoformat(),
        "signed_at": issue.signed_at.isoformat() if issue.signed_at else None,
        "corrects": issue.corrects,
        "corrected_by": issue.corrected_by,
    }


def json_text(count: Outgoing) -> str:
    """Return a count as JSON, for people to read too."""
    return json.dumps(as_json(count), ensure_ascii=False, indent=1)


def csv_text(count: Outgoing) -> str:
    """Return the same as CSV: how the number was made, then each table, its total first."""
    head = [
        ("profile", count.rule),
        ("title", count.profile["title"]),
        ("from", count.begins),
        ("to", count.ends),
        ("as_of", as_json(count)["as_of"] or "whole ledger"),
        ("audience", count.audience),
        ("unit", count.unit),
    ]
    if count.issue:
        head += [("tally", count.issue.number), ("hash", count.issue.hash)]
    rows: list[tuple[Any, ...]] = []
    for table in count.tables:
        rows += [(), (table.dimension or "group", *FIGURES[1:])]
        rows += [("total", *_cells(table.total))]
        rows += [(row.value, *_cells(row)) for row in table.rows]
        rows += [("", "", "", "", table.withheld)] if table.withheld else []
    return to_csv([*head, *rows])


def _cells(row: Row) -> tuple[Any, ...]:
    return row.low, row.best, row.high, row.hidden


def count_csv(count: Count, table: ProtectedTable) -> str:
    """Return a protected count as CSV."""
    return csv_text(of_count(count, table))
