"""Somebody who came to a workshop, took a course, and wonders what is kept of it."""

from tests.integration.learning.conftest import do, learner, new_learner, published
from tests.integration.workshops.conftest import Led, enter, led, plan

__all__ = ["Led", "do", "enter", "learner", "led", "new_learner", "plan", "published"]
