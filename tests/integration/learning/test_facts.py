from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import delete, select

from tests.integration.conftest import FrozenClock
from tests.integration.learning.conftest import PAGES, do
from tests.integration.visitor import Visitor
from training.database import db, new_uid
from training.learning import actions, queries
from training.learning.actions import Wording
from training.learning.models import Completion, Draft, Enrolment, LearningEvent

WHEN = datetime(2027, 2, 1, 12, tzinfo=UTC)


def at_once(app: Flask, count: int, act: Callable[[int], object]) -> list[object]:
    """Do something in several requests at the same moment, each with its own connection."""

    def one(number: int) -> object:
        with app.app_context():
            found = act(number)
            db.session.commit()
            return found

    with ThreadPoolExecutor(count) as pool:
        return list(pool.map(one, range(count)))


def test_one_draft_in_eight_requests_at_the_same_moment_is_kept_once(
    learner: Visitor, app: Flask, stored: Callable[..., list[Any]]
) -> None:
    do(learner, "first", "film", "check")
    uid = new_uid()

    def send(_number: int) -> str:
        taken = queries.enrolment_or_404(learner.person_id, "short")
        exercise = queries.course_of(taken).activity("vague").rewrite
        return actions.send_draft(taken, "vague", uid, exercise, Wording("Same words")).id

    assert at_once(app, 8, send) == [uid] * 8
    assert stored(select(Draft.id)) == [uid]


def test_one_person_begins_a_course_once_in_eight_requests_at_the_same_moment(
    published: None, trainee: Visitor, app: Flask, stored: Callable[..., list[Any]]
) -> None:
    def begin(_number: int) -> str:
        return actions.enrol(new_uid(), trainee.person_id, "short", "en").id

    assert len(set(at_once(app, 8, begin))) == 1
    assert len(stored(select(Enrolment.id))) == 1


def test_the_last_two_steps_at_the_same_moment_complete_the_course_once(
    learner: Visitor, app: Flask, stored: Callable[..., list[Any]]
) -> None:
    do(learner, "first", "film", "check")

    def finish(number: int) -> object:
        taken = queries.enrolment_or_404(learner.person_id, "short")
        if number % 2:
            return actions.complete_live(learner.person_id, "short", "meeting", WHEN)
        exercise = queries.course_of(taken).activity("vague").rewrite
        return actions.send_draft(taken, "vague", new_uid(), exercise, Wording("Words")).id

    at_once(app, 8, finish)
    assert len(stored(select(Completion.id))) == 1
    assert len(stored(select(LearningEvent.id).where(LearningEvent.kind == "attended"))) == 1


def test_attendance_completes_a_live_activity_once(
    learner: Visitor, app: Flask, stored: Callable[..., list[Any]]
) -> None:
    with app.app_context():
        for _ in range(2):
            assert actions.complete_live(learner.person_id, "short", "meeting", WHEN)
        assert not actions.complete_live(learner.person_id, "short", "first", WHEN)
        assert not actions.complete_live(learner.person_id, "none", "meeting", WHEN)
        db.session.commit()
    assert stored(select(LearningEvent.activity_id, LearningEvent.at)) == [("meeting", WHEN)]
    assert "You took part." in learner.open(f"{PAGES}/meeting").text


def test_attendance_of_somebody_who_does_not_take_the_course_changes_nothing(
    published: None, trainee: Visitor, app: Flask, stored: Callable[..., list[Any]]
) -> None:
    with app.app_context():
        assert not actions.complete_live(trainee.person_id, "short", "meeting", WHEN)
        db.session.commit()
    assert stored(select(LearningEvent.id)) == []


def test_workshops_learn_who_has_a_live_activity(learner: Visitor, app: Flask) -> None:
    with app.app_context():
        (place,) = queries.enrolments_with_live("short")
    assert (place.person_id, place.activity_id) == (learner.person_id, "meeting")
    assert place.share == 0.8


def test_a_rebuild_gives_back_lost_completions_and_then_finds_nothing(
    learner: Visitor, app: Flask, stored: Callable[..., list[Any]]
) -> None:
    do(learner, "first", "film", "check", "vague")
    columns = select(Completion.id, Completion.completed_at, Completion.basis)
    before = stored(columns)
    with app.app_context():
        db.session.execute(delete(Completion))
        assert [one.finding for one in actions.rebuild()] == ["missing"]
        db.session.commit()
        assert actions.rebuild() == ()
    assert stored(columns) == before


def test_a_rebuild_reports_what_the_events_do_not_say_and_leaves_it(
    learner: Visitor, app: Flask, stored: Callable[..., list[Any]]
) -> None:
    do(learner, "first", "film", "check", "vague")
    with app.app_context():
        db.session.execute(delete(LearningEvent).where(LearningEvent.activity_id == "film"))
        first, second = actions.rebuild(), actions.rebuild()
        db.session.commit()
    assert [one.finding for one in first] == ["not_derived"]
    assert first == second
    assert len(stored(select(Completion.id))) == 1


def test_the_ledger_is_told_of_completions_and_whether_the_test_was_passed(
    learner: Visitor, app: Flask, clock: FrozenClock
) -> None:
    do(learner, "first", "film", "check", "vague")
    with app.app_context():
        (row,) = queries.completions()
    assert (row.person_id, row.course_id, row.course_version) == (
        learner.person_id,
        "short",
        "1.0.0",
    )
    assert row.completed_at == clock.now()
    assert row.test_passed is True


def test_the_start_page_is_told_where_to_go_on(learner: Visitor, app: Flask) -> None:
    do(learner, "first")
    with app.app_context():
        (now,) = queries.current_courses(learner.person_id, "fr")
    assert (now.course.language, now.share, now.complete) == ("fr", 0.25, False)
    assert now.next
    assert now.next.id == "film"


def test_current_courses_cost_two_queries_however_many(
    learner: Visitor, app: Flask, request: pytest.FixtureRequest
) -> None:
    counted = request.getfixturevalue("queries")
    with app.app_context(), counted() as asked:
        queries.current_courses(learner.person_id, "en")
    assert asked.count == 2
