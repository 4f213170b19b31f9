"""Reads about the ledger, counts and tallies."""

from training.participation.queries.counts import (
    count,
    profile_or_404,
    protected,
    reasons,
    thresholds,
)
from training.participation.queries.ledger import ledger, recorded, recorded_as
from training.participation.queries.sealing import large_cells
from training.participation.queries.tallies import (
    Issued,
    correction_of,
    issued,
    once_public,
    published,
    tallies,
    tally_of,
    tally_or_404,
)

__all__ = [
    "Issued",
    "correction_of",
    "count",
    "issued",
    "large_cells",
    "ledger",
    "once_public",
    "profile_or_404",
    "protected",
    "published",
    "reasons",
    "recorded",
    "recorded_as",
    "tallies",
    "tally_of",
    "tally_or_404",
    "thresholds",
]
