"""A count as it leaves the house: read from what was protected already, and from nothing else."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Any

from training.participation import queries
from training.participation.queries.naming import names_in
from training.participation.rules import Profile

Plain = Mapping[str, Any]


@dataclass(frozen=True)
class Row:
    """A figure with its name: three numbers, or the code of why there are none.

    name   what a value that is an id is called; empty where the value says it
    """

    value: str
    low: int | None
    best: int | None
    high: int | None
    hidden: str
    name: str = ""


@dataclass(frozen=True)
class Table:
    """The total, and the rows of one dimension; without a dimension only the total.

    withheld   the code of why there are no rows although some were asked for
    """

    dimension: str
    total: Row
    rows: tuple[Row, ...]
    withheld: str
    rounded: bool


@dataclass(frozen=True)
class Issue:
    """Under what a count was issued, and who stood for it: how many, and when, never who."""

    number: int
    hash: str
    issued_at: datetime
    signed_at: datetime | None
    corrects: int | None
    corrected_by: int | None = None


@dataclass(frozen=True)
class Moved:
    """How many people a correction moved from one reason to another; None where that is hidden.

    before, after   codes of reasons; empty where they were not in the ledger, or are no longer
    """

    before: str
    after: str
    people: int | None


@dataclass(frozen=True, kw_only=True)
class Outgoing:
    """All that may be said of a count in any format.

    notes        codes of what has to be said beside the figures
    tables       one for each dimension, at least one; the totals of all are the same
    issue        None for a count that was not issued
    definition   the very version of the profile; None where it is not here any more
    moves        what a correction changed, as its audience may see it
    """

    profile: Plain
    begins: date
    ends: date
    zone: str
    as_of: datetime | None
    unit: str
    audience: str
    notes: tuple[str, ...]
    tables: tuple[Table, ...]
    issue: Issue | None = None
    definition: Profile | None = None
    moves: tuple[Moved, ...] = ()

    @property
    def total(self) -> Row:
        """The figure that the sentence gives."""
        return self.tables[0].total

    @property
    def rule(self) -> str:
        """The name and the version of the profile."""
        return f"{self.profile['id']}@{self.profile['version']}"

    @property
    def name(self) -> str:
        """A name for files, which says what was counted and when, and nothing of anybody."""
        days = f"{self.begins}-{self.ends}"
        kept = f"{self.profile['id']}-{days}"
        return f"tally-{self.issue.number}-{kept}" if self.issue else kept


def outgoing(
    content: Plain, issue: Issue | None = None, definition: Profile | None = None
) -> Outgoing:
    """Read the plain values of a protected count, or of an issued one.

    The one gate to all formats: what they are made of names no place that is never named (R4).
    """
    period, kept = content["period"], content.get("tables") or [content["table"]]
    audience = kept[0]["audience"]
    tables = queries.outgoing(kept, audience)
    return Outgoing(
        profile=queries.outgoing(content["profile"], audience),
        begins=date.fromisoformat(period["from"]),
        ends=date.fromisoformat(period["to"]),
        zone=queries.outgoing_zone(period["zone"], audience),
        as_of=datetime.fromisoformat(content["as_of"]) if content["as_of"] else None,
        unit=content["unit"],
        audience=audience,
        notes=tuple(dict.fromkeys(note["code"] for note in content["notes"])),
        tables=tuple(_table(one, audience) for one in tables),
        issue=issue,
        definition=definition,
        moves=tuple(map(_moved, (content.get("changes") or {}).get("shown", ()))),
    )


def _moved(plain: Plain) -> Moved:
    return Moved(plain["before"] or "", plain["after"] or "", plain["people"])


def _table(plain: Plain, audience: str) -> Table:
    dimension = plain["dimension"] or ""
    names = names_in(dimension, audience)
    return Table(
        dimension=dimension,
        total=_row(plain["total"]),
        rows=tuple(replace(_row(one), name=names.get(one["value"], "")) for one in plain["rows"]),
        withheld=plain["withheld"] or "",
        rounded=plain["rounded"],
    )


def _row(plain: Plain) -> Row:
    return Row(plain["value"], plain["low"], plain["best"], plain["high"], plain["hidden"] or "")
