"""What changed from one wording to another."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from itertools import groupby

from training.learning.rules.words import tokens

Marked = tuple[str, bool]


@dataclass(frozen=True)
class Comparison:
    """Two wordings side by side, each cut into pieces that stayed or changed.

    before  the pieces of the earlier one; those that changed were taken out
    after   the pieces of the later one; those that changed were put in
    """

    before: tuple[Marked, ...]
    after: tuple[Marked, ...]

    @property
    def is_same(self) -> bool:
        """Whether nothing changed."""
        return not any(changed for _, changed in (*self.before, *self.after))


def comparison(before: str, after: str) -> Comparison:
    """Compare two wordings: word by word where words are spaced, sign by sign in Chinese.

    difflib passes over what is frequent in a long text as a place to begin, so that the time
    stays short whatever was written.
    """
    old, new = list(tokens(before)), list(tokens(after))
    steps = SequenceMatcher(None, old, new).get_opcodes()
    taken = [(word, tag != "equal") for tag, i, j, _, _ in steps for word in old[i:j]]
    put = [(word, tag != "equal") for tag, _, _, i, j in steps for word in new[i:j]]
    return Comparison(_joined(taken), _joined(put))


def _joined(marked: Sequence[Marked]) -> tuple[Marked, ...]:
    """Join neighbours; blanks that stayed between two changes belong to the change."""
    last = len(marked) - 1
    spread = [
        (word, changed or (0 < at < last and not word.strip() and _around(marked, at)))
        for at, (word, changed) in enumerate(marked)
    ]
    return tuple(
        ("".join(_words(group)), changed)
        for changed, group in groupby(spread, key=lambda one: one[1])
    )


def _around(marked: Sequence[Marked], at: int) -> bool:
    return marked[at - 1][1] and marked[at + 1][1]


def _words(group: Iterable[Marked]) -> Iterable[str]:
    return (word for word, _ in group)
