"""The words of the calendar: what happens around a review, and how sure a date is."""

from enum import StrEnum


class Step(StrEnum):
    """What happens around the review of a State, in the order of the calendar."""

    CONSULTATIONS = "consultations"
    SUBMISSION = "submission"
    NATIONAL_REPORT = "national_report"
    APPLICATION = "application"
    DOCUMENTS = "documents"
    PRE_SESSION = "pre_session"
    REVIEW = "review"
    ADDENDUM = "addendum"
    ADOPTION = "adoption"
    MID_TERM = "mid_term"
    NEXT_REVIEW = "next_review"


class Status(StrEnum):
    """How sure a date is.

    Published: a source that is named says so. Measured: worked out by the offsets from a session
    whose days are published. Expected: worked out from what is itself only expected.
    """

    PUBLISHED = "published"
    MEASURED = "measured"
    EXPECTED = "expected"


COUNTED_STEPS = tuple(step for step in Step if step is not Step.REVIEW)
SHOWN_STEPS = tuple(step for step in Step if step is not Step.NEXT_REVIEW)
