"""The last computed state of counts, for pages that show several. Nothing here commits."""

from collections.abc import Iterable

from training import clock
from training.participation import queries, rules
from training.participation.rules import Answer, Question


def answers(questions: Iterable[Question]) -> tuple[Answer, ...]:
    """Answer questions in their order by the last computed state of each, or by a new one."""
    return tuple(map(answer, questions))


def answer(question: Question) -> Answer:
    """Count what a question asks as of now."""
    period = (question.period.begins, question.period.ends)
    now = clock.now()
    count = queries.count(question.profile, period, now, question.by, question.programme_id)
    return rules.answered(question, count, now)
