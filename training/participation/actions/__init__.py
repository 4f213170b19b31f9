"""What staff do with the ledger and with counts."""

from training.participation.actions.counts import answers
from training.participation.actions.exporting import outgoing, record_tally_export
from training.participation.actions.ledger import (
    InvalidLedger,
    forget,
    import_lines,
    keep_facts,
)
from training.participation.actions.releasing import TooClose, TooSoon
from training.participation.actions.tallies import (
    AlreadySuperseded,
    Issue,
    OwnTally,
    ProfileOfOwn,
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
    "answers",
    "forget",
    "import_lines",
    "issue_tally",
    "keep_facts",
    "outgoing",
    "record_export",
    "record_tally_export",
    "sign",
    "verify_tally",
]
