"""What people said about drafts, read as it was given."""

import hashlib
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from sqlalchemy import select

from quizzes import Rubric, rubric_of, total
from training.database import db
from training.learning.models import Draft, Enrolment, Feedback, FeedbackNote, GivenAs
from training.learning.rules import Noted, noted


@dataclass(frozen=True)
class Told:
    """One feedback with its notes, and the draft as they mark it."""

    feedback: Feedback
    notes: tuple[FeedbackNote, ...]
    text: str
    is_new: bool

    @property
    def rubric(self) -> Rubric:
        """The rubric in the version that the marks were given by."""
        return rubric_of(self.feedback.rubric_version)

    @property
    def is_from_peer(self) -> bool:
        """Whether somebody of the circle gave it; then nothing may tell who or when."""
        return self.feedback.given_as == GivenAs.PEER

    @property
    def total(self) -> int:
        """The sum of the marks."""
        return total(self.feedback.marks)

    @property
    def passed(self) -> bool:
        """Whether these marks are enough."""
        return self.rubric.passed(self.feedback.marks)

    @property
    def pieces(self) -> tuple[Noted, ...]:
        """The draft, cut where notes mark its words."""
        return noted(self.text, [(one.start, one.stop) for one in self.notes])


@dataclass(frozen=True, order=True)
class Unread:
    """An exercise in which a person has feedback that they have not seen, and on which draft."""

    course_id: str
    activity_id: str
    draft_id: str


def feedback_on(
    draft_ids: Iterable[str], given_as: GivenAs = GivenAs.FACILITATOR
) -> Mapping[str, tuple[Told, ...]]:
    """Return what facilitators, or else peers, said about each of some drafts, in one query.

    Facilitators' words are sorted with the latest first, those of peers so that the order tells
    nothing of when they were given. When peers' words may be seen is for the circle to say.
    """
    rows = db.session.execute(
        select(Feedback, Draft.text, FeedbackNote)
        .join(Draft, Feedback.draft_id == Draft.id)
        .outerjoin(FeedbackNote, FeedbackNote.feedback_id == Feedback.id)
        .where(Feedback.draft_id.in_(tuple(draft_ids)), Feedback.given_as == given_as)
        .order_by(Feedback.given_at.desc(), Feedback.id.desc(), FeedbackNote.number)
    )
    notes: dict[str, list[FeedbackNote]] = defaultdict(list)
    given: dict[str, tuple[Feedback, str]] = {}
    for feedback, text, note in rows:
        given[feedback.id] = feedback, text
        notes[feedback.id] += [note] if note else []
    found: dict[str, list[Told]] = defaultdict(list)
    for feedback, text in given.values():
        told = Told(feedback, tuple(notes[feedback.id]), text, feedback.seen_at is None)
        found[feedback.draft_id].append(told)
    return {draft_id: tuple(sorted(told, key=place)) for draft_id, told in found.items()}


def place(told: Told) -> str:
    """Return what feedback of equal standing is sorted by: nothing, or a sign without meaning."""
    if not told.is_from_peer:
        return ""
    return hashlib.sha256(told.feedback.id.encode()).hexdigest()


def unread_feedback(person_id: str) -> tuple[Unread, ...]:
    """Return a person's exercises with feedback of facilitators that is not seen, in one query.

    Where several drafts of an exercise have some, the latest is named.
    """
    rows = db.session.execute(
        select(Enrolment.course_id, Draft.activity_id, Draft.id)
        .join(Draft, Draft.enrolment_id == Enrolment.id)
        .join(Feedback, Feedback.draft_id == Draft.id)
        .where(
            Enrolment.person_id == person_id,
            Feedback.given_as == GivenAs.FACILITATOR,
            Feedback.seen_at.is_(None),
        )
        .order_by(Draft.sent_at, Draft.id)
    )
    latest = {(course_id, activity_id): draft_id for course_id, activity_id, draft_id in rows}
    return tuple(sorted(Unread(*exercise, draft_id) for exercise, draft_id in latest.items()))
