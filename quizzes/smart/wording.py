"""A text as words: each folded for comparing, each knowing where it stands in the text."""

import re
from dataclasses import dataclass

from quizzes.smart.morphology import HAN, INSIDE, PLAIN, Morphology

Span = tuple[int, int]

_LETTER = rf"[^\W\d_{HAN}]"
_WORD = re.compile(
    rf"[{HAN}]+"
    rf"|{_LETTER}[{INSIDE}]*(?:(?:['’\-‐‑])?{_LETTER}[{INSIDE}]*)*"
    r"|\d+(?:[.,٫٬]\d+)*"
    r"|[^\w\s]"
)
_PAUSES = frozenset(".!?;:。！？；：؛؟")


@dataclass(frozen=True)
class Wording:
    """The words and signs of a text in order, with the place of each.

    words   folded: no case, no accents set apart, one kind of apostrophe; taken apart as the
            language asks
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
            if self.words[place] in _PAUSES:
                return place
        return len(self.words)


def read_words(text: str, morphology: Morphology = PLAIN) -> Wording:
    """Split any text into words; control characters, emoji and stray marks are no words."""
    found = [
        (word, (match.start() + start, match.start() + end))
        for match in _WORD.finditer(text)
        for word, start, end in morphology.parts(match[0])
    ]
    kept = [(word, place) for word, place in found if word and word.isprintable()]
    return Wording(tuple(word for word, _ in kept), tuple(place for _, place in kept))
