"""Questions that are answered by putting things in order."""

from bisect import bisect_left
from collections.abc import Iterable
from dataclasses import dataclass
from typing import ClassVar, Self

from quizzes.fields import Fields, refuse_repeats
from quizzes.marking import MALFORMED, Marking
from quizzes.questions.question import Answer, Item, Question, common, picked


@dataclass(frozen=True, kw_only=True)
class Ordering(Question):
    """Items, kept in the right order and shown in another; the answer is a list of all ids.

    share = (k - 1) / (n - 1), where n items were ordered and k is the most of them that stand
    in the right order when the others are taken away. One item out of place costs one step,
    wherever it went; the right order reversed is worth nothing.
    """

    type: ClassVar[str] = "ordering"
    items: tuple[Item, ...]

    @classmethod
    def read(cls, fields: Fields) -> Self:
        """Read items that differ from one another."""
        rows = fields.rows("items", range(2, 21))
        items = tuple(Item(row.identity(), row.text("text")) for row in rows)
        refuse_repeats(rows, [item.id for item in items], "id")
        refuse_repeats(rows, [item.text for item in items], "text")
        return cls(**common(fields), items=items)

    def right_answer(self) -> Answer:
        """Return the ids in the right order."""
        return [item.id for item in self.items]

    def judge(self, answer: object) -> Marking:
        """Give a part for each item beyond the first that stands in the right order."""
        ids = picked(answer)
        places = {item.id: place for place, item in enumerate(self.items)}
        if ids is None or sorted(ids) != sorted(places):
            return MALFORMED
        return Marking.of((_longest_rise(places[one] for one in ids) - 1) / (len(places) - 1))


def _longest_rise(places: Iterable[int]) -> int:
    """Return the length of the longest rising subsequence, by patience sorting."""
    tops: list[int] = []
    for place in places:
        pile = bisect_left(tops, place)
        tops[pile : pile + 1] = [place]
    return len(tops)
