"""Somebody who came to a workshop of one meeting and took the short course."""

from collections.abc import Callable
from typing import Any

import pytest

from tests.builders import registered
from tests.integration.learning.conftest import learner, new_learner, published
from tests.integration.visitor import Visitor
from tests.integration.workshops.conftest import Led, led, plan

__all__ = ["Led", "learner", "led", "new_learner", "plan", "published"]


@pytest.fixture
def mark(facilitator: Visitor) -> Callable[..., None]:
    """Let Farida mark somebody in a meeting: `mark(led, person_id, "present", number=1)`."""

    def make(led: Led, person_id: str, word: str, number: int = 0) -> None:
        facilitator.open(led.roll_of(number)).submit(**{f"mark-{person_id}": word})

    return make


@pytest.fixture
def came(
    led: Led, trainee: Visitor, keep: Callable[..., None], mark: Callable[..., None], clock: Any
) -> Visitor:
    """Somebody who was in the only meeting of the workshop, which is over."""
    keep(registered(led.id, trainee.person_id))
    mark(led, trainee.person_id, "present")
    clock.advance(days=1)
    return trainee
