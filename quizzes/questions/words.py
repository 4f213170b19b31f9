"""Questions that are answered with a word or a few, however they are typed."""

import unicodedata
from dataclasses import dataclass
from typing import ClassVar, Self

from quizzes.errors import N_
from quizzes.fields import WORD, Fields
from quizzes.marking import MALFORMED, UNANSWERED, Marking
from quizzes.questions.question import Answer, Question, common

_LONGEST = 500
_SAME = str.maketrans({"ٱ": "ا", "ى": "ي", "ـ": None, "’": "'", "ʼ": "'"})


@dataclass(frozen=True, kw_only=True)
class Words(Question):
    """Words to find; the answer is the text typed, and any accepted variant is right."""

    type: ClassVar[str] = "words"
    accept: tuple[str, ...]

    @classmethod
    def read(cls, fields: Fields) -> Self:
        """Read the accepted variants; each must say something once it is folded."""
        accept = fields.texts("accept", range(1, 51), WORD)
        for variant in accept:
            if variant and not folded(variant):
                message = N_("“%(variant)s” holds no letter or digit: write words in “accept”.")
                fields.error("accept", message, variant=variant)
        return cls(**common(fields), accept=accept)

    def right_answer(self) -> Answer:
        """Return the variant that the authors put first."""
        return self.accept[0]

    def judge(self, answer: object) -> Marking:
        """Give 1 if the words are the same but for their looks."""
        if not isinstance(answer, str):
            return MALFORMED
        if len(answer) > _LONGEST:
            return Marking.of(0.0)
        if not (given := folded(answer)):
            return UNANSWERED
        return Marking.of(float(given in map(folded, self.accept)))


def folded(text: str) -> str:
    """Return what is left of words without their looks.

    Gone are: capitals, full-width and other compatible forms, accents and vowel marks, the
    Arabic lengthening stroke and forms of alef, invisible signs, kinds of dash and apostrophe,
    punctuation around the words, and blanks beyond one.
    """
    plain = unicodedata.normalize("NFKC", unicodedata.normalize("NFKC", text).casefold())
    spread = unicodedata.normalize("NFD", plain).translate(_SAME)
    kept = "".join(_simple(letter) for letter in spread)
    return " ".join(_bare(kept).split())


def _simple(letter: str) -> str:
    category = unicodedata.category(letter)
    if category in ("Mn", "Cf"):
        return ""
    return "-" if category == "Pd" else letter


def _bare(text: str) -> str:
    told = [place for place, letter in enumerate(text) if not _is_outer(letter)]
    return text[told[0] : told[-1] + 1] if told else ""


def _is_outer(letter: str) -> bool:
    return letter.isspace() or unicodedata.category(letter).startswith("P")
