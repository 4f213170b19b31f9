"""What people left behind in an activity: attempts, drafts, the place in a film."""

from collections.abc import Sequence

from sqlalchemy import select

from training.database import db
from training.errors import NotFound
from training.learning.models import Attempt, Draft, Enrolment, VideoPosition


def attempt_or_404(person_id: str, attempt_id: str) -> Attempt:
    """Return an attempt of this person's own; raises NotFound."""
    found = db.session.get(Attempt, attempt_id)
    if found is None or found.enrolment.person_id != person_id:
        raise NotFound
    return found


def attempts_at(taken: Enrolment, activity_id: str) -> tuple[Attempt, ...]:
    """Return the attempts at a quiz, the newest first."""
    return tuple(
        db.session.scalars(
            select(Attempt)
            .where(Attempt.enrolment_id == taken.id, Attempt.activity_id == activity_id)
            .order_by(Attempt.at.desc(), Attempt.id.desc())
        )
    )


def drafts_of(taken: Enrolment, activity_id: str) -> tuple[Draft, ...]:
    """Return the drafts of a rewrite, the newest first."""
    return tuple(
        db.session.scalars(
            select(Draft)
            .where(Draft.enrolment_id == taken.id, Draft.activity_id == activity_id)
            .order_by(Draft.sent_at.desc(), Draft.id.desc())
        )
    )


def pair_or_404(own: Sequence[Draft], before: str | None, after: str | None) -> tuple[Draft, ...]:
    """Return the two drafts with these ids, or the two newest, the earlier one first.

    own   the drafts to choose from, the newest first

    Nothing where there are fewer than two. Raises NotFound for an id that is not among them.
    """
    by_id = {one.id: one for one in own}
    if {before, after} - {None, *by_id}:
        raise NotFound
    if not own[1:]:
        return ()
    return by_id[before or own[1].id], by_id[after or own[0].id]


def position_in(taken: Enrolment, activity_id: str) -> int:
    """Return the second at which a film was left."""
    found = db.session.get(VideoPosition, (taken.id, activity_id))
    return found.seconds if found else 0
