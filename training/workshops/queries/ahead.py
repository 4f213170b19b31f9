"""What lies ahead of facilitators and participants, and which rolls wait."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import select
from sqlalchemy.orm import joinedload

from training import clock
from training.database import db
from training.workshops.models import Meeting, Participation, Registration, Workshop
from training.workshops.queries.planned import planned
from training.workshops.queries.roll import counts
from training.workshops.rules import LONGEST_MINUTES

EARLY = timedelta(minutes=30)
ROLL_IS_DUE_FOR = timedelta(days=7)


@dataclass(frozen=True)
class MeetingRow:
    """A meeting as its facilitator sees it: how far its roll is, and what it waits for."""

    meeting: Meeting
    marked: int
    registered: int
    now: datetime

    @property
    def is_held(self) -> bool:
        """Whether it was not cancelled."""
        return self.meeting.cancelled_at is None

    @property
    def is_open(self) -> bool:
        """Whether its roll can be called."""
        return self.is_held and self.now >= self.meeting.starts_at - EARLY

    @property
    def is_over(self) -> bool:
        """Whether its time has passed."""
        return self.now >= self.meeting.ends_at

    @property
    def is_due(self) -> bool:
        """Whether its roll waits for the facilitator: open, unfinished, and not a week old."""
        recent = self.now < self.meeting.ends_at + ROLL_IS_DUE_FOR
        return self.is_open and recent and self.marked < self.registered


@dataclass(frozen=True)
class WorkshopRow:
    """A workshop as its facilitator's list shows it."""

    id: str
    title: str
    zone: str
    registered: int
    meetings: int
    next_at: datetime | None
    next_ends_at: datetime | None
    next_id: str | None


@dataclass(frozen=True)
class Ahead:
    """A meeting that a person is going to."""

    workshop_id: str
    title: str
    starts_at: datetime
    minutes: int
    zone: str


def meeting_rows(meetings: Iterable[Meeting]) -> tuple[MeetingRow, ...]:
    """Return meetings with how many are marked and registered, in two queries."""
    listed = tuple(meetings)
    marked = counts(Participation.meeting_id, [one.id for one in listed])
    people = counts(Registration.workshop_id, {one.workshop_id for one in listed})
    now = clock.now()
    return tuple(
        MeetingRow(one, marked.get(one.id, 0), people.get(one.workshop_id, 0), now)
        for one in listed
    )


def rolls_due(person_id: str) -> tuple[MeetingRow, ...]:
    """Return the meetings whose roll waits for this facilitator, in three queries."""
    now = clock.now()
    recent = db.session.scalars(
        select(Meeting)
        .join(Workshop, Meeting.workshop_id == Workshop.id)
        .where(
            Workshop.facilitator_id == person_id,
            Meeting.starts_at <= now + EARLY,
            Meeting.starts_at > now - ROLL_IS_DUE_FOR - timedelta(minutes=LONGEST_MINUTES),
        )
        .options(joinedload(Meeting.workshop))
        .order_by(Meeting.starts_at, Meeting.id)
    )
    return tuple(row for row in meeting_rows(recent) if row.is_due)


def workshops_led_by(person_id: str) -> tuple[WorkshopRow, ...]:
    """Return a facilitator's workshops, those with a meeting ahead first, in three queries."""
    rows = db.session.scalars(
        select(Workshop).where(Workshop.facilitator_id == person_id).order_by(Workshop.created_at)
    ).all()
    ids = [row.id for row in rows]
    people = counts(Registration.workshop_id, ids)
    meetings: dict[str, list[Meeting]] = {}
    for meeting in db.session.scalars(
        select(Meeting).where(Meeting.workshop_id.in_(ids)).order_by(Meeting.starts_at)
    ):
        meetings.setdefault(meeting.workshop_id, []).append(meeting)
    found = [workshop_row(row, people.get(row.id, 0), meetings.get(row.id, [])) for row in rows]
    return tuple(sorted(found, key=lambda row: (row.next_at is None, row.next_at or clock.now())))


def workshop_row(workshop: Workshop, count: int, meetings: list[Meeting]) -> WorkshopRow:
    """Return one line of a facilitator's list."""
    held = planned(meetings)
    now = clock.now()
    ahead = [one for one in held if one.ends_at > now]
    return WorkshopRow(
        workshop.id,
        workshop.title,
        workshop.zone,
        count,
        len(held),
        ahead[0].starts_at if ahead else None,
        ahead[0].ends_at if ahead else None,
        ahead[0].id if ahead else None,
    )


def meetings_ahead(person_id: str) -> tuple[Ahead, ...]:
    """Return the meetings that a person registered for and that are not over, the next first."""
    rows = db.session.scalars(
        select(Meeting)
        .join(Registration, Registration.workshop_id == Meeting.workshop_id)
        .where(Registration.person_id == person_id, Meeting.cancelled_at.is_(None))
        .options(joinedload(Meeting.workshop))
        .order_by(Meeting.starts_at)
    )
    now = clock.now()
    return tuple(
        Ahead(row.workshop_id, row.workshop.title, row.starts_at, row.minutes, row.workshop.zone)
        for row in rows
        if row.ends_at > now
    )
