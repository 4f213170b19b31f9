"""When something breaks: a page without a traceback, and a log without anything about a person."""

import logging

import pytest

from training import clock
from training.catalogue.models import Release
from training.database import new_uid

in_production = pytest.mark.settings(TESTING=False, PROPAGATE_EXCEPTIONS=False)


@pytest.fixture
def broken(keep):
    """The address of a course whose files somebody removed."""
    keep(
        Release(
            id=new_uid(),
            course_id="for-amal",
            version="1.0.0",
            digest="0" * 64,
            published_at=clock.now(),
        )
    )
    return "/courses/for-amal"


@in_production
def test_a_fault_gets_a_page_in_the_readers_language(new_visitor, broken):
    page = new_visitor(language="fr").open(broken)
    assert page.status == 500
    assert '<html lang="fr"' in page.html
    assert "Traceback" not in page.html


@in_production
def test_the_log_says_where_a_fault_is_and_nothing_that_people_wrote(app, visitor, broken, caplog):
    app.logger.addHandler(caplog.handler)
    with caplog.at_level(logging.ERROR):
        visitor.open(broken, secret="Amal")
    assert "KeyError in learning.course" in caplog.text
    assert "training/learning/views/courses.py" in caplog.text
    assert "amal" not in caplog.text.lower()


def test_a_method_that_a_page_does_not_know_is_told_those_it_knows(visitor):
    answer = visitor.client.delete("/about")
    assert answer.status_code == 405
    assert "GET" in answer.headers["Allow"]
