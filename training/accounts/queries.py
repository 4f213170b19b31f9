"""Reads about people, accounts, cards and roles."""

import hashlib
import hmac
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from flask import current_app
from itsdangerous import BadSignature, URLSafeSerializer
from sqlalchemy import func, select

from training.access import Role
from training.accounts.models import (
    Account,
    AccountRole,
    Affiliation,
    Card,
    Invitation,
    Organisation,
    Person,
)
from training.accounts.rules import card_code, code_from
from training.database import db


@dataclass(frozen=True)
class AccountRow:
    """An account as administrators see it."""

    id: str
    name: str
    email: str | None
    roles: frozenset[Role]
    created_at: datetime


def keyed(purpose: str, text: str) -> bytes:
    """Return what only the holder of the secret key can work out from a text."""
    key = str(current_app.config["SECRET_KEY"]).encode()
    return hmac.new(key, f"{purpose}:{text}".encode(), hashlib.sha256).digest()


def fingerprint(code: str) -> str:
    """Return the keyed fingerprint under which a card is known."""
    return keyed("card fingerprint", code).hex()


def code_of(card_id: str) -> str:
    """Return the code that is printed on a card; it is worked out, never stored."""
    return code_from(keyed("card code", card_id))


def code_of_person(person_id: str) -> str:
    """Return the code on a person's valid card; empty when they have none."""
    card_id = valid_card(person_id)
    return code_of(card_id) if card_id else ""


def valid_card(person_id: str) -> str:
    """Return the id of a person's valid card; empty when they have none."""
    newest = (
        select(Card.id)
        .where(Card.person_id == person_id, Card.ended_at.is_(None))
        .order_by(Card.issued_at.desc(), Card.id.desc())
    )
    return db.session.scalar(newest.limit(1)) or ""


def name_key(name: str) -> str:
    """Return under what wrong tries for a name are counted, however it is typed."""
    return keyed("sign-in name", card_code(name) or name.strip().lower()).hex()


def person_of_card(text: str) -> Person | None:
    """Return whose card carries the code that somebody typed; None for unknown and ended cards."""
    code = card_code(text)
    if code is None:
        return None
    return db.session.scalar(
        select(Person)
        .join(Card, Card.person_id == Person.id)
        .where(Card.fingerprint == fingerprint(code), Card.ended_at.is_(None))
    )


def account_of(name: str) -> Account | None:
    """Return the account that an e-mail address or a card code belongs to."""
    if "@" in name:
        return db.session.scalar(select(Account).where(Account.email == name.strip().lower()))
    person = person_of_card(name)
    return account_of_person(person.id) if person else None


def account_of_person(person_id: str) -> Account | None:
    """Return the account of a person who has one."""
    return db.session.scalar(select(Account).where(Account.person_id == person_id))


def roles_of(account: Account | None) -> frozenset[Role]:
    """Return what a person may do; everybody is a trainee."""
    if account is None:
        return frozenset({Role.TRAINEE})
    held = db.session.scalars(select(AccountRole.role).where(AccountRole.account_id == account.id))
    return frozenset({Role.TRAINEE, *held})


def administrators() -> int:
    """Count the accounts that look after the others."""
    held = select(func.count()).where(AccountRole.role == Role.ADMINISTRATOR)
    return db.session.scalar(held) or 0


def cards_of(person_id: str) -> tuple[Card, ...]:
    """Return a person's valid cards."""
    return tuple(
        db.session.scalars(select(Card).where(Card.person_id == person_id, Card.ended_at.is_(None)))
    )


def affiliation(person_id: str) -> Affiliation | None:
    """Return where a person belongs now; None when it was never said."""
    return db.session.scalar(
        select(Affiliation)
        .where(Affiliation.person_id == person_id)
        .order_by(Affiliation.since.desc())
        .limit(1)
    )


def accounts() -> tuple[AccountRow, ...]:
    """Return all accounts by name, with their roles, in two queries."""
    held = grouped_roles(db.session.execute(select(AccountRole.account_id, AccountRole.role)))
    rows = db.session.execute(select(Account, Person).join(Person).order_by(Person.display_name))
    return tuple(
        AccountRow(
            account.id,
            person.display_name,
            account.email,
            held.get(account.id, frozenset()),
            account.created_at,
        )
        for account, person in rows
    )


def grouped_roles(pairs: Iterable[tuple[str, Role]]) -> dict[str, frozenset[Role]]:
    """Return the roles by account."""
    found: dict[str, set[Role]] = {}
    for account_id, role in pairs:
        found.setdefault(account_id, set()).add(role)
    return {account_id: frozenset(roles) for account_id, roles in found.items()}


def organisations() -> tuple[Organisation, ...]:
    """Return the controlled list of organisations, by name."""
    return tuple(db.session.scalars(select(Organisation).order_by(Organisation.name)))


def signer() -> URLSafeSerializer:
    """Return what signs the ids in invitation links."""
    return URLSafeSerializer(str(current_app.config["SECRET_KEY"]), salt="invitation")


def invitation(token: str) -> Invitation | None:
    """Return the invitation behind a link, also once it ended."""
    try:
        invitation_id = signer().loads(token)
    except BadSignature:
        return None
    return db.session.get(Invitation, str(invitation_id))
