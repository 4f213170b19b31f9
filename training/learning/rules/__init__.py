"""Decisions on plain values: orders that give nothing away, words marked by letter, completions."""

from training.learning.rules.comparing import Comparison, comparison
from training.learning.rules.completing import Differs, difference, passed_last_quiz
from training.learning.rules.ids import derived_uid, shuffled
from training.learning.rules.marks import pieces
from training.learning.rules.notes import Noted, lies_in, noted
from training.learning.rules.persons import persons_in
from training.learning.rules.record import RECORDS, Record
from training.learning.rules.words import counts_signs, spoken_budget, word_count

__all__ = [
    "RECORDS",
    "Comparison",
    "Differs",
    "Noted",
    "Record",
    "comparison",
    "counts_signs",
    "derived_uid",
    "difference",
    "lies_in",
    "noted",
    "passed_last_quiz",
    "persons_in",
    "pieces",
    "shuffled",
    "spoken_budget",
    "word_count",
]
