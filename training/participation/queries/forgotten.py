"""Records of people who were erased, known by nothing but a fingerprint."""

from collections.abc import Collection

from sqlalchemy import exists, select

from training.database import db
from training.participation.models import ForgottenRecord
from training.participation.queries.lines import batches
from training.vault import keyed


def fingerprint_of(record_id: str) -> str:
    """Return a keyed fingerprint of the id of a record.

    An id that can be guessed, such as a name in a file that came from outside, cannot be looked
    for in a dump of the database.
    """
    return keyed("erased record", record_id).hex()


def forgotten_among(records: Collection[str]) -> frozenset[str]:
    """Return those of some records whose people were erased."""
    if not db.session.scalar(select(exists(select(ForgottenRecord.fingerprint)))):
        return frozenset()
    of = {fingerprint_of(one): one for one in records}
    found: set[str] = set()
    for some in batches(of):
        wanted = ForgottenRecord.fingerprint.in_(some)
        found.update(db.session.scalars(select(ForgottenRecord.fingerprint).where(wanted)))
    return frozenset(of[one] for one in found)
