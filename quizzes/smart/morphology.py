"""How a language writes its words: spellings that count as one, parts that are written together.

The rules of each language are data, in the section `morphology` of words/<code>.yaml; docs/smart.md
explains them. What can be parted in more than one way is decided by the words of that file.
"""

import re
import unicodedata
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property, lru_cache

# Accents and Arabic vowels set apart from their letter, soft hyphens, joiners, direction marks:
# they may stand inside a word and must not split it.
INSIDE = (
    r"\u00ad\u0300-\u036f\u0610-\u061a\u064b-\u065f\u0670\u200b-\u200f\u202a-\u202e\u2060-\u2069"
)
HAN = r"\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff"
_IS_HAN = re.compile(rf"[{HAN}]")
_NEITHER_SEEN_NOR_SAID = re.compile(rf"[{INSIDE}\u0640]")
_SAME = str.maketrans("’‐‑", "'--")
_LONGEST_PARTED = 40  # characters: no longer word is taken apart
_SHORTEST_REST = 2

Part = tuple[str, int, int]  # a word as it is compared, and where it stands in what was written


def fold(word: str) -> str:
    """Bring spellings of a word together: case, accents set apart, digits, invisible signs."""
    if word.isascii():
        return word.lower()
    plain = _NEITHER_SEEN_NOR_SAID.sub("", unicodedata.normalize("NFKC", word))
    digits = "".join(str(int(sign)) if sign.isdecimal() else sign for sign in plain)
    return digits.translate(_SAME).casefold()


def is_han(word: str) -> bool:
    """Tell whether a word is written in the script that Chinese uses."""
    return bool(_IS_HAN.match(word))


@dataclass(frozen=True)
class KnownWords:
    """The words of a word list, for telling where one word ends and another begins."""

    words: frozenset[str] = frozenset()
    beginnings: tuple[str, ...] = ()

    def __contains__(self, word: str) -> bool:
        return word in self.words or (bool(self.beginnings) and word.startswith(self.beginnings))

    @cached_property
    def longest(self) -> int:
        """The length of the longest word."""
        return max(map(len, self.words), default=1)


@dataclass(frozen=True, eq=False)
class Morphology:
    """The habits of one language; the default ones leave every word as it stands.

    letters       letters that count as others, in words of at least `letters_from` characters
    silent        beginnings that say nothing: the elided article of French, the Arabic article
    attached      beginnings that are words of their own, with that word: Arabic "and", "by", "to";
                  where the two differ, the beginning holds the article and is always one
    owners        endings that say whose, left away where a known word remains: إدراجهن is إدراج
    blanks        whether blanks part the words; if not, the longest known word counts
    known         the words of the list: what is known as it stands is never taken apart
    """

    letters: Mapping[int, str] = field(default_factory=dict)
    letters_from: int = 1
    silent: tuple[str, ...] = ()
    attached: Mapping[str, str] = field(default_factory=dict)
    owners: tuple[str, ...] = ()
    blanks: bool = True
    known: KnownWords = KnownWords()

    def normal(self, written: str) -> str:
        """Return a word as it is compared with others."""
        plain = fold(written)
        return plain.translate(self.letters) if len(plain) >= self.letters_from else plain

    def alone(self, written: str) -> str:
        """Return a single word without what says nothing before it."""
        parts = self.parts(written)
        return parts[0][0] if len(parts) == 1 else self.normal(written)

    def parts(self, written: str) -> tuple[Part, ...]:
        """Take apart what was written without a blank, and say where each part stands."""
        if is_han(written):
            return tuple(self._segments(written))
        if len(written) > _LONGEST_PARTED or not (self.silent or self.attached):
            return ((self.normal(written), 0, len(written)),)
        return _parted(self, written)

    def _segments(self, written: str) -> Iterator[Part]:
        """Find the longest known words of a text without blanks; what lies between is a word."""
        start = place = 0
        signs = [self.normal(sign) for sign in written]
        while place < len(signs):
            length = 1 if self.blanks else self._known_length(signs, place)
            if length == 0:
                place += 1
                continue
            if start < place:
                yield "".join(signs[start:place]), start, place
            yield "".join(signs[place : place + length]), place, place + length
            start = place = place + length
        if start < place:
            yield "".join(signs[start:place]), start, place

    def _known_length(self, signs: list[str], place: int) -> int:
        for length in range(min(self.known.longest, len(signs) - place), 0, -1):
            if "".join(signs[place : place + length]) in self.known.words:
                return length
        return 0


@lru_cache(maxsize=20_000)
def _parted(morphology: Morphology, written: str) -> tuple[Part, ...]:
    normal = morphology.normal(written)
    pieces = list(_pieces(morphology, normal, 0))
    places = [_offset(written, start) for _, start in pieces] + [len(written)]
    parts = tuple(
        (form, start, end)
        for (form, _), start, end in zip(pieces, places, places[1:], strict=False)
    )
    if all(start < end for _, start, end in parts):
        return parts
    return ((normal, 0, len(written)),)


def _pieces(morphology: Morphology, word: str, at: int) -> Iterator[tuple[str, int]]:
    """Part a folded word into attached words and a rest without its article."""
    if (alone := _without_owner(morphology, word)) in morphology.known:
        yield alone, at
        return
    for beginning, alone in morphology.attached.items():
        rest = word.removeprefix(beginning)
        if rest != word and (alone != beginning or _can_stand(morphology, rest)):
            yield alone, at
            yield from _pieces(morphology, rest, at + len(beginning))
            return
    yield _without_article(morphology, word), at


def _can_stand(morphology: Morphology, rest: str) -> bool:
    """Tell whether what follows an attached word is a word, maybe after another attached one."""
    further = (rest.removeprefix(beginning) for beginning in morphology.attached)
    return any(_is_word(morphology, one) for one in (rest, *further))


def _is_word(morphology: Morphology, rest: str) -> bool:
    if len(rest) < _SHORTEST_REST:
        return False
    with_article = (
        beginning for beginning, alone in morphology.attached.items() if alone != beginning
    )
    return (
        _without_owner(morphology, rest) in morphology.known
        or _without_article(morphology, rest) != rest
        or rest.startswith(tuple(with_article))
    )


def _without_article(morphology: Morphology, word: str) -> str:
    for article in morphology.silent:
        if word.startswith(article) and len(word) >= len(article) + _SHORTEST_REST:
            return word.removeprefix(article)
    return word


def _without_owner(morphology: Morphology, word: str) -> str:
    """Leave away "her" or "their" at the end of a known word; ة before them is written ت."""
    if word in morphology.known:
        return word
    for owner in morphology.owners:
        rest = word.removesuffix(owner)
        if rest == word:
            continue
        for alone in (rest, f"{rest.removesuffix('ت')}ه"):
            if alone in morphology.known:
                return alone
    return word


def _offset(written: str, count: int) -> int:
    """Return where the folded sign number `count` stands in what was written."""
    if count == 0:
        return 0
    for end in range(count, len(written)):
        if len(fold(written[:end])) >= count and not _NEITHER_SEEN_NOR_SAID.match(written[end]):
            return end
    return len(written)


PLAIN = Morphology()
