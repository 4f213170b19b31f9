"""Reads about hints: whose they are, and which records share one."""

from collections.abc import Collection, Iterator
from itertools import groupby

from sqlalchemy import func, select
from sqlalchemy.orm import InstrumentedAttribute

from training.accounts.models import Account, Card, Person
from training.database import db
from training.identities import rules
from training.identities.models import IdentityHint
from training.identities.rules import Contact, HintKind

AT_ONCE = 500  # parameters of one statement, on every database


def in_parts(ids: Collection[str]) -> Iterator[list[str]]:
    """Yield ids in parts that one statement can take."""
    wanted = sorted(ids)
    for first in range(0, len(wanted), AT_ONCE):
        yield wanted[first : first + AT_ONCE]


def among(column: InstrumentedAttribute[str], ids: Collection[str]) -> frozenset[str]:
    """Return those of the ids that stand in a column."""
    found = (db.session.scalars(select(column).where(column.in_(some))) for some in in_parts(ids))
    return frozenset(one for part in found for one in part)


def values_about(ids: Collection[str]) -> frozenset[tuple[str, str]]:
    """Return the hints that some records have: record and value."""
    wanted = select(IdentityHint.person_id, IdentityHint.value)
    found = (
        db.session.execute(wanted.where(IdentityHint.person_id.in_(some))) for some in in_parts(ids)
    )
    return frozenset((row.person_id, row.value) for part in found for row in part)


def own_contacts() -> dict[str, Contact]:
    """Return what the platform's own people can be compared by; test persons are left out."""
    emails = {row.person_id: row.email or "" for row in db.session.scalars(select(Account))}
    cards: dict[str, list[str]] = {}
    for person_id, card in db.session.execute(
        select(Card.person_id, Card.fingerprint).order_by(Card.fingerprint)
    ):
        cards.setdefault(person_id, []).append(card)
    people = db.session.execute(select(Person.id, Person.display_name).where(~Person.is_test))
    return {
        person_id: Contact(name, emails.get(person_id, ""), "", tuple(cards.get(person_id, ())))
        for person_id, name in people
    }


def made_from() -> dict[str, str]:
    """Return what the hints of the platform's own people were made from, keyed."""
    wanted = select(IdentityHint.person_id, IdentityHint.value)
    rows = db.session.execute(wanted.where(IdentityHint.kind == HintKind.MADE_FROM))
    return {row.person_id: row.value for row in rows}


def bearers() -> Iterator[list[tuple[str, HintKind]]]:
    """Yield, for each hint that several records share, those records with its kind."""
    shared = (
        select(IdentityHint.value)
        .where(IdentityHint.kind != HintKind.MADE_FROM)
        .group_by(IdentityHint.value)
        .having(func.count() > 1)
    )
    rows = db.session.execute(
        select(IdentityHint.value, IdentityHint.person_id, IdentityHint.kind)
        .where(IdentityHint.value.in_(shared))
        .order_by(IdentityHint.value, IdentityHint.person_id)
    )
    for _value, some in groupby(rows, key=lambda row: row.value):
        yield [(row.person_id, row.kind) for row in some]


def kinds_of_hints() -> dict[str, frozenset[HintKind]]:
    """Return for each record which of the hints it has that two records can differ in."""
    wanted = select(IdentityHint.person_id, IdentityHint.kind).where(
        IdentityHint.kind.in_(rules.DIFFERING)
    )
    found: dict[str, set[HintKind]] = {}
    for person_id, kind in db.session.execute(wanted):
        found.setdefault(person_id, set()).add(kind)
    return {person_id: frozenset(kinds) for person_id, kinds in found.items()}
