"""What of a count each audience may see, and what cannot be worked out from it. Plain Python.

Described in docs/protection.md.
"""

from training.participation.rules.disclosure.differences import Part, leaves_few, too_close
from training.participation.rules.disclosure.linking import Nest, Plan, Release
from training.participation.rules.disclosure.nesting import NESTED, belonging_to, nests
from training.participation.rules.disclosure.places import is_country, is_named, without_names
from training.participation.rules.disclosure.protecting import protect, protect_together
from training.participation.rules.disclosure.sequences import Leak, Reported, leak
from training.participation.rules.disclosure.tables import ProtectedTable, Shown, percentage
from training.participation.rules.disclosure.thresholds import OTHER, Hidden, Thresholds

__all__ = [
    "NESTED",
    "OTHER",
    "Hidden",
    "Leak",
    "Nest",
    "Part",
    "Plan",
    "ProtectedTable",
    "Release",
    "Reported",
    "Shown",
    "Thresholds",
    "belonging_to",
    "is_country",
    "is_named",
    "leak",
    "leaves_few",
    "nests",
    "percentage",
    "protect",
    "protect_together",
    "too_close",
    "without_names",
]
