"""Reads about workshops, meetings, rosters and marks.

Who facilitates a workshop sees its roster; all others only what concerns themselves.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import func, select
from sqlalchemy.orm import InstrumentedAttribute, joinedload

from courses import Course, EventKind, Live
from training import clock
from training.accounts.models import Person
from training.catalogue.queries import course_in, latest_version
from training.database import db
from training.errors import NotFound
from training.learning.models import Enrolment, LearningEvent
from training.learning.queries import Standing, enrolment, standing_in
from training.learning.rules import derived_uid
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
from training.workshops.rules import LONGEST_MINUTES, Marked, Step, attended_enough, standing

EARLY = timedelta(minutes=30)
ROLL_IS_DUE_FOR = timedelta(days=7)


@dataclass(frozen=True)
class Row:
    """One person on the roll: who, and what stands in the ledger about this meeting."""

    person_id: str
    name: str
    part: Part
    mark: Mark | None
    basis: str


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
class AgendaStep:
    """A step as a reader sees it, in their language where the course has it."""

    item: AgendaItem
    title: str
    language: str


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


def taken_by(workshop_id: str, person_id: str) -> Workshop:
    """Return a workshop that the person facilitates or registered for; raises NotFound."""
    found = workshop_or_404(workshop_id)
    return found if found.facilitator_id == person_id else attended_by(workshop_id, person_id)


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


def agenda_in(items: Iterable[AgendaItem], course: Course | None) -> tuple[AgendaStep, ...]:
    """Return the steps with the titles that the course has in its language."""
    known = {one.id: one for one in course.activities} if course else {}
    return tuple(
        AgendaStep(item, known[item.activity_id].title, known[item.activity_id].language)
        if item.activity_id in known
        else AgendaStep(item, item.title, "")
        for item in items
    )


def steps_of(workshop_id: str) -> tuple[Step, ...]:
    """Return the agenda of a workshop as the rules see it."""
    return tuple(
        Step(item.activity_id, item.title, item.minutes, item.id) for item in agenda_of(workshop_id)
    )


def step_of(workshop_id: str, step_id: str) -> Step:
    """Return a step of a workshop's agenda; raises NotFound for those of others."""
    for step in steps_of(workshop_id):
        if step.id == step_id:
            return step
    raise NotFound


def standing_of(workshop: Workshop, person_id: str) -> Standing | None:
    """Return how far a person is in the workshop's course: their version, in their language."""
    taken = enrolment(person_id, workshop.course_id) if workshop.course_id else None
    return standing_in(taken) if taken else None


def live_activity(course: Course) -> str | None:
    """Return the activity of a course that a workshop completes; None where it has none."""
    return next((one.id for one in course.activities if isinstance(one, Live)), None)


def registered(workshop_id: str) -> int:
    """Count who registered for a workshop."""
    return counts(Registration.workshop_id, [workshop_id]).get(workshop_id, 0)


def marks_in(meeting_ids: Iterable[str]) -> tuple[Participation, ...]:
    """Return the marks that stand in some meetings."""
    wanted = select(Participation).where(Participation.meeting_id.in_(list(meeting_ids)))
    return those_standing(db.session.scalars(wanted))


def those_standing(rows: Iterable[Participation]) -> tuple[Participation, ...]:
    """Return the participations that no later one supersedes."""
    by_id = {row.id: row for row in rows}
    return tuple(by_id[mark.id] for mark in standing(map(as_marked, by_id.values())))


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
    )
    rows = (
        row_of(registration.part, person, marks.get(person.id)) for registration, person in people
    )
    return tuple(sorted(rows, key=lambda row: (row.name.casefold(), row.person_id)))


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


def to_complete(workshop: Workshop, activity_id: str) -> tuple[str, ...]:
    """Return who attended enough, takes the course, and has not been told so yet."""
    taken = db.session.execute(
        select(Enrolment.id, Enrolment.person_id).where(
            Enrolment.course_id == workshop.course_id, Enrolment.person_id.in_(enough(workshop))
        )
    )
    events = {
        derived_uid(enrolment_id, activity_id, EventKind.ATTENDED): person_id
        for enrolment_id, person_id in taken
    }
    known = set(db.session.scalars(select(LearningEvent.id).where(LearningEvent.id.in_(events))))
    return tuple(person_id for uid, person_id in sorted(events.items()) if uid not in known)


def own_marks(workshop_id: str, person_id: str) -> Mapping[str, Mark]:
    """Return what the roll says of one person: meeting id → mark."""
    rows = db.session.scalars(
        select(Participation)
        .join(Meeting, Participation.meeting_id == Meeting.id)
        .where(Meeting.workshop_id == workshop_id, Participation.person_id == person_id)
    )
    return {row.meeting_id: row.mark for row in those_standing(rows)}


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


def counts(of: InstrumentedAttribute[str], wanted: Iterable[str]) -> Mapping[str, int]:
    """Count the persons recorded under each of the wanted ids."""
    people = of.class_.person_id
    rows = db.session.execute(
        select(of, func.count(people.distinct())).where(of.in_(list(wanted))).group_by(of)
    )
    return {key: number for key, number in rows}  # noqa: C416 - mypy: a row is not a pair


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
