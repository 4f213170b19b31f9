"""Reads of the audit log, and of the note of its head outside the database."""

from collections.abc import Generator
from contextlib import closing
from dataclasses import dataclass, fields
from pathlib import Path

from flask import current_app
from sqlalchemy import func, select

from training.audit.models import AuditEntry
from training.audit.rules import EMPTY, Entry, Fault, Head, first_fault, head_of
from training.database import db
from training.vault import keyed

PAGE = 50
FINGERPRINT = 16
HEAD_FILE = "audit_head"
CHUNK = 1_000
COLUMNS = tuple(getattr(AuditEntry, one.name) for one in fields(Entry))


@dataclass(frozen=True)
class Page:
    """Some entries, the newest first, and where the others are."""

    entries: tuple[Entry, ...]
    number: int
    pages: int


def fingerprint(person_id: str) -> str:
    """Return the word that stands for a person in the log; empty for nobody."""
    return keyed("audit log", person_id).hex()[:FINGERPRINT] if person_id else ""


def entries() -> Generator[Entry, None, None]:
    """Yield the whole log from its beginning, some rows at a time."""
    rows = select(*COLUMNS).order_by(AuditEntry.number).execution_options(yield_per=CHUNK)
    with closing(db.session.execute(rows)) as found:
        for row in found:
            yield Entry(*row)


def page(act: str, number: int) -> Page:
    """Return a page of the log, of one act or, for the empty word, of all."""
    chosen = select(*COLUMNS).where(AuditEntry.act == act) if act else select(*COLUMNS)
    found = db.session.scalar(select(func.count()).select_from(chosen.subquery())) or 0
    pages = max(1, -(-found // PAGE))
    number = min(number, pages)
    rows = chosen.order_by(AuditEntry.number.desc()).limit(PAGE).offset((number - 1) * PAGE)
    return Page(tuple(Entry(*row) for row in db.session.execute(rows)), number, pages)


def head() -> Head:
    """Return the head as the database tells it."""
    newest = select(AuditEntry.number, AuditEntry.hash).order_by(AuditEntry.number.desc())
    row = db.session.execute(newest.limit(1)).first()
    return Head(row.number, row.hash) if row else EMPTY


def head_file() -> Path:
    """Return where the head is noted outside the database."""
    return Path(current_app.config["DATA_DIR"]) / HEAD_FILE


def noted_head() -> Head | None:
    """Return the head as it was noted; None where there is no note."""
    try:
        return head_of(head_file().read_text(encoding="ascii"))
    except (FileNotFoundError, UnicodeDecodeError):
        return None


def fault(noted: Head | None = None) -> Fault | None:
    """Return the first thing wrong with the log, against the note or a head from elsewhere."""
    with closing(entries()) as log:
        return first_fault(log, noted or noted_head())
