"""Questions that are answered by pairing each thing on the left with one on the right."""

from dataclasses import dataclass
from typing import ClassVar, Self

from quizzes.fields import Fields, refuse_repeats
from quizzes.marking import MALFORMED, Marking, Reason
from quizzes.questions.question import Answer, Item, Question, common


@dataclass(frozen=True, kw_only=True)
class Matching(Question):
    """Pairs to find; the answer maps ids on the left to ids on the right.

    What belongs together has the same id. The rights end with the distractors, which belong to
    no left: show them in another order. share = pairs found / number of lefts.
    """

    type: ClassVar[str] = "matching"
    lefts: tuple[Item, ...]
    rights: tuple[Item, ...]

    @classmethod
    def read(cls, fields: Fields) -> Self:
        """Read pairs, and distractors if there are any; no two of a side look the same."""
        pairs = fields.rows("pairs", range(2, 21))
        distractors = fields.rows("distractors", range(21))
        lefts = tuple(Item(row.identity(), row.text("left")) for row in pairs)
        rights = (
            *(Item(left.id, row.text("right")) for left, row in zip(lefts, pairs, strict=True)),
            *(Item(row.identity(), row.text("right")) for row in distractors),
        )
        refuse_repeats(pairs, [left.text for left in lefts], "left")
        refuse_repeats((*pairs, *distractors), [right.id for right in rights], "id")
        refuse_repeats((*pairs, *distractors), [right.text for right in rights], "right")
        return cls(**common(fields), lefts=lefts, rights=rights)

    def right_answer(self) -> Answer:
        """Return each left with its own right."""
        return {left.id: left.id for left in self.lefts}

    def judge(self, answer: object) -> Marking:
        """Give a part for each pair found; a left without a right counts as not found."""
        if not isinstance(answer, dict):
            return MALFORMED
        given = {left: right for left, right in answer.items() if right not in ("", None)}
        lefts, rights = ([item.id for item in side] for side in (self.lefts, self.rights))
        if not all(left in lefts and right in rights for left, right in given.items()):
            return MALFORMED
        found = sum(left == right for left, right in given.items())
        details = [Reason.MISSED] * (len(given) < len(lefts))
        return Marking.of(found / len(lefts), *details)
