"""What is planned for workshops, as the ledger wants it."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Row, select

from training.database import db
from training.workshops.models import Meeting, Workshop, WorkshopAward


@dataclass(frozen=True)
class Facts:
    """What is planned for all workshops, in three queries."""

    workshops: tuple[Workshop, ...]
    awards: Mapping[str, tuple[str, ...]]
    meetings: tuple[Row[*tuple[Any, ...]], ...]


def facts() -> Facts:
    """Return all workshops with their awards and meetings, sorted by id."""
    awards: dict[str, tuple[str, ...]] = {}
    for row in db.session.scalars(select(WorkshopAward).order_by(WorkshopAward.award_id)):
        awards[row.workshop_id] = (*awards.get(row.workshop_id, ()), row.award_id)
    return Facts(
        tuple(db.session.scalars(select(Workshop).order_by(Workshop.id))),
        awards,
        tuple(db.session.execute(select(*Meeting.__table__.columns).order_by(Meeting.id))),
    )
