"""The facts that came from outside or were recorded by staff, read from their lines and columns."""

import json
from collections.abc import Collection, Iterable, Iterator
from typing import Any, TypeVar

from sqlalchemy import ColumnElement, Row, Select, exists, select

from training.database import db
from training.participation import rules
from training.participation.models import LedgerLine
from training.participation.rules import Fact

Kind = TypeVar("Kind", bound=Fact)
MOST_PARAMETERS = 500  # of one statement, on every database
ABUNDANT = tuple(kind.type for kind in rules.ABUNDANT)
FEW = tuple(name for name in rules.FACT_TYPES if name not in ABUNDANT)
_COLUMNS = (
    LedgerLine.id,
    LedgerLine.type,
    LedgerLine.line,
    LedgerLine.record,
    LedgerLine.about,
    LedgerLine.words,
    LedgerLine.times,
    LedgerLine.known_from,
    LedgerLine.supersedes,
)


def facts_where(*conditions: ColumnElement[bool]) -> Iterator[Fact]:
    """Yield facts, sorted by id."""
    wanted = select(*_COLUMNS).where(*conditions).order_by(LedgerLine.id)
    for row in db.session.execute(wanted):
        yield fact_in(row)


def fact_in(row: Row[*tuple[Any, ...]]) -> Fact:
    """Return the fact that a row holds, as a line or spread over columns."""
    if row.record is None:
        return rules.fact_of(row.line)
    columns = rules.Spread(
        record=row.record,
        about=row.about,
        words=row.words,
        times=row.times,
        known_from=row.known_from,
        rest=json.loads(row.line) if row.line else {},
    )
    return rules.gathered(row.type, row.id, row.supersedes, columns)


def imported() -> Iterator[Fact]:
    """Yield every fact that came from outside or was recorded by staff."""
    return facts_where()


def of_few_types() -> Iterator[Fact]:
    """Yield those of the types that are few; by their names, which an index finds."""
    return facts_where(LedgerLine.type.in_(FEW))


def recorded(ids: Collection[str]) -> tuple[Fact, ...]:
    """Return those of these facts that came from outside or were recorded by staff."""
    return tuple(fact for some in batches(ids) for fact in facts_where(LedgerLine.id.in_(some)))


def recorded_in(meetings: Collection[str]) -> tuple[rules.Participation, ...]:
    """Return what was recorded of people in these meetings, corrections included."""
    kind = LedgerLine.type == rules.Participation.type
    found = (
        fact for some in batches(meetings) for fact in facts_where(kind, LedgerLine.about.in_(some))
    )
    return tuple(fact for fact in found if isinstance(fact, rules.Participation))


def recorded_as(kind: type[Kind]) -> tuple[Kind, ...]:
    """Return the facts of a type that came from outside or were recorded by staff, by id.

    Corrections are among them: rules.standing says what of it stands.
    """
    facts = facts_where(LedgerLine.type == kind.type)
    return tuple(fact for fact in facts if isinstance(fact, kind))


def batches(ids: Iterable[str], size: int = MOST_PARAMETERS) -> Iterator[list[str]]:
    """Deal ids out to statements that every database takes."""
    wanted = sorted(ids)
    for first in range(0, len(wanted), size):
        yield wanted[first : first + size]


def replaced() -> Select[Any]:
    """Return a query of the ids that facts from outside correct, which an index alone answers."""
    return select(LedgerLine.supersedes).where(LedgerLine.supersedes.is_not(None))


def correcting() -> Select[Any]:
    """Return a query of the ids of facts from outside that correct others.

    Asked for whatever is there, SQLite would look at every line; no id is empty.
    """
    return select(LedgerLine.id).where(LedgerLine.supersedes > "")


def has_unspread() -> bool:
    """Tell whether a fact of an abundant type is still a whole line, from an earlier version."""
    return bool(db.session.scalar(select(exists().where(*_WHOLE))))


def unspread() -> Iterator[Fact]:
    """Yield the facts of abundant types that are still whole lines."""
    return facts_where(*_WHOLE)


_WHOLE = (LedgerLine.type.in_(ABUNDANT), LedgerLine.record.is_(None))
