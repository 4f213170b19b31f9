"""What trainees do in their courses. Nothing here commits.

Every fact carries an id that the client made; sent twice, it is kept once, also when both
arrive at the same moment: whoever writes first holds the enrolment until it is committed.
"""

from collections.abc import Iterable
from dataclasses import asdict, dataclass
from datetime import datetime

from flask_babel import lazy_gettext as _
from sqlalchemy import select

from courses import EventKind, Live, Progress
from quizzes import Answer, NoLexicon, Quiz, Rewrite, analyse, categorise
from training import clock
from training.accounts.models import Person
from training.catalogue.queries import course_in, latest_version
from training.database import db, hold
from training.errors import Refused
from training.learning import queries
from training.learning.models import (
    Attempt,
    Completion,
    Draft,
    Enrolment,
    LearningEvent,
    VideoPosition,
)
from training.learning.rules import Differs, derived_uid, difference


class NotOpenYet(Refused):
    """An activity was answered before those that it builds on."""

    message = _("Finish the earlier activities first.")


class NotInThisLanguage(Refused):
    """A course was asked for in a language that it does not have."""

    message = _("This course does not have that language. Choose another.")


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


def enrol(uid: str, person_id: str, course_id: str, language: str) -> Enrolment:
    """Let a person begin a course in its newest version; begun once, however often it is sent.

    Raises NotFound, NotInThisLanguage and FormOfAnotherPage.
    """
    hold(Person, person_id)
    if already := queries.enrolment(person_id, course_id):
        return already
    if db.session.get(Enrolment, uid):
        raise FormOfAnotherPage
    version = latest_version(course_id)
    refuse_other_languages(course_id, version, language)
    enrolment = Enrolment(
        id=uid,
        person_id=person_id,
        course_id=course_id,
        version=version,
        language=language,
        enrolled_at=clock.now(),
    )
    db.session.add(enrolment)
    return enrolment


def change_language(taken: Enrolment, language: str) -> None:
    """Go on with the same course in another language; raises NotInThisLanguage."""
    refuse_other_languages(taken.course_id, taken.version, language)
    taken.language = language


def refuse_other_languages(course_id: str, version: str, language: str) -> None:
    """Raise NotInThisLanguage unless the course has it."""
    if language not in course_in(course_id, version, language).languages:
        raise NotInThisLanguage


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


def answer(
    taken: Enrolment, activity_id: str, uid: str, quiz: Quiz, answers: dict[str, Answer]
) -> Attempt:
    """Mark the answers to a quiz and keep them as an attempt; raises NotOpenYet."""
    if known(uid, taken, activity_id):
        return db.session.get_one(Attempt, uid)
    refuse_locked(taken, activity_id)
    marking = quiz.mark(answers)
    attempt = Attempt(
        id=uid,
        enrolment_id=taken.id,
        activity_id=activity_id,
        course_version=taken.version,
        language=taken.language,
        answers=answers,
        markings={name: asdict(one) for name, one in marking.markings.items()},
        share=marking.share,
        passed=marking.passed,
        at=clock.now(),
    )
    event = LearningEvent(
        id=uid,
        enrolment_id=taken.id,
        activity_id=activity_id,
        kind=EventKind.ANSWERED,
        at=attempt.at,
        share=marking.share,
        passed=marking.passed,
    )
    db.session.add(attempt)
    append(taken, event)
    return attempt


def send_draft(taken: Enrolment, activity_id: str, uid: str, rewrite: Rewrite, text: str) -> Draft:
    """Keep a trainee's wording, the hints on it and the version it answers; raises NotOpenYet."""
    if known(uid, taken, activity_id):
        return db.session.get_one(Draft, uid)
    refuse_locked(taken, activity_id)
    hints = hints_on(text, taken.language, rewrite.evidence)
    draft = Draft(
        id=uid,
        enrolment_id=taken.id,
        activity_id=activity_id,
        course_version=taken.version,
        language=taken.language,
        text=text,
        findings=hints.findings,
        category=hints.category,
        sent_at=clock.now(),
    )
    event = LearningEvent(
        id=uid,
        enrolment_id=taken.id,
        activity_id=activity_id,
        kind=EventKind.DRAFTED,
        at=draft.sent_at,
    )
    db.session.add(draft)
    append(taken, event)
    return draft


@dataclass(frozen=True)
class Hints:
    """What was found in a wording, as it is kept; empty without a word list."""

    findings: list[object]
    category: dict[str, object]


def hints_on(text: str, language: str, evidence: str) -> Hints:
    """Look for the five letters and the action category; a language without words gets none."""
    try:
        findings = analyse(text, language, evidence)
        category = categorise(text, language)
    except NoLexicon:
        return Hints([], {})
    return Hints([asdict(one) for one in findings], asdict(category))


def keep_position(taken: Enrolment, activity_id: str, seconds: int) -> None:
    """Remember where a film was left; the first time, that it was opened. Raises NotOpenYet."""
    uid = derived_uid(taken.id, activity_id, EventKind.OPENED)
    record(taken, activity_id, EventKind.OPENED, uid)
    place = VideoPosition(enrolment_id=taken.id, activity_id=activity_id, seconds=seconds)
    db.session.merge(place)


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
