"""A page costs little, also on prepaid data."""

import re
from collections.abc import Callable
from pathlib import Path

from flask import Flask

from tests.integration.visitor import Visitor
from training.catalogue.actions import publish
from training.database import db

BUNDLED = Path(__file__).parents[3] / "courses" / "content" / "smart-recommendations"
PARTS = re.compile(
    r"""(?:<link[^>]*\shref|<(?:script|img|source|video)[^>]*\s(?:src|poster))="([^"]+)"""
)
LIMIT = 60_000


def test_the_first_lesson_with_all_it_loads_stays_below_60_kb(
    app: Flask, member: Callable[..., Visitor]
) -> None:
    with app.app_context():
        publish(BUNDLED)
        db.session.commit()
    learner = member().open("/courses/smart-recommendations").submit(language="en")
    page = learner.open("/courses/smart-recommendations/letters").html
    parts = {address: learner.client.get(address) for address in PARTS.findall(page)}
    assert {part.status_code for part in parts.values()} == {200}
    sizes = {address: len(part.data) for address, part in parts.items()}
    assert any("css" in address for address in sizes)
    assert any("media" in address for address in sizes)
    assert len(page.encode()) + sum(sizes.values()) < LIMIT, sizes
    for part in parts.values():
        part.close()


def test_no_page_of_a_course_asks_another_server(learner: Visitor) -> None:
    for path in ("/courses/short", "/courses/short/first", "/progress/short"):
        elsewhere = re.findall(r'(?:src|action|poster)="(https?:[^"]*)', learner.open(path).html)
        assert elsewhere == []
