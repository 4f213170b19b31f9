"""The last drafts and the last answers come at one moment, and are known to be the last."""

from collections.abc import Callable, Iterable

from sqlalchemy import select

from tests.builders import MARKS
from tests.integration.together import at_once
from training.circles.models import Circle, CircleAnswer, CircleMember
from training.learning.models import Feedback


def submitting(people: Iterable, *form: str, **fields: str) -> list[Callable[[], object]]:
    return [lambda one=one: one.submit(*form, **fields) for one in people]


def test_drafts_that_come_at_one_moment_are_all_in_and_shared_out(circle, stored):
    them = circle(5)
    for one in them.people:
        one.open(them.path).submit("/join", reads=["en"])
    at_once(*submitting(them.people, "/hand-in"))
    assert stored(select(CircleMember.in_time)) == [True] * 5
    assert None not in stored(select(Circle.began_at))


def test_answers_that_come_at_one_moment_are_all_kept_and_released(circle, stored):
    them = circle(3)
    them.hand_in()
    them.practise()
    for _ in range(2):
        for one in them.people:
            one.open(f"{them.path}/{them.labels(one)[0]}")  # the next one that waits stands first
        at_once(*submitting(them.people, **MARKS))
    assert len(stored(select(CircleAnswer.feedback_id))) == 6
    assert None not in stored(select(Circle.closed_at))


def test_of_two_windows_with_the_same_draft_one_is_kept(circle, stored, app):
    them = circle(3)
    them.hand_in()
    them.practise()
    one = them.people[0]
    path = f"{them.path}/{them.labels(one)[0]}"
    windows = [type(one)(app.test_client()) for _ in range(4)]
    for window in windows:
        window.client._cookies = dict(one.client._cookies)
        window.open(path)
    at_once(*submitting(windows, **MARKS))
    assert sorted(window.status for window in windows) == [200, 422, 422, 422]
    assert len(stored(select(Feedback.id))) == 1
