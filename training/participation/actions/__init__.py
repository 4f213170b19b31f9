"""What staff do with the ledger and with counts."""

from training.participation.actions.ledger import InvalidLedger, forget, import_lines
from training.participation.actions.tallies import (
    AlreadySuperseded,
    Issue,
    OwnTally,
    ProfileOfOwn,
    TooClose,
    TooSoon,
    Verification,
    again,
    frozen,
    hash_of,
    issue_tally,
    record_export,
    sign,
    verify_tally,
)

__all__ = [
    "AlreadySuperseded",
    "InvalidLedger",
    "Issue",
    "OwnTally",
    "ProfileOfOwn",
    "TooClose",
    "TooSoon",
    "Verification",
    "again",
    "forget",
    "frozen",
    "hash_of",
    "import_lines",
    "issue_tally",
    "record_export",
    "sign",
    "verify_tally",
]
