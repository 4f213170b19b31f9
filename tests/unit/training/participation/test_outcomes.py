import json

from tests.unit.training.participation.ledger_words import (
    YEAR,
    at,
    fact,
    person,
    said,
    sealed,
    utc,
    workshop,
)
from training.participation.rules import (
    Audience,
    count,
    presets,
    protect,
    read_lines,
    standing,
    to_line,
    within,
    without,
)

MEMBERS = presets()["members_with_submissions"]
STATEMENTS = presets()["joint_statements"]


def outcome(id_: str, kind: str = "joint_submission", day: str = "2025-05-01", **more):
    return fact("outcome", id_, **{"kind": kind, "date": day, "organisations": ["x"]} | more)


def test_an_outcome_without_the_later_keys_is_written_as_it_always_was():
    line = to_line(outcome("u"))
    assert sorted(json.loads(line)) == [
        *("confidential", "country", "date", "evidence", "id", "kind", "organisations"),
        *("persons", "type", "upr_session"),
    ]


def test_every_key_of_an_outcome_comes_back_as_it_went():
    whole = outcome(
        "u",
        persons=["p"],
        roles={"x": "lead", "p": "speaker"},
        hrc_session=58,
        upr_session=47,
        programme="g",
        award="a",
        symbol="A/HRC/58/9, 6.12",
        withdrawn=True,
        recorded_at=at("2025-06-01"),
        supersedes="t",
    )
    assert read_lines([to_line(whole)])[0] == (whole,)
    assert json.loads(to_line(whole))["roles"] == {"p": "speaker", "x": "lead"}


def test_an_organisation_with_several_submissions_counts_once():
    facts = [
        outcome("u", "written_submission", organisations=["x"]),
        outcome("v", "joint_submission", organisations=["x", "y"]),
        outcome("w", "oral_statement", organisations=["z"]),
        outcome("t", "written_submission", "2024-05-01", organisations=["y", "z"]),
    ]
    found = count(facts, MEMBERS, YEAR)
    assert (found.low, found.best, found.high) == (2, 2, 2)
    assert found.organisations == ("x", "y")
    assert (found.new, found.continuing) == (1, 1)


def test_an_organisation_can_stand_in_several_cells():
    facts = [outcome("u", country="AM"), outcome("v", country="GE"), outcome("w")]
    found = count(facts, MEMBERS, YEAR, by="country")
    assert {cell.value: cell.best for cell in found.cells} == {"AM": 1, "GE": 1, "not stated": 1}
    assert [note.code for note in found.notes if note.code == "does_not_add_up"]


def test_what_was_withdrawn_counts_no_longer_and_did_before():
    wrong = outcome("u", "joint_statement", recorded_at=at("2025-05-02"))
    facts = [
        wrong,
        outcome(
            "v", "joint_statement", supersedes="u", withdrawn=True, recorded_at=at("2025-06-02")
        ),
    ]
    assert count(facts, STATEMENTS, YEAR).best == 0
    assert count(facts, STATEMENTS, YEAR, utc("2025-06-01")).best == 1
    assert count(facts, STATEMENTS, YEAR, utc("2025-05-01")).best == 0


def test_organisations_that_sent_something_are_exact_unless_it_is_confidential():
    shown = protect(count([outcome("u")], MEMBERS, YEAR), Audience.PUBLIC)
    assert shown.total.numbers.best == 1
    hidden = protect(count([outcome("u", confidential=True)], MEMBERS, YEAR), Audience.PUBLIC)
    assert hidden.total.numbers is None


def test_a_sealed_person_adds_no_organisation_that_sent_something():
    row = sealed("s", {MEMBERS.name: at("2025-03-03")}, attributes={"organisation": "y"})
    assert count([outcome("u"), row], MEMBERS, YEAR).best == 1


def test_an_outcome_stays_with_the_programme_or_the_award_that_it_names():
    facts = [outcome("u", programme="g"), outcome("v", award="a"), outcome("w")]
    kept = within(facts, frozenset({"a"}), frozenset(), "g")
    assert [one.id for one in kept] == ["u", "v"]


def test_only_outcomes_of_an_admitted_award_count():
    facts = [outcome("u", award="a"), outcome("v", award="b"), outcome("w")]
    assert count(facts, said(unit="outcome", awards="[a]"), YEAR).best == 1


def test_who_is_erased_leaves_no_role_behind():
    facts = [
        person("p"),
        *workshop("W", "2025-03-03"),
        outcome("u", persons=["p"], roles={"p": "speaker", "x": "lead"}),
    ]
    (left,) = [one for one in without(facts, "p") if one.type == "outcome"]
    assert (left.persons, left.roles) == ((), (("x", "lead"),))


def test_a_role_follows_the_organisation_that_was_corrected():
    facts = [
        fact("organisation", "x", name="Old", kind="cso"),
        fact("organisation", "y", name="New", kind="cso", supersedes="x"),
        outcome("u", roles={"x": "lead"}),
    ]
    stands = standing(facts).facts["u"]
    assert (stands.organisations, stands.roles) == (("y",), (("y", "lead"),))


def test_each_outcome_has_a_reason_and_each_organisation_where_they_are_counted():
    facts = [
        person("p"),
        outcome("u", organisations=["x"]),
        outcome("v", "written_submission", "2024-05-01", organisations=["x", "y"]),
        outcome("w", "joint_statement"),
    ]
    reasons = {one.person: one.reason for one in count(facts, MEMBERS, YEAR).people}
    assert reasons == {"x": "COUNTED", "y": "OUTSIDE_PERIOD"}
    reasons = {one.person: one.reason for one in count(facts, said(unit="outcome"), YEAR).people}
    assert reasons == {"u": "COUNTED", "v": "OUTSIDE_PERIOD", "w": "COUNTED"}
