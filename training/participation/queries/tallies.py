"""Issued counts, read back from what was frozen."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from sqlalchemy import select

from training.database import db
from training.errors import NotFound
from training.participation.models import Tally


@dataclass(frozen=True)
class Issued:
    """An issued count, read back from its content."""

    tally: Tally
    title: str
    unit: str
    begins: date
    ends: date
    total: int | None
    rows: tuple[tuple[str, int | None, str], ...]
    reasons: Mapping[str, int]


def issued(tally: Tally) -> Issued:
    """Read an issued count back from its content."""
    content = json.loads(tally.content)
    table = content["table"]
    return Issued(
        tally=tally,
        title=content["profile"]["title"],
        unit=content["unit"],
        begins=date.fromisoformat(content["period"]["from"]),
        ends=date.fromisoformat(content["period"]["to"]),
        total=table["total"]["best"],
        rows=tuple((row["value"], row["best"], row["hidden"] or "") for row in table["rows"]),
        reasons=content["reasons"],
    )


def tallies() -> tuple[Issued, ...]:
    """Return the issued counts, the latest first."""
    return tuple(map(issued, db.session.scalars(select(Tally).order_by(Tally.number.desc()))))


def tally_or_404(number: int) -> Tally:
    """Return an issued count; raises NotFound."""
    found = db.session.get(Tally, number)
    if found is None:
        raise NotFound
    return found


def tally_of(uid: str) -> Tally | None:
    """Return the tally that a form issued already."""
    return db.session.scalar(select(Tally).where(Tally.uid == uid))


def correction_of(number: int) -> Tally | None:
    """Return the tally that corrects another."""
    return db.session.scalar(select(Tally).where(Tally.supersedes == number))
