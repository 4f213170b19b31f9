"""Assessment: questions, quizzes and their marking; hints on recommendations.

Plain values in and out: this package knows no request, no database and no course.
"""

from quizzes.errors import N_, NoLexicon, Problem, QuizError, Severity
from quizzes.fields import Fields, Report, closest, refuse_repeats
from quizzes.marking import Marking, QuizMarking, Reason
from quizzes.questions import QUESTION_TYPES
from quizzes.questions.choice import Choice, Choices, Option, TrueFalse
from quizzes.questions.matching import Matching
from quizzes.questions.number import Number
from quizzes.questions.ordering import Ordering
from quizzes.questions.question import Answer, Item, Question
from quizzes.questions.words import Words
from quizzes.quiz import Quiz
from quizzes.reading import read_quiz, read_rewrite
from quizzes.rewrite import GoldExample, Rewrite
from quizzes.rubric import (
    RUBRICS,
    Criterion,
    Marks,
    Rubric,
    UnknownRubric,
    newest_rubric,
    rubric_of,
    total,
)
from quizzes.smart import (
    HINTS,
    RULES,
    ActionCategory,
    Finding,
    Letter,
    analyse,
    categorise,
    languages,
)

__all__ = [
    "HINTS",
    "N_",
    "QUESTION_TYPES",
    "RUBRICS",
    "RULES",
    "ActionCategory",
    "Answer",
    "Choice",
    "Choices",
    "Criterion",
    "Fields",
    "Finding",
    "GoldExample",
    "Item",
    "Letter",
    "Marking",
    "Marks",
    "Matching",
    "NoLexicon",
    "Number",
    "Option",
    "Ordering",
    "Problem",
    "Question",
    "Quiz",
    "QuizError",
    "QuizMarking",
    "Reason",
    "Report",
    "Rewrite",
    "Rubric",
    "Severity",
    "TrueFalse",
    "UnknownRubric",
    "Words",
    "analyse",
    "categorise",
    "closest",
    "languages",
    "newest_rubric",
    "read_quiz",
    "read_rewrite",
    "refuse_repeats",
    "rubric_of",
    "total",
]
