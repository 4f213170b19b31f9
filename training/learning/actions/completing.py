"""What completes a course from outside its pages, and working all completions out anew."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select

from courses import EventKind, Live
from training.database import db
from training.learning import queries
from training.learning.actions.events import append, completion, known
from training.learning.models import Completion, Enrolment, LearningEvent
from training.learning.rules import Differs, derived_uid, difference


def complete_live(person_id: str, course_id: str, activity_id: str, at: datetime) -> bool:
    """Keep that a person attended enough of a live activity; said twice, kept once.

    Returns whether it counts: not for somebody who does not take the course, or takes a version
    without this activity.
    """
    taken = queries.enrolment(person_id, course_id)
    if taken is None or not is_live(taken, activity_id):
        return False
    uid = derived_uid(taken.id, activity_id, EventKind.ATTENDED)
    if known(uid, taken, activity_id) is None:
        attended = LearningEvent(
            id=uid,
            enrolment_id=taken.id,
            activity_id=activity_id,
            kind=EventKind.ATTENDED,
            at=at,
        )
        append(taken, attended)
    return True


def is_live(taken: Enrolment, activity_id: str) -> bool:
    """Tell whether the course has a live activity with this id."""
    activities = queries.course_of(taken).activities
    return any(isinstance(one, Live) and one.id == activity_id for one in activities)


@dataclass(frozen=True)
class Difference:
    """A completion that differs from what the events say."""

    enrolment_id: str
    finding: Differs


def rebuild() -> tuple[Difference, ...]:
    """Work out every completion anew, add those that are missing, and say what differs.

    What was said stays: a completion with another time, or without its events, is reported only.
    """
    kept = {one.enrolment_id: one.completed_at for one in db.session.scalars(select(Completion))}
    differences = []
    for taken in db.session.scalars(select(Enrolment).order_by(Enrolment.id)).all():
        standing = queries.standing_in(taken)
        if finding := difference(standing.progress, kept.get(taken.id)):
            differences.append(Difference(taken.id, finding))
        if finding is Differs.MISSING:
            db.session.add(completion(taken, standing.progress, standing.course.completion))
    return tuple(differences)
