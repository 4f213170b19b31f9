"""Plain data → Quiz or Rewrite, with every problem found."""

from collections.abc import Callable, Mapping
from decimal import Decimal
from typing import TypeVar

from quizzes.errors import N_, Problem
from quizzes.fields import PASSAGE, Fields, Report, closest, line_of, refuse_repeats
from quizzes.questions import QUESTION_TYPES
from quizzes.questions.question import Question, common
from quizzes.quiz import Quiz
from quizzes.rewrite import Rewrite, rewrite_in

Read = TypeVar("Read")

DEFAULT_PASS_MARK = Decimal("0.7")
ACTIVITY_KEYS = ("type", "title", "summary", "minutes")  # whoever arranges a course reads these


def read_quiz(data: object, file: str) -> tuple[Quiz | None, tuple[Problem, ...]]:
    """Read a quiz; nothing but the problems comes back when one of them is an error.

    data  mappings, lists and texts, which may carry a `line`
    file  the name for the problems, which come in the order of lines
    """
    return _read(data, file, _quiz)


def read_rewrite(data: object, file: str) -> tuple[Rewrite | None, tuple[Problem, ...]]:
    """Read a rewrite exercise; nothing but the problems comes back when one is an error."""
    return _read(data, file, _rewrite)


def _read(
    data: object, file: str, build: Callable[[Fields], Read]
) -> tuple[Read | None, tuple[Problem, ...]]:
    report = Report(file)
    if not isinstance(data, Mapping):
        message = N_("There are no keys here: begin with lines like “title: …”.")
        report.error(line_of(data) or 1, message)
        return None, report.problems()
    fields = Fields(data, report)
    fields.ignore(ACTIVITY_KEYS)
    built = build(fields)
    fields.refuse_unknown()
    return (None if report.refuses() else built), report.problems()


def _rewrite(fields: Fields) -> Rewrite:
    fields.ignore(("fact_sheet",))
    return rewrite_in(fields)


def _quiz(fields: Fields) -> Quiz:
    pass_mark = fields.number_or("pass_mark", DEFAULT_PASS_MARK)
    if not 0 <= pass_mark <= 1:
        message = N_("“pass_mark” is %(mark)s: write a share from 0 to 1, such as 0.7.")
        fields.error("pass_mark", message, mark=pass_mark)
    rows = fields.rows("questions", range(1, 201))
    questions = [_question(row) for row in rows]
    refuse_repeats(rows, [question.id if question else "" for question in questions], "id")
    return Quiz(
        questions=tuple(question for question in questions if question),
        pass_mark=float(pass_mark),
        introduction=fields.text_if_any("introduction", PASSAGE),
    )


def _question(fields: Fields) -> Question | None:
    name = fields.text("type")
    if name in QUESTION_TYPES:
        return QUESTION_TYPES[name].read(fields)
    common(fields)
    fields.ignore_all()
    if guess := closest(name, QUESTION_TYPES):
        message = N_("Unknown type “%(type)s”: did you mean “%(guess)s”?")
        fields.error("type", message, type=name, guess=guess)
    elif name:
        message = N_("Unknown type “%(type)s”: write one of %(known)s.")
        fields.error("type", message, type=name, known=", ".join(QUESTION_TYPES))
    return None
