"""A circle with all that is known of it: who is in it, who reads whom, what is still open."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import cached_property

from sqlalchemy import select
from sqlalchemy.orm import joinedload

from training import clock
from training.circles.models import Circle, CircleAnswer, CircleMember, CirclePractice
from training.circles.rules import (
    SMALLEST,
    Facts,
    Member,
    Phase,
    Reader,
    phase,
    shared_out,
)
from training.database import db
from training.errors import NotFound
from training.workshops.models import Part, Registration, Workshop

NEWS_FOR = timedelta(days=30)
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
    """Return circles with all that is known of them, in three queries; in none without circles."""
    listed = tuple(circles)
    if not listed:
        return ()
    ids = [one.id for one in listed]
    members = db.session.scalars(
        select(CircleMember)
        .where(CircleMember.circle_id.in_(ids))
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
