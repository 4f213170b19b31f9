"""Issued counts, read back from what was frozen."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import select

from training.database import db
from training.errors import NotFound
from training.participation.models import Tally
from training.participation.rules import Audience, Part


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
    profile: str
    audience: str
    as_of: datetime

    @property
    def is_public(self) -> bool:
        """Whether everybody may see it: made for the public, and signed off."""
        return self.audience == Audience.PUBLIC and self.tally.signed_at is not None

    def overlaps(self, other: "Issued") -> bool:
        """Tell whether two counts of one kind have a day and the people of a programme in common.

        The whole ledger has people in common with every programme.
        """
        scopes = {self.tally.programme_id, other.tally.programme_id}
        same_people = len(scopes) == 1 or None in scopes
        days = self.begins <= other.ends and other.begins <= self.ends
        return same_people and days and self.unit == other.unit

    def holds(self, other: "Issued") -> bool:
        """Tell whether another count of the same kind is about a part of the people of this one."""
        people = self.tally.programme_id in (None, other.tally.programme_id)
        days = self.begins <= other.begins and other.ends <= self.ends
        return people and days and self.unit == other.unit

    def as_part(self) -> Part:
        """Return the figure as part of a larger one; a hidden one adds nothing that is known."""
        return Part(self.tally.programme_id or "", self.begins, self.ends, self.total or 0)


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
        profile=f"{content['profile']['id']}@{content['profile']['version']}",
        audience=table["audience"],
        as_of=datetime.fromisoformat(content["as_of"]),
    )


def tallies(reach: frozenset[str] | None = None) -> tuple[Issued, ...]:
    """Return the issued counts of the programmes in reach, or all; the latest first."""
    wanted = select(Tally).order_by(Tally.number.desc())
    if reach is not None:
        wanted = wanted.where(Tally.programme_id.in_(reach))
    return tuple(map(issued, db.session.scalars(wanted)))


def tally_or_404(number: int, reach: frozenset[str] | None = None) -> Tally:
    """Return an issued count in reach; raises NotFound."""
    found = db.session.get(Tally, number)
    if found is None or (reach is not None and found.programme_id not in reach):
        raise NotFound
    return found


def tally_of(uid: str) -> Tally | None:
    """Return the tally that a form issued already."""
    return db.session.scalar(select(Tally).where(Tally.uid == uid))


def correction_of(number: int) -> Tally | None:
    """Return the tally that corrects another."""
    return db.session.scalar(select(Tally).where(Tally.supersedes == number))


def once_public() -> tuple[Issued, ...]:
    """Return the counts that everybody may see or could see once, the latest first."""
    signed = select(Tally).where(Tally.signed_at.is_not(None)).order_by(Tally.number.desc())
    return tuple(one for one in map(issued, db.session.scalars(signed)) if one.is_public)


def published() -> tuple[Issued, ...]:
    """Return the counts that everybody may see, the latest first; corrected ones are gone."""
    corrected = select(Tally.supersedes).where(
        Tally.supersedes.is_not(None), Tally.signed_at.is_not(None)
    )
    gone = frozenset(db.session.scalars(corrected))
    return tuple(one for one in once_public() if one.tally.number not in gone)
