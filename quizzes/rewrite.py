"""An exercise: make a vague recommendation specific."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal

from quizzes.errors import N_
from quizzes.fields import LINE, PASSAGE, Fields
from quizzes.rubric import LEVELS
from quizzes.smart import Letter

MAX_LENGTH = 1_000
MOST_EXAMPLES = 5


@dataclass(frozen=True)
class GoldExample:
    """A draft that people who know have marked: to practise on, and to compare one's own with.

    marks     0, 1 or 2 for each letter, as the rubric has them
    reasons   for each letter why, plain text
    """

    text: str
    marks: Mapping[str, int] = field(hash=False)
    reasons: Mapping[str, str] = field(hash=False)


@dataclass(frozen=True)
class Rewrite:
    """A vague recommendation and what helps to make it SMART; nothing here marks a wording.

    original          the recommendation as it was made, plain text
    evidence          facts to build on, Markdown
    questions_to_ask  prompts that help, plain text
    example           one good wording, "" if none
    max_length        most characters of a draft
    introduction      what to do, Markdown, "" if none
    gold              marked drafts for those who give each other feedback, none if nobody does
    """

    original: str
    evidence: str
    questions_to_ask: tuple[str, ...] = ()
    example: str = ""
    max_length: int = MAX_LENGTH
    introduction: str = ""
    gold: tuple[GoldExample, ...] = ()


def rewrite_in(fields: Fields) -> Rewrite:
    """Read a rewrite; what is wrong is noted in the report of `fields`."""
    length = fields.number_or("max_length", Decimal(MAX_LENGTH))
    if not 1 <= length <= MAX_LENGTH or length % 1:
        message = N_("“max_length” is %(length)s: write a whole number from 1 to %(limit)s.")
        fields.error("max_length", message, length=length, limit=MAX_LENGTH)
    return Rewrite(
        original=fields.text("original"),
        evidence=fields.text("evidence", PASSAGE),
        questions_to_ask=fields.texts("questions", range(21)),
        example=fields.text_if_any("example", LINE),
        max_length=int(length),
        introduction=fields.text_if_any("introduction", PASSAGE),
        gold=tuple(_gold_in(row) for row in fields.rows("gold", range(MOST_EXAMPLES + 1))),
    )


def _gold_in(fields: Fields) -> GoldExample:
    marks, reasons = fields.mapping("marks"), fields.mapping("reasons")
    return GoldExample(
        text=fields.text("text"),
        marks={letter.value: _mark(marks, letter) for letter in Letter} if marks else {},
        reasons={letter.value: reasons.text(letter) for letter in Letter} if reasons else {},
    )


def _mark(fields: Fields, letter: Letter) -> int:
    mark = fields.number(letter)
    if mark not in LEVELS:
        fields.error(
            letter, N_("“%(letter)s” is %(mark)s: write 0, 1 or 2."), letter=letter, mark=mark
        )
    return int(mark)
