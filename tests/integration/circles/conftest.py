"""Farida's workshop on the short course, whose rewrite has an example; and people in a circle."""

from collections.abc import Callable
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from flask import Flask

from tests.builders import (
    MARCH,
    MARKS,
    before_the_rewrite,
    new_circle,
    new_draft,
    new_enrolment,
    new_workshop,
    registered,
    short_course,
)
from tests.integration.conftest import FrozenClock
from tests.integration.visitor import Visitor
from training.catalogue.actions import publish
from training.database import db

GOLD = """
gold:
  - text: Improve prisons by 2030.
    marks: {S: 0, M: 0, A: 1, R: 1, T: 2}
    reasons: {S: Which ones?, M: Who can tell?, A: With what?, R: No number., T: A year.}
"""
DRAFTS_UNTIL = MARCH + timedelta(days=1)
FEEDBACK_UNTIL = MARCH + timedelta(days=3)
NAMES = ("Amal", "Boris", "Chen", "Dina", "Eloise")
TREES = dict(zip(NAMES, ("cedars", "birches", "bamboo", "poplars", "oaks"), strict=True))
Keep = Callable[..., None]


@pytest.fixture
def workshop_id(app: Flask, tmp_path: Path, facilitator: Visitor, keep: Keep) -> str:
    """Farida's workshop, which goes with the short course."""
    folder = short_course(tmp_path / "short")
    vague = folder / "1-only" / "vague.yaml"
    vague.write_text(vague.read_text() + GOLD)
    with app.app_context():
        publish(folder)
        db.session.commit()
    workshop = new_workshop(facilitator.person_id, course_id="short")
    workshop_id = workshop.id
    keep(workshop)
    return workshop_id


@pytest.fixture
def circle_id(workshop_id: str, clock: FrozenClock, keep: Keep) -> str:
    """A circle: drafts until tomorrow, feedback until two days later."""
    circle = new_circle(workshop_id, DRAFTS_UNTIL, FEEDBACK_UNTIL)
    circle_id = circle.id
    keep(circle)
    return circle_id


@pytest.fixture
def come(workshop_id: str, member: Callable[..., Visitor], keep: Keep) -> Callable[..., Visitor]:
    """Bring a trainee of the workshop who wrote a draft: `come("Amal", "ar", "كلمات")`."""

    def make(name: str, language: str = "en", text: str = "") -> Visitor:
        visitor = member(name=name, language=language)
        taken = new_enrolment(visitor.person_id)
        taken.language = language
        taken_id = taken.id
        keep(taken)
        keep(registered(workshop_id, visitor.person_id))
        keep(*before_the_rewrite(taken_id))
        keep(new_draft(taken_id, text or f"Plant {TREES[name]} by 2030.", language=language))
        return visitor

    return make


class Circle:
    """People in a circle, and what they do there, each through the real pages."""

    def __init__(self, circle_id: str, people: tuple[Visitor, ...]) -> None:
        self.path = f"/circles/{circle_id}"
        self.people = people

    def hand_in(self, *people: Visitor) -> None:
        """Let people, else all, join and hand in what they wrote."""
        for one in people or self.people:
            one.open(self.path).submit("/join", reads=[one.language])
            one.open(self.path).submit("/hand-in")

    def practise(self, *people: Visitor) -> None:
        """Let people, else all, mark the example."""
        for one in people or self.people:
            one.open(f"{self.path}/practice").submit(**MARKS)

    def labels(self, one: Visitor) -> list[str]:
        """The labels that somebody sees, in their order."""
        one.open(self.path)
        start = f"{self.path}/"
        links = [
            link.href.removeprefix(start) for link in one.page.links if link.href.startswith(start)
        ]
        return list(dict.fromkeys(link for link in links if link.isupper()))

    def answer(self, one: Visitor, comment: str = "", **about: Any) -> None:
        """Let somebody give feedback on all drafts that wait for them."""
        for number, label in enumerate(self.labels(one)):
            one.open(f"{self.path}/{label}")
            one.submit(**MARKS, comment=comment and f"{comment}{number}", **about)


@pytest.fixture
def circle(circle_id: str, come: Callable[..., Visitor]) -> Callable[..., Circle]:
    """Bring a circle of so many people: `circle(3)`."""
    return lambda size: Circle(circle_id, tuple(come(name) for name in NAMES[:size]))


def texts(visitor: Any) -> str:
    """Every word and every sign of the page that was seen last, with its address and headers."""
    return "\n".join([visitor.html, visitor.request.url, str(visitor.headers)])
