"""Reads about records that may be one human."""

from training.identities.queries.decisions import History, decisions, history
from training.identities.queries.hints import (
    among,
    bearers,
    in_parts,
    kinds_of_hints,
    made_from,
    own_contacts,
    values_about,
)
from training.identities.queries.pairs import (
    Desk,
    around,
    desk,
    links,
    pair_or_404,
)

__all__ = [
    "Desk",
    "History",
    "among",
    "around",
    "bearers",
    "decisions",
    "desk",
    "history",
    "in_parts",
    "kinds_of_hints",
    "links",
    "made_from",
    "own_contacts",
    "pair_or_404",
    "values_about",
]
