"""Passphrases: which are taken, what is kept of them, and how one is checked."""

from collections.abc import Mapping
from functools import lru_cache
from threading import BoundedSemaphore
from typing import Any

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerifyMismatchError
from flask import current_app
from flask_babel import lazy_gettext as _

from training.accounts.models import Account
from training.accounts.rules import Weakness, plain, weakness
from training.errors import Refused

NOBODYS = "no account opens with this"
HASHING = BoundedSemaphore(4)  # each takes ARGON2_MEMORY_KIB: a room must not fill the memory
WHY_WEAK: Mapping[Weakness, Any] = {
    Weakness.SHORT: _("Choose a longer passphrase: four or more words that you can remember."),
    Weakness.ABOUT_YOU: _(
        "Choose a longer passphrase: names and words that belong to you or to this platform are"
        " tried first."
    ),
    Weakness.KNOWN: _(
        "Choose a longer passphrase: this one is on the lists of those that many people use."
    ),
    Weakness.WORDS: _(
        "Choose a longer passphrase: so few common words are soon found. Add two or three more."
    ),
    Weakness.KEYBOARD: _(
        "Choose a longer passphrase: keys that lie side by side on the keyboard are soon found."
    ),
    Weakness.REPEATED: _("Choose a longer passphrase: a piece that is repeated counts only once."),
    Weakness.ROW: _("Choose a longer passphrase: rows such as abc or 4321 are soon found."),
    Weakness.DATE: _("Choose a longer passphrase: dates and years are soon found."),
    Weakness.SIMPLE: _("Choose a longer passphrase: this one is soon found. Add a few words."),
}


class WeakPassphrase(Refused):
    """A passphrase that would be guessed; it says why."""

    def __init__(self, why: Weakness) -> None:
        super().__init__()
        self.why = why

    def __str__(self) -> str:
        """Return the reason in the reader's language."""
        return str(WHY_WEAK[self.why])


def refuse_weak(passphrase: str, *about: str) -> None:
    """Raise WeakPassphrase for one that would be guessed, also from what is known of a person."""
    if why := weakness(passphrase, about):
        raise WeakPassphrase(why)


@lru_cache(maxsize=4)
def hasher_with(memory_kib: int, passes: int, lanes: int) -> PasswordHasher:
    """Return the Argon2id hasher for a cost."""
    return PasswordHasher(memory_cost=memory_kib, time_cost=passes, parallelism=lanes)


def hasher() -> PasswordHasher:
    """Return the hasher that the settings ask for."""
    costs = ("ARGON2_MEMORY_KIB", "ARGON2_PASSES", "ARGON2_LANES")
    return hasher_with(*(int(current_app.config[name]) for name in costs))


@lru_cache(maxsize=4)
def decoy(hasher: PasswordHasher) -> str:
    """Return a hash to check against when there is no account, so that both take as long."""
    return hasher.hash(NOBODYS)


def matches(account: Account | None, passphrase: str) -> bool:
    """Tell whether a passphrase opens an account; takes as long when there is none.

    A hash that was made at another cost than the settings ask for is made anew.
    """
    kept = account.passphrase_hash if account else decoy(hasher())
    try:
        with HASHING:
            found = hasher().verify(kept, plain(passphrase)) and account is not None
    except (VerifyMismatchError, InvalidHashError):
        return False
    if found and account and hasher().check_needs_rehash(kept):
        account.passphrase_hash = hash_of(passphrase)
    return found


def hash_of(passphrase: str) -> str:
    """Return what is kept of a passphrase."""
    with HASHING:
        return hasher().hash(plain(passphrase))
