"""Decisions on plain values: orders that give nothing away, words marked by letter, completions."""

from training.learning.rules.completing import Differs, difference, passed_last_quiz
from training.learning.rules.ids import derived_uid, shuffled
from training.learning.rules.marks import pieces
from training.learning.rules.notes import Noted, lies_in, noted

__all__ = [
    "Differs",
    "Noted",
    "derived_uid",
    "difference",
    "lies_in",
    "noted",
    "passed_last_quiz",
    "pieces",
    "shuffled",
]
