"""Farida's workshop on the short course, and what people in it wrote."""

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
    new_draft,
    new_enrolment,
    new_person,
    new_workshop,
    registered,
)
from tests.builders import short_course as write_short_course
from tests.integration.visitor import Visitor
from training.catalogue.actions import publish
from training.database import db

VAGUE = "/courses/short/vague"


@pytest.fixture
def short_course(app: Flask, tmp_path: Path) -> None:
    """The short course, on offer."""
    with app.app_context():
        publish(write_short_course(tmp_path / "short"))
        db.session.commit()


@pytest.fixture
def workshop_id(short_course: None, facilitator: Visitor, keep: Callable[..., None]) -> str:
    """Farida's workshop, which goes with the short course."""
    workshop = new_workshop(facilitator.person_id, course_id="short")
    workshop_id = workshop.id
    keep(workshop)
    return workshop_id


Write = Callable[..., str]


@pytest.fixture
def write(short_course: None, keep: Callable[..., None]) -> Write:
    """Let somebody write a draft: `write("Amal", in_workshop=workshop_id)` gives the draft's id.

    person_id   somebody who is there already; they and their enrolment are not made anew
    minutes     how long after noon on 1 March 2027
    """
    enrolments: dict[str, str] = {}

    def make(
        name: str = "Amal",
        text: str = "Publish every death in custody.",
        minutes: int = 0,
        in_workshop: str = "",
        person_id: str = "",
    ) -> str:
        if name not in enrolments:
            person = new_person(name)
            owner = person_id or person.id
            enrolment = new_enrolment(owner)
            enrolments[name] = enrolment.id
            keep(*([] if person_id else [person]))
            keep(enrolment)
            keep(*before_the_rewrite(enrolments[name]))
            keep(*([registered(in_workshop, owner)] if in_workshop else []))
        draft = new_draft(enrolments[name], text, MARCH + timedelta(minutes=minutes))
        draft_id = draft.id
        keep(draft)
        return draft_id

    return make


def address_of(draft_id: str) -> str:
    """The page on which a facilitator marks a draft."""
    return f"/feedback/{draft_id}"


def answer(facilitator: Visitor, draft_id: str, **fields: Any) -> Visitor:
    """Give feedback on a draft with the usual marks."""
    page = facilitator.open(address_of(draft_id))
    return page.press("Give feedback", **MARKS, **fields)
