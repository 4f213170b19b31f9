"""What is known of people taking courses: facts that are added and never changed."""

from datetime import datetime
from enum import StrEnum
from typing import Any

from sqlalchemy import CheckConstraint, ForeignKey, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from courses import EventKind
from training.accounts.models import Person
from training.database import Model, Uid
from training.vault import Secret, SecretJson

COURSE_ID = String(80)
VERSION = String(40)
ACTIVITY_ID = String(80)
LANGUAGE = String(8)
DRAFT_LENGTH = 1_000
SPOKEN_LENGTH = 500
COMMENT_LENGTH = 2_000
NOTE_LENGTH = 500


class Enrolment(Model):
    """A person taking one course, in the version that was newest when they began.

    The language may change at any time; nothing else does.
    """

    __table_args__ = (UniqueConstraint("person_id", "course_id"),)

    id: Mapped[Uid]
    person_id: Mapped[str] = mapped_column(ForeignKey("person.id", ondelete="CASCADE"))
    course_id: Mapped[str] = mapped_column(COURSE_ID, index=True)
    version: Mapped[str] = mapped_column(VERSION)
    language: Mapped[str] = mapped_column(LANGUAGE)
    enrolled_at: Mapped[datetime]
    person: Mapped[Person] = relationship()


class LearningEvent(Model):
    """What a person did with an activity. Only ever added; progress is worked out from these."""

    __table_args__ = (CheckConstraint("share >= 0 AND share <= 1", name="share_is_a_share"),)

    id: Mapped[Uid]
    enrolment_id: Mapped[str] = mapped_column(
        ForeignKey("enrolment.id", ondelete="CASCADE"), index=True
    )
    activity_id: Mapped[str] = mapped_column(ACTIVITY_ID)
    kind: Mapped[EventKind]
    at: Mapped[datetime]
    share: Mapped[float | None]
    passed: Mapped[bool | None]


class Attempt(Model):
    """One try at a quiz. Never changed: it keeps what was answered and how it was marked.

    What was asked is the quiz of that course version; `markings` has share, reasons and comments
    by question id.
    """

    id: Mapped[Uid]
    enrolment_id: Mapped[str] = mapped_column(
        ForeignKey("enrolment.id", ondelete="CASCADE"), index=True
    )
    activity_id: Mapped[str] = mapped_column(ACTIVITY_ID)
    course_version: Mapped[str] = mapped_column(VERSION)
    language: Mapped[str] = mapped_column(LANGUAGE)
    answers: Mapped[dict[str, Any]] = mapped_column(SecretJson("attempt.answers"))
    markings: Mapped[dict[str, Any]] = mapped_column(SecretJson("attempt.markings"))
    share: Mapped[float]
    passed: Mapped[bool]
    at: Mapped[datetime]
    enrolment: Mapped[Enrolment] = relationship()


class Draft(Model):
    """One wording of a rewrite. Never changed: it keeps what was asked, written and found.

    `spoken` is a short version to be read aloud, if there is one. Without a word list for the
    language, `findings` and `category` are empty.
    """

    id: Mapped[Uid]
    enrolment_id: Mapped[str] = mapped_column(
        ForeignKey("enrolment.id", ondelete="CASCADE"), index=True
    )
    activity_id: Mapped[str] = mapped_column(ACTIVITY_ID)
    course_version: Mapped[str] = mapped_column(VERSION)
    language: Mapped[str] = mapped_column(LANGUAGE)
    text: Mapped[str] = mapped_column(Secret("draft.text", DRAFT_LENGTH))
    spoken: Mapped[str | None] = mapped_column(Secret("draft.spoken", SPOKEN_LENGTH))
    findings: Mapped[list[Any]]
    category: Mapped[dict[str, Any]]
    sent_at: Mapped[datetime]
    enrolment: Mapped[Enrolment] = relationship()


class GivenAs(StrEnum):
    """As what somebody gives feedback."""

    FACILITATOR = "facilitator"
    PEER = "peer"


NO_MARKS = '{"S": 0, "M": 0, "A": 0, "R": 0, "T": 0}'


class Feedback(Model):
    """What a person said about a draft. Never changed; only `seen_at` is added, once.

    `marks` has 0, 1 or 2 for each letter in the order of SMART, and means what the rubric in that
    version says. `language` is that of the comment and the notes. When the giver is erased, their
    words stay with whom they were written for.
    """

    __table_args__ = (
        CheckConstraint(
            f"replace(replace(CAST(marks AS TEXT), '1', '0'), '2', '0') = '{NO_MARKS}'",
            name="marks_fit",
        ),
    )

    id: Mapped[Uid]
    draft_id: Mapped[str] = mapped_column(ForeignKey("draft.id", ondelete="CASCADE"), index=True)
    giver_id: Mapped[str | None] = mapped_column(
        ForeignKey("person.id", ondelete="SET NULL"), index=True
    )
    given_as: Mapped[GivenAs]
    rubric_id: Mapped[str] = mapped_column(String(40))
    rubric_version: Mapped[str] = mapped_column(String(20))
    marks: Mapped[dict[str, Any]]
    comment: Mapped[str] = mapped_column(Secret("feedback.comment", COMMENT_LENGTH, 0))
    language: Mapped[str] = mapped_column(LANGUAGE)
    sends_back: Mapped[bool]
    given_at: Mapped[datetime]
    seen_at: Mapped[datetime | None]


class FeedbackNote(Model):
    """A remark on some words of the draft: code points `start` to `stop`, half open."""

    __table_args__ = (CheckConstraint("start >= 0 AND stop > start", name="has_words"),)

    feedback_id: Mapped[str] = mapped_column(
        ForeignKey("feedback.id", ondelete="CASCADE"), primary_key=True
    )
    number: Mapped[int] = mapped_column(primary_key=True)
    start: Mapped[int]
    stop: Mapped[int]
    text: Mapped[str] = mapped_column(Secret("feedback_note.text", NOTE_LENGTH))


class Completion(Model):
    """The dated fact that a person fulfilled a course's rule in that version; it stays for good.

    `basis` lists the activities that the rule asked for.
    """

    id: Mapped[Uid]
    enrolment_id: Mapped[str] = mapped_column(
        ForeignKey("enrolment.id", ondelete="CASCADE"), unique=True
    )
    course_version: Mapped[str] = mapped_column(VERSION)
    completed_at: Mapped[datetime]
    basis: Mapped[list[Any]]
    enrolment: Mapped[Enrolment] = relationship()


class VideoPosition(Model):
    """How far a film was played, to go on from there on any device; no fact, so it changes."""

    __table_args__ = (CheckConstraint("seconds >= 0", name="not_before_the_start"),)

    enrolment_id: Mapped[str] = mapped_column(
        ForeignKey("enrolment.id", ondelete="CASCADE"), primary_key=True
    )
    activity_id: Mapped[str] = mapped_column(ACTIVITY_ID, primary_key=True)
    seconds: Mapped[int]
