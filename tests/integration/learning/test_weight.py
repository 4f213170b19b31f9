"""A page costs little, also on prepaid data."""

import gzip
import re
from collections.abc import Callable
from pathlib import Path

import pytest
from flask import Flask

from tests.integration.visitor import Visitor
from training.catalogue.actions import publish
from training.database import db

BUNDLED = Path(__file__).parents[3] / "courses" / "content" / "smart-recommendations"
PARTS = re.compile(
    r"""(?:<link[^>]*\shref|<(?:script|img|source|video)[^>]*\s(?:src|poster))="([^"]+)"""
)
LIMIT = 60_000
SMALL = {"Accept-Encoding": "gzip"}  # as every browser says
A_YEAR = 365 * 24 * 3600
COURSE = "/courses/smart-recommendations"


@pytest.fixture
def bundled(app: Flask, member: Callable[..., Visitor]) -> Visitor:
    """Somebody who has just begun the bundled course."""
    with app.app_context():
        publish(BUNDLED)
        db.session.commit()
    return member().open(COURSE).submit(language="en")


def loaded(learner: Visitor, address: str) -> dict[str, int]:
    """Open a page and all that it loads; returns the bytes of each."""
    page = learner.open(address).html
    sizes = {address: len(page.encode())}
    for part in PARTS.findall(page):
        with learner.client.get(part, headers=SMALL) as answer:
            assert answer.status_code == 200
            sizes[part] = len(answer.data)
    return sizes


def test_the_first_lesson_with_all_it_loads_stays_below_60_kb(bundled: Visitor) -> None:
    sizes = loaded(bundled, f"{COURSE}/letters")
    assert any("css" in address for address in sizes)
    assert any("media" in address for address in sizes)
    assert sum(sizes.values()) < LIMIT, sizes


def test_the_first_exercise_with_its_fact_sheet_stays_below_60_kb(bundled: Visitor) -> None:
    for activity in ("letters", "film", "one-action"):
        bundled.open(f"{COURSE}/{activity}").submit(-1)
    sizes = loaded(bundled, f"{COURSE}/rewrite-press")
    assert "Fact sheet: SMART on one page" in bundled.text
    assert any("rewriting.js" in address for address in sizes)
    assert sum(sizes.values()) < LIMIT, sizes


def test_an_exercise_with_two_drafts_adds_less_than_35_kb_to_what_lessons_brought(
    bundled: Visitor,
) -> None:
    lesson = loaded(bundled, f"{COURSE}/letters")
    for activity in ("letters", "film", "one-action"):
        bundled.open(f"{COURSE}/{activity}").submit(-1)
    for text in ("Continue efforts, promptly.", "Adopt measures to ensure a free press."):
        bundled.open(f"{COURSE}/rewrite-press").submit(text=text)
    sizes = loaded(bundled, f"{COURSE}/rewrite-press")
    assert "Fact sheet: SMART on one page" in bundled.text
    added = {address: size for address, size in sizes.items() if address not in lesson}
    assert any("rewriting.js" in address for address in added)
    assert sum(added.values()) < 35_000, added
    for address in sizes.keys() & lesson.keys():
        with bundled.client.get(address) as answer:
            assert answer.cache_control.max_age == A_YEAR


def test_no_page_of_a_course_asks_another_server(learner: Visitor) -> None:
    for path in ("/courses/short", "/courses/short/first", "/progress/short"):
        elsewhere = re.findall(r'(?:src|action|poster)="(https?:[^"]*)', learner.open(path).html)
        assert elsewhere == []


def test_static_files_are_sent_compressed_and_pages_are_not(learner: Visitor) -> None:
    page = learner.open("/courses/short").html
    sheet = next(part for part in PARTS.findall(page) if "main.css" in part)
    with learner.client.get(sheet, headers=SMALL) as small, learner.client.get(sheet) as plain:
        assert gzip.decompress(small.data) == plain.data
        assert len(small.data) < len(plain.data) / 2
        assert "gzip" not in plain.headers.get("Content-Encoding", "")
        assert "Accept-Encoding" in small.headers["Vary"]
        assert "Accept-Encoding" in plain.headers["Vary"]
    with learner.client.get("/courses/short", headers=SMALL) as answer:
        assert "Content-Encoding" not in answer.headers
