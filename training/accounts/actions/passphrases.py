"""Passphrases: which are taken, what is kept of them, and how one is checked."""

from functools import lru_cache
from threading import BoundedSemaphore

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerifyMismatchError
from flask import current_app
from flask_babel import lazy_gettext as _

from training.accounts.models import Account
from training.accounts.rules import plain
from training.errors import Refused

NOBODYS = "no account opens with this"
HASHING = BoundedSemaphore(4)  # each takes ARGON2_MEMORY_KIB: a room must not fill the memory


class WeakPassphrase(Refused):
    """A passphrase that would be guessed."""

    message = _("Choose a longer passphrase: four or more words that you can remember.")


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
