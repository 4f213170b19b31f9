"""Erasing somebody: their facts go, what they added to the figures stays."""

import re
from datetime import UTC, date, datetime

from hypothesis import given
from hypothesis import strategies as st

from tests.unit.training.participation.ledger_words import (
    YEAR,
    attribute,
    fact,
    link,
    person,
    said,
    went,
    workshop,
)
from tests.unit.training.participation.test_invariants import PEOPLE, figures, ledgers, profiles
from tests.unit.training.participation.test_reference import Invented
from training.participation.rules import Period, around, count, seal, to_line, without

NOW = datetime(2026, 11, 22, 10, 30, tzinfo=UTC)
ONE_MEETING = [*workshop("W", "2025-03-03", awards=["a"]), person("p"), went("p", "W1")]


def erased(facts, who, profile, *, may_keep=lambda *_: True):
    near = around(facts, who)
    rows = seal(near, without(near, who), [profile], may_keep, NOW)
    return [*without(facts, who), *rows], rows


def one_year(year):
    return Period(date(year, 1, 1), date(year, 12, 31))


@given(ledgers(), profiles(("person", "seat")), st.sampled_from(PEOPLE))
def test_erasing_somebody_lowers_no_figure_of_any_year(facts, profile, who):
    left, _ = erased(facts, who, profile)
    for year in (2024, 2025, 2026):
        assert (
            count(left, profile, one_year(year)).best >= count(facts, profile, one_year(year)).best
        )


@given(ledgers(), profiles(("person", "seat")), st.sampled_from(PEOPLE))
def test_erasing_somebody_without_links_changes_no_figure_at_all(facts, profile, who):
    facts = [one for one in facts if one.type != "identity_link"]
    left, _ = erased(facts, who, profile)
    for year in (2024, 2025, 2026):
        assert figures(left, profile, one_year(year)) == figures(facts, profile, one_year(year))


@given(st.integers(0, 2**32), profiles(("person", "seat")), st.sampled_from(PEOPLE))
def test_corrections_that_move_a_mark_to_somebody_else_are_sealed_as_they_stand(seed, profile, who):
    facts = [one for one in Invented(seed).facts if one.type != "identity_link"]
    left, _ = erased(facts, who, profile)
    for year in (2024, 2025, 2026):
        assert figures(left, profile, one_year(year)) == figures(facts, profile, one_year(year))


def test_what_a_mark_of_an_erased_person_had_corrected_does_not_stand_again():
    moved = went("q", "W1", id="moved", supersedes="p in W1")
    facts = [*ONE_MEETING, person("q"), moved]
    assert figures(erased(facts, "q", said())[0], said()) == figures(facts, said()) == (1, 1, 1)
    assert figures(erased(facts, "p", said())[0], said()) == (1, 1, 1)


@given(ledgers(), profiles(), st.sampled_from(PEOPLE))
def test_nothing_that_is_left_names_the_person(facts, profile, who):
    left, _ = erased(facts, who, profile)
    said_of_them = re.compile(rf'[:\[,]\s*"{who}"(?!\s*:)')
    assert not [one for one in map(to_line, left) if said_of_them.search(one)]


def test_the_row_keeps_the_moment_the_award_and_the_day_of_erasure_only():
    _, (row,) = erased(ONE_MEETING, "p", said())
    assert row.award == "a"
    assert dict(row.verdicts) == {"p@1": datetime(2025, 3, 3, 11, tzinfo=UTC)}
    assert (row.attributes, row.sealed_at) == ((), datetime(2026, 11, 22, tzinfo=UTC))
    assert row.id not in {one.id for one in ONE_MEETING}


def test_an_attribute_is_kept_only_where_its_cell_was_large_enough():
    facts = [*ONE_MEETING, attribute("p", "country", "AM"), attribute("p", "region", "Asia")]
    profile = said(dimensions="{country: exclusive, region: exclusive}")
    _, (row,) = erased(facts, "p", profile, may_keep=lambda _, name, value: value == "Asia")
    assert row.attributes == (("region", "Asia"),)


def test_somebody_who_counted_nowhere_leaves_nothing():
    facts = [*ONE_MEETING, person("q")]
    assert erased(facts, "q", said())[1] == ()


def test_a_duplicate_that_goes_leaves_the_person_counted_once():
    facts = [*ONE_MEETING, person("p2"), went("p2", "W1"), link("p", "p2", confidence="certain")]
    left, rows = erased(facts, "p", said())
    assert rows == ()
    assert figures(left, said()) == figures(facts, said()) == (1, 1, 1)


def test_a_profile_that_comes_later_cannot_judge_what_was_sealed():
    left, _ = erased(ONE_MEETING, "p", said())
    assert figures(left, said(version=2)) == (0, 0, 0)


def test_an_outcome_stays_and_forgets_who_was_there():
    outcome = fact("outcome", "u", kind="oral_statement", persons=["p", "q"], date="2025-05-01")
    (left,) = [one for one in without([*ONE_MEETING, outcome], "p") if one.type == "outcome"]
    assert left.persons == ("q",)


def test_two_years_under_a_yearly_rule_are_two_rows():
    facts = [*ONE_MEETING, *workshop("V", "2024-06-01", awards=["a"]), went("p", "V1")]
    left, rows = erased(facts, "p", said(unique__within="year"))
    assert len(rows) == 2
    assert figures(left, said(unique__within="year"), YEAR) == (1, 1, 1)
