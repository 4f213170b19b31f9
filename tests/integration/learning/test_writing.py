"""Writing a draft: hints without sending, the spoken version, what is said about saving."""

import re
from collections.abc import Callable
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import select

from tests.integration.learning.conftest import PAGES, do
from tests.integration.visitor import Visitor
from training.learning.models import Draft, LearningEvent

VAGUE = f"{PAGES}/vague"
HINTS = f"{VAGUE}/hints"
TEXT = "Continue efforts, promptly."
DEVICE_KEY = re.compile(r'data-writing="([^"]+)"')
A_PAGE = '<html lang="en"'


@pytest.fixture
def trying(learner: Visitor) -> Visitor:
    """Somebody before the rewrite."""
    return do(learner, "first", "film", "check").open(VAGUE)


def asking(visitor: Visitor, text: str, **more: str) -> Visitor:
    """Ask for hints as the script of the page does: with all that is in the form."""
    (form,) = [form for form in visitor.page.forms if "text" in form.fields]
    sent = {name: field.text for name, field in form.fields.items() if name in ("uid", "spoken")}
    return visitor.post(HINTS, {**sent, "text": text, **more})


def test_hints_come_without_keeping_anything(
    trying: Visitor, stored: Callable[..., list[Any]]
) -> None:
    asking(trying, TEXT)
    assert trying.status == 200
    assert "By when? A date, the mid-term, or the next review?" in trying.text
    assert "Action category 2 of 5: continuing action" in trying.text
    assert 'data-category="2" data-summary="New hints: 0 of the five letters are clear."' in (
        trying.html
    )
    assert A_PAGE not in trying.html
    assert trying.headers["Cache-Control"] == "no-store"
    assert stored(select(Draft.id)) == []
    assert stored(select(LearningEvent.id).where(LearningEvent.kind == "drafted")) == []


@pytest.mark.parametrize("before", ["🕊️ ", "👩🏽‍⚖️ 在2028年：", "عاجل: "])
def test_the_words_that_caused_a_hint_are_found_after_any_signs(
    trying: Visitor, before: str
) -> None:
    asking(trying, f"{before}Repeal the law promptly.")
    assert '<mark class="hit hit-T" data-letters="T">promptly</mark>' in trying.html


@pytest.mark.parametrize("text", ["", " \n", "w" * 201])
def test_there_are_no_hints_on_nothing_and_on_too_much(trying: Visitor, text: str) -> None:
    assert (asking(trying, text).status, trying.html) == (400, "")


def test_hints_are_for_those_who_have_come_so_far(
    trying: Visitor, new_learner: Callable[..., Visitor], trainee: Visitor, visitor: Visitor
) -> None:
    beginner = new_learner(name="Boris").open(f"{PAGES}/first")
    assert beginner.post(HINTS, {"text": TEXT}).status == 403
    assert trainee.open("/courses/short").post(HINTS, {"text": TEXT}).status == 404
    assert visitor.open("/sign-in").post(HINTS, {"text": TEXT}).path == "/sign-in"
    assert trying.post(f"{PAGES}/first/hints", {"text": TEXT}).status == 404
    assert trying.open(HINTS).status == 405


def test_hints_are_refused_without_the_token_of_the_page(trying: Visitor) -> None:
    assert trying.client.post(HINTS, data={"text": TEXT}).status_code == 400


@pytest.mark.settings(RATELIMIT_ENABLED=True)
def test_who_asks_too_often_waits_and_holds_up_nobody_else(
    trying: Visitor, new_learner: Callable[..., Visitor]
) -> None:
    (form,) = [form for form in trying.page.forms if "text" in form.fields]
    sent = {**{name: field.text for name, field in form.fields.items()}, "text": TEXT}
    answers = [trying.client.post(HINTS, data=sent).status_code for _ in range(61)]
    assert answers == [200] * 60 + [429]
    other = do(new_learner(name="Boris"), "first", "film", "check").open(VAGUE)
    assert asking(other, TEXT).status == 200


def test_without_a_script_hints_are_shown_on_words_that_are_not_saved(
    trying: Visitor, stored: Callable[..., list[Any]]
) -> None:
    trying.press("Only show me the hints", text=TEXT)
    assert "By when? A date, the mid-term, or the next review?" in trying.text
    assert "These words are not saved yet." in trying.text
    assert f">{TEXT}</textarea>" in trying.html.replace("\r\n", "")
    assert stored(select(Draft.id)) == []
    trying.press("Save and show me the hints")
    assert "Saved on the server" in trying.text
    assert stored(select(Draft.text)) == [TEXT]


def test_other_words_under_the_same_id_are_another_draft_and_kept_once(
    trying: Visitor, stored: Callable[..., list[Any]]
) -> None:
    trying.submit(text="First words")
    (uid,) = stored(select(Draft.id))
    for _ in range(2):
        trying.open(VAGUE).submit(text="Second words", uid=uid)
        trying.open(VAGUE).submit(text="First words", uid=uid)
    assert sorted(stored(select(Draft.text))) == ["First words", "Second words"]


def test_a_version_to_be_read_aloud_is_kept_with_the_draft(
    trying: Visitor, stored: Callable[..., list[Any]]
) -> None:
    trying.submit(text=TEXT)
    assert stored(select(Draft.spoken)) == [None]
    trying.submit(text="Repeal article 5.", spoken="Repeal\r\n five.")
    assert set(stored(select(Draft.spoken))) == {None, "Repeal\n five."}
    assert "Words: 2 of 25. That can be read aloud in one breath." in trying.text
    assert "five.</textarea>" in trying.html


def test_chinese_is_counted_in_characters(app: Flask) -> None:
    with app.test_request_context():
        words = app.jinja_env.get_template("learning/_counted.html").module
        assert "Characters: 5 of 40. That can" in words.spoken_counted("废除第305条。", "zh")
        assert "Characters: 5<" in words.counted("废除第305条。", "zh")


def test_too_many_words_to_be_read_aloud_are_the_trainees_choice(
    trying: Visitor, stored: Callable[..., list[Any]]
) -> None:
    trying.submit(text=TEXT, spoken="word " * 26)
    assert "Words: 26 of 25. That is more than one breath. What could go?" in trying.text
    assert stored(select(Draft.spoken)) == [("word " * 26).strip()]


def test_only_what_no_column_holds_is_refused(
    trying: Visitor, stored: Callable[..., list[Any]]
) -> None:
    trying.submit(text=TEXT, spoken="w" * 501)
    assert "This is 1 character too long." in trying.text
    assert "These words are not saved yet." in trying.text
    assert stored(select(Draft.id)) == []
    trying.submit(text=TEXT, spoken="w" * 500)
    assert stored(select(Draft.spoken)) == ["w" * 500]


def test_the_page_says_how_long_a_draft_is_and_where_it_is(trying: Visitor) -> None:
    assert "Words: 0" in trying.text
    assert "These words are not saved yet." in trying.text
    trying.submit(text="Repeal article 5 by 2028.")
    assert "Words: 5" in trying.text
    assert "Saved on the server, " in trying.text


def test_the_page_tells_what_the_field_knows_with_its_sources(trying: Visitor) -> None:
    assert "Acceptance is not quality" in trying.text
    for share in ("97%", "95%", "60%", "82%", "56%", "53%–54%", "64%", "47%", "52%", "35%"):
        assert share in trying.text
    assert "our count of 23,484 recommendations of sessions 1 to 13" in trying.text
    assert "aria-current" not in trying.html.partition('class="bars shares"')[2]
    trying.submit(text=TEXT)
    assert '<tr role="row" data-row="2" aria-current="true">' in trying.html


def test_what_waits_on_a_device_has_a_key_that_tells_nobody_who_wrote_it(
    trying: Visitor, new_learner: Callable[..., Visitor]
) -> None:
    (mine,) = DEVICE_KEY.findall(trying.html)
    assert DEVICE_KEY.findall(trying.open(VAGUE).html) == [mine]
    other = do(new_learner(name="Boris"), "first", "film", "check").open(VAGUE)
    assert DEVICE_KEY.findall(other.html) != [mine]
    assert trying.person_id not in mine
