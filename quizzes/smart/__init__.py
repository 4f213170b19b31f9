"""The SMART coach: hints on a recommendation with the words that caused them, never a verdict."""

from quizzes.smart.category import RULES, ActionCategory, categorise
from quizzes.smart.findings import HINTS, Finding, Letter
from quizzes.smart.letters import analyse
from quizzes.smart.lexicon import languages

__all__ = [
    "HINTS",
    "RULES",
    "ActionCategory",
    "Finding",
    "Letter",
    "analyse",
    "categorise",
    "languages",
]
