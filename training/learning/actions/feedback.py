"""What people say about drafts. Each feedback stays, also when the same person gives another.

A trainee may have acted on the earlier words, so nothing takes them back; the latest of a
facilitator's decides whether a draft was sent back.
"""

from collections.abc import Iterable
from dataclasses import dataclass

from flask_babel import lazy_gettext as _
from sqlalchemy import update

from quizzes import RUBRICS, Marks, newest_rubric
from training import clock
from training.database import db, hold
from training.errors import Refused
from training.learning.actions.events import FormOfAnotherPage
from training.learning.models import Draft, Feedback, FeedbackNote, GivenAs
from training.learning.rules import lies_in


class OwnDraft(Refused):
    """Somebody wants to give feedback on a draft of their own."""

    message = _("This draft is your own. Feedback has to come from somebody else.")


class RubricGone(Refused):
    """Marks were given by a rubric that the platform does not have, or do not fit it."""

    message = _("The marks do not belong to this rubric. Load the page again.")


class OutsideTheDraft(Refused):
    """A note is about words that the draft does not have."""

    message = _("These words are not in the draft. Copy them as they stand there.")


@dataclass(frozen=True)
class Note:
    """A remark on the code points `start` to `stop` of a draft, half open."""

    start: int
    stop: int
    text: str


@dataclass(frozen=True)
class Given:
    """What somebody says about a draft.

    marks     0, 1 or 2 for each letter
    language  the code of the language of comment and notes
    """

    marks: Marks
    language: str
    comment: str = ""
    notes: tuple[Note, ...] = ()
    sends_back: bool = False
    rubric_version: str = newest_rubric().version


def give_feedback(
    uid: str, draft: Draft, giver_id: str, given_as: GivenAs, given: Given
) -> Feedback:
    """Keep what a person says about a draft, beside all that was said before; sent twice, once.

    The caller knows that this person may. Raises FormOfAnotherPage, OwnDraft, RubricGone and
    OutsideTheDraft.
    """
    hold(Draft, draft.id)
    if known := db.session.get(Feedback, uid):
        if (known.draft_id, known.giver_id) != (draft.id, giver_id):
            raise FormOfAnotherPage
        return known
    refuse_unfit(draft, giver_id, given)
    feedback = Feedback(
        id=uid,
        draft_id=draft.id,
        giver_id=giver_id,
        given_as=given_as,
        rubric_id=RUBRICS[given.rubric_version].id,
        rubric_version=given.rubric_version,
        marks={letter: int(given.marks[letter]) for letter in "SMART"},
        comment=given.comment,
        language=given.language,
        sends_back=given.sends_back,
        given_at=clock.now(),
    )
    db.session.add(feedback)
    db.session.flush()
    db.session.add_all(
        FeedbackNote(feedback_id=uid, number=number, start=one.start, stop=one.stop, text=one.text)
        for number, one in enumerate(sorted(given.notes, key=place_of), 1)
    )
    return feedback


def place_of(note: Note) -> tuple[int, int]:
    """Return what notes are numbered by: where their words stand in the draft."""
    return note.start, note.stop


def refuse_unfit(draft: Draft, giver_id: str, given: Given) -> None:
    """Raise the refusal of feedback that nobody could read as it was meant."""
    if draft.enrolment.person_id == giver_id:
        raise OwnDraft
    used = RUBRICS.get(given.rubric_version)
    if used is None or not used.fits(given.marks):
        raise RubricGone
    if not all(lies_in(draft.text, (one.start, one.stop)) for one in given.notes):
        raise OutsideTheDraft


def see_feedback(draft_ids: Iterable[str]) -> None:
    """Keep that the trainee saw what facilitators said about these drafts, the first time only."""
    db.session.execute(
        update(Feedback)
        .where(
            Feedback.draft_id.in_(tuple(draft_ids)),
            Feedback.given_as == GivenAs.FACILITATOR,
            Feedback.seen_at.is_(None),
        )
        .values(seen_at=clock.now())
        .execution_options(synchronize_session=False)
    )
