"""A text as words: each folded for comparing, each knowing where it stands in the text."""

import re
from bisect import bisect_left
from dataclasses import dataclass
from functools import cached_property
from unicodedata import numeric

from quizzes.smart.morphology import HAN, INSIDE, PLAIN, Morphology, Part, fold

Span = tuple[int, int]

_LETTER = rf"[^\W\d_{HAN}]"
_BETWEEN = rf"[{INSIDE}]*[-./‐‑؍－．／][{INSIDE}]*"  # the parts of a date in digits
_DATE = rf"(?:\d{{1,2}}{_BETWEEN}){{2}}\d{{4}}|\d{{4}}(?:{_BETWEEN}\d{{1,2}}){{2}}"
_HAN_YEAR = r"[一二][〇○零一九][〇○零一二三四五六七八九]{2}(?=\s*年)"  # 二〇二八: 2028
_WORD = re.compile(
    rf"(?P<date>(?:{_DATE})(?!\d))"
    rf"|(?P<year>{_HAN_YEAR})"
    rf"|(?:(?!{_HAN_YEAR})[{HAN}])+"
    rf"|{_LETTER}[{INSIDE}]*(?:(?:['’\-‐‑])?{_LETTER}[{INSIDE}]*)*"
    r"|\d+(?:[.,٫٬]\d+)*"
    r"|[^\w\s]"
)
COMMAS = frozenset(",،、")  # full-width signs are folded into these
SEMICOLONS = frozenset(";؛")
PAUSES = SEMICOLONS | frozenset(".!?:。؟")


@dataclass(frozen=True)
class Wording:
    """The words and signs of a text in order, with the place of each.

    words   folded: no case, no accents set apart, one kind of apostrophe; taken apart as the
            language asks; a date in digits is one word, "1/6/2028" the same as "2028-06-01"
    places  (start, end) of each word in the text, in code points, half open
    """

    words: tuple[str, ...]
    places: tuple[Span, ...]

    def span(self, first: int, end: int) -> Span:
        """Return the stretch of the text that holds the words from `first` up to before `end`."""
        return self.places[first][0], self.places[end - 1][1]

    def pause_after(self, first: int) -> int:
        """Return where the clause that holds word `first` ends: at a full stop or its like."""
        for place in range(first, len(self.words)):
            if self.words[place] in PAUSES:
                return place
        return len(self.words)

    def comma_after(self, first: int) -> int:
        """Return where the next comma from word `first` on stands; the end if there is none."""
        return self._commas[bisect_left(self._commas, first)]

    @cached_property
    def _commas(self) -> tuple[int, ...]:
        commas = (place for place, word in enumerate(self.words) if word in COMMAS)
        return (*commas, len(self.words))


def read_words(text: str, morphology: Morphology = PLAIN) -> Wording:
    """Split any text into words; control characters, emoji and stray marks are no words."""
    found = [
        (word, (match.start() + start, match.start() + end))
        for match in _WORD.finditer(text)
        for word, start, end in _parts(match, morphology)
    ]
    kept = [(word, place) for word, place in found if word and word.isprintable()]
    return Wording(tuple(word for word, _ in kept), tuple(place for _, place in kept))


def _parts(match: re.Match[str], morphology: Morphology) -> tuple[Part, ...]:
    if match["year"]:
        year = match["year"].replace("○", "〇")
        return (("".join(str(int(numeric(sign))) for sign in year), 0, len(year)),)
    if not match["date"]:
        return morphology.parts(match[0])
    first, month, last = re.findall(r"\d+", match[0])
    year, day = (first, last) if len(first) > len(last) else (last, first)
    return ((fold(f"{year}-{month:0>2}-{day:0>2}"), 0, len(match[0])),)
