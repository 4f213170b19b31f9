"""Issued counts, read back from what was frozen."""

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Any

from sqlalchemy import select

from training.database import db
from training.errors import NotFound
from training.participation import rules
from training.participation.models import Tally
from training.participation.queries.protection import outgoing
from training.participation.rules import (
    Audience,
    Cell,
    Hidden,
    Part,
    Plan,
    Range,
    Reason,
    Release,
    Reported,
    Thresholds,
)

TOTAL = ("", "")


Plain = Mapping[str, Any]


@dataclass(frozen=True)
class IssuedTable:
    """A table of an issued count, protected; rows are name, figure, and why there is none."""

    dimension: str
    rows: tuple[tuple[str, int | None, str], ...]
    withheld: str
    rounded: bool

    @property
    def figures(self) -> dict[str, int]:
        """The figures of rows that are named."""
        return {
            value: number
            for value, number, _hidden in self.rows
            if number is not None and value != rules.OTHER
        }


@dataclass(frozen=True)
class Issued:
    """An issued count, read back from its content.

    rows     those of the first table
    tables   one for each dimension that it was issued with
    numbers, cells   the total, and the figures of all tables by dimension, before protection
    """

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
    tables: tuple[IssuedTable, ...]
    numbers: Range
    cells: tuple[tuple[str, Cell], ...]

    @property
    def rule(self) -> str:
        """The id of the profile, whatever its version."""
        return self.profile.rpartition("@")[0]

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

    def figures(self) -> dict[tuple[str, str], int]:
        """Return what is shown, by dimension and value; of no dimension: the total."""
        shown = {
            (table.dimension, value): number
            for table in self.tables
            for value, number in table.figures.items()
        }
        return shown if self.total is None else {**shown, TOTAL: self.total}

    def as_part(self, name: tuple[str, str] = TOTAL) -> Part:
        """Return a figure as part of a larger one; a hidden one adds nothing that is known."""
        number = self.figures().get(name, 0)
        return Part(self.tally.programme_id or "", self.begins, self.ends, number)


def issued(tally: Tally) -> Issued:
    """Read an issued count back from its content."""
    content = json.loads(tally.content)
    tables = tuple(map(read_table, content.get("tables") or [content["table"]]))
    begins = date.fromisoformat(content["period"]["from"])
    ends = date.fromisoformat(content["period"]["to"])
    return Issued(
        tally=tally,
        title=content["profile"]["title"],
        unit=content["unit"],
        begins=begins,
        ends=ends,
        total=content["table"]["total"]["best"],
        rows=tables[0].rows,
        reasons={why: content["reasons"][why] for why in Reason if why in content["reasons"]},
        profile=f"{content['profile']['id']}@{content['profile']['version']}",
        audience=content["table"]["audience"],
        as_of=datetime.fromisoformat(content["as_of"]),
        tables=tables,
        numbers=Range(content["low"], content["best"], content["high"]),
        cells=tuple(
            (cell["dimension"], Cell(cell["value"], cell["low"], cell["best"], cell["high"]))
            for cell in content["cells"]
        ),
    )


def read_table(plain: Plain) -> IssuedTable:
    """Read a protected table back."""
    return IssuedTable(
        dimension=plain["dimension"] or "",
        rows=tuple((row["value"], row["best"], row["hidden"] or "") for row in plain["rows"]),
        withheld=plain["withheld"] or "",
        rounded=plain["rounded"],
    )


def reported(one: Issued, limits: Thresholds) -> Reported:
    """Return what an issued count shows and hides, as readers who know the thresholds see it."""
    audience = Audience(one.audience)
    least = limits.public if audience is Audience.PUBLIC else limits.donor
    release = Release(
        key=one.tally.number,
        audience=audience,
        total=one.numbers,
        plans=tuple(plan_of(one, table, least) for table in one.tables if table.dimension),
        total_hidden=one.total is None,
        open=one.numbers.low != one.numbers.high,
        limits=limits,
    )
    return Reported(release, one.tally.programme_id or "", one.begins, one.ends)


def plan_of(one: Issued, table: IssuedTable, least: int) -> Plan:
    """Return what a table of an issued count shows and hides.

    Why a row went into the one for all others was not kept: a small one did for its own sake, and
    any other is held to have done so.
    """
    cells = tuple(cell for dimension, cell in one.cells if dimension == table.dimension)
    named = {value: hidden for value, _number, hidden in table.rows if value != rules.OTHER}
    merged = frozenset(cell.value for cell in cells) - named.keys()
    hidden = {value: Hidden(reason) for value, reason in named.items() if reason}
    for cell in cells:
        if cell.value in merged:
            small = 0 < cell.best < least
            hidden[cell.value] = Hidden.SMALL if small else Hidden.FEW_ORGANISATIONS
    return Plan(
        dimension=table.dimension,
        cells=cells,
        adds_up=sum(cell.best for cell in cells) == one.numbers.best,
        hidden=hidden,
        merged=merged,
        withheld=Hidden(table.withheld) if table.withheld else None,
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


def once_told() -> tuple[Issued, ...]:
    """Return the counts that left the house once, to anybody, the latest first."""
    signed = select(Tally).where(Tally.signed_at.is_not(None)).order_by(Tally.number.desc())
    told = (issued(one) for one in db.session.scalars(signed))
    return tuple(one for one in told if one.audience != Audience.INTERNAL)


def once_public() -> tuple[Issued, ...]:
    """Return the counts that everybody may see or could see once, the latest first."""
    return tuple(one for one in once_told() if one.is_public)


def standing(told: Iterable[Issued]) -> tuple[Issued, ...]:
    """Return those of some counts that no later one corrects which was signed off."""
    corrected = select(Tally.supersedes).where(
        Tally.supersedes.is_not(None), Tally.signed_at.is_not(None)
    )
    gone = frozenset(db.session.scalars(corrected))
    return tuple(one for one in told if one.tally.number not in gone)


def published() -> tuple[Issued, ...]:
    """Return the counts that everybody may see, the latest first; corrected ones are gone.

    Their titles name no place that is never named.
    """
    found = standing(once_public())
    titles = outgoing([one.title for one in found], Audience.PUBLIC)
    return tuple(replace(one, title=title) for one, title in zip(found, titles, strict=True))
