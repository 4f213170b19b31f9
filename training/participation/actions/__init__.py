"""What staff do with the ledger and with counts."""

from training.participation.actions.ledger import (
    InvalidLedger,
    forget,
    import_lines,
    keep_facts,
)
from training.participation.actions.tallies import (
    AlreadySuperseded,
    Issue,
    OwnTally,
    ProfileOfOwn,
    TooClose,
    TooSoon,
    Verification,
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
    "forget",
    "import_lines",
    "issue_tally",
    "keep_facts",
    "record_export",
    "sign",
    "verify_tally",
]
