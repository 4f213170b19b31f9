"""The table of the audit log."""

from datetime import datetime

from sqlalchemy import String
from sqlalchemy.orm import Mapped, mapped_column

from training.database import Model

GUARDS = frozenset(  # what the migration tells SQLite, word for word
    f"CREATE TRIGGER audit_entry_no_{act.lower()} BEFORE {act} ON audit_entry"
    " BEGIN SELECT RAISE(ABORT, 'the audit log is only added to'); END"
    for act in ("UPDATE", "DELETE")
)


class AuditEntry(Model):
    """What somebody did with data about people. Never changed, never deleted: triggers refuse it.

    No name, no address and no other identity stands in it; the columns are those of
    `training.audit.rules.Entry`.
    """

    number: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    at: Mapped[datetime]
    actor: Mapped[str] = mapped_column(String(16))
    act: Mapped[str] = mapped_column(String(32), index=True)
    subject: Mapped[str] = mapped_column(String(100))
    detail: Mapped[str] = mapped_column(String(100))
    rows: Mapped[int | None]
    hash: Mapped[str] = mapped_column(String(64), unique=True)
