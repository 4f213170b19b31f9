"""Everything about workshops that a count may need."""

from collections.abc import Mapping
from dataclasses import dataclass

from sqlalchemy import select

from training.database import db
from training.workshops.models import Meeting, Participation, Workshop, WorkshopAward


@dataclass(frozen=True)
class Facts:
    """Everything about workshops that a count may need, in four queries."""

    workshops: tuple[Workshop, ...]
    awards: Mapping[str, tuple[str, ...]]
    meetings: tuple[Meeting, ...]
    participations: tuple[Participation, ...]


def facts() -> Facts:
    """Return all workshops with their awards, meetings and participations, sorted by id."""
    awards: dict[str, tuple[str, ...]] = {}
    for row in db.session.scalars(select(WorkshopAward).order_by(WorkshopAward.award_id)):
        awards[row.workshop_id] = (*awards.get(row.workshop_id, ()), row.award_id)
    return Facts(
        tuple(db.session.scalars(select(Workshop).order_by(Workshop.id))),
        awards,
        tuple(db.session.scalars(select(Meeting).order_by(Meeting.id))),
        tuple(db.session.scalars(select(Participation).order_by(Participation.id))),
    )
