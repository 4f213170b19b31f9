"""The one refusal of this package."""

from collections.abc import Iterable

from quizzes import Problem, Severity


class InvalidCourse(Exception):
    """A course package cannot be used; `problems` says everything that is wrong with it."""

    def __init__(self, problems: Iterable[Problem]) -> None:
        self.problems = tuple(problems)
        super().__init__("\n".join(map(str, self.problems)))


def has_errors(problems: Iterable[Problem]) -> bool:
    """Whether any problem keeps the course from being used; warnings do not."""
    return any(problem.severity is Severity.ERROR for problem in problems)
