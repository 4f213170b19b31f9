"""What is left of erased people still counts, under the definitions known when they were sealed."""

import pytest

from tests.unit.training.participation.ledger_words import (
    YEAR,
    at,
    attribute,
    person,
    said,
    sealed,
    went,
    workshop,
)
from training.participation.rules import NOT_STATED, PREFERS_NOT_TO_SAY, NoteCode, Reason, count

MARCH = {"p@1": at("2025-03-03")}


def reason(row, profile) -> Reason:
    return count([row], profile, YEAR).people[0].reason


@pytest.mark.parametrize("unit", ["person", "seat"])
def test_a_sealed_row_counts_once_as_a_person_or_a_seat(unit):
    found = count([sealed("s", MARCH)], said(unit=unit), YEAR)
    assert (found.low, found.best, found.high, found.sealed) == (1, 1, 1, 1)
    assert [note.code for note in found.notes] == [NoteCode.SEALED_INCLUDED]


@pytest.mark.parametrize(
    ("given", "settings", "expected"),
    [
        ({}, {}, Reason.SEALED),
        ({}, {"id": "q"}, Reason.NOT_EVALUABLE),
        ({}, {"version": 2}, Reason.NOT_EVALUABLE),
        ({}, {"unit": "course"}, Reason.NOT_EVALUABLE),
        ({}, {"unit": "organisation"}, Reason.NOT_EVALUABLE),
        ({"attributes": {"organisation": None}}, {"unit": "organisation"}, Reason.NOT_EVALUABLE),
        ({"attributes": {"organisation": "x"}}, {"unit": "organisation"}, Reason.SEALED),
        ({"award": "a"}, {"awards": "[a]"}, Reason.SEALED),
        ({"award": "b"}, {"awards": "[a]"}, Reason.OTHER_AWARD),
        ({}, {"awards": "[a]"}, Reason.OTHER_AWARD),
        ({"period": "2019"}, {}, Reason.SEALED),
    ],
)
def test_a_row_counts_only_where_its_definition_award_and_unit_allow(given, settings, expected):
    assert reason(sealed("s", MARCH, **given), said(**settings)) is expected


@pytest.mark.parametrize("moment", [None, at("2024-12-31"), at("2026-01-01")])
def test_no_moment_or_one_outside_is_outside_the_period(moment):
    assert reason(sealed("s", {"p@1": moment}), said()) is Reason.OUTSIDE_PERIOD


def test_uniqueness_does_not_touch_sealed_rows():
    facts = [*workshop("W", "2024-03-03"), person("p"), went("p", "W1")]
    facts += [attribute("p", "organisation", "x")]
    facts += [sealed("s", MARCH, attributes={"organisation": "x"})]
    ever = said(unit="organisation", unique__within="life_of_award")
    assert count(facts, ever, YEAR).organisations == ("x",)


def test_an_organisation_in_a_sealed_row_is_new_whatever_came_after_the_period():
    facts = [*workshop("W", "2026-03-03"), person("p"), went("p", "W1")]
    facts += [attribute("p", "organisation", "x")]
    facts += [sealed("s", MARCH, attributes={"organisation": "x"})]
    found = count(facts, said(unit="organisation"), YEAR)
    assert (found.best, found.new, found.continuing) == (1, 1, 0)


def test_attributes_that_were_kept_place_a_sealed_row_in_its_cell():
    facts = [
        sealed("s1", MARCH, attributes={"country": "AM"}),
        sealed("s2", MARCH, attributes={"country": None}),
        sealed("s3", MARCH),
    ]
    found = count(facts, said(), YEAR, by="country")
    assert [cell.value for cell in found.cells] == ["AM", NOT_STATED, PREFERS_NOT_TO_SAY]
