"""What the pages of a course send."""

from training.learning.forms.events import EnrolForm, EventForm, PositionForm, VideoForm
from training.learning.forms.quiz import FIELDS, QuizForm, name_of, quiz_form
from training.learning.forms.rewrite import DraftForm, lines

__all__ = [
    "FIELDS",
    "DraftForm",
    "EnrolForm",
    "EventForm",
    "PositionForm",
    "QuizForm",
    "VideoForm",
    "lines",
    "name_of",
    "quiz_form",
]
