"""Which passphrases would be guessed, and why; measured by zxcvbn (Wheeler, USENIX Security 2016).

Its lists of common and leaked passphrases, names and words come with it: nothing leaves the server.
"""

import unicodedata
from enum import StrEnum
from itertools import chain

from zxcvbn import zxcvbn

MINIMUM = 10
MEASURED = 32  # characters; longer ones only get better, and measuring them takes seconds
SAFE_SCORE = 3  # of 4: more than 10 to the 8 guesses, each of which costs an Argon2
OURS = ("upr", "training", "upr training", "universal periodic review")


class Weakness(StrEnum):
    """Why a passphrase would be guessed."""

    SHORT = "short"
    ABOUT_YOU = "about_you"
    KNOWN = "known"
    WORDS = "words"
    KEYBOARD = "keyboard"
    REPEATED = "repeated"
    ROW = "row"
    DATE = "date"
    SIMPLE = "simple"


PATTERNS = {
    "spatial": Weakness.KEYBOARD,
    "repeat": Weakness.REPEATED,
    "sequence": Weakness.ROW,
    "date": Weakness.DATE,
    "regex": Weakness.DATE,
}
LISTS = {"user_inputs": Weakness.ABOUT_YOU, "passwords": Weakness.KNOWN}


def plain(passphrase: str) -> str:
    """Return a passphrase as any keyboard writes it: é is one sign, or e and an accent."""
    return unicodedata.normalize("NFKC", passphrase)


def weakness(passphrase: str, about: tuple[str, ...] = ()) -> Weakness | None:
    """Return why a passphrase would be guessed; None when it would not.

    about  what others know of the person, such as their display name: it is tried first
    """
    said = plain(passphrase).casefold().strip()
    if len(said) < MINIMUM:
        return Weakness.SHORT
    known = tuple(plain(text).casefold() for text in chain(OURS, about, *map(str.split, about)))
    return measured(said[:MEASURED], known)


def measured(said: str, known: tuple[str, ...]) -> Weakness | None:
    """Return the weakness of the piece that is guessed with the least effort for its length."""
    found = zxcvbn(said, user_inputs=list(known))
    if found["score"] >= SAFE_SCORE:
        return None
    longest = max(found["sequence"], key=lambda piece: len(piece["token"]))
    if longest["pattern"] == "dictionary":
        return LISTS.get(longest["dictionary_name"], Weakness.WORDS)
    return PATTERNS.get(longest["pattern"], Weakness.SIMPLE)
