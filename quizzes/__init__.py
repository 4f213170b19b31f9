"""Assessment: questions, quizzes and their marking; hints on recommendations.

Plain values in and out: this package knows no request, no database and no course.
"""

from quizzes.errors import N_, NoLexicon, Problem, QuizError, Severity

__all__ = ["N_", "NoLexicon", "Problem", "QuizError", "Severity"]
