"""Counts in formats that others read: CSV and JSON, protected for their audience."""

import json
from typing import Any

from flask import Response

from training.participation.rules import Count, ProtectedTable, Shown
from training.tables import to_csv

FORMATS = {"csv": "text/csv; charset=utf-8", "json": "application/json"}


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


def count_json(count: Count, table: ProtectedTable) -> dict[str, Any]:
    """Return a count for an audience: its rule, period and as-of time, and the protected table."""
    whole = count.as_json()
    kept = ("profile", "period", "as_of", "unit")
    return {**{key: whole[key] for key in kept}, **table_json(table)}


def count_csv(count: Count, table: ProtectedTable) -> str:
    """Return the same as CSV: how the number was made, then the rows, the total first."""
    plain = count_json(count, table)
    head = [
        ("profile", f"{plain['profile']['id']}@{plain['profile']['version']}"),
        ("title", plain["profile"]["title"]),
        ("from", plain["period"]["from"]),
        ("to", plain["period"]["to"]),
        ("as_of", plain["as_of"] or "whole ledger"),
        ("audience", plain["audience"]),
        ("unit", plain["unit"]),
        (),
        (plain["dimension"] or "group", "low", "best", "high", "hidden"),
    ]
    rows = [{**plain["total"], "value": "total"}, *plain["rows"]]
    keys = ("value", "low", "best", "high", "hidden")
    return to_csv([*head, *([row[key] for key in keys] for row in rows)])


def download(count: Count, table: ProtectedTable, form: str) -> Response:
    """Return a count as a file to keep; its name says the profile and the period."""
    period = f"{count.period.begins}-{count.period.ends}"
    content = (
        count_csv(count, table)
        if form == "csv"
        else json.dumps(count_json(count, table), ensure_ascii=False, indent=1)
    )
    response = Response(content, content_type=FORMATS[form])
    response.headers["Content-Disposition"] = (
        f'attachment; filename="{count.profile.id}-{period}.{form}"'
    )
    return response
