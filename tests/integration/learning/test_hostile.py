"""Whatever is sent, the answer is a page and nothing is half-saved."""

from collections.abc import Callable
from typing import Any

import pytest
from sqlalchemy import select

from tests.integration.learning.conftest import PAGES, do
from tests.integration.visitor import Visitor
from training.database import new_uid
from training.learning.models import Attempt, LearningEvent


@pytest.mark.parametrize("content", [[1], "text", {"uid": [1, 2]}, {"uid": None}, None, 7])
def test_json_that_is_no_form_is_refused(
    learner: Visitor, stored: Callable[..., list[Any]], content: object
) -> None:
    learner.open(f"{PAGES}/first").post_json(f"{PAGES}/first", content)
    assert learner.status < 500
    assert stored(select(LearningEvent.id)) == []


@pytest.mark.parametrize("uid", ["", "x", "'; DROP TABLE draft", "-" * 36, "é" * 36, "\0" * 36])
def test_an_id_that_no_page_makes_is_refused_or_kept_as_it_is(
    learner: Visitor, stored: Callable[..., list[Any]], uid: str
) -> None:
    learner.open(f"{PAGES}/first").post(f"{PAGES}/first", {"uid": uid})
    assert learner.status == 200
    assert stored(select(LearningEvent.id)) in ([], ["-" * 36])


@pytest.mark.parametrize(
    "path", [f"{PAGES}/%00", f"{PAGES}/{'x' * 3000}", f"{PAGES}/a%2fb", "/courses/%00"]
)
def test_a_strange_address_leads_nowhere(learner: Visitor, path: str) -> None:
    assert learner.open(path).status == 404


@pytest.mark.parametrize("place", ["0", "4", "-1", "²", "٣", "9" * 5000, "\0"])
def test_a_place_that_no_line_has_is_refused(
    learner: Visitor, stored: Callable[..., list[Any]], place: str
) -> None:
    do(learner, "first", "film").open(f"{PAGES}/check")
    learner.post(
        f"{PAGES}/check", {"uid": new_uid(), "q-order-i": place, "q-order-j": "2", "q-order-k": "1"}
    )
    assert learner.status == 200
    assert stored(select(Attempt.id)) == []


def test_a_text_with_signs_that_nobody_sees_is_kept_and_shown(learner: Visitor) -> None:
    do(learner, "first", "film", "check").open(f"{PAGES}/vague")
    learner.submit(text="Repeal\u202e it \ufeff by 2028 🕊️ \u0000\u0007")
    assert learner.status == 200
    assert "🕊️" in learner.html
