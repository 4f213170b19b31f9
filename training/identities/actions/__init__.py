"""What is done about records that may be one human. Nothing here commits."""

from training.identities.actions.deciding import (
    Decision,
    decide,
    undo,
)
from training.identities.actions.hints import forget, note_all
from training.identities.actions.looking import Looked, look

__all__ = [
    "Decision",
    "Looked",
    "decide",
    "forget",
    "look",
    "note_all",
    "undo",
]
