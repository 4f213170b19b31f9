"""One recommendation as the five letters see it: its words, its verbs and the cues in it."""

from dataclasses import dataclass
from functools import cached_property

from quizzes.smart.category import SPECIFIC, ActionCategory, read_category
from quizzes.smart.findings import Letter
from quizzes.smart.lexicon import Lexicon
from quizzes.smart.phrases import Match
from quizzes.smart.sentence import Verb, further_verbs, opening_verb, second_verb
from quizzes.smart.wording import Span, Wording

_ASIDE = "aside"  # the list of phrases that only keep other lists from their words


@dataclass(frozen=True)
class Cues:
    """The phrases of one letter that a text holds, by the name of their list."""

    wording: Wording
    found: tuple[Match[str], ...]

    def __getitem__(self, name: str) -> list[Span]:
        return [self.wording.span(cue.first, cue.end) for cue in self.found if cue.label == name]

    @property
    def names(self) -> frozenset[str]:
        """The lists that something was found of."""
        return frozenset(cue.label for cue in self.found) - {_ASIDE}

    @property
    def everything(self) -> list[Span]:
        """Where anything was found, in the order of the text."""
        found = (cue for cue in self.found if cue.label != _ASIDE)
        return [self.wording.span(cue.first, cue.end) for cue in found]

    def words(self, name: str) -> frozenset[tuple[str, ...]]:
        """Return the different wordings found of a list."""
        return frozenset(
            self.wording.words[cue.first : cue.end] for cue in self.found if cue.label == name
        )


@dataclass(frozen=True)
class Reading:
    """A text with its word list; what several letters need is worked out once."""

    wording: Wording
    lexicon: Lexicon

    def cues(self, letter: Letter) -> Cues:
        """Find the phrases of a letter."""
        return self._cues[letter]

    @cached_property
    def _cues(self) -> dict[Letter, Cues]:
        return {
            letter: Cues(self.wording, phrases.all(self.wording))
            for letter, phrases in self.lexicon.cues.items()
        }

    @cached_property
    def category(self) -> ActionCategory:
        """The action category, which several letters look at."""
        return read_category(self.wording, self.lexicon.category)

    @property
    def is_specific(self) -> bool:
        """Whether the text asks for a specific action."""
        return self.category.number == SPECIFIC

    @property
    def has_verb(self) -> bool:
        """Whether any verb of the word list was found."""
        return self._opening is not None

    @property
    def length(self) -> int:
        """The number of words, without signs."""
        return sum(word[0].isalnum() for word in self.wording.words)

    @cached_property
    def _opening(self) -> Verb | None:
        return opening_verb(self.wording, self.lexicon.category)

    @cached_property
    def _partner(self) -> Verb | None:
        opening = self._opening
        return second_verb(self.wording, self.lexicon.category, opening) if opening else None

    @cached_property
    def _further(self) -> tuple[tuple[str, Verb], ...]:
        first = self._partner or self._opening
        if first is None:
            return ()
        return tuple(further_verbs(self.wording, self.lexicon.category, first.end))

    @property
    def actions(self) -> list[Span]:
        """Where an action begins: the opening verb and those that follow a comma or "and"."""
        verbs = [self._opening] if self._opening else []
        verbs += [verb for _, verb in self._further]
        return [self.wording.span(verb.first, verb.end) for verb in verbs]

    @property
    def alternatives(self) -> list[Span]:
        """The verbs after an "or": the State may choose."""
        offered = self.lexicon.category.alternatives
        verbs = [verb for joiner, verb in self._further if joiner in offered]
        if self._opening and self._partner:
            between = self.wording.words[self._opening.end : self._partner.first]
            verbs += [self._partner] if offered.intersection(between) else []
        return [self.wording.span(verb.first, verb.end) for verb in verbs]


def read(text: str, lexicon: Lexicon) -> Reading:
    """Read a text with the word list of its language."""
    return Reading(lexicon.words_of(text), lexicon)
