"""The types of question, each in a module with its data, its reading and its marking."""

from collections.abc import Mapping
from types import MappingProxyType

from quizzes.questions.choice import Choice, Choices, TrueFalse
from quizzes.questions.matching import Matching
from quizzes.questions.number import Number
from quizzes.questions.ordering import Ordering
from quizzes.questions.question import Question
from quizzes.questions.words import Words

QUESTION_TYPES: Mapping[str, type[Question]] = MappingProxyType(
    {
        question.type: question
        for question in (Choice, Choices, TrueFalse, Matching, Ordering, Number, Words)
    }
)
