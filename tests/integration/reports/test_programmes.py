"""Organisers have a desk for their own programmes, reporters one with protected figures only."""

import pytest

from training.access import Role


@pytest.fixture
def held(took_part, clock):
    """Seven people in the north."""
    took_part({"2027-01-10": range(7)}, "North")


def test_an_organiser_sees_their_programme_and_no_other(organiser, programmes, held):
    organiser.open("/reports")
    assert "7 people trained" in organiser.text
    assert "See why this number" in organiser.text
    assert organiser.open("/reports", programme=programmes["South"]).status == 404
    assert organiser.open("/reports", programme="").status == 404


def test_a_reporter_sees_protected_figures_only(reporter, held):
    reporter.open("/reports")
    assert "This number is not shown" in reporter.text
    assert "What to do next" not in reporter.text
    assert reporter.open("/reports", audience="internal").status == 404
    assert reporter.open("/reports", audience="").status == 404
    assert reporter.open("/reports", audience="donor").status == 200


def test_whoever_was_named_for_nothing_is_told_so(member):
    for role in (Role.ORGANISER, Role.REPORTER):
        assert "Staff name you for a programme." in member(role).open("/reports").text


def test_nobody_in_another_programme_is_counted(named, held):
    assert "0 people trained" in named(Role.ORGANISER, "South").open("/reports").text
