"""Reads about records that may be one human."""

from training.identities.queries.decisions import History, decisions, history
from training.identities.queries.hints import (
    among,
    bearers,
    hints_about,
    in_parts,
    kinds_of_hints,
    made_from,
    own_contacts,
)
from training.identities.queries.pairs import (
    Desk,
    Pending,
    RecordRow,
    around,
    desk,
    links,
    pair_or_404,
)

__all__ = [
    "Desk",
    "History",
    "Pending",
    "RecordRow",
    "among",
    "around",
    "bearers",
    "decisions",
    "desk",
    "hints_about",
    "history",
    "in_parts",
    "kinds_of_hints",
    "links",
    "made_from",
    "own_contacts",
    "pair_or_404",
]
