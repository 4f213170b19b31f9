"""Reads about the ledger, counts and tallies."""

from training.participation.queries.comparing import beside, effect
from training.participation.queries.counts import (
    count,
    reasons,
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
from training.participation.queries.protection import (
    counts_by,
    nests,
    never_named,
    outgoing,
    protected,
    protected_together,
    thresholds,
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
    "beside",
    "by_digest",
    "correction_of",
    "count",
    "counts_by",
    "effect",
    "every_profile",
    "is_stored",
    "issued",
    "large_cells",
    "ledger",
    "nests",
    "never_named",
    "next_version",
    "once_public",
    "outgoing",
    "profile",
    "profile_or_404",
    "profiles",
    "profiles_named",
    "protected",
    "protected_together",
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
