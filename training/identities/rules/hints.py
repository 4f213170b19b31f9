"""What two records of one human may have in common, as words to be keyed; nothing of it is kept.

Values of one place can be compared with each other, values of two cannot: a place is what the key
binds a value to.
"""

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from anyascii import anyascii

from training.identities.rules.names import forms_of

LEAST_DIGITS, MOST_DIGITS = 7, 9  # of a telephone number that are compared, from its end
ADDRESS = re.compile(r"[^@\s]+@[^@\s]+")
OFFICES = frozenset(
    re.findall(
        r"\w+",
        "admin administration contact contacto contactos bureau direction info information mail "
        "office secretaria secretariat secretary support hello ngo team",
    )
)


class HintKind(StrEnum):
    """What a hint was made from."""

    CARD = "card"
    EMAIL = "email"
    PHONE = "phone"
    NAME = "name"
    ONE_WORD = "one_word"
    SOUND = "sound"
    LETTERS = "letters"
    TWO_WORDS = "two_words"
    INITIALS = "initials"
    COULD_BE_INITIALS = "could_be_initials"
    MADE_FROM = "made_from"

    @property
    def place(self) -> str:
        """What the key binds a value to: kinds with one place can be compared."""
        return PLACES.get(self, self.value)


PLACES = {
    HintKind.ONE_WORD: "name",
    HintKind.TWO_WORDS: "sound",
    HintKind.COULD_BE_INITIALS: "initials",
}


@dataclass(frozen=True)
class Contact:
    """What is known of somebody for a moment, while hints are made of it.

    cards  the fingerprints of their cards, ended ones too
    """

    name: str = ""
    email: str = ""
    phone: str = ""
    cards: tuple[str, ...] = ()


Plain = tuple[HintKind, str]


def email_form(email: str) -> str:
    """Return an address as it is compared; empty for what is none, and for that of an office."""
    text = unicodedata.normalize("NFKC", email).strip().casefold()
    if not ADDRESS.fullmatch(text):
        return ""
    name, _, host = text.partition("@")
    name = name.partition("+")[0]
    return "" if name in OFFICES else f"{name}@{host}"


def phone_form(phone: str) -> str:
    """Return the last digits of a number, so that prefixes do not matter; empty for too few."""
    digits = re.sub(r"\D", "", anyascii(phone))
    return digits[-MOST_DIGITS:] if len(digits) >= LEAST_DIGITS else ""


def hints_of(contact: Contact) -> tuple[Plain, ...]:
    """Return what a record can be compared by, not keyed yet; sorted, each once."""
    found = (
        *((HintKind.CARD, one) for one in contact.cards),
        (HintKind.EMAIL, email_form(contact.email)),
        (HintKind.PHONE, phone_form(contact.phone)),
        *name_hints(contact.name),
    )
    return tuple(sorted({one for one in found if one[1]}))


def name_hints(name: str) -> Iterator[Plain]:
    """Yield what a name can be compared by."""
    forms = forms_of(name)
    if not forms.words:
        return
    alone = len(forms.words) == 1
    yield (HintKind.ONE_WORD if alone else HintKind.NAME), " ".join(forms.words)
    initials = HintKind.INITIALS if forms.is_short else HintKind.COULD_BE_INITIALS
    yield from ((initials, one) for one in forms.initials)
    if not forms.is_short:
        yield HintKind.LETTERS, forms.letters
        yield HintKind.SOUND, forms.whole
        yield from ((HintKind.TWO_WORDS, one) for one in forms.pairs)
