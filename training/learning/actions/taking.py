"""Taking a course: its language, answers to quizzes, films."""

from dataclasses import asdict

from flask_babel import lazy_gettext as _

from courses import EventKind
from quizzes import Answer, Quiz
from training import clock
from training.accounts.models import Person
from training.catalogue.queries import course_in, latest_version
from training.database import db, hold
from training.errors import Refused
from training.learning import queries
from training.learning.actions.events import (
    FormOfAnotherPage,
    append,
    known,
    record,
    refuse_locked,
)
from training.learning.models import Attempt, Enrolment, LearningEvent, VideoPosition
from training.learning.rules import derived_uid


class NotInThisLanguage(Refused):
    """A course was asked for in a language that it does not have."""

    message = _("This course does not have that language. Choose another.")


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


def keep_position(taken: Enrolment, activity_id: str, seconds: int) -> None:
    """Remember where a film was left; the first time, that it was opened. Raises NotOpenYet."""
    uid = derived_uid(taken.id, activity_id, EventKind.OPENED)
    record(taken, activity_id, EventKind.OPENED, uid)
    place = VideoPosition(enrolment_id=taken.id, activity_id=activity_id, seconds=seconds)
    db.session.merge(place)
