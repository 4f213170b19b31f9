"""Workshops, their meetings and agenda, who registered, and who was there."""

from datetime import datetime, timedelta
from enum import StrEnum
from typing import Any

from sqlalchemy import CheckConstraint, ForeignKey, String
from sqlalchemy.orm import Mapped, mapped_column, relationship

from training.accounts.models import Person
from training.catalogue.models import Programme
from training.database import Model, Uid
from training.vault import Secret

NOBODY = ""  # in the place of whoever recorded something and was erased


class Kind(StrEnum):
    """What an event is, as counting profiles distinguish it."""

    TRAINING = "training"
    SENSITISATION = "sensitisation"
    CONFERENCE = "conference"
    MEETING = "meeting"


class Mode(StrEnum):
    """How people come together."""

    IN_PERSON = "in_person"
    ONLINE_LIVE = "online_live"


class Mark(StrEnum):
    """What the roll says of a person."""

    PRESENT = "present"
    LATE = "late"
    EXCUSED = "excused"
    ABSENT = "absent"


class Source(StrEnum):
    """How a participation became known."""

    ROLL_CALL = "roll_call"
    SELF_CHECK_IN = "self_check_in"
    SHEET = "sheet"
    WEBINAR_LOG = "webinar_log"
    IMPORT = "import"


class Part(StrEnum):
    """As what a person takes part."""

    TRAINEE = "trainee"
    FACILITATOR = "facilitator"
    OBSERVER = "observer"


class Workshop(Model):
    """A live training with dated meetings; `share` of the planned ones has to be attended.

    `activity_id` names the live activity of the course that attendance completes.
    """

    __table_args__ = (CheckConstraint("share > 0 AND share <= 1", name="share_is_a_share"),)

    id: Mapped[Uid]
    title: Mapped[str] = mapped_column(Secret("workshop.title", 200))
    kind: Mapped[Kind]
    mode: Mapped[Mode]
    zone: Mapped[str] = mapped_column(String(64))
    share: Mapped[float]
    join_code: Mapped[str] = mapped_column(String(8), unique=True)
    programme_id: Mapped[str | None] = mapped_column(
        ForeignKey("programme.id", ondelete="RESTRICT")
    )
    course_id: Mapped[str | None] = mapped_column(String(80), index=True)
    activity_id: Mapped[str | None] = mapped_column(String(80))
    facilitator_id: Mapped[str] = mapped_column(
        ForeignKey("person.id", ondelete="RESTRICT"), index=True
    )
    created_at: Mapped[datetime]
    programme: Mapped[Programme | None] = relationship()


class WorkshopAward(Model):
    """An award that pays for a workshop."""

    workshop_id: Mapped[str] = mapped_column(
        ForeignKey("workshop.id", ondelete="CASCADE"), primary_key=True
    )
    award_id: Mapped[str] = mapped_column(
        ForeignKey("award.id", ondelete="RESTRICT"), primary_key=True
    )


class Meeting(Model):
    """One dated sitting of a workshop; a cancelled one is neither planned nor attended."""

    __table_args__ = (CheckConstraint("minutes > 0", name="lasts"),)

    id: Mapped[Uid]
    workshop_id: Mapped[str] = mapped_column(
        ForeignKey("workshop.id", ondelete="CASCADE"), index=True
    )
    starts_at: Mapped[datetime]
    minutes: Mapped[int]
    cancelled_at: Mapped[datetime | None]
    workshop: Mapped[Workshop] = relationship()

    @property
    def ends_at(self) -> datetime:
        """When it is over, in UTC."""
        return self.starts_at + timedelta(minutes=self.minutes)


class AgendaItem(Model):
    """A step of a workshop: an activity of its course, or something of the facilitator's own."""

    id: Mapped[Uid]
    workshop_id: Mapped[str] = mapped_column(
        ForeignKey("workshop.id", ondelete="CASCADE"), index=True
    )
    position: Mapped[int]
    activity_id: Mapped[str | None] = mapped_column(String(80))
    title: Mapped[str] = mapped_column(Secret("agenda_item.title", 200))
    minutes: Mapped[int]


class Registration(Model):
    """A person said that they take part in a workshop. It is not attendance."""

    workshop_id: Mapped[str] = mapped_column(
        ForeignKey("workshop.id", ondelete="CASCADE"), primary_key=True
    )
    person_id: Mapped[str] = mapped_column(
        ForeignKey("person.id", ondelete="CASCADE"), primary_key=True, index=True
    )
    part: Mapped[Part]
    registered_at: Mapped[datetime]
    person: Mapped[Person] = relationship()


class Participation(Model):
    """A person was, or was not, in a meeting. Never changed: a correction supersedes it, once.

    Only who recorded it is forgotten when they are erased.
    """

    id: Mapped[Uid]
    person_id: Mapped[str] = mapped_column(ForeignKey("person.id", ondelete="CASCADE"), index=True)
    meeting_id: Mapped[str] = mapped_column(
        ForeignKey("meeting.id", ondelete="CASCADE"), index=True
    )
    part: Mapped[Part]
    mode: Mapped[Mode]
    mark: Mapped[Mark]
    intervals: Mapped[list[Any] | None]
    source: Mapped[Source]
    recorded_by: Mapped[str] = mapped_column(String(36))
    recorded_at: Mapped[datetime]
    supersedes: Mapped[str | None] = mapped_column(
        ForeignKey("participation.id", ondelete="CASCADE"), unique=True
    )
