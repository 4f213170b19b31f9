"""How far people are in their courses, and the steps that they may take."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import TypeVar

from sqlalchemy import select

from courses import Activity, Course, Event, Live, Progress, RewriteActivity, State, progress
from training.catalogue.queries import course_in
from training.database import db
from training.errors import NotFound
from training.learning.models import Enrolment, LearningEvent

Kind = TypeVar("Kind", bound=Activity)


@dataclass(frozen=True)
class Standing:
    """How far a person is in a course, worked out from the events."""

    enrolment: Enrolment
    course: Course
    progress: Progress

    def named(self, ids: Iterable[str]) -> tuple[Activity, ...]:
        """Return the activities with these ids."""
        return tuple(self.course.activity(one) for one in ids)

    def state_of(self, activity: Activity) -> State:
        """Return how an activity stands; a live one is never locked, it happens when it happens."""
        state = self.progress.states[activity.id]
        return State.OPEN if isinstance(activity, Live) and state is State.LOCKED else state

    @property
    def open_ids(self) -> frozenset[str]:
        """The activities that the person may go to, done or not."""
        course = self.course.activities
        return frozenset(one.id for one in course if self.state_of(one) is not State.LOCKED)

    @property
    def next(self) -> Activity | None:
        """What to go on with; None when nothing is left that one can do alone."""
        return self.course.activity(self.progress.next) if self.progress.next else None


@dataclass(frozen=True)
class Step:
    """One activity as one person meets it."""

    standing: Standing
    activity: Activity

    @property
    def enrolment(self) -> Enrolment:
        """The enrolment that the person does it under."""
        return self.standing.enrolment

    @property
    def course(self) -> Course:
        """The course that it belongs to."""
        return self.standing.course

    @property
    def state(self) -> State:
        """Whether it is locked, open, started or done."""
        return self.standing.state_of(self.activity)

    def expect(self, kind: type[Kind]) -> Kind:
        """Return the activity as one of a kind; raises NotFound when it is of another."""
        if isinstance(self.activity, kind):
            return self.activity
        raise NotFound

    @property
    def is_locked(self) -> bool:
        """Whether something has to be finished first."""
        return self.state is State.LOCKED

    @property
    def waits_for(self) -> tuple[Activity, ...]:
        """What has to be finished first."""
        return self.standing.named(self.standing.progress.waits_for[self.activity.id])

    @property
    def previous(self) -> Activity | None:
        """The activity before this one, if the person may go there."""
        return self._open_at(self._place - 1)

    @property
    def following(self) -> Activity | None:
        """The activity after this one, if the person may go there."""
        return self._open_at(self._place + 1)

    def _open_at(self, place: int) -> Activity | None:
        if place not in range(len(self.course.activities)):
            return None
        found = self.course.activities[place]
        return None if self.standing.state_of(found) is State.LOCKED else found

    @property
    def _place(self) -> int:
        return [one.id for one in self.course.activities].index(self.activity.id)


@dataclass(frozen=True)
class CurrentCourse:
    """A course that a person takes, for their start page."""

    course: Course
    share: float
    next: Activity | None
    complete: bool


def enrolment(person_id: str, course_id: str) -> Enrolment | None:
    """Return a person's enrolment in a course."""
    return db.session.scalar(
        select(Enrolment).where(Enrolment.person_id == person_id, Enrolment.course_id == course_id)
    )


def enrolment_or_404(person_id: str, course_id: str) -> Enrolment:
    """Return a person's enrolment in a course; raises NotFound."""
    if found := enrolment(person_id, course_id):
        return found
    raise NotFound


def course_of(taken: Enrolment) -> Course:
    """Return the course in the version and the language that the person takes it in."""
    return course_in(taken.course_id, taken.version, taken.language)


def exercise_in(course: Course, activity_id: str) -> RewriteActivity:
    """Return a rewrite of a course; raises NotFound where there is none."""
    for activity in course.activities:
        if isinstance(activity, RewriteActivity) and activity.id == activity_id:
            return activity
    raise NotFound


def events_of(enrolment_ids: Iterable[str]) -> Mapping[str, list[Event]]:
    """Return the events of enrolments, by enrolment, in one query."""
    found: dict[str, list[Event]] = defaultdict(list)
    wanted = select(LearningEvent).where(LearningEvent.enrolment_id.in_(tuple(enrolment_ids)))
    for row in db.session.scalars(wanted):
        event = Event(row.activity_id, row.kind, row.at, row.share, row.passed)
        found[row.enrolment_id].append(event)
    return found


def standing_in(taken: Enrolment) -> Standing:
    """Work out how far a person is."""
    course = course_of(taken)
    return Standing(taken, course, progress(course, events_of([taken.id])[taken.id]))


def step_or_404(person_id: str, course_id: str, activity_id: str) -> Step:
    """Return an activity of a course that the person takes; raises NotFound."""
    standing = standing_in(enrolment_or_404(person_id, course_id))
    try:
        return Step(standing, standing.course.activity(activity_id))
    except KeyError:
        raise NotFound from None


def current_courses(person_id: str, language: str) -> tuple[CurrentCourse, ...]:
    """Return the courses that a person takes, the newest first, titled in their language."""
    taken = db.session.scalars(
        select(Enrolment)
        .where(Enrolment.person_id == person_id)
        .order_by(Enrolment.enrolled_at.desc(), Enrolment.id)
    ).all()
    events = events_of(one.id for one in taken)
    courses = [(one, course_in(one.course_id, one.version, language)) for one in taken]
    standings = [Standing(one, course, progress(course, events[one.id])) for one, course in courses]
    return tuple(
        CurrentCourse(one.course, one.progress.share, one.next, one.progress.complete)
        for one in standings
    )
