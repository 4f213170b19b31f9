"""Reads about circles: all of a circle for its facilitator, and for a member only their own part.

Nothing that goes to a member's page carries an id or a time of somebody else.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from functools import cached_property

from sqlalchemy import select
from sqlalchemy.orm import joinedload

from courses import Course, RewriteActivity
from quizzes import GoldExample
from training import clock
from training.accounts.models import Person
from training.circles.models import Circle, CircleAnswer, CircleMember, CirclePractice
from training.circles.rules import (
    SMALLEST,
    Facts,
    Member,
    Phase,
    Reader,
    Step,
    labelled,
    next_step,
    phase,
    shared_out,
)
from training.database import db
from training.errors import NotFound
from training.learning.models import Draft, Feedback, GivenAs
from training.learning.queries import Told, course_of, drafts_of, enrolment, feedback_on
from training.workshops.models import Part, Registration, Workshop
from training.workshops.queries import course_of as course_of_workshop

NEWS_FOR = timedelta(days=30)
READING, RECEIVED = "reading", "received"
Pair = tuple[str, str]


@dataclass(frozen=True)
class Round:
    """A circle with all that is known of it now.

    answered    pairs (reader, author) of members
    practised   members who marked an example
    """

    circle: Circle
    members: tuple[CircleMember, ...]
    answered: frozenset[Pair]
    practised: frozenset[str]
    now: datetime

    @cached_property
    def facts(self) -> Facts:
        """What the rules know of the circle."""
        return Facts(
            drafts_until=self.circle.drafts_until,
            feedback_until=self.circle.feedback_until,
            began_at=self.circle.began_at,
            closed_at=self.circle.closed_at,
            handed_in=len(self.readers),
            unanswered=len(self.open_pairs),
        )

    @cached_property
    def phase(self) -> Phase:
        """What the circle is at."""
        return phase(self.facts, self.now)

    @property
    def released_at(self) -> datetime:
        """When everything was released; only its day may be shown."""
        return min(self.facts.releases_at, self.now)

    @cached_property
    def readers(self) -> tuple[Reader, ...]:
        """Those who handed in before the drafts were shared out, also when they left since."""
        return tuple(
            Reader(one.id, one.draft_language or "", frozenset(one.reads))
            for one in self.members
            if one.in_time
        )

    @cached_property
    def plan(self) -> Mapping[str, tuple[str, ...]]:
        """Whose drafts each member reads; empty before the drafts are shared out."""
        circle = self.circle
        if self.now < (circle.began_at or circle.drafts_until) or len(self.readers) < SMALLEST:
            return {}
        return shared_out(self.readers, circle.wanted, circle.seed)

    @cached_property
    def by_id(self) -> Mapping[str, CircleMember]:
        """The members by their id."""
        return {one.id: one for one in self.members}

    @cached_property
    def open_pairs(self) -> frozenset[Pair]:
        """The pairs that somebody can still answer: both are there, and it was not done yet."""
        return frozenset(
            (reader, author)
            for reader, authors in self.plan.items()
            if self.by_id[reader].person_id
            for author in authors
            if self.by_id[author].draft_id and (reader, author) not in self.answered
        )

    def as_member(self, member: CircleMember) -> Member:
        """What the rules know of a member, as if there were an example to practise on."""
        return Member(
            in_time=member.in_time,
            practised=member.id in self.practised,
            left=sum(reader == member.id for reader, _author in self.open_pairs),
            received=sum(author == member.id for _reader, author in self.answered),
        )

    @property
    def left_alone(self) -> tuple[CircleMember, ...]:
        """Who handed in and has got nothing, and nobody in the circle can answer any more."""
        if self.phase is Phase.DRAFTING:
            return ()
        answered = {author for _reader, author in self.answered}
        return tuple(
            one
            for one in self.members
            if one.draft_id
            and one.id not in answered
            and not (one.in_time and self.phase is Phase.GIVING)
        )


@dataclass(frozen=True)
class Place:
    """One person's part of a circle.

    member      None while they have not joined
    course      in their version and language
    activity    the exercise in it
    drafts      their own drafts of it, the newest first
    """

    round: Round
    member: CircleMember | None
    course: Course
    activity: RewriteActivity
    drafts: tuple[Draft, ...]

    @property
    def circle(self) -> Circle:
        """The circle that it is about."""
        return self.round.circle

    @property
    def gold(self) -> GoldExample | None:
        """The example to practise on and to compare with; None where the course has none."""
        return next(iter(self.activity.rewrite.gold), None)

    @cached_property
    def known(self) -> Member:
        """What the rules know of the person."""
        if self.member is None:
            return Member(joined=False)
        known = self.round.as_member(self.member)
        return known if self.gold else replace(known, practised=True)

    @cached_property
    def step(self) -> Step:
        """The one thing that they do next."""
        return next_step(self.known, self.round.phase)

    @cached_property
    def reading(self) -> Mapping[str, CircleMember]:
        """The members whose drafts they read, by label, in an order of their own."""
        if self.member is None:
            return {}
        authors = self.round.plan.get(self.member.id, ())
        labels = labelled(self.circle.seed, self.member.id, READING, authors)
        return {label: self.round.by_id[author] for label, author in labels.items()}

    def is_answered(self, author: CircleMember) -> bool:
        """Whether they gave feedback on this author's draft."""
        return self.member is not None and (self.member.id, author.id) in self.round.answered


def circle_or_404(circle_id: str) -> Circle:
    """Return a circle; raises NotFound."""
    if found := db.session.get(Circle, circle_id):
        return found
    raise NotFound


def circle_in(workshop: Workshop, circle_id: str) -> Circle:
    """Return a circle of a workshop; raises NotFound for those of others."""
    found = circle_or_404(circle_id)
    if found.workshop_id != workshop.id:
        raise NotFound
    return found


def rounds_of(circles: Iterable[Circle]) -> tuple[Round, ...]:
    """Return circles with all that is known of them, in three queries."""
    listed = tuple(circles)
    ids = [one.id for one in listed]
    members = db.session.scalars(
        select(CircleMember)
        .where(CircleMember.circle_id.in_(ids))
        .options(joinedload(CircleMember.draft))
        .order_by(CircleMember.id)
        .execution_options(populate_existing=True)
    ).all()
    own = select(CircleMember.id).where(CircleMember.circle_id.in_(ids))
    answers = db.session.execute(
        select(CircleAnswer.reader_id, CircleAnswer.author_id).where(
            CircleAnswer.reader_id.in_(own)
        )
    )
    answered = frozenset((reader, author) for reader, author in answers)
    practised = frozenset(
        db.session.scalars(
            select(CirclePractice.member_id).where(CirclePractice.member_id.in_(own))
        )
    )
    now = clock.now()
    return tuple(
        Round(
            one,
            tuple(member for member in members if member.circle_id == one.id),
            answered,
            practised,
            now,
        )
        for one in listed
    )


def round_of(circle: Circle) -> Round:
    """Return one circle with all that is known of it."""
    (found,) = rounds_of([circle])
    return found


def place_in(circle: Circle, person_id: str, language: str) -> Place:
    """Return a person's part of a circle; raises NotFound for who is no trainee of the workshop."""
    registration = db.session.get(Registration, (circle.workshop_id, person_id))
    if registration is None or registration.part != Part.TRAINEE:
        raise NotFound
    taken = enrolment(person_id, circle.course_id)
    course = course_of(taken) if taken else course_of_workshop(circle.workshop, language)
    if course is None:
        raise NotFound
    found = round_of(circle)
    return Place(
        round=found,
        member=next((one for one in found.members if one.person_id == person_id), None),
        course=course,
        activity=exercise_in(course, circle.activity_id),
        drafts=drafts_of(taken, circle.activity_id) if taken else (),
    )


def exercise_in(course: Course, activity_id: str) -> RewriteActivity:
    """Return a rewrite of a course; raises NotFound where there is none."""
    for activity in course.activities:
        if isinstance(activity, RewriteActivity) and activity.id == activity_id:
            return activity
    raise NotFound


def practice_of(member: CircleMember) -> Mapping[str, int]:
    """Return the marks that a member gave the example; none before they did."""
    wanted = select(CirclePractice.marks).where(CirclePractice.member_id == member.id)
    return db.session.scalar(wanted) or {}


def exercises_of(workshop: Workshop, language: str = "en") -> Mapping[str, str]:
    """Return the rewrites of a workshop's course, by id, with their titles."""
    course = course_of_workshop(workshop, language)
    found = course.activities if course else ()
    return {one.id: one.title for one in found if isinstance(one, RewriteActivity)}


def received_by(place: Place) -> Mapping[str, Told]:
    """Return what was said about a person's draft, by label, once it is released."""
    if place.step is not Step.RECEIVE or place.member is None:
        return {}
    rows = db.session.execute(
        select(CircleAnswer.reader_id, CircleAnswer.feedback_id).where(
            CircleAnswer.author_id == place.member.id
        )
    )
    given = dict(rows.all())
    draft_id = place.member.draft_id or ""
    told = {one.feedback.id: one for one in feedback_on([draft_id], GivenAs.PEER).get(draft_id, ())}
    labels = labelled(place.circle.seed, place.member.id, RECEIVED, given)
    return {label: told[given[reader]] for label, reader in labels.items()}


def trainees_of(workshop_id: str) -> Mapping[str, str]:
    """Return the trainees of a workshop: person id → display name."""
    rows = db.session.execute(
        select(Person.id, Person.display_name)
        .join(Registration, Registration.person_id == Person.id)
        .where(Registration.workshop_id == workshop_id, Registration.part == Part.TRAINEE)
    )
    return dict(rows.all())


@dataclass(frozen=True)
class Overview:
    """A circle as its facilitator sees it: counts, and whom it waits for, never who reads whom."""

    round: Round
    trainees: Mapping[str, str]

    @property
    def joined(self) -> int:
        """How many people joined and are still there."""
        return sum(one.person_id is not None for one in self.round.members)

    @property
    def handed_in(self) -> int:
        """How many people handed in a draft in time."""
        return self.round.facts.handed_in

    @property
    def given(self) -> int:
        """How many feedbacks were given."""
        return len(self._own_pairs & self.round.answered)

    @property
    def to_give(self) -> int:
        """How many there will be if nobody is silent."""
        return len(self._own_pairs)

    @property
    def _own_pairs(self) -> frozenset[Pair]:
        plan = self.round.plan
        return frozenset((reader, author) for reader in plan for author in plan[reader])

    @property
    def waits_for(self) -> tuple[str, ...]:
        """The names of those whom the circle waits for until its deadline, sorted."""
        if self.round.phase is Phase.DRAFTING:
            done = {one.person_id for one in self.round.members if one.draft_id}
            waited = set(self.trainees) - done
        else:
            readers = {reader for reader, _author in self.round.open_pairs}
            waited = {self.round.by_id[one].person_id or "" for one in readers}
            waited = waited if self.round.phase is Phase.GIVING else set()
        return tuple(
            sorted((self.trainees[one] for one in waited if one in self.trainees), key=str.casefold)
        )


def overview_of(circle: Circle) -> Overview:
    """Return a circle for its facilitator."""
    return Overview(round_of(circle), trainees_of(circle.workshop_id))


def circles_of(workshop_id: str) -> tuple[Round, ...]:
    """Return the circles of a workshop, the newest first, in four queries."""
    return rounds_of(
        db.session.scalars(
            select(Circle)
            .where(Circle.workshop_id == workshop_id)
            .order_by(Circle.opened_at.desc(), Circle.id)
        )
    )


def circles_for(person_id: str) -> tuple[Round, ...]:
    """Return the circles that a trainee can still do something in or has news from, in order."""
    return rounds_of(
        db.session.scalars(
            select(Circle)
            .join(Registration, Registration.workshop_id == Circle.workshop_id)
            .where(
                Registration.person_id == person_id,
                Registration.part == Part.TRAINEE,
                Circle.feedback_until > clock.now() - NEWS_FOR,
            )
            .options(joinedload(Circle.workshop))
            .order_by(Circle.feedback_until, Circle.id)
        )
    )


@dataclass(frozen=True)
class LeftAlone:
    """A draft that nobody in a circle answered, for the facilitator."""

    draft: Draft
    name: str


def left_alone(facilitator_id: str, workshop_id: str = "") -> tuple[LeftAlone, ...]:
    """Return the drafts that no circle of this facilitator answered, nor a facilitator since.

    workshop_id   names one of their workshops; "" stands for all of them
    """
    wanted = (
        select(Circle)
        .join(Workshop, Circle.workshop_id == Workshop.id)
        .where(Workshop.facilitator_id == facilitator_id)
        .order_by(Circle.opened_at, Circle.id)
    )
    circles = db.session.scalars(
        wanted.where(Workshop.id == workshop_id) if workshop_id else wanted
    )
    alone = [one for found in rounds_of(circles) for one in found.left_alone]
    answered = set(
        db.session.scalars(
            select(Feedback.draft_id).where(
                Feedback.draft_id.in_([one.draft_id for one in alone]),
                Feedback.given_as == GivenAs.FACILITATOR,
            )
        )
    )
    names = dict(
        db.session.execute(
            select(Person.id, Person.display_name).where(
                Person.id.in_([one.person_id for one in alone])
            )
        ).all()
    )
    waiting = (one for one in alone if one.draft and one.draft_id not in answered)
    return tuple(
        LeftAlone(one.draft, names.get(one.person_id or "", "")) for one in waiting if one.draft
    )
