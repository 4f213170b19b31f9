"""What is held on a person as JSON, to take along."""

import json
from collections.abc import Iterable
from datetime import date, datetime
from enum import Enum
from typing import Any

from flask import Response

from training.privacy.queries import Held
from training.privacy.rules import Term

FILE_NAME = "my-data.json"


def plain(value: Any) -> Any:
    """Return a value as JSON can say it."""
    if isinstance(value, datetime | date):
        return value.isoformat()
    return value.value if isinstance(value, Enum) else value


def as_json(held: Iterable[Held], terms: Iterable[Term]) -> dict[str, Any]:
    """Return the rows by kind, and until when each tie is kept."""
    return {
        "held": {
            one.kind: [{name: plain(value) for name, value in row.items()} for row in one.rows]
            for one in held
        },
        "kept_until": [
            {"kind": term.link.value, "title": term.title, "until": term.ends_at.isoformat()}
            for term in terms
        ],
    }


def download(held: Iterable[Held], terms: Iterable[Term]) -> Response:
    """Send the data as a file whose name says nothing of the person."""
    text = json.dumps(as_json(held, terms), ensure_ascii=False, indent=2) + "\n"
    sent = Response(text, mimetype="application/json")
    sent.headers["Content-Disposition"] = f'attachment; filename="{FILE_NAME}"'
    return sent
