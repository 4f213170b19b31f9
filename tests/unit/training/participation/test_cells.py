"""Cells: each a set of its own, by attributes as at the chosen time."""

from datetime import date

import pytest

from tests.unit.training.participation.ledger_words import (
    YEAR,
    at,
    attribute,
    fact,
    link,
    person,
    said,
    went,
    workshop,
)
from training.participation.rules import NOT_STATED, PREFERS_NOT_TO_SAY, NoteCode, Period, count


def cells(facts, profile, by="country", period=YEAR):
    found = count(facts, profile, period, by=by)
    return {cell.value: (cell.low, cell.best, cell.high) for cell in found.cells}


def test_a_missing_attribute_is_not_stated_apart_from_prefers_not_to_say():
    facts = [*workshop("W", "2025-03-03"), *map(person, "abc")]
    facts += [went(who, "W1") for who in "abc"]
    facts += [attribute("a", "country", "AM"), attribute("b", "country", None)]
    assert cells(facts, said()) == {
        "AM": (1, 1, 1),
        NOT_STATED: (1, 1, 1),
        PREFERS_NOT_TO_SAY: (1, 1, 1),
    }


@pytest.mark.parametrize(
    ("as_at", "value"),
    [("first_qualifying", "march"), ("last_in_period", "june"), ("period_end", "july")],
)
def test_attributes_are_looked_up_as_at_the_chosen_time(as_at, value):
    facts = [*workshop("V", "2025-03-03"), *workshop("W", "2025-06-03"), person("p")]
    facts += [went("p", "V1"), went("p", "W1")]
    for since, country in (
        ("2025-03-03", "march"),
        ("2025-06-03", "june"),
        ("2025-07-31", "july"),
        ("2025-08-01", "august"),
    ):
        facts.append(attribute("p", "country", country, valid_from=since))
    summer = Period(date(2025, 1, 1), date(2025, 7, 31))
    assert list(cells(facts, said(attributes__as_at=as_at), period=summer)) == [value]


def test_each_cell_has_a_range_of_its_own():
    facts = [*workshop("W", "2025-03-03"), *map(person, "ab"), went("a", "W1"), went("b", "W1")]
    facts += [attribute("a", "country", "AM"), link("a", "b")]
    facts += [attribute("b", "country", "BJ", valid_from="2001-01-01")]
    assert cells(facts, said()) == {"AM": (0, 0, 1), "BJ": (1, 1, 1)}


def test_a_multi_dimension_shows_every_value_and_says_that_it_does_not_add_up():
    facts = [*workshop("W", "2025-03-03"), *map(person, "ab"), went("a", "W1"), went("b", "W1")]
    for value, since in (("ar", "2001-01-01"), (None, "2002-01-01"), ("fr", "2003-01-01")):
        facts.append(attribute("a", "language", value, valid_from=since))
    facts += [attribute("b", "language", "en"), attribute("b", "language", "ru")]
    profile = said(dimensions="{language: multi, country: exclusive}")
    assert cells(facts, profile, "language") == {
        "en": (1, 1, 1),
        "fr": (1, 1, 1),
        "ru": (1, 1, 1),
    }
    notes = count(facts, profile, YEAR, by="language").notes
    assert [note.code for note in notes] == [NoteCode.DOES_NOT_ADD_UP]


def test_organisations_are_cut_by_what_they_are():
    facts = [*workshop("W", "2025-03-03"), *map(person, "ab"), went("a", "W1"), went("b", "W1")]
    facts += [fact("organisation", "x", name="X", kind="nhri", country="AM")]
    facts += [attribute("a", "organisation", "x"), attribute("b", "organisation", "y")]
    profile = said(unit="organisation")
    assert cells(facts, profile) == {"AM": (1, 1, 1), NOT_STATED: (1, 1, 1)}
    assert cells(facts, profile, "kind") == {"nhri": (1, 1, 1), NOT_STATED: (1, 1, 1)}


def test_outcomes_are_counted_by_their_own_date_and_kind():
    facts = [
        fact("outcome", f"o{number}", kind=kind, date=day, persons=["p"], country="AM")
        for number, (kind, day) in enumerate(
            [
                ("joint_statement", "2025-03-03"),
                ("joint_statement", "2024-03-03"),
                ("uptake", "2025-12-31"),
            ]
        )
    ]
    statements = said(unit="outcome", outcome_kinds="[joint_statement]")
    assert count(facts, said(unit="outcome"), YEAR).best == 2
    assert count(facts, statements, YEAR).best == 1
    assert cells(facts, said(unit="outcome"), "kind") == {
        "joint_statement": (1, 1, 1),
        "uptake": (1, 1, 1),
    }


def test_the_json_has_the_agreed_keys_and_a_reason_for_everybody():
    facts = [*workshop("W", "2025-03-03"), person("p"), person("q"), went("p", "W1")]
    plain = count(facts, said(), YEAR, by="country").as_json()
    assert plain["period"] == {"from": "2025-01-01", "to": "2025-12-31", "zone": "UTC"}
    assert (plain["low"], plain["best"], plain["high"], plain["as_of"]) == (1, 1, 1, None)
    assert plain["cells"] == [
        {"dimension": "country", "value": NOT_STATED, "low": 1, "best": 1, "high": 1}
    ]
    assert [(one["person"], one["reason"]) for one in plain["people"]] == [
        ("p", "COUNTED"),
        ("q", "ABSENT"),
    ]
    assert plain["people"][0]["moment"] == at("2025-03-03", "11:00")
