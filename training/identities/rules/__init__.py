"""The rules of identities: names in one form, hints, the weight of evidence, what a word changes.

Described in docs/identities.md. Plain Python.
"""

from training.identities.rules.around import Around, Attended, Pair, is_probable, pair_of
from training.identities.rules.comparing import (
    DIFFERING,
    MOST_IN_A_BLOCK,
    Bearer,
    Blocks,
    Known,
    Sitting,
    compare,
    is_worth_a_look,
)
from training.identities.rules.hints import Contact, HintKind, email_form, hints_of, phone_form
from training.identities.rules.names import forms_of, sound_of
from training.identities.rules.narrowing import COUNTED_ALONE, Effect, effect, moved, width
from training.identities.rules.weights import (
    CHANCES,
    LIKELY_ENOUGH,
    Finding,
    Found,
    Likelihood,
    is_likely,
    likelihood,
    probability,
    weight,
)

__all__ = [
    "CHANCES",
    "COUNTED_ALONE",
    "DIFFERING",
    "LIKELY_ENOUGH",
    "MOST_IN_A_BLOCK",
    "Around",
    "Attended",
    "Bearer",
    "Blocks",
    "Contact",
    "Effect",
    "Finding",
    "Found",
    "HintKind",
    "Known",
    "Likelihood",
    "Pair",
    "Sitting",
    "compare",
    "effect",
    "email_form",
    "forms_of",
    "hints_of",
    "is_likely",
    "is_probable",
    "is_worth_a_look",
    "likelihood",
    "moved",
    "pair_of",
    "phone_form",
    "probability",
    "sound_of",
    "weight",
    "width",
]
