"""What the events say about a completion, and how a kept one can differ from that."""

from collections.abc import Mapping
from datetime import datetime
from enum import StrEnum

from courses import Course, Progress, QuizActivity


def passed_last_quiz(
    course: Course, passed_at: Mapping[str, datetime], by: datetime
) -> bool | None:
    """Tell whether a course's last quiz was passed by a moment; None in a course without one.

    passed_at   for each activity that was passed, when for the first time
    """
    quizzes = [one.id for one in course.activities if isinstance(one, QuizActivity)]
    if not quizzes:
        return None
    return quizzes[-1] in passed_at and passed_at[quizzes[-1]] <= by


class Differs(StrEnum):
    """How a kept completion can differ from what the events say."""

    MISSING = "missing"
    OTHER_TIME = "other_time"
    NOT_DERIVED = "not_derived"


def difference(progress: Progress, kept_at: datetime | None) -> Differs | None:
    """Tell how a completion kept for a moment, or none, differs from progress; None: not at all."""
    if kept_at is None:
        return Differs.MISSING if progress.complete else None
    if not progress.complete:
        return Differs.NOT_DERIVED
    return None if kept_at == progress.completed_at else Differs.OTHER_TIME
