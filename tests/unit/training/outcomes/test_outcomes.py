from datetime import date

import pytest

from training.outcomes.rules import LINE, Wanted, Why, doers, line, reasons, versions, why
from training.participation.rules import Outcome, Period, presets, standing

YEAR = Period(date(2025, 1, 1), date(2025, 12, 31))
MEMBERS = presets()["members_with_submissions"]


def outcome(id_: str = "u", **about) -> Outcome:
    usual = {"kind": "joint_submission", "date": date(2025, 5, 1), "organisations": ("x",)}
    return Outcome(id=id_, **usual | about)


@pytest.mark.parametrize(
    ("about", "reason"),
    [
        ({}, Why.COUNTED),
        ({"date": date(2024, 12, 31)}, Why.OUTSIDE_PERIOD),
        ({"date": date(2025, 12, 31)}, Why.COUNTED),
        ({"kind": "meeting"}, Why.OTHER_KIND),
        ({"kind": "meeting", "withdrawn": True}, Why.WITHDRAWN),
    ],
)
def test_every_outcome_says_why_it_counts_or_not(about, reason):
    assert why(outcome(**about), MEMBERS, YEAR) is reason


def test_reasons_agree_with_the_count():
    facts = [
        outcome("a"),
        outcome("b", organisations=("x", "y")),
        outcome("c", organisations=("z",), date=date(2024, 1, 1)),
        outcome("d", kind="joint_statement"),
        outcome("e", withdrawn=True, organisations=("w",)),
    ]
    people, members, statements = line(facts, [presets()[name] for name in LINE], YEAR, None)
    found = reasons(facts, MEMBERS, YEAR)
    assert tuple(doers(found[Why.COUNTED])) == members.organisations == ("x", "y")
    assert (people.best, members.best, statements.best) == (0, 2, 1)
    assert sum(map(len, found.values())) == len(facts)


def test_the_three_figures_have_three_units():
    assert [presets()[name].unit for name in LINE] == ["person", "organisation", "outcome"]


@pytest.mark.parametrize(
    ("wanted", "taken"),
    [
        (Wanted(), True),
        (Wanted(kind="joint_submission"), True),
        (Wanted(kind="meeting"), False),
        (Wanted(country="AM"), True),
        (Wanted(country="GE"), False),
        (Wanted(upr_session="49"), True),
        (Wanted(programme="g"), False),
        (Wanted(begins=date(2025, 5, 1), ends=date(2025, 5, 1)), True),
        (Wanted(begins=date(2025, 5, 2)), False),
    ],
)
def test_a_list_takes_what_was_asked_for(wanted, taken):
    assert wanted.takes(outcome(country="AM", upr_session=49)) is taken


def test_all_versions_of_an_outcome_are_found_from_any_of_them():
    facts = [outcome("a"), outcome("b", supersedes="a"), outcome("c", supersedes="b"), outcome("z")]
    stands = standing(facts)
    for one in "abc":
        assert [found.id for found in versions(facts, stands, one)] == ["a", "b", "c"]
