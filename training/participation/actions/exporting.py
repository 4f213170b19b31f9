"""What leaves the house of issued counts: from what was frozen only, and noted in the log."""

import json

from training.audit.actions import record
from training.audit.rules import Act
from training.participation import exports, queries
from training.participation.actions.tallies import NotAsIssued, is_intact
from training.participation.exports import Outgoing
from training.participation.models import Tally


def outgoing(tally: Tally) -> Outgoing:
    """Return what may leave of an issued count, as it was frozen.

    Raises NotAsIssued where the content no longer has its hash.
    """
    if not is_intact(tally):
        raise NotAsIssued
    correction = queries.correction_of(tally.number)
    issue = exports.Issue(
        number=tally.number,
        hash=tally.hash,
        issued_at=tally.issued_at,
        signed_at=tally.signed_at,
        corrects=tally.supersedes,
        corrected_by=correction.number if correction else None,
    )
    return exports.outgoing(json.loads(tally.content), issue)


def record_tally_export(tally: Tally, form: str, count: Outgoing) -> None:
    """Keep in the audit log that an issued count leaves the platform: in which format, for whom."""
    rows = sum(len(table.rows) + 1 for table in count.tables)
    record(Act.EXPORT, f"tally {tally.number}", f"{form} {count.audience} {count.rule}", rows)
