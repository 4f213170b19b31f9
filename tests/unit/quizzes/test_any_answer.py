from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quizzes import (
    QUESTION_TYPES,
    Choice,
    Choices,
    Item,
    Marking,
    Matching,
    Number,
    Option,
    Ordering,
    Question,
    Reason,
    TrueFalse,
    Words,
)

OPTIONS = (Option("a", "A", right=True), Option("b", "B"), Option("c", "C"))
ITEMS = (Item("a", "A"), Item("b", "B"), Item("c", "C"))
QUESTIONS = (
    Choice(id="choice", prompt="?", options=OPTIONS),
    Choices(id="choices", prompt="?", options=OPTIONS),
    TrueFalse(id="true-false", prompt="?", right=False),
    Matching(id="matching", prompt="?", lefts=ITEMS[:2], rights=ITEMS),
    Ordering(id="ordering", prompt="?", items=ITEMS),
    Number(id="number", prompt="?", right=Decimal("-1000.5"), tolerance=Decimal("0.1")),
    Words(id="words", prompt="?", accept=("Genève", "a")),
)
each_type = pytest.mark.parametrize("question", QUESTIONS, ids=lambda question: question.type)

letters = st.sampled_from("aZé1٣³½-−.,٫'’ \u00a0\u202f\u200f\u0301ـَأﬁ審…«\x00\ud800")
texts = st.sampled_from(["a", "b", "c", "true", "1,5", ""]) | st.text(letters, max_size=20)
json_values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | texts,
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(texts, inner, max_size=4),
    max_leaves=6,
)
numbers = st.decimals(min_value=-(10**9), max_value=10**9, places=3)


def test_the_questions_below_are_of_every_type() -> None:
    assert [question.type for question in QUESTIONS] == list(QUESTION_TYPES)


@each_type
@given(answer=json_values)
def test_whatever_is_sent_is_marked_and_never_raises(question: Question, answer: Any) -> None:
    marking = question.mark(answer)
    assert 0 <= marking.share <= 1
    assert set(marking.reasons) <= set(Reason)
    assert marking.reasons


@each_type
def test_the_right_answer_is_right(question: Question) -> None:
    assert question.mark(question.right_answer()) == Marking(1.0, (Reason.RIGHT,))


@each_type
@pytest.mark.parametrize("blank", ["", "  ", [], {}, [""], {"a": ""}, None])
def test_a_blank_answer_is_unanswered(question: Question, blank: Any) -> None:
    assert question.mark(blank) == Marking(0.0, (Reason.UNANSWERED,))


@given(right=numbers)
def test_any_number_is_right_when_answered_with_itself(right: Decimal) -> None:
    question = Number(id="n", prompt="?", right=right)
    assert question.mark(question.right_answer()).share == 1


@given(order=st.permutations("abcdefg"))
def test_only_the_right_order_is_worth_everything(order: list[str]) -> None:
    question = Ordering(id="o", prompt="?", items=tuple(Item(one, one) for one in "abcdefg"))
    assert (question.mark(order).share == 1) == (order == list("abcdefg"))


@given(variant=st.text(letters, max_size=20))
def test_words_are_right_when_repeated(variant: str) -> None:
    question = Words(id="w", prompt="?", accept=(variant,))
    assert question.mark(variant).reasons in ((Reason.RIGHT,), (Reason.UNANSWERED,))
