"""A quiz: questions in order, and the share from which it is passed."""

from collections.abc import Mapping
from dataclasses import dataclass

from quizzes.marking import QuizMarking
from quizzes.questions.question import Answer, Question


@dataclass(frozen=True)
class Quiz:
    """Questions with unique ids, at least one; passed from `pass_mark`, a share from 0 to 1."""

    questions: tuple[Question, ...]
    pass_mark: float
    introduction: str = ""

    def question(self, question_id: str) -> Question:
        """Return the question with this id. Raises KeyError."""
        return {question.id: question for question in self.questions}[question_id]

    def mark(self, answers: Mapping[str, Answer]) -> QuizMarking:
        """Judge the answers, by question id; a question without one counts as unanswered."""
        markings = {
            question.id: question.mark(answers.get(question.id, "")) for question in self.questions
        }
        return QuizMarking.of(markings, self.pass_mark)
