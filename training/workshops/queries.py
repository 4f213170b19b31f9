"""Reads about workshops, meetings, rosters and marks."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import func, select
from sqlalchemy.orm import joinedload

from courses import Course, Live
from training import clock
from training.accounts.models import Person
from training.catalogue.queries import course_in, latest_version
from training.database import db
from training.errors import NotFound
from training.workshops.models import (
    AgendaItem,
    Mark,
    Meeting,
    Part,
    Participation,
    Registration,
    Workshop,
    WorkshopAward,
)
from training.workshops.rules import Marked, attended_enough, standing

EARLY = timedelta(minutes=30)


@dataclass(frozen=True)
class Row:
    """One person on the roll: who, and what stands in the ledger about this meeting."""

    person_id: str
    name: str
    part: Part
    mark: Mark | None
    basis: str


@dataclass(frozen=True)
class WorkshopRow:
    """A workshop as its facilitator's list shows it."""

    id: str
    title: str
    zone: str
    registered: int
    meetings: int
    next_at: datetime | None
    next_id: str | None


@dataclass(frozen=True)
class Ahead:
    """A meeting that a person is going to."""

    workshop_id: str
    title: str
    starts_at: datetime
    minutes: int
    zone: str


def workshop_or_404(workshop_id: str) -> Workshop:
    """Return a workshop; raises NotFound."""
    found = db.session.get(Workshop, workshop_id)
    if found is None:
        raise NotFound
    return found


def led_by(workshop_id: str, person_id: str) -> Workshop:
    """Return a workshop that the person facilitates; raises NotFound for everybody else's."""
    found = workshop_or_404(workshop_id)
    if found.facilitator_id != person_id:
        raise NotFound
    return found


def attended_by(workshop_id: str, person_id: str) -> Workshop:
    """Return a workshop that the person registered for; raises NotFound for all others."""
    if db.session.get(Registration, (workshop_id, person_id)) is None:
        raise NotFound
    return workshop_or_404(workshop_id)


def by_code(code: str) -> Workshop | None:
    """Return the workshop that a join code opens."""
    return db.session.scalar(select(Workshop).where(Workshop.join_code == code))


def meeting_of(workshop: Workshop, meeting_id: str) -> Meeting:
    """Return a meeting of a workshop; raises NotFound for those of others."""
    found = db.session.get(Meeting, meeting_id)
    if found is None or found.workshop_id != workshop.id:
        raise NotFound
    return found


def meetings_of(workshop_id: str) -> tuple[Meeting, ...]:
    """Return the meetings of a workshop in order of time."""
    return tuple(
        db.session.scalars(
            select(Meeting)
            .where(Meeting.workshop_id == workshop_id)
            .order_by(Meeting.starts_at, Meeting.id)
        )
    )


def planned(meetings: Iterable[Meeting]) -> tuple[Meeting, ...]:
    """Return the meetings that were not cancelled."""
    return tuple(meeting for meeting in meetings if meeting.cancelled_at is None)


def agenda_of(workshop_id: str) -> tuple[AgendaItem, ...]:
    """Return the steps of a workshop in order."""
    return tuple(
        db.session.scalars(
            select(AgendaItem)
            .where(AgendaItem.workshop_id == workshop_id)
            .order_by(AgendaItem.position, AgendaItem.id)
        )
    )


def course_of(workshop: Workshop, language: str) -> Course | None:
    """Return the course that a workshop goes with, in a language where it has it."""
    if workshop.course_id is None:
        return None
    return course_in(workshop.course_id, latest_version(workshop.course_id), language)


def live_activity(course: Course) -> str | None:
    """Return the activity of a course that a workshop completes; None where it has none."""
    return next((one.id for one in course.activities if isinstance(one, Live)), None)


def registered(workshop_id: str) -> int:
    """Count who registered for a workshop."""
    wanted = select(func.count()).where(Registration.workshop_id == workshop_id)
    return db.session.scalar(wanted) or 0


def marks_in(meeting_ids: Iterable[str]) -> tuple[Participation, ...]:
    """Return the marks that stand in some meetings."""
    rows = db.session.scalars(
        select(Participation).where(Participation.meeting_id.in_(list(meeting_ids)))
    ).all()
    by_id = {row.id: row for row in rows}
    return tuple(by_id[mark.id] for mark in standing(map(as_marked, rows)))


def as_marked(row: Participation) -> Marked:
    """Return a participation as the rules see it."""
    return Marked(row.id, row.person_id, row.meeting_id, row.mark, row.supersedes)


def roster(meeting: Meeting) -> tuple[Row, ...]:
    """Return everybody on the roll of a meeting by name, with what stands about them."""
    marks = {mark.person_id: mark for mark in marks_in([meeting.id])}
    people = db.session.execute(
        select(Registration, Person)
        .join(Person, Registration.person_id == Person.id)
        .where(Registration.workshop_id == meeting.workshop_id)
        .order_by(func.lower(Person.display_name), Person.id)
    )
    return tuple(
        row_of(registration.part, person, marks.get(person.id))
        for registration, person in people.tuples()
    )


def row_of(part: Part, person: Person, mark: Participation | None) -> Row:
    """Return one line of a roll."""
    return Row(
        person.id,
        person.display_name,
        part,
        mark.mark if mark else None,
        mark.id if mark else "",
    )


def enough(workshop: Workshop) -> tuple[str, ...]:
    """Return the trainees who attended the wanted share of the planned meetings."""
    meetings = [meeting.id for meeting in planned(meetings_of(workshop.id))]
    marks: dict[str, dict[str, str]] = {}
    for mark in marks_in(meetings):
        if mark.part == Part.TRAINEE:
            marks.setdefault(mark.person_id, {})[mark.meeting_id] = mark.mark
    return tuple(
        person_id
        for person_id, theirs in sorted(marks.items())
        if attended_enough(meetings, theirs, workshop.share)
    )


def own_marks(workshop_id: str, person_id: str) -> Mapping[str, Mark]:
    """Return what the roll says of one person: meeting id → mark."""
    meetings = [meeting.id for meeting in meetings_of(workshop_id)]
    return {
        mark.meeting_id: mark.mark for mark in marks_in(meetings) if mark.person_id == person_id
    }


def workshops_led_by(person_id: str) -> tuple[WorkshopRow, ...]:
    """Return a facilitator's workshops, those with a meeting ahead first, in three queries."""
    rows = db.session.scalars(
        select(Workshop).where(Workshop.facilitator_id == person_id).order_by(Workshop.created_at)
    ).all()
    ids = [row.id for row in rows]
    counts = dict(
        db.session.execute(
            select(Registration.workshop_id, func.count())
            .where(Registration.workshop_id.in_(ids))
            .group_by(Registration.workshop_id)
        ).tuples()
    )
    meetings: dict[str, list[Meeting]] = {}
    for meeting in db.session.scalars(
        select(Meeting).where(Meeting.workshop_id.in_(ids)).order_by(Meeting.starts_at)
    ):
        meetings.setdefault(meeting.workshop_id, []).append(meeting)
    found = [workshop_row(row, counts.get(row.id, 0), meetings.get(row.id, [])) for row in rows]
    return tuple(sorted(found, key=lambda row: (row.next_at is None, row.next_at or clock.now())))


def workshop_row(workshop: Workshop, count: int, meetings: list[Meeting]) -> WorkshopRow:
    """Return one line of a facilitator's list."""
    held = planned(meetings)
    now = clock.now()
    ahead = [one for one in held if one.starts_at + timedelta(minutes=one.minutes) > now]
    return WorkshopRow(
        workshop.id,
        workshop.title,
        workshop.zone,
        count,
        len(held),
        ahead[0].starts_at if ahead else None,
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
        if row.starts_at + timedelta(minutes=row.minutes) > now
    )


@dataclass(frozen=True)
class Facts:
    """Everything about workshops that a count may need, in four queries."""

    workshops: tuple[Workshop, ...]
    awards: Mapping[str, tuple[str, ...]]
    meetings: tuple[Meeting, ...]
    participations: tuple[Participation, ...]


def facts() -> Facts:
    """Return all workshops with their awards, meetings and participations, sorted by id."""
    awards: dict[str, tuple[str, ...]] = {}
    for row in db.session.scalars(select(WorkshopAward).order_by(WorkshopAward.award_id)):
        awards[row.workshop_id] = (*awards.get(row.workshop_id, ()), row.award_id)
    return Facts(
        tuple(db.session.scalars(select(Workshop).order_by(Workshop.id))),
        awards,
        tuple(db.session.scalars(select(Meeting).order_by(Meeting.id))),
        tuple(db.session.scalars(select(Participation).order_by(Participation.id))),
    )
