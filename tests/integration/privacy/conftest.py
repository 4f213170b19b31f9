"""Somebody who came to a workshop, took a course, and wonders what is kept of it."""

from collections.abc import Callable

import pytest

from tests.builders import registered
from tests.integration.learning.conftest import do, learner, new_learner, published
from tests.integration.visitor import Visitor
from tests.integration.workshops.conftest import Led, enter, led, plan

__all__ = ["Led", "do", "enter", "learner", "led", "new_learner", "plan", "published"]


@pytest.fixture
def attended(
    learner: Visitor, led: Led, keep: Callable[..., None], facilitator: Visitor
) -> Visitor:
    """The learner took the whole course and was in the meeting."""
    do(learner, "first", "film", "check", "vague")
    keep(registered(led.id, learner.person_id))
    facilitator.open(led.roll).submit(**{f"mark-{learner.person_id}": "present"})
    return learner
