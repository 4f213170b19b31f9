"""What people do about circles. Nothing here commits.

Whoever writes about a circle first holds its row, so that the last draft and the last feedback are
known to be the last.
"""

import secrets
from dataclasses import dataclass, replace
from datetime import datetime

from flask_babel import lazy_gettext as _
from sqlalchemy import and_, delete, select, update

from quizzes import Marks
from training import clock
from training.circles import queries
from training.circles.models import Circle, CircleAnswer, CircleMember, CirclePractice
from training.circles.queries import Place, Round
from training.circles.rules import SMALLEST, Phase
from training.database import db, hold
from training.errors import NotFound, Refused
from training.learning.actions import FormOfAnotherPage, Given, give_feedback
from training.learning.models import Draft, Feedback, GivenAs
from training.workshops.models import Workshop

SEED_BYTES = 16


class AlreadyOpen(Refused):
    """A workshop has one circle for each exercise."""

    message = _("This workshop already has a circle for this exercise.")


class NoSuchExercise(Refused):
    """A circle was to be opened for something that is no rewrite of the workshop's course."""

    message = _("Choose an exercise of the workshop's course.")


class TooSoon(Refused):
    """A deadline was to be set before now, or the second before the first."""

    message = _("Choose a time that is still to come, and the feedback after the drafts.")


class Over(Refused):
    """A deadline that has passed stays where it is."""

    message = _("This deadline has passed, and what follows from it has begun. It stays.")


class TooFew(Refused):
    """The drafts were to be shared out among fewer people than a circle needs."""

    message = _("A circle needs three drafts. Wait for more, or give feedback yourself.")


class AlreadyShared(Refused):
    """Somebody wants to join, or hand in another draft, after the drafts were shared out."""

    message = _("The drafts have been shared out already.")


class Released(Refused):
    """Feedback came after everything was released."""

    message = _("The deadline has passed, and all feedback was released. This one was not sent.")


class AlreadyGiven(Refused):
    """Somebody gives feedback on the same draft a second time."""

    message = _("You have already given feedback on this draft. It stays as you sent it.")


class PractiseFirst(Refused):
    """Somebody wants to mark a peer's draft before an example."""

    message = _("Mark the example first.")


@dataclass(frozen=True)
class CirclePlan:
    """What a facilitator decides when opening a circle."""

    activity_id: str
    wanted: int
    drafts_until: datetime
    feedback_until: datetime


def open_circle(uid: str, workshop: Workshop, plan: CirclePlan) -> Circle:
    """Open a circle for an exercise of the workshop's course; sent twice, opened once.

    Raises FormOfAnotherPage, NoSuchExercise, AlreadyOpen and TooSoon.
    """
    hold(Workshop, workshop.id)
    if known := db.session.get(Circle, uid):
        if known.workshop_id != workshop.id:
            raise FormOfAnotherPage
        return known
    if plan.activity_id not in queries.exercises_of(workshop):
        raise NoSuchExercise
    if any(one.circle.activity_id == plan.activity_id for one in queries.circles_of(workshop.id)):
        raise AlreadyOpen
    if not clock.now() < plan.drafts_until < plan.feedback_until:
        raise TooSoon
    circle = Circle(
        id=uid,
        workshop_id=workshop.id,
        course_id=workshop.course_id,
        activity_id=plan.activity_id,
        wanted=plan.wanted,
        seed=secrets.token_hex(SEED_BYTES),
        drafts_until=plan.drafts_until,
        feedback_until=plan.feedback_until,
        opened_at=clock.now(),
    )
    db.session.add(circle)
    return circle


def held(circle: Circle) -> Round:
    """Let other writers about the circle wait, and return what is so now."""
    hold(Circle, circle.id)
    db.session.refresh(circle)
    return queries.round_of(circle)


def move_deadlines(circle: Circle, drafts_until: datetime, feedback_until: datetime) -> None:
    """Give the deadlines that are still ahead another time; raises Over and TooSoon."""
    now = held(circle)
    if now.phase in (Phase.RELEASED, Phase.TOO_FEW):
        raise Over
    if drafts_until != circle.drafts_until:
        refuse_moving_drafts(now, drafts_until)
    if feedback_until != circle.feedback_until and feedback_until < now.now:
        raise TooSoon
    if feedback_until <= drafts_until:
        raise TooSoon
    circle.drafts_until, circle.feedback_until = drafts_until, feedback_until


def refuse_moving_drafts(now: Round, drafts_until: datetime) -> None:
    """Raise Over once the drafts are shared out, TooSoon for a time before now."""
    if now.phase is not Phase.DRAFTING:
        raise Over
    if drafts_until < now.now:
        raise TooSoon


def go_on(circle: Circle, shown: Phase) -> None:
    """Do now what the next deadline would do; a page that showed another phase changes nothing.

    Raises TooFew while drafts are missing for a circle.
    """
    now = held(circle)
    if now.phase is not shown:
        return
    if shown is Phase.DRAFTING:
        if now.facts.handed_in < SMALLEST:
            raise TooFew
        circle.began_at = now.now
    if shown is Phase.GIVING:
        circle.closed_at = now.now


def join(uid: str, place: Place, person_id: str, reads: tuple[str, ...]) -> CircleMember:
    """Let a trainee of the workshop take part; joined once, however often it is sent.

    Raises AlreadyShared and FormOfAnotherPage.
    """
    now = held(place.circle)
    for one in now.members:
        if one.person_id == person_id:
            return one
    if db.session.get(CircleMember, uid):
        raise FormOfAnotherPage
    if now.phase is not Phase.DRAFTING:
        raise AlreadyShared
    member = CircleMember(
        id=uid, circle_id=place.circle.id, person_id=person_id, reads=list(reads), joined_at=now.now
    )
    db.session.add(member)
    return member


def hand_in(place: Place, draft: Draft) -> None:
    """Put a draft of one's own into the circle, or another in its place while that is possible.

    What comes after the sharing out is kept for the facilitator. If nobody is missing any more,
    the drafts are shared out now. Raises AlreadyShared and NotFound.
    """
    now = held(place.circle)
    if place.member is None or draft not in place.drafts:
        raise NotFound
    member = now.by_id[place.member.id]
    if member.draft_id == draft.id:
        return
    in_time = now.phase is Phase.DRAFTING
    if member.in_time is not None and not in_time:
        raise AlreadyShared
    member.draft_id, member.draft_language, member.in_time = draft.id, draft.language, in_time
    db.session.flush()
    if in_time and everybody_is_in(queries.round_of(place.circle)):
        place.circle.began_at = now.now


def everybody_is_in(now: Round) -> bool:
    """Tell whether every trainee of the workshop handed in, and they are enough for a circle."""
    there = {one.person_id for one in now.members if one.in_time}
    return now.facts.handed_in >= SMALLEST and there >= set(
        queries.trainees_of(now.circle.workshop_id)
    )


def practise(uid: str, place: Place, marks: Marks) -> None:
    """Keep the marks that a member gives the example; the first ones stay. Raises NotFound."""
    now = held(place.circle)
    if place.member is None or place.gold is None:
        raise NotFound
    if place.member.id in now.practised:
        return
    db.session.add(
        CirclePractice(
            id=uid,
            member_id=place.member.id,
            marks=dict(marks),
            practised_at=now.now,
        )
    )


def answer(uid: str, place: Place, author: CircleMember, given: Given) -> None:
    """Give feedback on a draft that the circle gave somebody to read; sent twice, given once.

    If it was the last one missing, everything is released now. Raises Released, PractiseFirst,
    AlreadyGiven and what give_feedback raises.
    """
    now = held(place.circle)
    reader, draft = place.member, author.draft
    if reader is None or draft is None or author.id not in now.plan.get(reader.id, ()):
        raise NotFound
    if (reader.id, author.id) in now.answered:
        refuse_another(uid, draft)
        return
    if now.phase is not Phase.GIVING:
        raise Released
    if place.gold and reader.id not in now.practised:
        raise PractiseFirst
    said = replace(given, sends_back=False)
    feedback = give_feedback(uid, draft, reader.person_id or "", GivenAs.PEER, said)
    db.session.add(CircleAnswer(feedback_id=feedback.id, reader_id=reader.id, author_id=author.id))
    db.session.flush()
    if not queries.round_of(place.circle).open_pairs:
        place.circle.closed_at = now.now


def refuse_another(uid: str, draft: Draft) -> None:
    """Raise AlreadyGiven unless this is the feedback that was given."""
    known = db.session.get(Feedback, uid)
    if known is None or known.draft_id != draft.id:
        raise AlreadyGiven


def leave(workshop_id: str, person_id: str) -> None:
    """Take a person out of a workshop's circles; their place stays, without saying whose it was.

    Neither the draft that they handed in nor what they said leads from the place to them. Others
    keep what they got; what was said to them goes, since they could no longer open it.
    """
    circles = select(Circle.id).where(Circle.workshop_id == workshop_id)
    own = and_(CircleMember.circle_id.in_(circles), CircleMember.person_id == person_id)
    places = db.session.scalars(select(CircleMember.id).where(own)).all()
    said = select(CircleAnswer.feedback_id).where(CircleAnswer.reader_id.in_(places))
    heard = select(CircleAnswer.feedback_id).where(CircleAnswer.author_id.in_(places))
    db.session.execute(update(Feedback).where(Feedback.id.in_(said)).values(giver_id=None))
    db.session.execute(delete(Feedback).where(Feedback.id.in_(heard)))
    gone = update(CircleMember).where(CircleMember.id.in_(places))
    db.session.execute(gone.values(person_id=None, draft_id=None))
