"""Questions that are answered with a number, written as people write numbers."""

import re
import unicodedata
from dataclasses import dataclass
from decimal import Decimal
from typing import ClassVar, Self

from quizzes.errors import N_
from quizzes.fields import WORD, Fields
from quizzes.marking import MALFORMED, Marking, Reason
from quizzes.questions.question import Answer, Question, common

_LONGEST = 60
_SIGNS = str.maketrans(
    {
        **dict.fromkeys("\u00a0\u2007\u2009\u202f\t", " "),
        **dict.fromkeys("\u2019\u02bc\u066c\uff07", "'"),  # ٬ parts thousands, as ’ does
        **dict.fromkeys("\u2212\u2010\u2011\u2013\ufe63\uff0d", "-"),
        **dict.fromkeys("\u060c\uff0c", ","),
        "\uff0e": ".",
        "\uff0b": "+",
    }
)
_PLAIN = re.compile(r"[0-9]+|[0-9]*[.,٫][0-9]+")
_GROUPED = re.compile(r"([1-9][0-9]{0,2}(?:([ ',.])[0-9]{3})(?:\2[0-9]{3})*)((?!\2)[.,٫][0-9]+)?")
_AMBIGUOUS = re.compile(r"[1-9][0-9]{0,2}[.,][0-9]{3}")


@dataclass(frozen=True, kw_only=True)
class Number(Question):
    """A number to find, within a tolerance; the answer is the text typed, with or without unit."""

    type: ClassVar[str] = "number"
    right: Decimal
    tolerance: Decimal = Decimal(0)
    unit: str = ""

    @classmethod
    def read(cls, fields: Fields) -> Self:
        """Read a number, how far off is still right, and its unit."""
        tolerance = fields.number_or("tolerance", Decimal(0))
        if tolerance < 0:
            fields.error("tolerance", N_("“tolerance” is below 0: write 0 or more."))
        return cls(
            **common(fields),
            right=fields.number("right"),
            tolerance=tolerance,
            unit=fields.text_if_any("unit", WORD),
        )

    def right_answer(self) -> Answer:
        """Return the number, with a decimal point, so that it can be read in one way only."""
        text = f"{self.right:f}"
        return f"{text}0" if _AMBIGUOUS.fullmatch(text.removeprefix("-")) else text

    def judge(self, answer: object) -> Marking:
        """Give 1 within the tolerance and 0 beyond it."""
        if not isinstance(answer, str):
            return MALFORMED
        number = number_in(answer, self.unit)
        if number is None:
            return Marking(0.0, (Reason.NOT_A_NUMBER,))
        return Marking.of(float(abs(number - self.right) <= self.tolerance))


def number_in(text: str, unit: str = "") -> Decimal | None:
    """Read a number as it is written anywhere: 3,5 and 3.5, ٣٫٥ and ３．５, 1 000 and 1,234.5.

    Returns nothing where the text is no number, or could be two: 1,000 and 1.000 are a thousand
    to some and one to others.
    """
    if len(text) > _LONGEST:
        return None
    written = _without(unit.casefold(), text.casefold())
    sign = "-" if written.startswith("-") else ""
    digits = written[1:].lstrip() if written.startswith(("-", "+")) else written
    if _AMBIGUOUS.fullmatch(digits):
        return None
    if _PLAIN.fullmatch(digits):
        return Decimal(sign + re.sub("[,٫]", ".", digits))
    if grouped := _GROUPED.fullmatch(digits):
        whole, _, rest = grouped.groups(default="")
        return Decimal(sign + re.sub("[^0-9]", "", whole) + re.sub("[,٫]", ".", rest))
    return None


def _without(unit: str, text: str) -> str:
    """Return a number's text in ASCII digits and few signs, without its unit."""
    bare = text.strip().removesuffix(unit).removeprefix(unit)
    seen = (letter for letter in bare if unicodedata.category(letter) != "Cf")
    ascii_digits = "".join(str(unicodedata.decimal(letter, letter)) for letter in seen)
    return ascii_digits.translate(_SIGNS).strip()
