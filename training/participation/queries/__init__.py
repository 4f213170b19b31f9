"""Reads about the ledger, counts and tallies."""

from training.participation.queries.counts import (
    count,
    protected,
    reasons,
    thresholds,
)
from training.participation.queries.ledger import ledger, recorded, recorded_as
from training.participation.queries.profiles import (
    Version,
    by_digest,
    every_profile,
    is_stored,
    next_version,
    profile,
    profile_or_404,
    profiles,
    profiles_named,
    versions,
)
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
    "Version",
    "by_digest",
    "correction_of",
    "count",
    "every_profile",
    "is_stored",
    "issued",
    "large_cells",
    "ledger",
    "next_version",
    "once_public",
    "profile",
    "profile_or_404",
    "profiles",
    "profiles_named",
    "protected",
    "published",
    "reasons",
    "recorded",
    "recorded_as",
    "tallies",
    "tally_of",
    "tally_or_404",
    "thresholds",
    "versions",
]
