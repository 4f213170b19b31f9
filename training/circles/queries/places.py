"""One person's part of a circle: what they do next, what they read, and what they were told."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import cached_property

from sqlalchemy import select

from courses import Course, RewriteActivity
from quizzes import GoldExample
from training.circles.models import Circle, CircleAnswer, CircleMember, CirclePractice
from training.circles.queries.rounds import Round, round_of
from training.circles.rules import Member, Step, labelled, next_step
from training.database import db
from training.errors import NotFound
from training.learning.models import Draft, GivenAs
from training.learning.queries import (
    Told,
    course_of,
    drafts_of,
    enrolment,
    exercise_in,
    feedback_on,
)
from training.workshops.models import Part, Registration
from training.workshops.queries import course_of as course_of_workshop

READING, RECEIVED = "reading", "received"


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


def practice_of(member: CircleMember) -> Mapping[str, int]:
    """Return the marks that a member gave the example; none before they did."""
    wanted = select(CirclePractice.marks).where(CirclePractice.member_id == member.id)
    return db.session.scalar(wanted) or {}


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
