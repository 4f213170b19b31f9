"""A text as words: each folded for comparing, each knowing where it stands in the text."""

import re
import unicodedata
from dataclasses import dataclass

Span = tuple[int, int]

# Accents and Arabic vowels set apart from their letter, soft hyphens, joiners, direction marks:
# they may stand inside a word and must not split it.
_INSIDE = (
    r"\u00ad\u0300-\u036f\u0610-\u061a\u064b-\u065f\u0670\u200b-\u200f\u202a-\u202e\u2060-\u2069"
)
_HAN = r"\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff"
_LETTER = rf"[^\W\d_{_HAN}]"
_WORD = re.compile(
    rf"[{_HAN}]"
    rf"|{_LETTER}[{_INSIDE}]*(?:(?:['’\-‐‑])?{_LETTER}[{_INSIDE}]*)*"
    r"|\d+(?:[.,٫٬]\d+)*"
    r"|[^\w\s]"
)
_NEITHER_SEEN_NOR_SAID = re.compile(rf"[{_INSIDE}\u0640]")
_SAME = str.maketrans("’‐‑", "'--")
_PAUSES = frozenset(".!?;:。！？；：؛؟")


@dataclass(frozen=True)
class Wording:
    """The words and signs of a text in order, with the place of each.

    words   folded: no case, no accents set apart, one kind of apostrophe; a Han character is a word
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


def read_words(text: str) -> Wording:
    """Split any text into words; control characters, emoji and stray marks are no words."""
    found = [(fold(match[0]), match.span()) for match in _WORD.finditer(text)]
    kept = [(word, place) for word, place in found if word and word.isprintable()]
    return Wording(tuple(word for word, _ in kept), tuple(place for _, place in kept))


def fold(word: str) -> str:
    """Bring spellings of a word together: case, accents set apart, invisible signs."""
    if word.isascii():
        return word.lower()
    plain = _NEITHER_SEEN_NOR_SAID.sub("", unicodedata.normalize("NFKC", word))
    return plain.translate(_SAME).casefold()
