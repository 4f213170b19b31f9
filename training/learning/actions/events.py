"""What happened in an activity, kept once, and the completion that may follow."""

from collections.abc import Iterable

from flask_babel import lazy_gettext as _

from courses import EventKind, Progress
from training import clock
from training.database import db, hold
from training.errors import Refused
from training.learning import queries
from training.learning.models import Completion, Enrolment, LearningEvent
from training.learning.rules import derived_uid


class NotOpenYet(Refused):
    """An activity was answered before those that it builds on."""

    message = _("Finish the earlier activities first.")


class FormOfAnotherPage(Refused):
    """The id that came with a form belongs to something else."""

    message = _("This form belongs to another page. Load the page again.")


def known(uid: str, taken: Enrolment, activity_id: str) -> LearningEvent | None:
    """Hold the enrolment and return what was kept under this id, if anything.

    An attempt or a draft has the id of its event. Raises FormOfAnotherPage for an id of another
    activity or of somebody else.
    """
    hold(Enrolment, taken.id)
    event = db.session.get(LearningEvent, uid)
    if event and (event.enrolment_id, event.activity_id) != (taken.id, activity_id):
        raise FormOfAnotherPage
    return event


def record(taken: Enrolment, activity_id: str, kind: EventKind, uid: str) -> LearningEvent:
    """Keep that an activity was read, watched or ticked off; raises NotOpenYet."""
    if event := known(uid, taken, activity_id):
        return event
    refuse_locked(taken, activity_id)
    event = LearningEvent(
        id=uid, enrolment_id=taken.id, activity_id=activity_id, kind=kind, at=clock.now()
    )
    append(taken, event)
    return event


def refuse_locked(taken: Enrolment, activity_id: str) -> None:
    """Raise NotOpenYet while something has to be finished first."""
    if queries.standing_in(taken).progress.waits_for[activity_id]:
        raise NotOpenYet


def append(taken: Enrolment, event: LearningEvent) -> None:
    """Add an event and, if it was the last one missing, the completion."""
    db.session.add(event)
    db.session.flush()
    standing = queries.standing_in(taken)
    if standing.progress.complete and queries.completion_of(taken) is None:
        db.session.add(completion(taken, standing.progress, standing.course.completion))


def completion(taken: Enrolment, progress: Progress, basis: Iterable[str]) -> Completion:
    """Make the completion that follows from complete progress: the same one whenever it is made."""
    return Completion(
        id=derived_uid(taken.id, "completion"),
        enrolment_id=taken.id,
        course_version=taken.version,
        completed_at=progress.completed_at or clock.now(),
        basis=list(basis),
    )
