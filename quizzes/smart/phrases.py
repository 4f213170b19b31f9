"""Phrases of a word list: how they are written, and how they are found among words.

A phrase is written as words between blanks; each may be

    word        that word
    word*       any word that begins so
    one|two     one of several
    word?       that word or nothing
    #           a number in digits; ####: a year or a date in digits; #/#/#: only such a date
    {months}    a word of that set (a set may hold any of the above)
    ...         up to three words that do not matter
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Generic, TypeVar

from quizzes.smart.morphology import PLAIN, Morphology
from quizzes.smart.wording import PAUSES, Wording, read_words

Label = TypeVar("Label")

_LONGEST_GAP = 3
_DIGIT = "#"
_SIGNS = frozenset("|*?#{}")
_NEVER_SKIPPED = PAUSES | {"(", ")"}


@dataclass(frozen=True)
class Piece:
    """One place of a phrase: the words that may stand there."""

    words: frozenset[str] = frozenset()
    beginnings: tuple[str, ...] = ()
    number: bool = False
    year: bool = False
    date: bool = False
    optional: bool = False
    gap: bool = False

    def takes(self, word: str) -> bool:
        """Tell whether the word may stand in this place."""
        return (
            word in self.words
            or (bool(self.beginnings) and word.startswith(self.beginnings))
            or (self.number and word[0].isdecimal())
            or (self.year and _is_year(word.partition("-")[0]))
            or (self.date and _is_date(word))
        )


Pieces = tuple[Piece, ...]


@dataclass(frozen=True)
class Match(Generic[Label]):
    """A phrase found: the words from `first` up to before `end`, and what the phrase stands for."""

    first: int
    end: int
    label: Label


class Phrases(Generic[Label]):
    """Many phrases, each with a label, looked up by their first word: time grows with the text."""

    def __init__(
        self,
        written: Iterable[tuple[str, Label]],
        sets: Mapping[str, str],
        morphology: Morphology = PLAIN,
    ) -> None:
        self.written = tuple(written)
        self._by_word: dict[str, list[tuple[Pieces, Label]]] = defaultdict(list)
        self._by_beginning: dict[str, list[tuple[Pieces, Label]]] = defaultdict(list)
        for phrase, label in self.written:
            self._add(tuple(_pieces(phrase, sets, morphology)), label)
        self._lengths = tuple(sorted({len(beginning) for beginning in self._by_beginning}))

    def _add(self, pieces: Pieces, label: Label) -> None:
        head = pieces[0]
        if head.optional:
            self._add(pieces[1:], label)
        for word in head.words:
            self._by_word[word].append((pieces, label))
        for beginning in head.beginnings:
            self._by_beginning[beginning].append((pieces, label))
        if head.number or head.year or head.date:
            self._by_beginning[_DIGIT].append((pieces, label))

    def at(self, wording: Wording, place: int, limit: int) -> Iterator[Match[Label]]:
        """Find the phrases that begin with the word at `place` and end before `limit`."""
        for pieces, label in self._candidates(wording.words[place]):
            if end := _end(pieces[1:], wording.words, place + 1, limit):
                yield Match(place, end, label)

    def _candidates(self, word: str) -> Iterator[tuple[Pieces, Label]]:
        """Return the phrases whose first piece takes the word."""
        yield from self._by_word.get(word, ())
        for length in self._lengths:
            yield from self._by_beginning.get(word[:length], ()) if length <= len(word) else ()
        if word[0].isdecimal():
            for pieces, label in self._by_beginning.get(_DIGIT, ()):
                if pieces[0].takes(word):
                    yield pieces, label

    def longest(self, wording: Wording, place: int, limit: int) -> Match[Label] | None:
        """Find the longest phrase that begins with the word at `place`."""
        return max(self.at(wording, place, limit), key=lambda match: match.end, default=None)

    def first(self, wording: Wording, place: int, limit: int) -> Match[Label] | None:
        """Find the first phrase from `place` on; of those that begin together, the longest."""
        for start in range(place, limit):
            if match := self.longest(wording, start, limit):
                return match
        return None

    def all(self, wording: Wording) -> tuple[Match[Label], ...]:
        """Find all phrases of the text, the longest from left to right, none inside another."""
        found, place, limit = [], 0, len(wording.words)
        while match := self.first(wording, place, limit):
            found.append(match)
            place = match.end
        return tuple(found)


def _end(pieces: Pieces, words: tuple[str, ...], place: int, limit: int) -> int:
    """Return where the pieces end when they begin at `place`; 0 where they do not stand there."""
    if not pieces:
        return place
    head, rest = pieces[0], pieces[1:]
    if head.gap:
        return _end_after_gap(rest, words, place, limit)
    taken = place < limit and head.takes(words[place])
    end = _end(rest, words, place + 1, limit) if taken else 0
    return end or (_end(rest, words, place, limit) if head.optional else 0)


def _end_after_gap(pieces: Pieces, words: tuple[str, ...], place: int, limit: int) -> int:
    for start in range(place, min(place + _LONGEST_GAP + 1, limit)):
        if end := _end(pieces, words, start, limit):
            return end
        if words[start] in _NEVER_SKIPPED:
            return 0
    return 0


def _is_year(word: str) -> bool:
    return len(word) == 4 and word.isdecimal() and 1900 <= int(word) < 2200


def _is_date(word: str) -> bool:
    return len(word) == len("2028-06-01") and word[4] == word[7] == "-"


def _pieces(phrase: str, sets: Mapping[str, str], morphology: Morphology) -> Iterator[Piece]:
    for part in phrase.split():
        if part == "...":
            yield Piece(gap=True)
        elif _SIGNS.isdisjoint(part):
            yield from (
                Piece(words=frozenset({word})) for word in read_words(part, morphology).words
            )
        else:
            yield _piece(part, sets, morphology)


def _piece(written: str, sets: Mapping[str, str], morphology: Morphology) -> Piece:
    optional = written.endswith("?")
    options = list(_options(written.rstrip("?"), sets))
    return Piece(
        words=frozenset(
            morphology.alone(option) for option in options if option.strip("#*") == option
        ),
        beginnings=tuple(
            morphology.normal(option[:-1]) for option in options if option.endswith("*")
        ),
        number="#" in options,
        year="####" in options,
        date="#/#/#" in options,
        optional=optional,
    )


def _options(written: str, sets: Mapping[str, str]) -> Iterator[str]:
    for option in written.split("|"):
        if option.startswith("{"):
            yield from _options(sets[option.strip("{}")], sets)
        else:
            yield option
