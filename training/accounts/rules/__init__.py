"""Card codes, passphrases and codes of the second factor, decided on plain values."""

from training.accounts.rules.cards import (
    ALPHABET,
    card_code,
    characters_from,
    code_from,
    grouped,
)
from training.accounts.rules.passphrases import Weakness, plain, weakness

__all__ = [
    "ALPHABET",
    "Weakness",
    "card_code",
    "characters_from",
    "code_from",
    "grouped",
    "plain",
    "weakness",
]
