"""Who completed which course, and what the ledger and workshops need for it."""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import func, select

from courses import EventKind, Live
from training.database import db
from training.learning.models import Completion, Enrolment, LearningEvent
from training.learning.queries.standing import course_of
from training.learning.rules import passed_last_quiz


@dataclass(frozen=True)
class LivePlace:
    """A live activity of somebody's course: attendance of `share` of the meetings completes it."""

    enrolment_id: str
    person_id: str
    activity_id: str
    share: float


@dataclass(frozen=True)
class CompletionRow:
    """A completion as the ledger wants it; `test_passed` is None in a course without a quiz."""

    id: str
    person_id: str
    course_id: str
    course_version: str
    completed_at: datetime
    test_passed: bool | None


def completion_of(taken: Enrolment) -> Completion | None:
    """Return the completion of a course, once it was said."""
    return db.session.scalar(select(Completion).where(Completion.enrolment_id == taken.id))


def enrolments_with_live(course_id: str) -> tuple[LivePlace, ...]:
    """Return every live activity of everybody who takes a course."""
    taken = db.session.scalars(
        select(Enrolment).where(Enrolment.course_id == course_id).order_by(Enrolment.id)
    )
    return tuple(
        LivePlace(one.id, one.person_id, activity.id, activity.share)
        for one in taken
        for activity in course_of(one).activities
        if isinstance(activity, Live)
    )


def completions() -> tuple[CompletionRow, ...]:
    """Return all completions by id, with whether the course's last quiz was passed by then."""
    rows = db.session.execute(
        select(Completion, Enrolment)
        .join(Enrolment, Completion.enrolment_id == Enrolment.id)
        .order_by(Completion.id)
    )
    passed = first_passes()
    return tuple(
        CompletionRow(
            id=said.id,
            person_id=taken.person_id,
            course_id=taken.course_id,
            course_version=said.course_version,
            completed_at=said.completed_at,
            test_passed=passed_last_quiz(course_of(taken), passed[taken.id], said.completed_at),
        )
        for said, taken in rows
    )


def first_passes() -> Mapping[str, Mapping[str, datetime]]:
    """Return when each quiz was first passed, by enrolment and then by activity."""
    rows = db.session.execute(
        select(LearningEvent.enrolment_id, LearningEvent.activity_id, func.min(LearningEvent.at))
        .where(LearningEvent.kind == EventKind.ANSWERED, LearningEvent.passed.is_(True))
        .group_by(LearningEvent.enrolment_id, LearningEvent.activity_id)
    )
    found: dict[str, dict[str, datetime]] = defaultdict(dict)
    for enrolment_id, activity_id, at in rows:
        found[enrolment_id][activity_id] = at
    return found
