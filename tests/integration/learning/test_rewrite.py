from collections.abc import Callable
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import delete, select

from tests.integration.conftest import FrozenClock
from tests.integration.learning.conftest import PAGES, do
from tests.integration.visitor import Visitor
from training.database import db
from training.learning.models import Draft, LearningEvent


@pytest.fixture
def trying(learner: Visitor) -> Visitor:
    """Somebody before the rewrite."""
    return do(learner, "first", "film", "check").open(f"{PAGES}/vague")


def test_a_draft_sent_twice_is_kept_once(trying: Visitor, stored: Callable[..., list[Any]]) -> None:
    trying.submit(text="Reform prisons by 2028").submit_again()
    assert stored(select(Draft.text)) == ["Reform prisons by 2028"]
    drafted = select(LearningEvent.id).where(LearningEvent.kind == "drafted")
    assert stored(drafted) == stored(select(Draft.id))


def test_a_page_that_is_sent_again_after_its_words_were_erased_keeps_them_anew(
    app: Flask, trying: Visitor, stored: Callable[..., list[Any]]
) -> None:
    trying.submit(text="Reform prisons by 2028")
    with app.app_context():
        db.session.execute(delete(Draft))
        db.session.commit()
    assert trying.submit_again().status == 200
    assert stored(select(Draft.text)) == ["Reform prisons by 2028"]


def test_hints_ask_questions_and_show_the_words_that_caused_them(trying: Visitor) -> None:
    trying.submit(text="Continue efforts, promptly.")
    assert "Your draft" in trying.text
    assert "By when? A date, the mid-term, or the next review?" in trying.text
    assert '<mark class="hit hit-S" data-letters="SAT">Continue</mark>' in trying.html
    assert "Action category 2 of 5: continuing action" in trying.text
    assert "These are hints, not marks" in trying.text


def test_a_draft_is_shown_as_text_whatever_it_holds(trying: Visitor) -> None:
    trying.submit(text="<script>alert(1)</script> & <b>by 2028</b>")
    assert "<script>alert" not in trying.html
    assert "<b>by 2028" not in trying.html
    assert "&lt;script&gt;" in trying.html


def test_the_example_waits_for_the_first_draft(trying: Visitor) -> None:
    example = "Publish every death in custody by 31 December 2028."
    assert example not in trying.text
    assert example in trying.submit(text="Do something.").text


def test_earlier_drafts_stay_the_newest_first(trying: Visitor, clock: FrozenClock) -> None:
    for number in range(3):
        clock.advance(minutes=1)
        trying.open(f"{PAGES}/vague").submit(text=f"Wording {number}")
    places = [trying.text.index(f"Wording {number}") for number in (2, 1, 0)]
    assert places == sorted(places)
    assert "Your draft number 3" in trying.text


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        ("  \n ", "Write something first"),
        ("w" * 201, "This is 1 character too long."),
        ("w" * 1300, "This is 1,100 characters too long."),
    ],
)
def test_a_draft_that_cannot_be_kept_is_refused_and_stays_on_the_page(
    trying: Visitor, stored: Callable[..., list[Any]], text: str, problem: str
) -> None:
    trying.submit(text=text)
    assert problem.replace(",", "") in trying.text.replace(",", "")
    assert text.strip() in trying.html
    assert stored(select(Draft.id)) == []


def test_line_breaks_count_as_one_sign(trying: Visitor, stored: Callable[..., list[Any]]) -> None:
    trying.submit(text="a\r\n" * 99 + "aa\0")
    assert stored(select(Draft.text)) == ["a\n" * 99 + "aa"]


def test_five_megabytes_are_too_much_and_leave_nothing(
    trying: Visitor, stored: Callable[..., list[Any]]
) -> None:
    trying.submit(text="w" * 5_000_000)
    assert trying.status == 413
    assert "too much at once" in trying.text
    assert stored(select(Draft.id)) == []


def test_a_draft_gets_its_hints_in_the_language_of_the_course(
    new_learner: Callable[..., Visitor], stored: Callable[..., list[Any]]
) -> None:
    learner = do(new_learner("fr"), "first", "film", "check").open(f"{PAGES}/vague")
    learner.submit(text="Publier la liste des décès d’ici à 2028.")
    ((language, category),) = stored(select(Draft.language, Draft.category))
    assert (language, category["number"]) == ("fr", 5)
    assert "d’ici à 2028" in learner.text


def test_drafts_are_seen_by_nobody_else(
    trying: Visitor, new_learner: Callable[..., Visitor]
) -> None:
    trying.submit(text="Only mine")
    other = do(new_learner(name="Boris"), "first", "film", "check").open(f"{PAGES}/vague")
    assert "Only mine" not in other.html


def test_an_id_of_somebody_else_is_refused(
    trying: Visitor, new_learner: Callable[..., Visitor], stored: Callable[..., list[Any]]
) -> None:
    trying.submit(text="Mine")
    (uid,) = stored(select(Draft.id))
    other = do(new_learner(name="Boris"), "first", "film", "check").open(f"{PAGES}/vague")
    other.submit(text="Theirs", uid=uid)
    assert other.status == 409
    assert stored(select(Draft.text)) == ["Mine"]


def test_a_page_with_five_drafts_costs_as_much_as_with_one(
    trying: Visitor, queries: Callable[..., Any]
) -> None:
    def cost() -> int:
        with queries() as asked:
            trying.open(f"{PAGES}/vague")
        return int(asked.count)

    trying.submit(text="One")
    before = cost()
    for number in range(4):
        trying.submit(text=f"More {number}")
    assert cost() == before


def test_whoever_seems_to_write_about_somebody_real_is_asked_first(
    trying: Visitor, stored: Callable[..., list[Any]]
) -> None:
    trying.submit(text="Release Mr Adeyemi, amal@example.org, within a month.")
    assert "Mr Adeyemi" in trying.text
    assert "named or reached real people" in trying.text
    assert stored(select(Draft.id)) == []
    trying.submit(text="Release Mr Adeyemi within a month.", nobody_real="y")
    assert stored(select(Draft.text)) == ["Release Mr Adeyemi within a month."]
