"""What people do about their accounts, cards and roles. Nothing here commits."""

from datetime import date, timedelta
from functools import lru_cache
from threading import BoundedSemaphore

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerifyMismatchError
from flask import current_app
from flask_babel import lazy_gettext as _
from sqlalchemy import delete, update

from training import clock
from training.access import Role
from training.accounts import queries
from training.accounts.models import (
    Account,
    AccountRole,
    Affiliation,
    Card,
    Invitation,
    Organisation,
    OrganisationKind,
    Person,
)
from training.accounts.rules import is_weak, plain
from training.database import db, hold, new_uid
from training.errors import Refused

INVITATION_DAYS = 7
NOBODYS = "no account opens with this"
HASHING = BoundedSemaphore(4)  # each takes ARGON2_MEMORY_KIB: a room must not fill the memory


class WeakPassphrase(Refused):
    """A passphrase that would be guessed."""

    message = _("Choose a longer passphrase: four or more words that you can remember.")


class EmailTaken(Refused):
    """An address that another account signs in with."""

    message = _("This address cannot be used. If it is yours, sign in instead.")


class UnknownSignIn(Refused):
    """A name and a passphrase that do not belong together; it is not said which is wrong."""

    message = _("That did not match. Check the e-mail or card code and the passphrase.")


class LastAdministrator(Refused):
    """Nobody would be left to look after the accounts."""

    message = _("Name another administrator first: somebody has to look after the accounts.")


class InvitationEnded(Refused):
    """A link that was used already or has run out."""

    message = _("This link was used already or has run out. Ask for a new one.")
    status = 410


@lru_cache(maxsize=4)
def hasher_with(memory_kib: int) -> PasswordHasher:
    """Return the Argon2id hasher for a memory cost."""
    return PasswordHasher(memory_cost=memory_kib)


def hasher() -> PasswordHasher:
    """Return the hasher that the settings ask for."""
    return hasher_with(int(current_app.config["ARGON2_MEMORY_KIB"]))


@lru_cache(maxsize=4)
def decoy(memory_kib: int) -> str:
    """Return a hash to check against when there is no account, so that both take as long."""
    return hasher_with(memory_kib).hash(NOBODYS)


def matches(account: Account | None, passphrase: str) -> bool:
    """Tell whether a passphrase opens an account; takes as long when there is none."""
    kept = account.passphrase_hash if account else decoy(current_app.config["ARGON2_MEMORY_KIB"])
    try:
        with HASHING:
            return hasher().verify(kept, plain(passphrase)) and account is not None
    except (VerifyMismatchError, InvalidHashError):
        return False


def hash_of(passphrase: str) -> str:
    """Return what is kept of a passphrase."""
    with HASHING:
        return hasher().hash(plain(passphrase))


def admit(person_id: str, display_name: str, language: str) -> Person:
    """Record a person and issue their card; sent twice, recorded once."""
    if known := db.session.get(Person, person_id):
        return known
    person = Person(
        id=person_id, display_name=display_name, language=language, created_at=clock.now()
    )
    db.session.add(person)
    db.session.flush()
    issue_card(person)
    return person


def issue_card(person: Person) -> Card:
    """Issue a new card to a person."""
    card_id = new_uid()
    card = Card(
        id=card_id,
        person_id=person.id,
        fingerprint=queries.fingerprint(queries.code_of(card_id)),
        issued_at=clock.now(),
    )
    db.session.add(card)
    return card


def replace_card(person: Person) -> Card:
    """End a person's cards, because one was lost or seen, and issue another."""
    hold(Person, person.id)
    for card in queries.cards_of(person.id):
        card.ended_at = clock.now()
    return issue_card(person)


def register(
    person_id: str, display_name: str, language: str, passphrase: str, email: str = ""
) -> Account:
    """Open an account for a new person; sent twice, opened once.

    Raises WeakPassphrase, and EmailTaken where somebody else has the address or the id: nobody
    becomes somebody by sending their id.
    """
    if is_weak(passphrase):
        raise WeakPassphrase
    if db.session.get(Person, person_id):
        return opened_before(person_id, passphrase)
    address = email.strip().lower() or None
    if address and queries.account_of(address):
        raise EmailTaken
    kept = hash_of(passphrase)
    return open_account(admit(person_id, display_name, language), kept, address)


def choose_passphrase(person: Person, passphrase: str) -> Account:
    """Open an account for somebody who has only a card; sent twice, opened once.

    Raises WeakPassphrase, and EmailTaken where they have another passphrase already.
    """
    if is_weak(passphrase):
        raise WeakPassphrase
    kept = hash_of(passphrase)
    hold(Person, person.id)
    if queries.account_of_person(person.id):
        return opened_before(person.id, passphrase)
    return open_account(person, kept)


def opened_before(person_id: str, passphrase: str) -> Account:
    """Return a person's account if this is its passphrase; raises EmailTaken."""
    known = queries.account_of_person(person_id)
    if not matches(known, passphrase) or known is None:
        raise EmailTaken
    return known


def open_account(person: Person, passphrase_hash: str, email: str | None = None) -> Account:
    """Let a person sign in with a passphrase.

    It comes hashed: that takes its time, and from the first row on others wait to write.
    """
    account = Account(
        id=new_uid(),
        person=person,
        email=email,
        passphrase_hash=passphrase_hash,
        created_at=clock.now(),
    )
    db.session.add(account)
    return account


def recognise(name: str, passphrase: str) -> tuple[Person, Account | None]:
    """Return who signs in: by e-mail or card code with the passphrase, or by a card alone.

    A card alone is enough only for people without an account. Raises UnknownSignIn.
    """
    account = queries.account_of(name)
    if matches(account, passphrase) and account:
        return account.person, account
    person = queries.person_of_card(name)
    if account is None and person and not passphrase:
        return person, None
    raise UnknownSignIn


def grant(account: Account, role: Role) -> None:
    """Give an account a role; given twice, held once."""
    if db.session.get(AccountRole, (account.id, role)) is None:
        db.session.add(AccountRole(account_id=account.id, role=role))


def set_roles(account: Account, roles: frozenset[Role]) -> None:
    """Let an account hold exactly these roles and sign in afresh; raises LastAdministrator.

    Two administrators who end each other's role at the same moment do it one after the other.
    """
    lock = update(AccountRole).where(AccountRole.role == Role.ADMINISTRATOR)
    db.session.execute(lock.values(role=Role.ADMINISTRATOR))
    held = queries.roles_of(account)
    losing = Role.ADMINISTRATOR in held and Role.ADMINISTRATOR not in roles
    if losing and queries.administrators() == 1:
        raise LastAdministrator
    db.session.execute(delete(AccountRole).where(AccountRole.account_id == account.id))
    for role in roles - {Role.TRAINEE}:
        db.session.add(AccountRole(account_id=account.id, role=role))
    if roles | {Role.TRAINEE} != held:
        account.epoch += 1


def end_sign_ins(account: Account) -> None:
    """Sign an account out on every device."""
    account.epoch += 1


def invite(role: Role) -> str:
    """Make a link's token that creates one account with a role, within a week."""
    now = clock.now()
    invitation = Invitation(
        id=new_uid(), role=role, created_at=now, expires_at=now + timedelta(days=INVITATION_DAYS)
    )
    db.session.add(invitation)
    return str(queries.signer().dumps(invitation.id))


def invite_first() -> str:
    """Make the link's token for the first administrator; links made earlier end."""
    db.session.execute(
        update(Invitation).where(Invitation.used_at.is_(None)).values(used_at=clock.now())
    )
    return invite(Role.ADMINISTRATOR)


def accept_invitation(invitation: Invitation, account: Account) -> None:
    """Give an account the role that a link promises, and end the link; sent twice, done once.

    Raises InvitationEnded for everybody after the first.
    """
    hold(Invitation, invitation.id)
    db.session.refresh(invitation)
    if invitation.role in queries.roles_of(account):
        return
    if not invitation.is_open(clock.now()):
        raise InvitationEnded
    invitation.used_at = clock.now()
    grant(account, invitation.role)


def change_details(person: Person, display_name: str, language: str) -> None:
    """Change the name a person goes by and the language they are written to in."""
    person.display_name = display_name
    person.language = language


def join_organisation(person_id: str, organisation_id: str | None, since: date) -> None:
    """Record that a person belongs to an organisation from a date on; None: prefers not to say."""
    current = queries.affiliation(person_id)
    if current and current.organisation_id == organisation_id:
        return
    if current and current.since == since:
        current.organisation_id = organisation_id
        return
    db.session.add(
        Affiliation(id=new_uid(), person_id=person_id, organisation_id=organisation_id, since=since)
    )


def add_organisation(uid: str, name: str, kind: OrganisationKind, country: str) -> Organisation:
    """Put an organisation on the controlled list; sent twice, listed once."""
    if known := db.session.get(Organisation, uid):
        return known
    organisation = Organisation(id=uid, name=name, kind=kind, country=country or None)
    db.session.add(organisation)
    return organisation
