"""Numbers of certificates, and how a certificate stands today."""

from enum import StrEnum

from training.accounts.rules import ALPHABET, characters_from, grouped
from training.accounts.rules.cards import CHECK_LENGTH, check_of

RANDOM_LENGTH = 10
GROUP = 6


class State(StrEnum):
    """How a certificate stands, worked out anew each time somebody asks."""

    VALID = "valid"
    NO_LONGER = "no_longer"
    ENDED = "ended"  # the records that it rested on were erased


def number_from(seed: bytes) -> str:
    """Spell a number (49 bits) from at least 16 random bytes: ABCDEF-GHJKMN, with two to check."""
    body = characters_from(seed, RANDOM_LENGTH)
    return grouped(body + check_of(body), GROUP)


def number_in(text: str) -> str | None:
    """Return the number that somebody typed, tidied; None when it cannot be one."""
    number = "".join(character for character in text.upper() if character.isalnum())
    if len(number) != RANDOM_LENGTH + CHECK_LENGTH or not set(number) <= set(ALPHABET):
        return None
    body, check = number[:RANDOM_LENGTH], number[RANDOM_LENGTH:]
    return grouped(number, GROUP) if check == check_of(body) else None


def state_of(*, is_known: bool, counts: bool) -> State:
    """Say how a certificate stands: marks are never deleted but when the person's records end."""
    if not is_known:
        return State.ENDED
    return State.VALID if counts else State.NO_LONGER
