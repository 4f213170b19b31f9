from collections.abc import Callable
from typing import Any

import pytest
from sqlalchemy import select

from tests.builders import RIGHT_ANSWERS
from tests.integration.learning.conftest import PAGES, do
from tests.integration.visitor import Visitor
from training.learning.models import Attempt, LearningEvent

RIGHT = {
    "one": ["a"],
    "some": ["a", "b"],
    "truth": "false",
    "pairs": {"x": "x", "y": "y"},
    "order": ["i", "j", "k"],
    "size": "2,5",
    "word": "Mid-term",
}


@pytest.fixture
def quiz(learner: Visitor) -> Visitor:
    """Somebody before the quiz."""
    return do(learner, "first", "film").open(f"{PAGES}/check")


def test_every_type_of_question_is_asked_answered_and_kept(
    quiz: Visitor, stored: Callable[..., list[Any]]
) -> None:
    quiz.submit(**RIGHT_ANSWERS)
    assert stored(select(Attempt.answers, Attempt.share, Attempt.passed)) == [(RIGHT, 1.0, True)]
    assert "You have 100%. That is enough: you need 90%." in quiz.text


def test_feedback_stands_beside_each_answer_with_the_why(quiz: Visitor) -> None:
    quiz.submit(**{"q-one": "b", "q-truth": "true", "q-size": "1.000", "q-some": ["a", "c"]})
    assert "Not this one. Look once more." in quiz.text
    assert "Not right yet. It is not so." in quiz.text
    assert "This could not be read as a number." in quiz.text
    assert "Something that belongs to the answer is missing." in quiz.text
    assert "Something in it does not belong there." in quiz.text
    assert "Not answered." in quiz.text


def test_a_failed_attempt_keeps_the_answers_for_the_next_one(
    quiz: Visitor, stored: Callable[..., list[Any]]
) -> None:
    quiz.submit(**{**RIGHT_ANSWERS, "q-truth": "true", "q-word": "never"})
    assert "You need 90%." in quiz.text
    quiz.submit(**{"q-truth": "false", "q-word": "mid-term"})
    assert stored(select(Attempt.passed).order_by(Attempt.id)) == [False, True]
    assert "2 attempts so far" in quiz.text


def test_an_attempt_sent_twice_is_kept_once(
    quiz: Visitor, stored: Callable[..., list[Any]]
) -> None:
    quiz.submit(**RIGHT_ANSWERS).submit_again()
    assert len(stored(select(Attempt.id))) == 1
    answered = select(LearningEvent.id).where(LearningEvent.activity_id == "check")
    assert stored(answered) == stored(select(Attempt.id))


def test_an_order_with_a_place_given_twice_is_refused_and_kept_on_the_page(
    quiz: Visitor, stored: Callable[..., list[Any]]
) -> None:
    quiz.submit(**{"q-order-i": "1", "q-order-j": "1", "q-word": "mid-term"})
    assert "Question 5: Give each place to exactly one line." in quiz.text
    (form,) = [form for form in quiz.page.forms if "q-word" in form.fields]
    assert (form.fields["q-word"].text, form.fields["q-order-j"].sent) == ("mid-term", ["1"])
    assert stored(select(Attempt.id)) == []


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("q-one", "z"),
        ("q-truth", "maybe"),
        ("q-pairs-x", "nothing"),
        ("q-order-i", "99"),
        ("q-word", "w" * 201),
    ],
)
def test_what_no_page_offers_is_refused(
    quiz: Visitor, stored: Callable[..., list[Any]], name: str, value: str
) -> None:
    quiz.post(f"{PAGES}/check", {"uid": "a" * 36, name: value})
    assert "Please look at these once more" in quiz.text
    assert stored(select(Attempt.id)) == []


def test_nothing_is_shown_in_the_right_order(quiz: Visitor) -> None:
    (form,) = [form for form in quiz.page.forms if "q-word" in form.fields]
    lines = [name for name in form.fields if name.startswith("q-order")]
    choices = [option.value for option in form.fields["q-pairs-x"].options if option.value]
    assert sorted(lines) == ["q-order-i", "q-order-j", "q-order-k"] != lines
    assert sorted(choices) == ["x", "y", "z"] != choices
    quiz.open(f"{PAGES}/check")
    (again,) = [form for form in quiz.page.forms if "q-word" in form.fields]
    assert [name for name in again.fields if name.startswith("q-order")] == lines


def test_an_attempt_is_seen_by_its_owner_only(
    quiz: Visitor, new_learner: Callable[..., Visitor], visitor: Visitor, staff: Visitor
) -> None:
    address = quiz.submit(**RIGHT_ANSWERS).path
    assert quiz.open(address).status == 200
    assert new_learner(name="Boris").open(address).status == 404
    assert staff.open(address).status == 404
    assert visitor.open(address).path == "/sign-in"


def test_a_page_with_five_attempts_costs_as_much_as_with_one(
    quiz: Visitor, queries: Callable[..., Any]
) -> None:
    def cost() -> int:
        with queries() as asked:
            quiz.open(f"{PAGES}/check")
        return int(asked.count)

    quiz.submit(**{"q-one": "a"}).open(f"{PAGES}/check")
    before = cost()
    for _ in range(4):
        quiz.open(f"{PAGES}/check").submit(**{"q-one": "a"})
    assert cost() == before
