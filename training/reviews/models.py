"""What staff add to the calendar: dates, the sessions of States, and the rule for all others."""

from datetime import date, datetime
from typing import Any

from sqlalchemy import CheckConstraint, ForeignKey, String
from sqlalchemy.orm import Mapped, mapped_column

from training.database import Model, Uid
from training.reviews.rules import Status, Step
from training.vault import Secret

SOURCE_LENGTH = 200
ADDRESS_LENGTH = 500


class CalendarDate(Model):
    """A date around a review that staff entered; the last one that was not taken back stands.

    Without a country it holds for every State of the session.
    """

    __table_args__ = (CheckConstraint("first_day <= last_day", name="begins_before_it_ends"),)

    id: Mapped[Uid]
    session: Mapped[int]
    country: Mapped[str] = mapped_column(String(2))
    step: Mapped[Step]
    first_day: Mapped[date]
    last_day: Mapped[date]
    status: Mapped[Status]
    source: Mapped[str] = mapped_column(Secret("calendar_date.source", SOURCE_LENGTH))
    address: Mapped[str | None] = mapped_column(Secret("calendar_date.address", ADDRESS_LENGTH))
    as_of: Mapped[date]
    entered_at: Mapped[datetime]
    entered_by: Mapped[str | None] = mapped_column(ForeignKey("person.id", ondelete="SET NULL"))
    taken_back_at: Mapped[datetime | None]


class CalendarPlace(Model):
    """The session in which a State is reviewed, as staff entered it; the last in a cycle stands."""

    id: Mapped[Uid]
    country: Mapped[str] = mapped_column(String(2))
    session: Mapped[int]
    source: Mapped[str] = mapped_column(Secret("calendar_place.source", SOURCE_LENGTH))
    address: Mapped[str | None] = mapped_column(Secret("calendar_place.address", ADDRESS_LENGTH))
    as_of: Mapped[date]
    entered_at: Mapped[datetime]
    entered_by: Mapped[str | None] = mapped_column(ForeignKey("person.id", ondelete="SET NULL"))


class CalendarRule(Model):
    """A version of the offsets that dates are worked out by. Never changed: the last one stands.

    `weeks` has for each step the earliest and the latest week, counted from the session.
    """

    __table_args__ = (CheckConstraint("number > 0", name="counts_from_one"),)

    id: Mapped[Uid]
    number: Mapped[int] = mapped_column(unique=True)
    weeks: Mapped[dict[str, Any]]
    source: Mapped[str] = mapped_column(Secret("calendar_rule.source", SOURCE_LENGTH))
    saved_at: Mapped[datetime]
    saved_by: Mapped[str | None] = mapped_column(ForeignKey("person.id", ondelete="SET NULL"))
