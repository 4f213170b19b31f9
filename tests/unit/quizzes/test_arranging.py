from typing import Any

import pytest

from quizzes import Item, Marking, Matching, Ordering, Reason

LETTERS = tuple(Item(letter, letter.upper()) for letter in "abcde")
MATCHING = Matching(
    id="q",
    prompt="Match.",
    lefts=LETTERS[:4],
    rights=(*LETTERS[:4], Item("x", "Neither")),
)
ORDERING = Ordering(id="q", prompt="Order.", items=LETTERS)


@pytest.mark.parametrize(
    ("answer", "share", "reasons"),
    [
        ({"a": "a", "b": "b", "c": "c", "d": "d"}, 1.0, (Reason.RIGHT,)),
        ({"a": "a", "b": "c", "c": "b", "d": "x"}, 0.25, (Reason.PARTLY,)),
        ({"a": "a", "b": "b", "c": ""}, 0.5, (Reason.PARTLY, Reason.MISSED)),
        ({"a": "x"}, 0.0, (Reason.WRONG, Reason.MISSED)),
        ({"a": "unheard-of"}, 0.0, (Reason.MALFORMED,)),
        ({"x": "a"}, 0.0, (Reason.MALFORMED,)),
        (["a", "b"], 0.0, (Reason.MALFORMED,)),
    ],
)
def test_matching_gives_a_part_for_each_pair(
    answer: Any, share: float, reasons: tuple[Reason, ...]
) -> None:
    assert MATCHING.mark(answer) == Marking(share, reasons)


@pytest.mark.parametrize(
    ("order", "share"),
    [("abcde", 1.0), ("bcdea", 0.75), ("abced", 0.75), ("badce", 0.5), ("edcba", 0.0)],
)
def test_an_item_out_of_place_costs_one_step(order: str, share: float) -> None:
    assert ORDERING.mark(list(order)).share == share


@pytest.mark.parametrize("order", ["abcd", "abcdd", "abcdef"])
def test_an_order_must_hold_each_item_once(order: str) -> None:
    assert ORDERING.mark(list(order)) == Marking(0.0, (Reason.MALFORMED,))
