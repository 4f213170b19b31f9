"""Two drafts of one's own side by side."""

from collections.abc import Callable
from typing import Any

import pytest
from sqlalchemy import select

from tests.integration.conftest import FrozenClock
from tests.integration.learning.conftest import PAGES, do
from tests.integration.visitor import Visitor
from training.learning.models import Draft

VAGUE = f"{PAGES}/vague"
DRAFTS = f"{VAGUE}/drafts"


@pytest.fixture
def writer(learner: Visitor, clock: FrozenClock) -> Visitor:
    """Somebody with three drafts."""
    do(learner, "first", "film", "check")
    for text in ("Improve prisons.", "Rebuild prisons.", "Rebuild prisons by 2028 <b>."):
        clock.advance(minutes=1)
        learner.open(VAGUE).submit(text=text)
    return learner


def test_the_two_newest_are_compared_unless_others_are_chosen(
    writer: Visitor, stored: Callable[..., list[Any]]
) -> None:
    writer.follow("Compare two drafts")
    assert writer.path == DRAFTS
    assert (
        '<ins><bdi class="visually-hidden">[put in] </bdi> by 2028 &lt;b&gt;</ins>' in writer.html
    )
    assert "<del>" not in writer.html.partition('id="was"')[2]
    first, *_ = stored(select(Draft.id).order_by(Draft.sent_at))
    writer.submit(before=first)
    assert "[taken out] Improve" in writer.text
    assert "[put in] Rebuild" in writer.text
    assert "before=" in writer.request.full_path


def test_a_draft_does_not_differ_from_itself(
    writer: Visitor, stored: Callable[..., list[Any]]
) -> None:
    first, *_ = stored(select(Draft.id))
    assert "These two say the same." in writer.open(DRAFTS, before=first, after=first).text


def test_spoken_versions_are_compared_where_there_is_one(writer: Visitor) -> None:
    assert "To be read aloud" not in writer.open(DRAFTS).text
    writer.open(VAGUE).submit(spoken="Rebuild them.")
    assert "Nothing was written here." in writer.open(DRAFTS).text
    assert "[put in] Rebuild them." in writer.text


@pytest.mark.parametrize("drafts", [0, 1])
def test_fewer_than_two_drafts_leave_nothing_to_compare(learner: Visitor, drafts: int) -> None:
    do(learner, "first", "film", "check").open(VAGUE)
    for _ in range(drafts):
        learner.submit(text="One")
    assert "Compare two drafts" not in learner.text
    assert "There is nothing to compare yet" in learner.open(DRAFTS).text


def test_drafts_of_somebody_else_do_not_exist(
    writer: Visitor,
    new_learner: Callable[..., Visitor],
    trainee: Visitor,
    visitor: Visitor,
    stored: Callable[..., list[Any]],
) -> None:
    theirs, *_ = stored(select(Draft.id))
    other = do(new_learner(name="Boris"), "first", "film", "check", "vague")
    for wrong in (theirs, "", "nothing"):
        assert other.open(DRAFTS, before=wrong).status == 404
        assert other.open(DRAFTS, after=wrong).status == 404
    assert trainee.open(DRAFTS).status == 404
    assert visitor.open(DRAFTS).path == "/sign-in"
    assert writer.open(f"{PAGES}/first/drafts").status == 404


def test_twenty_drafts_cost_as_much_as_three(writer: Visitor, queries: Callable[..., Any]) -> None:
    def cost() -> int:
        with queries() as asked:
            writer.open(DRAFTS)
        return int(asked.count)

    before = cost()
    for number in range(17):
        writer.open(VAGUE).submit(text=f"More {number}")
    assert cost() == before
