"""Accounts and the roles that they hold."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from flask import current_app
from sqlalchemy import func, select
from sqlalchemy.orm import joinedload

from training.access import Role
from training.accounts.models import Account, AccountRole, Person
from training.accounts.queries.cards import person_of_card
from training.accounts.rules import card_code
from training.database import db
from training.vault import keyed, vault


@dataclass(frozen=True)
class AccountRow:
    """An account as administrators see it."""

    id: str
    name: str
    email: str | None
    roles: frozenset[Role]
    created_at: datetime


def name_key(name: str) -> str:
    """Return under what wrong tries for a name are counted, however it is typed."""
    return keyed("sign-in name", card_code(name) or name.strip().lower()).hex()


def account_of(name: str) -> Account | None:
    """Return the account that an e-mail address or a card code belongs to.

    The person comes with it: whether there is one must not be seen in what is asked next.
    """
    if "@" in name:
        indexes = vault().blinds("account.email", name.strip().lower())
        account = select(Account).options(joinedload(Account.person))
        return db.session.scalar(account.where(Account.email_index.in_(indexes)))
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


def asks_for_second_factor(roles: frozenset[Role]) -> bool:
    """Tell whether these roles can do so much harm that a passphrase alone is not enough."""
    powerful = roles & {Role.STAFF, Role.ORGANISER, Role.ADMINISTRATOR}
    return bool(powerful and current_app.config["SECOND_FACTOR_REQUIRED"])


def administrators() -> int:
    """Count the accounts that look after the others."""
    held = select(func.count()).where(AccountRole.role == Role.ADMINISTRATOR)
    return db.session.scalar(held) or 0


def accounts() -> tuple[AccountRow, ...]:
    """Return all accounts by name, with their roles, in two queries."""
    held = grouped_roles(db.session.execute(select(AccountRole.account_id, AccountRole.role)))
    rows = db.session.execute(select(Account, Person).join(Person))
    found = (
        AccountRow(
            account.id,
            person.display_name,
            account.email,
            held.get(account.id, frozenset()),
            account.created_at,
        )
        for account, person in rows
    )
    return tuple(sorted(found, key=lambda row: (row.name.casefold(), row.id)))


def grouped_roles(pairs: Iterable[tuple[str, Role]]) -> dict[str, frozenset[Role]]:
    """Return the roles by account."""
    found: dict[str, set[Role]] = {}
    for account_id, role in pairs:
        found.setdefault(account_id, set()).add(role)
    return {account_id: frozenset(roles) for account_id, roles in found.items()}
