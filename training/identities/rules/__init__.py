"""The rules of identities: names in one form, hints, the weight of evidence, what a word changes.

Described in docs/identities.md. Plain Python.
"""

from training.identities.rules.hints import Contact, HintKind, email_form, hints_of, phone_form
from training.identities.rules.names import NameForms, forms_of, sound_of

__all__ = [
    "Contact",
    "HintKind",
    "NameForms",
    "email_form",
    "forms_of",
    "hints_of",
    "phone_form",
    "sound_of",
]
