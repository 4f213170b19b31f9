"""Reads about enrolments, events, attempts, drafts, feedback and completions."""

from training.learning.queries.completions import (
    CompletionRow,
    LivePlace,
    completion_of,
    completions,
    enrolments_with_live,
)
from training.learning.queries.feedback import (
    Told,
    Unread,
    feedback_on,
    unread_feedback,
)
from training.learning.queries.records import (
    attempt_or_404,
    attempts_at,
    drafts_of,
    pair_or_404,
    position_in,
)
from training.learning.queries.standing import (
    CurrentCourse,
    Standing,
    Step,
    course_of,
    current_courses,
    enrolment,
    enrolment_or_404,
    events_of,
    exercise_in,
    standing_in,
    step_or_404,
)

__all__ = [
    "CompletionRow",
    "CurrentCourse",
    "LivePlace",
    "Standing",
    "Step",
    "Told",
    "Unread",
    "attempt_or_404",
    "attempts_at",
    "completion_of",
    "completions",
    "course_of",
    "current_courses",
    "drafts_of",
    "enrolment",
    "enrolment_or_404",
    "enrolments_with_live",
    "events_of",
    "exercise_in",
    "feedback_on",
    "pair_or_404",
    "position_in",
    "standing_in",
    "step_or_404",
    "unread_feedback",
]
