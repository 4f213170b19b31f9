"""What is offered: programmes with their awards, and released courses."""

from datetime import date, datetime

from sqlalchemy import CheckConstraint, ForeignKey, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from training.access import Role
from training.accounts.models import Account
from training.database import Model, Uid
from training.vault import Secret


class Programme(Model):
    """The frame under which training is funded and reported."""

    id: Mapped[Uid]
    title: Mapped[str] = mapped_column(Secret("programme.title", 200))
    zone: Mapped[str] = mapped_column(String(64))
    created_at: Mapped[datetime]


class Award(Model):
    """A donor's grant to a programme, from a day to a day, both included."""

    __table_args__ = (CheckConstraint("starts_on <= ends_on", name="begins_before_it_ends"),)

    id: Mapped[Uid]
    programme_id: Mapped[str] = mapped_column(
        ForeignKey("programme.id", ondelete="RESTRICT"), index=True
    )
    title: Mapped[str] = mapped_column(Secret("award.title", 200))
    donor: Mapped[str] = mapped_column(Secret("award.donor", 200))
    starts_on: Mapped[date]
    ends_on: Mapped[date]
    programme: Mapped[Programme] = relationship()


class ProgrammeMember(Model):
    """An account that works for one programme, as its facilitator, organiser or reporter."""

    programme_id: Mapped[str] = mapped_column(
        ForeignKey("programme.id", ondelete="CASCADE"), primary_key=True
    )
    account_id: Mapped[str] = mapped_column(
        ForeignKey("account.id", ondelete="CASCADE"), primary_key=True
    )
    role: Mapped[Role]
    account: Mapped[Account] = relationship()


class Release(Model):
    """A published course version. Never changed: who is enrolled in it keeps it."""

    __table_args__ = (UniqueConstraint("course_id", "version"),)

    id: Mapped[Uid]
    course_id: Mapped[str] = mapped_column(String(80))
    version: Mapped[str] = mapped_column(String(40))
    digest: Mapped[str] = mapped_column(String(64))
    published_at: Mapped[datetime]
