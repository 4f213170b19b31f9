"""Word lists: what the rules look for in a language; a language without a list is refused.

The words of a language live in words/<code>.yaml; its sections are explained in docs/smart.md.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from functools import lru_cache
from pathlib import Path
from typing import Any

import yaml

from quizzes.errors import NoLexicon
from quizzes.smart.findings import Letter
from quizzes.smart.morphology import KnownWords, Morphology, fold
from quizzes.smart.phrases import Phrases
from quizzes.smart.topics import Topics
from quizzes.smart.wording import Wording, read_words

_FOLDER = Path(__file__).parent / "words"
_LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


@dataclass(frozen=True)
class Opening:
    """A group of opening verbs.

    rule      the rule that applies when nothing else decides
    category  the category that it gives then
    objects   what the verb may be about, with the category that this gives
    means     whether a more specific act after "by" counts
    """

    rule: str
    category: int
    objects: Phrases[int]
    means: bool


@dataclass(frozen=True)
class CategoryWords:
    """What decides the action category.

    links  words between a description and what it describes, where that comes last
    """

    openings: Phrases[Opening]
    passives: Phrases[Opening]
    adverbs: Phrases[str]
    preambles: Phrases[str]
    lead_ins: Phrases[str]
    links: frozenset[str]
    joiners: frozenset[str]
    alternatives: frozenset[str]
    purposes: Phrases[str]
    means: Phrases[int]


@dataclass(frozen=True)
class Lexicon:
    """All that is known of one language; the rules over it are the same for all languages.

    cues      phrases for each letter, each with the name of its list
    """

    language: str
    morphology: Morphology
    category: CategoryWords
    cues: Mapping[Letter, Phrases[str]]
    topics: Topics

    def words_of(self, text: str) -> Wording:
        """Split a text into words as this language writes them."""
        return read_words(text, self.morphology)


def languages() -> tuple[str, ...]:
    """Return the codes of the languages that have a word list, in order."""
    return tuple(sorted(path.stem for path in _FOLDER.glob("*.yaml")))


@lru_cache
def lexicon_of(language: str) -> Lexicon:
    """Read the word list of a language, once; raises NoLexicon where there is none."""
    if language not in languages():
        raise NoLexicon(language)
    written = (_FOLDER / f"{language}.yaml").read_text(encoding="utf-8")
    lists = _Lists(yaml.load(written, _LOADER))  # noqa: S506 - a safe loader, written in C
    return lists.lexicon()


class _Lists:
    """The lists of one file, as written, on their way to phrases."""

    def __init__(self, read: Mapping[str, Any]) -> None:
        self._read = read
        self._sets = {name: "|".join(_items(text)) for name, text in read["sets"].items()}
        self._morphology = _morphology(read)

    def lexicon(self) -> Lexicon:
        return Lexicon(
            language=self._read["language"],
            morphology=self._morphology,
            category=self._category(self._read["category"]),
            cues={
                Letter(letter): self._named(cues) for letter, cues in self._read["letters"].items()
            },
            topics=self._topics(self._read["topic"]),
        )

    def _topics(self, topic: Mapping[str, Any]) -> Topics:
        return Topics(
            ordinary=self._words(topic["ordinary"]),
            shortest=topic["shortest"],
            stem=topic["stem"],
            stemmer=topic.get("stemmer", ""),
            endings=tuple(_items(topic.get("endings", ""))),
            weak=frozenset(_items(topic.get("weak", ""))),
            particles=frozenset(_items(topic.get("particles", ""))),
            known=self._morphology.known.words,
        )

    def _category(self, words: Mapping[str, Any]) -> CategoryWords:
        alternatives = self._words(words["alternatives"])
        return CategoryWords(
            openings=Phrases(list(self._openings(words["openings"])), self._sets, self._morphology),
            passives=Phrases(list(self._openings(words["passives"])), self._sets, self._morphology),
            adverbs=self._named({"adverb": words["adverbs"]}),
            preambles=self._named({"preamble": words["preambles"]}),
            lead_ins=self._named({"lead-in": words["lead_ins"]}),
            links=self._words(words.get("links", "")),
            joiners=self._words(words["joiners"]) | alternatives,
            alternatives=alternatives,
            purposes=self._named(words["purposes"]),
            means=self._numbered(words["means"]),
        )

    def _openings(self, groups: list[Mapping[str, Any]]) -> Iterator[tuple[str, Opening]]:
        for group in groups:
            opening = Opening(
                rule=group["rule"],
                category=group["category"],
                objects=self._numbered(group.get("objects", {})),
                means=group.get("means", False),
            )
            for verb in self._phrases(group["verbs"]):
                yield verb, opening

    def _numbered(self, lists: Mapping[int, str]) -> Phrases[int]:
        """Make phrases that stand for the number of their list."""
        pairs = [(phrase, key) for key, text in lists.items() for phrase in self._phrases(text)]
        return Phrases(pairs, self._sets, self._morphology)

    def _named(self, lists: Mapping[str, str]) -> Phrases[str]:
        """Make phrases that stand for the name of their list."""
        pairs = [(phrase, key) for key, text in lists.items() for phrase in self._phrases(text)]
        return Phrases(pairs, self._sets, self._morphology)

    def _words(self, text: str) -> frozenset[str]:
        return frozenset(self._morphology.normal(word) for word in _items(text))

    def _phrases(self, text: str) -> Iterator[str]:
        for item in _items(text):
            if item.startswith("@"):
                yield from self._phrases(self._read["lists"][item[1:]])
            else:
                yield item


def _items(text: str) -> list[str]:
    return [item.strip() for item in text.split(",") if item.strip()]


def _morphology(read: Mapping[str, Any]) -> Morphology:
    """Read how the language writes its words; each part may be missing."""
    habits = read.get("morphology", {})
    pairs = dict(_items_split(habits.get("letters", "")))
    plain = Morphology(str.maketrans(pairs), habits.get("letters_from", 1))
    phrases = {**read, "topic": read["topic"]["ordinary"]}
    written = [word for text in _texts(phrases) for word in re.split(r"[\s,|{}?]+", text)]
    return replace(
        plain,
        silent=tuple(_items(habits.get("silent", ""))),
        attached=dict(_items_split(habits.get("attached", ""))),
        owners=tuple(_items(habits.get("owners", ""))),
        blanks=habits.get("blanks", True),
        known=KnownWords(
            words=frozenset(plain.normal(word) for word in written if word.isalpha()),
            beginnings=tuple(
                {
                    plain.normal(word[:-1])
                    for word in written
                    if word[:-1].isalpha() and word.endswith("*")
                }
            ),
        ),
    )


def _texts(read: Any) -> Iterator[str]:
    """Find all lists of words in the sections of a file that hold phrases."""
    if isinstance(read, str):
        yield read
    for part in read.values() if isinstance(read, dict) else read if isinstance(read, list) else ():
        yield from _texts(part)


def _items_split(text: str) -> Iterator[tuple[str, str]]:
    """Read "a=b" pairs; "a" alone stands for itself."""
    for item in _items(text):
        written, _, meant = item.partition("=")
        yield fold(written), fold(meant or written)
