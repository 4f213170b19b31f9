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


CAME_FROM = {
    ("East", "NP"): 13,
    ("East", "MV"): 12,
    ("East", "LK"): 4,
    ("West", "FR"): 20,
    ("West", "DE"): 14,
    ("West", "PL"): 8,
}


def told(who, dimension, value):
    about = {"type": "attribute", "id": f"{who} {dimension}", "person": who}
    return {**about, "dimension": dimension, "value": value, "valid_from": "2024-01-01"}


@pytest.mark.settings(PUBLIC_DIMENSIONS=frozenset({"country", "region"}))
def test_no_country_is_left_when_countries_are_taken_from_their_region(
    reporter, took_part, import_facts, clock
):
    homes = [home for home, number in CAME_FROM.items() for _ in range(number)]
    took_part({"2027-01-10": range(len(homes))}, "North")
    import_facts(
        *(
            told(f"p{number}", dimension, value)
            for number, (region, country) in enumerate(homes)
            for dimension, value in (
                ("region", region),
                ("country", country),
                ("organisation", f"org {number % 4}"),
            )
        )
    )
    assert "East 29" in reporter.open("/reports", by="region").text
    shown = reporter.open("/reports", by="country").text
    assert "Nepal 13" in shown
    assert "Maldives 12" not in shown  # 29 - 13 - 12 would be those from the only other country
