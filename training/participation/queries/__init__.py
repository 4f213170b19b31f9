"""Reads about the ledger, counts and tallies."""

from training.participation.queries.counts import count, profile_or_404, protected, reasons
from training.participation.queries.ledger import ledger
from training.participation.queries.sealing import large_cells
from training.participation.queries.tallies import (
    correction_of,
    issued,
    tallies,
    tally_of,
    tally_or_404,
)

__all__ = [
    "correction_of",
    "count",
    "issued",
    "large_cells",
    "ledger",
    "profile_or_404",
    "protected",
    "reasons",
    "tallies",
    "tally_of",
    "tally_or_404",
]
