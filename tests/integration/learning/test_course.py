from collections.abc import Callable
from typing import Any

import pytest
from sqlalchemy import select

from tests.integration.conftest import FrozenClock
from tests.integration.learning.conftest import PAGES, do
from tests.integration.visitor import Visitor
from training.learning.models import Completion, Enrolment, LearningEvent


def test_a_stranger_sees_what_a_course_offers_and_how_to_begin(
    published: None, visitor: Visitor
) -> None:
    visitor.open(PAGES)
    assert "A short course" in visitor.text
    visitor.follow("Register and start")
    assert visitor.path == "/register"
    assert visitor.response.request.args["next"] == PAGES


def test_a_stranger_cannot_begin_and_opens_no_activity(published: None, visitor: Visitor) -> None:
    for path in (f"{PAGES}/first", "/progress/short", "/attempt/none"):
        assert visitor.open(path).path == "/sign-in"
    assert visitor.open(PAGES).post(PAGES, {"language": "en"}).path == "/sign-in"


def test_a_person_begins_once_however_often_it_is_sent(
    learner: Visitor, stored: Callable[..., list[Any]]
) -> None:
    learner.submit_again()
    assert stored(select(Enrolment.course_id, Enrolment.version, Enrolment.language)) == [
        ("short", "1.0.0", "en")
    ]


def test_a_course_begins_only_in_a_language_it_has(published: None, trainee: Visitor) -> None:
    trainee.open(PAGES)
    trainee.post(PAGES, {"uid": "a" * 36, "language": "xx"})
    assert "Not a valid choice" in trainee.text
    assert trainee.open("/progress/short").status == 404


def test_who_has_not_begun_opens_no_activity(published: None, trainee: Visitor) -> None:
    assert trainee.open(f"{PAGES}/first").status == 404
    assert trainee.open(f"{PAGES}/first").post(f"{PAGES}/first").status == 404


@pytest.mark.parametrize(
    "path", ["/courses/none", f"{PAGES}/none", "/progress/none", "/attempt/none"]
)
def test_what_does_not_exist_is_said_so(learner: Visitor, path: str) -> None:
    assert learner.open(path).status == 404


def test_a_locked_activity_says_what_to_finish_first(learner: Visitor) -> None:
    learner.open(PAGES)
    assert "Opens after “First things”." in learner.text
    learner.open(f"{PAGES}/check")
    assert learner.status == 403
    assert "Finish first First things The film" in learner.text
    assert learner.page.forms[0].action == "/language"


def test_a_locked_activity_takes_nothing(
    learner: Visitor, stored: Callable[..., list[Any]]
) -> None:
    learner.open(PAGES)
    for path in (f"{PAGES}/check", f"{PAGES}/vague"):
        assert learner.post(path, {"uid": "a" * 36, "text": "x"}).status == 403
    assert learner.post(f"{PAGES}/film/position", {"seconds": "5"}).status == 409
    assert stored(select(LearningEvent.id)) == []


def test_reading_a_lesson_opens_the_next_activity(
    learner: Visitor, stored: Callable[..., list[Any]]
) -> None:
    do(learner, "first")
    assert learner.path == f"{PAGES}/film"
    learner.submit_again()
    assert stored(select(LearningEvent.activity_id, LearningEvent.kind)) == [("first", "read")]


def test_the_text_of_a_film_counts_as_the_film(
    learner: Visitor, stored: Callable[..., list[Any]]
) -> None:
    do(learner, "first").open(f"{PAGES}/film").press("I have read the text, go on")
    assert learner.path == f"{PAGES}/check"
    assert stored(select(LearningEvent.kind).order_by(LearningEvent.id)) == ["read", "read"]


def test_a_film_goes_on_where_it_was_left(learner: Visitor) -> None:
    do(learner, "first")
    for seconds in ("31", "42"):
        learner.open(f"{PAGES}/film")
        assert learner.post(f"{PAGES}/film/position", {"seconds": seconds}).status == 204
    learner.open(f"{PAGES}/film")
    assert 'data-position="42"' in learner.html
    assert "You stopped at 0:42." in learner.text
    assert "Started" in learner.text


def test_a_place_that_no_film_has_is_refused(learner: Visitor) -> None:
    do(learner, "first")
    for activity, seconds, status in (("film", "-1", 400), ("film", "x", 400), ("first", "1", 404)):
        learner.open(f"{PAGES}/film")
        assert learner.post(f"{PAGES}/{activity}/position", {"seconds": seconds}).status == status


def test_the_whole_course_is_completed_by_its_rule_and_dated(
    learner: Visitor, clock: FrozenClock, stored: Callable[..., list[Any]]
) -> None:
    do(learner, "first", "film", "check")
    assert stored(select(Completion.id)) == []
    do(learner, "vague")
    learner.open(PAGES)
    assert "You completed this course on Mar 1, 2027 (version 1.0.0)." in learner.text
    assert stored(select(Completion.course_version, Completion.basis)) == [
        ("1.0.0", ["first", "film", "check", "vague"])
    ]


def test_completion_is_said_once_and_stays(
    learner: Visitor, clock: FrozenClock, stored: Callable[..., list[Any]]
) -> None:
    do(learner, "first", "film", "check", "vague")
    before = stored(select(Completion.id, Completion.completed_at))
    clock.advance(days=3)
    do(learner, "vague")
    assert stored(select(Completion.id, Completion.completed_at)) == before


def test_the_language_changes_and_nothing_gets_lost(learner: Visitor) -> None:
    do(learner, "first")
    learner.open("/progress/short").submit(language="fr")
    assert learner.path == PAGES
    assert "1 of 4 required steps done" in learner.text
    assert "Pour commencer" in learner.text


def test_a_part_without_translation_is_shown_in_the_original_and_that_is_said(
    new_learner: Callable[..., Visitor],
) -> None:
    learner = new_learner("fr").open(f"{PAGES}/first")
    assert '<h1 lang="fr" dir="ltr">Pour commencer</h1>' in learner.html
    assert "not translated yet" not in learner.text
    do(learner, "first").open(f"{PAGES}/film")
    assert "This part is not translated yet (Français)." in learner.text


def test_the_progress_page_says_what_is_done_when_and_what_is_left(
    learner: Visitor, clock: FrozenClock
) -> None:
    do(learner, "first").open("/progress/short")
    assert "First things Mar 1, 2027" in learner.text.replace("\u202f", " ")
    assert "What is left" in learner.text
    do(learner, "film", "check", "vague").open("/progress/short")
    assert "What is left" not in learner.text


def test_a_course_page_costs_the_same_queries_however_much_was_done(
    learner: Visitor, queries: Callable[..., Any]
) -> None:
    def cost() -> int:
        with queries() as asked:
            learner.open(PAGES)
        return int(asked.count)

    before = cost()
    do(learner, "first", "film", "check", "vague", "vague", "vague")
    assert cost() == before


def test_a_live_activity_is_open_and_says_who_records_it(learner: Visitor) -> None:
    learner.open(f"{PAGES}/meeting")
    assert learner.status == 200
    assert "your facilitator takes the roll" in learner.text


def test_no_page_leads_to_an_activity_that_is_locked(learner: Visitor) -> None:
    for page in (PAGES, f"{PAGES}/first", f"{PAGES}/meeting"):
        assert f'href="{PAGES}/vague"' not in learner.open(page).html
