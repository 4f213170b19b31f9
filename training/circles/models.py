"""Circles, who is in them, and who answered whom."""

from datetime import datetime
from typing import Any

from sqlalchemy import CheckConstraint, ForeignKey, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from training.circles.rules import MOST_WANTED
from training.database import Model, Uid
from training.learning.models import ACTIVITY_ID, COURSE_ID, LANGUAGE, Draft
from training.workshops.models import Workshop


class Circle(Model):
    """People of a workshop who answer each other's drafts of one rewrite.

    Deadlines may be moved until they are over. `began_at` and `closed_at` are added, once, where
    everything was in before the deadline. Whoever knows the `seed` could link labels: it is shown
    nowhere.
    """

    __table_args__ = (
        UniqueConstraint("workshop_id", "activity_id"),
        CheckConstraint(f"wanted BETWEEN 1 AND {MOST_WANTED}", name="wanted_is_bearable"),
        CheckConstraint("feedback_until > drafts_until", name="drafts_come_first"),
    )

    id: Mapped[Uid]
    workshop_id: Mapped[str] = mapped_column(ForeignKey("workshop.id", ondelete="CASCADE"))
    course_id: Mapped[str] = mapped_column(COURSE_ID)
    activity_id: Mapped[str] = mapped_column(ACTIVITY_ID)
    wanted: Mapped[int]
    seed: Mapped[str] = mapped_column(String(64))
    drafts_until: Mapped[datetime]
    feedback_until: Mapped[datetime]
    began_at: Mapped[datetime | None]
    closed_at: Mapped[datetime | None]
    opened_at: Mapped[datetime]
    workshop: Mapped[Workshop] = relationship()


class CircleMember(Model):
    """A place in a circle: which languages its person reads, and the draft that they handed in.

    When the person or the draft is erased the place stays, so that nobody else reads or is read
    by others than before.
    """

    __table_args__ = (UniqueConstraint("circle_id", "person_id"),)

    id: Mapped[Uid]
    circle_id: Mapped[str] = mapped_column(ForeignKey("circle.id", ondelete="CASCADE"))
    person_id: Mapped[str | None] = mapped_column(
        ForeignKey("person.id", ondelete="SET NULL"), index=True
    )
    reads: Mapped[list[Any]]
    joined_at: Mapped[datetime]
    draft_id: Mapped[str | None] = mapped_column(
        ForeignKey("draft.id", ondelete="SET NULL"), index=True
    )
    draft_language: Mapped[str | None] = mapped_column(LANGUAGE)
    in_time: Mapped[bool | None]
    draft: Mapped[Draft | None] = relationship()


class CirclePractice(Model):
    """The marks that a member gave an example before reading the first draft. Never changed."""

    __table_args__ = (UniqueConstraint("member_id"),)

    id: Mapped[Uid]
    member_id: Mapped[str] = mapped_column(ForeignKey("circle_member.id", ondelete="CASCADE"))
    marks: Mapped[dict[str, Any]]
    practised_at: Mapped[datetime]


class CircleAnswer(Model):
    """Which feedback a reader gave an author in the circle. Never changed, never shown."""

    __table_args__ = (UniqueConstraint("reader_id", "author_id"),)

    feedback_id: Mapped[str] = mapped_column(
        ForeignKey("feedback.id", ondelete="CASCADE"), primary_key=True
    )
    reader_id: Mapped[str] = mapped_column(ForeignKey("circle_member.id", ondelete="CASCADE"))
    author_id: Mapped[str] = mapped_column(
        ForeignKey("circle_member.id", ondelete="CASCADE"), index=True
    )
