"""What protects an account: its second factor, its passkeys and the places it is signed in at."""

from dataclasses import dataclass
from datetime import timedelta

from flask import current_app
from sqlalchemy import ColumnElement, and_, func, select

from training import clock
from training.accounts.models import Account, Authenticator, Passkey, RecoveryCode, SignIn
from training.accounts.queries.cards import valid_card
from training.accounts.queries.signing_in import asks_for_second_factor, roles_of
from training.accounts.rules import RECOVERY_CODES, recovery_code_from, secret_from
from training.database import db
from training.vault import keyed

GRACE = 4 / 3  # a page that is used without being sent tells us every third of the idle time


@dataclass(frozen=True)
class Protection:
    """What protects somebody's account, as their security page shows it."""

    email: str
    authenticator: Authenticator | None
    codes_left: int
    passkeys: tuple[Passkey, ...]
    sign_ins: tuple[SignIn, ...]


def protection(person_id: str, account: Account | None) -> Protection:
    """Return what protects a person's account; those with only a card have places alone."""
    if account is None:
        return Protection("", None, 0, (), sign_ins(person_id, None))
    return Protection(
        account.email or "",
        authenticator(account.id),
        codes_left(account.id),
        passkeys(account.id),
        sign_ins(person_id, account),
    )


def authenticator(account_id: str) -> Authenticator | None:
    """Return the authenticator of an account that has one."""
    return db.session.get(Authenticator, account_id)


def new_secret(account_id: str, uid: str) -> str:
    """Return the secret that a page with this id offers to an account; not kept until it is used.

    It follows from a key outside the database, so that no page has to remember it.
    """
    return secret_from(keyed("authenticator secret", f"{account_id}:{uid}"))


def recovery_codes_from(account_id: str, uid: str) -> tuple[str, ...]:
    """Return the recovery codes that a page with this id makes for an account."""
    seeds = (keyed("recovery code", f"{account_id}:{uid}:{n}") for n in range(RECOVERY_CODES))
    return tuple(map(recovery_code_from, seeds))


def recovery_fingerprint(account_id: str, code: str) -> str:
    """Return the keyed fingerprint under which an account's recovery code is known."""
    return keyed("recovery fingerprint", f"{account_id}:{code}").hex()


def is_recovery_code(account_id: str, fingerprint: str) -> bool:
    """Tell whether an account has a recovery code with this fingerprint, used or not."""
    code = select(RecoveryCode.id).where(RecoveryCode.fingerprint == fingerprint)
    return db.session.scalar(code.where(RecoveryCode.account_id == account_id)) is not None


def codes_left(account_id: str) -> int:
    """Count the recovery codes of an account that were not used."""
    unused = select(func.count()).select_from(RecoveryCode)
    mine = RecoveryCode.account_id == account_id
    return db.session.scalar(unused.where(mine, RecoveryCode.used_at.is_(None))) or 0


def passkeys(account_id: str) -> tuple[Passkey, ...]:
    """Return the passkeys of an account, the oldest first."""
    mine = select(Passkey).where(Passkey.account_id == account_id)
    return tuple(db.session.scalars(mine.order_by(Passkey.created_at, Passkey.id)))


def has_second_factor(account_id: str) -> bool:
    """Tell whether more than a passphrase was set up for an account."""
    return authenticator(account_id) is not None or bool(passkeys(account_id))


def needs_passkey(account: Account) -> bool:
    """Tell whether a passkey is the second factor that an account's roles ask for.

    Then a passphrase must not lead to where another factor is set up.
    """
    return asks_for_second_factor(roles_of(account)) and bool(passkeys(account.id))


def passkey_of(credential_id: str) -> Passkey | None:
    """Return the passkey that a device calls by this id."""
    return db.session.scalar(select(Passkey).where(Passkey.credential_id == credential_id))


def ends_with(person_id: str, account: Account | None) -> str:
    """Return what a person's sign-ins end with: their account's epoch, or else their card."""
    return str(account.epoch) if account else valid_card(person_id)


def longest() -> timedelta:
    """Return how long a sign-in lasts at most."""
    return timedelta(hours=int(current_app.config["SIGNED_IN_HOURS"]))


def longest_idle() -> timedelta:
    """Return how long a sign-in lasts that nobody uses."""
    return timedelta(minutes=int(current_app.config["IDLE_MINUTES"])) * GRACE


def is_live() -> ColumnElement[bool]:
    """Return the condition that a sign-in has not run out; its last use is known to the hour."""
    now = clock.now()
    in_use = SignIn.seen_at > now - longest_idle() - timedelta(hours=1)
    return and_(SignIn.begun_at > now - longest(), in_use)


def sign_ins(person_id: str, account: Account | None) -> tuple[SignIn, ...]:
    """Return where a person is signed in, the latest first, without what has ended."""
    mine = select(SignIn).where(
        SignIn.person_id == person_id,
        SignIn.ends_with == ends_with(person_id, account),
        is_live(),
    )
    return tuple(db.session.scalars(mine.order_by(SignIn.begun_at.desc(), SignIn.id)))
