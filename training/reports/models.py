"""The targets that were set for indicators."""

from datetime import date, datetime

from sqlalchemy import CheckConstraint, ForeignKey, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from training.database import Model, Uid
from training.vault import Secret

HIGHEST_TARGET = 1_000_000_000
NOTE_LENGTH = 500
SOURCE_LENGTH = 200


class Target(Model):
    """What an indicator is to reach in a period. Never changed: a change is a row of its own.

    All rows about one target have the id of the first in `first_id`, and places from 1 on; the
    last says what holds. `indicator` is the id of a counting profile, whatever its version;
    without a programme the target is one for the whole ledger. A row without a number ends it.
    """

    __table_args__ = (
        UniqueConstraint("first_id", "place"),
        CheckConstraint("begins <= ends", name="begins_before_it_ends"),
        CheckConstraint("number >= 1", name="number_is_positive"),
    )

    id: Mapped[Uid]
    first_id: Mapped[str] = mapped_column(ForeignKey("target.id", ondelete="CASCADE"))
    place: Mapped[int]
    indicator: Mapped[str] = mapped_column(String(200))
    programme_id: Mapped[str | None] = mapped_column(
        ForeignKey("programme.id", ondelete="RESTRICT"), index=True
    )
    begins: Mapped[date]
    ends: Mapped[date]
    number: Mapped[int | None]
    note: Mapped[str] = mapped_column(Secret("target.note", NOTE_LENGTH, 0))
    source: Mapped[str] = mapped_column(Secret("target.source", SOURCE_LENGTH))
    set_at: Mapped[datetime]
    set_by: Mapped[str | None] = mapped_column(ForeignKey("person.id", ondelete="SET NULL"))
