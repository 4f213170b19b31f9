"""Texts as they are compared: what differs in script habits alone is made the same."""

import re
import unicodedata
from functools import lru_cache

UNSEEN = re.compile(
    r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]"
)
BLANKS = re.compile(r"\s+")
BETWEEN_WORDS = re.compile(r"[^\w@%]+|_+")
# Letters that Arabic writers put for one another.
ARABIC = str.maketrans({"ة": "ه", "ى": "ي", "ـ": None})


def in_ascii_digits(text: str) -> str:
    """Write every decimal digit, of whichever script, as 0 to 9."""
    if text.isascii():
        return text
    return "".join(
        str(unicodedata.decimal(one)) if unicodedata.category(one) == "Nd" else one for one in text
    )


@lru_cache(maxsize=100_000)
def tidy(text: str) -> str:
    """Return a cell as somebody reads it: full width made narrow, one blank between words.

    Marks that only steer the direction of writing, and control characters, are taken away.
    """
    if text.isascii() and text.isprintable():
        return BLANKS.sub(" ", text).strip()
    return BLANKS.sub(" ", UNSEEN.sub("", unicodedata.normalize("NFKC", text))).strip()


@lru_cache(maxsize=100_000)
def key(text: str) -> str:
    """Return what two texts share that are the same to a reader: no case, accents, punctuation."""
    apart = unicodedata.normalize("NFKD", in_ascii_digits(tidy(text)).casefold())
    bare = "".join(one for one in apart if unicodedata.category(one) != "Mn")
    return BLANKS.sub(" ", BETWEEN_WORDS.sub(" ", bare.translate(ARABIC))).strip()


def name_key(text: str) -> str:
    """Return the form under which a name is the same whichever part of it comes first."""
    return " ".join(sorted(key(text).split()))
