"""What staff do with the ledger and with counts."""

from training.participation.actions.ledger import InvalidLedger, forget, import_lines
from training.participation.actions.tallies import (
    AlreadySuperseded,
    Issue,
    ProfileOfOwn,
    Verification,
    again,
    frozen,
    hash_of,
    issue_tally,
    verify_tally,
)

__all__ = [
    "AlreadySuperseded",
    "InvalidLedger",
    "Issue",
    "ProfileOfOwn",
    "Verification",
    "again",
    "forget",
    "frozen",
    "hash_of",
    "import_lines",
    "issue_tally",
    "verify_tally",
]
