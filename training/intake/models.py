"""Files on their way in, what was said of their columns, and past totals without names."""

from datetime import date, datetime
from typing import Any

from sqlalchemy import CheckConstraint, ForeignKey, String
from sqlalchemy.orm import Mapped, mapped_column

from training.database import KEPT_BACK, Model, Uid
from training.participation.rules import EventKind
from training.vault import Secret, SecretJson

NAME_LENGTH = 200
TITLE_LENGTH = 200
SOURCE_LENGTH = 300
MOST_PEOPLE = 100_000


class Upload(Model):
    """A file between being sent and coming in. It is its sender's alone, and ends after a day.

    `content` is the book that was read; `choices` is what was said of it so far. Both name others
    than the sender, and are shown to nobody else.
    """

    id: Mapped[Uid]
    person_id: Mapped[str] = mapped_column(ForeignKey("person.id", ondelete="CASCADE"), index=True)
    programme_id: Mapped[str] = mapped_column(
        ForeignKey("programme.id", ondelete="CASCADE"), index=True
    )
    name: Mapped[str] = mapped_column(Secret("upload.name", NAME_LENGTH))
    content: Mapped[Any] = mapped_column(SecretJson("upload.content"), info=KEPT_BACK)
    choices: Mapped[Any] = mapped_column(SecretJson("upload.choices"), info=KEPT_BACK)
    sent_at: Mapped[datetime] = mapped_column(index=True)


class SheetMemory(Model):
    """What was said of sheets with the same headers in a programme; the id is their keyed word.

    `choices` holds words of ours and keyed words for headers, nothing that stood in a sheet.
    """

    id: Mapped[str] = mapped_column(String(64), primary_key=True)
    programme_id: Mapped[str | None] = mapped_column(
        ForeignKey("programme.id", ondelete="CASCADE"), index=True
    )
    choices: Mapped[Any] = mapped_column(SecretJson("sheet_memory.choices"))
    used_at: Mapped[datetime]


class PastTotal(Model):
    """People of past events who were counted without records. Never changed, only taken back.

    The ledger has an event, a meeting and a headcount for it, whose ids begin with this one.
    """

    __table_args__ = (
        CheckConstraint("first_day <= last_day", name="begins_before_it_ends"),
        CheckConstraint("people >= 1", name="counts_somebody"),
        CheckConstraint("organisations >= 0", name="counts_no_debt"),
    )

    id: Mapped[Uid]
    programme_id: Mapped[str] = mapped_column(
        ForeignKey("programme.id", ondelete="RESTRICT"), index=True
    )
    award_id: Mapped[str | None] = mapped_column(
        ForeignKey("award.id", ondelete="RESTRICT"), index=True
    )
    title: Mapped[str] = mapped_column(Secret("past_total.title", TITLE_LENGTH))
    kind: Mapped[EventKind]
    first_day: Mapped[date]
    last_day: Mapped[date]
    people: Mapped[int]
    organisations: Mapped[int | None]
    source: Mapped[str] = mapped_column(Secret("past_total.source", SOURCE_LENGTH))
    recorded_at: Mapped[datetime]
    recorded_by: Mapped[str | None] = mapped_column(ForeignKey("person.id", ondelete="SET NULL"))
    withdrawn_at: Mapped[datetime | None]
