"""A short published course, and people who take it."""

from collections.abc import Callable
from pathlib import Path

import pytest
from flask import Flask

from tests.builders import RIGHT_ANSWERS, short_course
from tests.integration.visitor import Visitor
from training.catalogue.actions import publish
from training.database import db

PAGES = "/courses/short"


@pytest.fixture
def published(app: Flask, tmp_path: Path) -> None:
    """The short course, on offer."""
    with app.app_context():
        publish(short_course(tmp_path / "short"))
        db.session.commit()


@pytest.fixture
def new_learner(published: None, member: Callable[..., Visitor]) -> Callable[..., Visitor]:
    """Bring somebody who has begun the short course: `new_learner("fr", name="Boris")`."""

    def make(course_language: str = "en", **about: str) -> Visitor:
        visitor = member(**about)
        return visitor.open(PAGES).submit(language=course_language)

    return make


@pytest.fixture
def learner(new_learner: Callable[..., Visitor]) -> Visitor:
    """Somebody who has just begun the short course."""
    return new_learner()


def do(visitor: Visitor, *activities: str) -> Visitor:
    """Do activities of the short course, each in the usual way."""
    for activity in activities:
        visitor.open(f"{PAGES}/{activity}")
        if activity == "check":
            visitor.submit(**RIGHT_ANSWERS)
        elif activity == "vague":
            visitor.submit(text="Publish every death in custody.")
        else:
            visitor.press(BUTTONS[activity])
    return visitor


BUTTONS = {"first": "I have read this, go on", "film": "I have watched the film, go on"}
