"""A workshop as it was planned: its meetings, its agenda, its course."""

from collections.abc import Iterable
from dataclasses import dataclass

from sqlalchemy import select

from courses import Course, Live
from training.catalogue.queries import course_in, latest_version
from training.database import db
from training.errors import NotFound
from training.learning.queries import Standing, enrolment, standing_in
from training.workshops.models import AgendaItem, Meeting, Registration, Workshop, WorkshopAward
from training.workshops.rules import Step


@dataclass(frozen=True)
class AgendaStep:
    """A step as a reader sees it, in their language where the course has it."""

    item: AgendaItem
    title: str
    language: str


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


def awards_of(workshop_id: str) -> tuple[str, ...]:
    """Return the ids of the awards that pay for a workshop."""
    wanted = select(WorkshopAward.award_id).where(WorkshopAward.workshop_id == workshop_id)
    return tuple(db.session.scalars(wanted.order_by(WorkshopAward.award_id)))


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
