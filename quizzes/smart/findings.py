"""What the coach answers with: a letter's finding, and the hints there are."""

from dataclasses import dataclass
from enum import StrEnum

from quizzes.smart.wording import Span


class Letter(StrEnum):
    """The five letters of SMART, in their order."""

    S = "S"
    M = "M"
    A = "A"
    R = "R"
    T = "T"


class Hint(StrEnum):
    """Something worth a second look; docs/smart.md has an example of each."""

    S_NO_VERB = "S_NO_VERB"
    S_WEAK_VERB = "S_WEAK_VERB"
    S_NO_OBJECT = "S_NO_OBJECT"
    S_MANY_ACTIONS = "S_MANY_ACTIONS"
    S_MANY_THEMES = "S_MANY_THEMES"
    S_EITHER_OR = "S_EITHER_OR"
    S_CONDITION = "S_CONDITION"
    S_LONG = "S_LONG"
    M_NO_INDICATOR = "M_NO_INDICATOR"
    M_VAGUE_WORDS = "M_VAGUE_WORDS"
    M_RESULT_ONLY = "M_RESULT_ONLY"
    M_ONLY_CONSIDERED = "M_ONLY_CONSIDERED"
    A_NO_STEP = "A_NO_STEP"
    A_SWEEPING = "A_SWEEPING"
    A_MANY_ACTIONS = "A_MANY_ACTIONS"
    A_NOT_THE_STATE = "A_NOT_THE_STATE"
    A_COURTS = "A_COURTS"
    R_GENERIC = "R_GENERIC"
    R_ONE_LINK = "R_ONE_LINK"
    R_NOT_IN_EVIDENCE = "R_NOT_IN_EVIDENCE"
    T_NO_TIME = "T_NO_TIME"
    T_VAGUE_URGENCY = "T_VAGUE_URGENCY"
    T_NO_START = "T_NO_START"
    T_YEAR_UNCLEAR = "T_YEAR_UNCLEAR"
    T_LIMIT_IN_RULE = "T_LIMIT_IN_RULE"
    T_OPEN_END = "T_OPEN_END"


HINTS: tuple[str, ...] = tuple(Hint)


@dataclass(frozen=True)
class Finding:
    """What was found for one letter: evidence to look at, never a verdict on the person.

    level     0 nothing found, 1 partly, 2 clearly
    evidence  (start, end) in code points of the text, half open, ascending: the words that led to
              the level or to a hint
    hints     codes of HINTS, the most useful first
    """

    letter: Letter
    level: int
    evidence: tuple[Span, ...]
    hints: tuple[str, ...]
