"""The rules of the calendar: sessions, States, steps and their dates. Plain Python.

Described in docs/calendar.md.
"""

from training.reviews.rules.sittings import (
    LAST_SESSION,
    ROUND,
    Facts,
    Given,
    Offsets,
    Place,
    Sitting,
    cycle_of,
    facts,
)
from training.reviews.rules.spans import Source, Span
from training.reviews.rules.timelines import Calendar, Deadline, Entered, ahead
from training.reviews.rules.words import COUNTED_STEPS, Status, Step

__all__ = [
    "COUNTED_STEPS",
    "LAST_SESSION",
    "ROUND",
    "Calendar",
    "Deadline",
    "Entered",
    "Facts",
    "Given",
    "Offsets",
    "Place",
    "Sitting",
    "Source",
    "Span",
    "Status",
    "Step",
    "ahead",
    "cycle_of",
    "facts",
]
