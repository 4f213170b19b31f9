"""Recording what people do. An entry is written with the act itself: both are kept, or neither.

The one thing that is looked up rather than told is who acts, so that nobody can forget or forge it.
"""

import fcntl
import os
from typing import Any

from flask import current_app, has_request_context
from flask_login import current_user
from sqlalchemy import event, false, text, update

from training import clock
from training.audit import queries
from training.audit.models import AuditEntry
from training.audit.rules import Act, Entry, Head, hash_after, head_of
from training.database import db

NOTE = "audit head"
LONGEST_SUBJECT = 100


def record(act: Act, subject: str = "", detail: str = "", rows: int | None = None) -> None:
    """Add an entry to the log, in the transaction of the act.

    Call it last: whoever records next waits until this transaction is over. No argument may name
    anybody; `training.audit.queries.fingerprint` stands for a person.
    """
    db.session.flush()
    queue_up()
    last = queries.head()
    entry = Entry(
        number=last.number + 1,
        at=clock.now(),
        actor=queries.fingerprint(acting_person()),
        act=act.value,
        subject=subject[:LONGEST_SUBJECT],
        detail=detail[:LONGEST_SUBJECT],
        rows=rows,
    )
    digest = hash_after(last.hash, entry)
    db.session.add(AuditEntry(**{**vars(entry), "hash": digest}))
    db.session.flush()
    db.session().info[NOTE] = Head(entry.number, digest)


def record_about(person_id: str, act: Act, detail: str = "", rows: int | None = None) -> None:
    """Add an entry about a person, whom a fingerprint stands for."""
    record(act, queries.fingerprint(person_id), detail, rows)


def acting_person() -> str:
    """Return who is behind the request; nobody for a command, or before somebody signs in."""
    return str(current_user.person_id) if has_request_context() else ""


def queue_up() -> None:
    """Let one writer at a time look for the head: the log stays one chain on every database."""
    if db.session.get_bind().dialect.name == "postgresql":
        db.session.execute(text("LOCK TABLE audit_entry IN SHARE ROW EXCLUSIVE MODE"))
    else:
        db.session.execute(update(AuditEntry).where(false()).values(number=AuditEntry.number))


def note_head(head: Head, *, anew: bool = False) -> None:
    """Note the head outside the database; an older one never replaces a newer, but after a restore.

    Two processes that commit one after the other may come here the other way round.
    """
    path = queries.head_file()
    handle = os.open(path, os.O_RDWR | os.O_CREAT, 0o600)
    with os.fdopen(handle, "r+", encoding="ascii", errors="replace") as file:
        fcntl.flock(file, fcntl.LOCK_EX)
        noted = head_of(file.read())
        if noted and noted.number >= head.number and not anew:
            return
        file.seek(0)
        file.truncate()
        file.write(f"{head}\n")
        file.flush()
        os.fsync(file.fileno())


@event.listens_for(db.session, "after_commit")
def committed(session: Any) -> None:
    """Note the head of what was just committed; on a full disk the note stays behind."""
    if head := session.info.pop(NOTE, None):
        try:
            note_head(head)
        except OSError as fault:
            current_app.logger.error("The head of the audit log was not noted: %s", fault.strerror)


@event.listens_for(db.session, "after_rollback")
def rolled_back(session: Any) -> None:
    """Forget the head of what never happened."""
    session.info.pop(NOTE, None)
