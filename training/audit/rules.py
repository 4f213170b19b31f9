"""The chain: each entry carries a hash of itself and of the one before it.

Whoever changes, removes, adds or moves an entry would have to replace every hash after it; the
last one, the head, is also kept outside the database.
"""

import hashlib
import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from enum import StrEnum

START = "0" * 64
HEAD_LENGTH = 2


class Act(StrEnum):
    """What is recorded. A word that was used once keeps its meaning for good."""

    EXPORT = "export"
    ROLE_GIVEN = "role_given"
    ROLE_TAKEN = "role_taken"
    INVITATION = "invitation"
    IDENTITY_DECISION = "identity_decision"
    ERASURE = "erasure"
    RETENTION = "retention"
    IMPORT = "import"
    PROFILE_SAVED = "profile_saved"
    TALLY_ISSUED = "tally_issued"
    TALLY_SIGNED = "tally_signed"
    TARGET_SET = "target_set"
    FACTOR_CHANGED = "factor_changed"
    SIGN_INS_ENDED = "sign_ins_ended"
    BACKUP = "backup"
    RESTORE = "restore"
    KEY_ROTATION = "key_rotation"
    CALENDAR_CHANGED = "calendar_changed"
    OUTCOME_RECORDED = "outcome_recorded"
    WATCH_LIST_CHANGED = "watch_list_changed"


@dataclass(frozen=True)
class Entry:
    """One line of the log.

    actor    a keyed fingerprint of the person; empty for the console
    subject  what it was done with: an object's id, or a person's fingerprint
    detail   by which rule set, role or format
    rows     how many rows it was about; None where that says nothing
    """

    number: int
    at: datetime
    actor: str
    act: str
    subject: str
    detail: str
    rows: int | None
    hash: str = ""


@dataclass(frozen=True)
class Head:
    """The last entry of a log: how many there are, and what all of them come to."""

    number: int
    hash: str

    def __str__(self) -> str:
        """Return it as it is written down: number and hash."""
        return f"{self.number}:{self.hash}"


EMPTY = Head(0, START)


class Wrong(StrEnum):
    """What can be wrong with a log."""

    CHANGED = "was changed, or another one before it was removed"
    MISSING = "is missing"
    OTHER_HEAD = "is not the one that was written down outside the database"
    NO_HEAD = "is the last one, as far as the database tells: the note of the head is missing"


@dataclass(frozen=True)
class Fault:
    """The first line at which a log is not what was written."""

    number: int
    wrong: Wrong

    def __str__(self) -> str:
        """Say it in a sentence."""
        return f"Entry {self.number} {self.wrong.value}."


def hash_after(previous: str, entry: Entry) -> str:
    """Return the hash of an entry that follows the one with the hash `previous`: SHA-256."""
    at = entry.at.astimezone(UTC).isoformat(timespec="microseconds")
    told = [previous, entry.number, at, entry.actor, entry.act]
    told += [entry.subject, entry.detail, entry.rows]
    return hashlib.sha256(json.dumps(told, ensure_ascii=False).encode()).hexdigest()


def head_of(text: str) -> Head | None:
    """Read a head as it was written down; None where it is not one."""
    parts: Sequence[str] = text.strip().split(":")
    if len(parts) != HEAD_LENGTH or not parts[0].isdecimal() or len(parts[1]) != len(START):
        return None
    return Head(int(parts[0]), parts[1])


def first_fault(entries: Iterable[Entry], noted: Head | None) -> Fault | None:
    """Return where a log is not what was written; None for one that is whole.

    noted  the head as it was written down elsewhere, now or earlier; None where there is no note
    """
    last = EMPTY
    for entry in entries:
        if entry.number != last.number + 1:
            return Fault(last.number + 1, Wrong.MISSING)
        if entry.hash != hash_after(last.hash, entry):
            return Fault(entry.number, Wrong.CHANGED)
        last = Head(entry.number, entry.hash)
        if noted and noted.number == last.number and noted.hash != last.hash:
            return Fault(last.number, Wrong.OTHER_HEAD)
    if noted is None and last != EMPTY:
        return Fault(last.number, Wrong.NO_HEAD)
    if noted and noted.number > last.number:
        return Fault(last.number + 1, Wrong.MISSING)
    return None
