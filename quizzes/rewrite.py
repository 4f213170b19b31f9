"""An exercise: make a vague recommendation specific."""

from dataclasses import dataclass
from decimal import Decimal

from quizzes.errors import N_
from quizzes.fields import LINE, PASSAGE, Fields

MAX_LENGTH = 1_000


@dataclass(frozen=True)
class Rewrite:
    """A vague recommendation and what helps to make it SMART; nothing here marks a wording.

    original          the recommendation as it was made, plain text
    evidence          facts to build on, Markdown
    questions_to_ask  prompts that help, plain text
    example           one good wording, "" if none
    max_length        most characters of a draft
    introduction      what to do, Markdown, "" if none
    """

    original: str
    evidence: str
    questions_to_ask: tuple[str, ...] = ()
    example: str = ""
    max_length: int = MAX_LENGTH
    introduction: str = ""


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
    )
