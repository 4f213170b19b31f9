"""Corrections supersede, and a count as of a time knows only what was known then."""

from tests.unit.training.participation.ledger_words import (
    YEAR,
    at,
    completed,
    course,
    fact,
    link,
    meeting,
    person,
    said,
    utc,
    went,
    workshop,
)
from training.participation.rules import Reason, count

SHOP = workshop("W", "2025-03-03")


def numbers(facts, profile=None, **asked):
    found = count(facts, profile or said(), YEAR, **asked)
    return found.low, found.best, found.high


def counted(facts, profile=None, **asked):
    people = count(facts, profile or said(), YEAR, **asked).people
    return [one.person for one in people if one.reason is Reason.COUNTED]


def test_a_correction_replaces_the_fact_wholly_person_and_meeting_too():
    facts = [*SHOP, person("p"), person("q"), went("p", "W1", id="x")]
    assert counted(facts) == ["p"]
    assert counted([*facts, went("q", "W1", id="y", supersedes="x")]) == ["q"]


def test_whoever_points_at_the_old_id_means_the_new():
    facts = [*SHOP, person("p"), went("p", "W1")]
    moved = meeting("W1b", "W", at("2026-03-03"), supersedes="W1")
    assert counted([*facts, moved]) == []
    assert counted([*facts, person("p2", supersedes="p")]) == ["p2"]


def test_a_meeting_that_was_exported_can_be_cancelled():
    called_off = meeting("W1b", "W", at("2025-03-03"), cancelled=True, supersedes="W1")
    assert counted([*SHOP, person("p"), went("p", "W1"), called_off]) == []


def test_an_award_that_was_replaced_is_still_the_one_that_a_profile_admits():
    facts = [
        fact("award", "a", title="First"),
        fact("award", "b", title="First, corrected", supersedes="a"),
        *workshop("W", "2025-03-03", awards=["a"]),
        person("p"),
        went("p", "W1"),
    ]
    assert counted(facts, said(awards="[a]")) == counted(facts, said(awards="[b]")) == ["p"]


def test_of_rival_last_corrections_the_later_recorded_one_stands_then_the_greater_id():
    first = went("p", "W1", id="x")
    there = went("p", "W1", id="y", supersedes="x", recorded_at=at("2025-03-05"))
    away = went("p", "W1", id="z", supersedes="x", mark="absent", recorded_at=at("2025-03-04"))
    tied = went("p", "W1", id="z", supersedes="x", mark="absent", recorded_at=at("2025-03-05"))
    assert counted([*SHOP, person("p"), first, away, there]) == ["p"]
    assert counted([*SHOP, person("p"), first, tied, there]) == []


def test_a_correction_of_a_correction_leaves_the_rival_of_its_branch_to_the_later():
    facts = [
        *SHOP,
        person("p"),
        went("p", "W1", id="x"),
        went("p", "W1", id="y", supersedes="x", mark="absent", recorded_at=at("2025-03-04")),
        went("p", "W1", id="z", supersedes="x", mark="absent", recorded_at=at("2025-03-05")),
        went("p", "W1", id="a", supersedes="y", recorded_at=at("2025-03-06")),
    ]
    assert counted(facts) == ["p"]


def test_corrections_in_a_ring_or_of_another_type_neither_hang_nor_hide():
    ring = [went("p", "W1", id="x", supersedes="y"), went("p", "W1", id="y", supersedes="x")]
    assert counted([*SHOP, person("p"), *ring]) == ["p"]
    assert counted([*SHOP, person("p"), went("p", "W1", supersedes="p")]) == ["p"]


def test_participations_are_known_from_when_they_were_recorded():
    facts = [*SHOP, person("p"), went("p", "W1", recorded_at=at("2025-04-01"))]
    assert counted(facts, as_of=utc("2025-04-01T08:59")) == []
    assert counted(facts, as_of=utc("2025-04-01T09:00")) == ["p"]


def test_a_correction_made_later_does_not_reach_back():
    facts = [
        *SHOP,
        person("p"),
        went("p", "W1", id="x"),
        went("p", "W1", id="y", mark="absent", supersedes="x", recorded_at=at("2025-06-01")),
    ]
    assert counted(facts, as_of=utc("2025-05-01")) == ["p"]
    assert counted(facts) == []


def test_completions_are_known_from_completed_at():
    facts = [course("C"), person("p"), completed("p", "C", at("2025-04-20"))]
    assert counted(facts, as_of=utc("2025-04-20T08:00")) == []
    assert counted(facts, as_of=utc("2025-04-21")) == ["p"]


def test_a_link_holds_from_when_it_was_made_until_it_was_undone():
    halves = [*SHOP, person("p"), person("q"), went("p", "W1"), went("q", "W1")]
    facts = [*halves, link("p", "q", at=at("2025-04-01"), undone_at=at("2025-06-01"))]
    assert numbers(facts, as_of=utc("2025-03-31")) == (2, 2, 2)
    assert numbers(facts, as_of=utc("2025-05-01")) == (1, 1, 2)
    assert numbers(facts, as_of=utc("2025-06-01T09:00")) == (2, 2, 2)
    assert numbers(facts) == (2, 2, 2)


def test_a_link_can_be_undone_by_a_correction_and_the_earlier_output_comes_back():
    before = [*SHOP, person("p"), person("q"), went("p", "W1"), went("q", "W1")]
    linked = [*before, link("p", "q", id="l1", at=at("2025-04-01"))]
    undone = link(
        "p", "q", id="l2", supersedes="l1", at=at("2025-05-01"), undone_at=at("2025-05-01")
    )
    assert numbers(linked) == (1, 1, 2)
    assert count([*linked, undone], said(), YEAR) == count(before, said(), YEAR)
    assert numbers([*linked, undone], as_of=utc("2025-04-15")) == (1, 1, 2)


def test_a_headcount_adds_to_no_count_of_persons():
    heads = fact("headcount", "h", meeting="W1", present=40, recorded_at=at("2025-03-03"))
    assert numbers([*SHOP, heads]) == (0, 0, 0)


def test_what_was_corrected_is_no_loose_end_and_what_was_never_there_is_one():
    def lost(old):
        facts = [
            *SHOP,
            person("p"),
            went("p", "W1", id="x"),
            went("p", "W1", id="y", supersedes=old),
        ]
        return [note.about for note in count(facts, said(), YEAR).notes]

    assert lost("x") == []
    assert lost("nowhere") == [("nowhere",)]
