"""Circles as their facilitator sees them: counts and whom they wait for, never who reads whom."""

from collections.abc import Mapping
from dataclasses import dataclass

from sqlalchemy import exists, select

from courses import RewriteActivity
from training.accounts.models import Person
from training.circles.models import Circle
from training.circles.queries.rounds import Pair, Round, round_of, rounds_of
from training.circles.rules import Phase
from training.database import db
from training.learning.models import Draft, Enrolment, Feedback, GivenAs
from training.workshops.models import Part, Registration, Workshop
from training.workshops.queries import course_of as course_of_workshop


def exercises_of(workshop: Workshop, language: str = "en") -> Mapping[str, str]:
    """Return the rewrites of a workshop's course, by id, with their titles."""
    course = course_of_workshop(workshop, language)
    found = course.activities if course else ()
    return {one.id: one.title for one in found if isinstance(one, RewriteActivity)}


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
    ids = [one.draft_id for found in rounds_of(circles) for one in found.left_alone]
    answered = exists().where(
        Feedback.draft_id == Draft.id, Feedback.given_as == GivenAs.FACILITATOR
    )
    rows = db.session.execute(
        select(Draft, Person.display_name)
        .join(Enrolment, Draft.enrolment_id == Enrolment.id)
        .join(Person, Enrolment.person_id == Person.id)
        .where(Draft.id.in_(ids), ~answered)
    )
    waiting = {draft.id: LeftAlone(draft, name) for draft, name in rows}
    return tuple(waiting[one] for one in ids if one in waiting)
