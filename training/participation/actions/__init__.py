"""What staff do with the ledger and with counts."""

from training.participation.actions.correcting import (
    Correction,
    recount,
)
from training.participation.actions.counts import Look, answers, look
from training.participation.actions.evidence import evidence, record_evidence, record_sample, sample
from training.participation.actions.exporting import (
    PUBLISHED,
    outgoing,
    record_tally_export,
    written,
)
from training.participation.actions.ledger import (
    InvalidLedger,
    forget,
    import_lines,
    keep_facts,
    spread_lines,
)
from training.participation.actions.profiles import (
    BadProfileId,
    InvalidProfile,
    ProfileTaken,
    Revision,
    checked,
    save_profile,
)
from training.participation.actions.releasing import TooSoon
from training.participation.actions.tallies import (
    Issue,
    issue_tally,
    record_export,
    sign,
)
from training.participation.actions.verifying import verify_tally

__all__ = [
    "PUBLISHED",
    "BadProfileId",
    "Correction",
    "InvalidLedger",
    "InvalidProfile",
    "Issue",
    "Look",
    "ProfileTaken",
    "Revision",
    "TooSoon",
    "answers",
    "checked",
    "evidence",
    "forget",
    "import_lines",
    "issue_tally",
    "keep_facts",
    "look",
    "outgoing",
    "record_evidence",
    "record_export",
    "record_sample",
    "record_tally_export",
    "recount",
    "sample",
    "save_profile",
    "sign",
    "spread_lines",
    "verify_tally",
    "written",
]
