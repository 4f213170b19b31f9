"""Reads about the ledger, counts and tallies."""

from training.participation.queries.about import ledger_about
from training.participation.queries.comparing import as_issued, beside, effect
from training.participation.queries.corrections import Changes, Proof, changes_of, proof
from training.participation.queries.counts import count, reasons
from training.participation.queries.headcounts import headcounts
from training.participation.queries.ledger import ledger
from training.participation.queries.lines import recorded, recorded_as
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
    saved_as,
    versions,
)
from training.participation.queries.protection import (
    counts_by,
    nests,
    never_named,
    outgoing,
    outgoing_zone,
    protected,
    protected_together,
    thresholds,
)
from training.participation.queries.sealing import large_cells
from training.participation.queries.tallies import (
    TOTAL,
    Issued,
    IssuedTable,
    correction_of,
    issued,
    once_public,
    once_told,
    published,
    reported,
    standing,
    tallies,
    tally_of,
    tally_or_404,
)

__all__ = [
    "TOTAL",
    "Changes",
    "Issued",
    "IssuedTable",
    "Proof",
    "Version",
    "as_issued",
    "beside",
    "by_digest",
    "changes_of",
    "correction_of",
    "count",
    "counts_by",
    "effect",
    "every_profile",
    "headcounts",
    "is_stored",
    "issued",
    "large_cells",
    "ledger",
    "ledger_about",
    "nests",
    "never_named",
    "next_version",
    "once_public",
    "once_told",
    "outgoing",
    "outgoing_zone",
    "profile",
    "profile_or_404",
    "profiles",
    "profiles_named",
    "proof",
    "protected",
    "protected_together",
    "published",
    "reasons",
    "recorded",
    "recorded_as",
    "reported",
    "saved_as",
    "standing",
    "tallies",
    "tally_of",
    "tally_or_404",
    "thresholds",
    "versions",
]
