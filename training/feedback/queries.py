"""Reads about drafts of people in a facilitator's own workshops; nobody else's exist here."""

from collections.abc import Iterable
from dataclasses import dataclass

from sqlalchemy import ColumnElement, Select, and_, case, exists, func, literal, or_, select, tuple_
from sqlalchemy.orm import aliased, contains_eager

from courses import Course, RewriteActivity
from training.accounts.models import Person
from training.catalogue.queries import course_in
from training.database import db
from training.errors import NotFound
from training.feedback.rules import State
from training.learning.models import Draft, Enrolment, Feedback, GivenAs
from training.learning.queries import Told, exercise_in
from training.workshops.models import Mark, Meeting, Participation, Registration, Workshop

PAGE = 20


@dataclass(frozen=True)
class Wanted:
    """Which drafts a facilitator wants to see; an empty workshop stands for all of theirs."""

    state: State = State.WAITING
    workshop_id: str = ""


@dataclass(frozen=True)
class Row:
    """A draft in the queue, with whose it is and what was asked."""

    draft: Draft
    name: str
    activity: RewriteActivity


@dataclass(frozen=True)
class Queue:
    """One page of the queue, the oldest draft first; `more` says whether another page follows."""

    rows: tuple[Row, ...]
    more: bool


def workshops_with_a_course(facilitator_id: str) -> tuple[tuple[str, str], ...]:
    """Return id and title of a facilitator's workshops that go with a course, the newest first."""
    rows = db.session.execute(
        select(Workshop.id, Workshop.title)
        .where(Workshop.facilitator_id == facilitator_id, Workshop.course_id.is_not(None))
        .order_by(Workshop.created_at.desc(), Workshop.id)
    )
    return tuple((workshop_id, title) for workshop_id, title in rows)


def queue(facilitator_id: str, wanted: Wanted, page: int) -> Queue:
    """Return a page, from 1 on, of the newest drafts that are in the wanted state."""
    drafts = db.session.scalars(
        newest_drafts(facilitator_id, wanted)
        .order_by(Draft.sent_at, Draft.id)
        .offset((page - 1) * PAGE)
        .limit(PAGE + 1)
    ).all()
    return Queue(tuple(row_of(one) for one in drafts[:PAGE]), len(drafts) > PAGE)


def waiting(facilitator_id: str) -> int:
    """Count the drafts that wait for a facilitator."""
    drafts = newest_drafts(facilitator_id, Wanted()).subquery()
    return db.session.scalar(select(func.count()).select_from(drafts)) or 0


def next_waiting(facilitator_id: str, workshop_id: str, after: Draft) -> Draft | None:
    """Return the draft that waits next after one; behind the last, the first that still waits."""
    sent_at = literal(after.sent_at, Draft.sent_at.type)
    later = tuple_(Draft.sent_at, Draft.id) > tuple_(sent_at, after.id)
    return db.session.scalar(
        newest_drafts(facilitator_id, Wanted(workshop_id=workshop_id))
        .where(Draft.id != after.id)
        .order_by(case((later, 0), else_=1), Draft.sent_at, Draft.id)
        .limit(1)
    )


def draft_or_404(draft_id: str, facilitator_id: str) -> Draft:
    """Return a draft that the facilitator may mark; raises NotFound for everybody else's."""
    found = db.session.scalar(drafts_of_own_people(facilitator_id).where(Draft.id == draft_id))
    if found is None:
        raise NotFound
    return found


def newest_drafts(facilitator_id: str, wanted: Wanted) -> Select[Draft]:
    """Select what people wrote last in each exercise, where that is in the wanted state."""
    later = aliased(Draft)
    overtaken = exists().where(
        later.enrolment_id == Draft.enrolment_id,
        later.activity_id == Draft.activity_id,
        tuple_(later.sent_at, later.id) > tuple_(Draft.sent_at, Draft.id),
    )
    own = drafts_of_own_people(facilitator_id, wanted.workshop_id)
    return own.where(~overtaken, is_in(wanted.state))


def is_in(state: State) -> ColumnElement[bool]:
    """Tell what a draft is at by what facilitators said last; words of peers change nothing."""
    verdict = (
        select(Feedback.sends_back)
        .where(Feedback.draft_id == Draft.id, Feedback.given_as == GivenAs.FACILITATOR)
        .order_by(Feedback.given_at.desc(), Feedback.id.desc())
        .limit(1)
        .correlate(Draft)
        .scalar_subquery()
    )
    if state is State.WAITING:
        return verdict.is_(None)
    return verdict.is_(state is State.SENT_BACK)


def drafts_of_own_people(facilitator_id: str, workshop_id: str = "") -> Select[Draft]:
    """Select the drafts, with whose they are, that a facilitator may read and mark.

    Their author registered for a workshop of this facilitator, or was there, and its course is
    the one that the draft belongs to. A facilitator's own drafts are not among them.
    """
    goes_with = [
        Workshop.facilitator_id == facilitator_id,
        Workshop.course_id == Enrolment.course_id,
    ]
    goes_with += [Workshop.id == workshop_id] if workshop_id else []
    registered = exists().where(
        Registration.person_id == Enrolment.person_id,
        Registration.workshop_id == Workshop.id,
        *goes_with,
    )
    return (
        select(Draft)
        .join(Enrolment, Draft.enrolment_id == Enrolment.id)
        .join(Person, Enrolment.person_id == Person.id)
        .where(or_(registered, was_there(goes_with)), Enrolment.person_id != facilitator_id)
        .options(contains_eager(Draft.enrolment).contains_eager(Enrolment.person))
    )


def was_there(goes_with: Iterable[ColumnElement[bool]]) -> ColumnElement[bool]:
    """Tell whether a mark that stands says that the author was in such a workshop."""
    correction = aliased(Participation)
    return exists().where(
        Participation.person_id == Enrolment.person_id,
        Participation.mark.in_((Mark.PRESENT, Mark.LATE)),
        Participation.meeting_id == Meeting.id,
        Meeting.workshop_id == Workshop.id,
        and_(*goes_with),
        ~exists().where(correction.supersedes == Participation.id),
    )


def row_of(draft: Draft) -> Row:
    """Return one line of the queue."""
    return Row(
        draft, draft.enrolment.person.display_name, exercise_in(course_of(draft), draft.activity_id)
    )


def course_of(draft: Draft) -> Course:
    """Return the course that a draft belongs to, in the version and language it was written in."""
    return course_in(draft.enrolment.course_id, draft.course_version, draft.language)


def by_others(told: Iterable[Told], facilitator_id: str) -> int:
    """Count what was said by other people than this facilitator."""
    return sum(one.feedback.giver_id != facilitator_id for one in told)
