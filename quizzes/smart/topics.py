"""What a text is about: the words that it may share with the evidence, whatever their form."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from snowballstemmer import stemmer

from quizzes.smart.morphology import is_han
from quizzes.smart.wording import Span, Wording

_ROOT = 3  # letters that always remain: most Arabic roots have three


@dataclass(frozen=True, eq=False)
class Topics:
    """How the words of one language are compared with those of the evidence.

    ordinary  words that the text and its evidence may share without meaning anything
    shortest  shorter words say nothing
    stem      how many characters make two words the same topic
    stemmer   the Snowball algorithm that takes endings off; empty where there is none
    endings   endings that are taken off where no such algorithm serves
    weak      letters that come and go inside a word: سجن, سجون and سجين are one topic
    known     words that count as a whole where blanks do not part words; of what stands between
              them each two signs are a topic, but for those with one of the `particles`
    """

    ordinary: frozenset[str]
    shortest: int
    stem: int
    stemmer: str = ""
    endings: tuple[str, ...] = ()
    weak: frozenset[str] = frozenset()
    particles: frozenset[str] = frozenset()
    known: frozenset[str] = frozenset()

    def of(self, wording: Wording) -> Iterator[tuple[str, Span]]:
        """Name the topics of a text in order, with the place of each; some may overlap."""
        for word, place in zip(wording.words, wording.places, strict=True):
            if is_han(word) and word not in self.known:
                yield from self._pairs(word, place[0])
            elif topic := self._of_word(word):
                yield topic, place

    def _pairs(self, signs: str, start: int) -> Iterator[tuple[str, Span]]:
        for at in range(len(signs) - 1):
            pair = signs[at : at + 2]
            if pair not in self.ordinary and self.particles.isdisjoint(pair):
                yield pair, (start + at, start + at + 2)

    def _of_word(self, word: str) -> str:
        if word[0].isdecimal():
            return word
        if len(word) < self.shortest or word in self.ordinary:
            return ""
        return self._root(_without_ending(self.stemmer, word))[: self.stem]

    def _root(self, word: str) -> str:
        """Take endings and weak letters off, from the end, as long as a root remains."""
        for ending in self.endings:
            if word.endswith(ending) and len(word) - len(ending) >= _ROOT:
                word = word.removesuffix(ending)
                break
        for at in range(len(word) - 1, -1, -1):
            if word[at] in self.weak and len(word) > _ROOT:
                word = word[:at] + word[at + 1 :]
        return word


@lru_cache(maxsize=20_000)
def _without_ending(algorithm: str, word: str) -> str:
    """Take number, gender, case and tense off a word; see https://snowballstem.org."""
    return str(stemmer(algorithm).stemWord(word)) if algorithm else word
