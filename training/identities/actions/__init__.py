"""What is done about records that may be one human. Nothing here commits."""

from training.identities.actions.deciding import (
    AlreadyDecided,
    DecidedOther,
    Decision,
    NoSuchPair,
    NotStanding,
    decide,
    undo,
)
from training.identities.actions.hints import forget, note_all, note_hints, note_own
from training.identities.actions.looking import Looked, look

__all__ = [
    "AlreadyDecided",
    "DecidedOther",
    "Decision",
    "Looked",
    "NoSuchPair",
    "NotStanding",
    "decide",
    "forget",
    "look",
    "note_all",
    "note_hints",
    "note_own",
    "undo",
]
