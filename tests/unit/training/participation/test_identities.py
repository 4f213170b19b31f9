"""Links between records, and the range that open ones leave."""

import pytest

from tests.unit.training.participation.ledger_words import (
    YEAR,
    at,
    attribute,
    link,
    person,
    said,
    sealed,
    went,
    workshop,
)
from training.participation.rules import NoteCode, Reason, count

DAYS = [f"2025-03-{day:02}" for day in range(3, 17)]


def room(records: str, **persons):
    """A workshop; the first record was in its first meeting, the second in its second, …"""
    facts = workshop("W", *DAYS[: len(records)])
    for number, who in enumerate(records, 1):
        facts += [person(who, **persons.get(who, {})), went(who, f"W{number}")]
    return facts


def numbers(facts, profile=None):
    found = count(facts, profile or said(), YEAR)
    return found.low, found.best, found.high


def reasons(facts, profile=None) -> dict[str, Reason]:
    return {one.person: one.reason for one in count(facts, profile or said(), YEAR).people}


def test_certain_links_merge_and_the_least_id_speaks():
    facts = [
        *room("abc"),
        link("c", "b", confidence="certain"),
        link("b", "a", confidence="certain"),
    ]
    found = count(facts, said(), YEAR)
    assert (found.low, found.high) == (1, 1)
    assert [(one.person, one.reason, one.duplicate_of) for one in found.people] == [
        ("a", Reason.COUNTED, None),
        ("b", Reason.DUPLICATE_OF, "a"),
        ("c", Reason.DUPLICATE_OF, "a"),
    ]


def test_probable_links_give_a_range_and_best_takes_them_as_made():
    facts = [*room("abc"), link("a", "b"), link("b", "c")]
    assert numbers(facts) == (1, 1, 3)
    assert reasons(facts) == {
        "a": Reason.COUNTED,
        "b": Reason.IDENTITY_OPEN,
        "c": Reason.IDENTITY_OPEN,
    }


def test_allowed_is_only_what_some_of_the_open_links_make():
    """Without the record between them, the ends of a chain are never one person."""
    facts = [*room("abc"), link("a", "b"), link("b", "c")]
    halves = said("presence", qualify__min=2)
    assert numbers(facts, halves) == (0, 1, 1)
    assert numbers([*facts, link("a", "c", "different")], halves) == (0, 1, 1)
    ends = [*workshop("W", *DAYS[:2]), *map(person, "abc"), went("a", "W1"), went("c", "W2")]
    assert numbers([*ends, link("a", "b"), link("b", "c", "different")], halves) == (0, 0, 0)


@pytest.mark.parametrize("confidence", ["certain", "probable"])
def test_different_closes_a_probable_link_on_its_pair(confidence):
    facts = [*room("ab"), link("a", "b"), link("b", "a", "different", confidence)]
    assert numbers(facts) == (2, 2, 2)
    assert set(reasons(facts).values()) == {Reason.COUNTED}


def test_different_bars_both_from_one_group():
    facts = [*room("abc"), link("a", "b"), link("b", "c"), link("a", "c", "different")]
    assert numbers(facts) == (2, 2, 3)


def test_different_reaches_all_that_certain_links_join():
    facts = [*room("abc"), link("a", "b", confidence="certain"), link("b", "c", "different")]
    assert numbers([*facts, link("a", "c")]) == (2, 2, 2)


def test_different_does_not_split_what_certain_links_join_and_the_count_says_so():
    facts = [*room("ab"), link("a", "b", confidence="certain"), link("b", "a", "different")]
    found = count(facts, said(), YEAR)
    assert found.best == 1
    assert [(note.code, note.about) for note in found.notes] == [
        (NoteCode.CERTAIN_OVERRULES_DIFFERENT, ("a", "b"))
    ]


def test_best_takes_open_links_by_time_then_id_and_skips_what_is_barred():
    halves = said("presence", qualify__min=2)
    facts = [*room("abc"), went("b", "W1"), link("a", "c", "different")]
    early, late = at("2025-02-01"), at("2025-02-02")
    first = [*facts, link("a", "b", at=early, id="y"), link("b", "c", at=late, id="x")]
    assert [one.duplicate_of for one in count(first, halves, YEAR).people] == [None, "a", None]
    second = [*facts, link("a", "b", at=late, id="y"), link("b", "c", at=late, id="x")]
    assert [one.duplicate_of for one in count(second, halves, YEAR).people] == [None, None, "b"]


def test_merge_probable_gives_best_three_times_and_split_probable_takes_none():
    facts = [*room("abc"), link("a", "b"), link("b", "c"), link("a", "c", "different")]
    assert numbers(facts, said(identity__policy="merge_probable")) == (2, 2, 2)
    assert numbers(facts, said(identity__policy="split_probable")) == (3, 3, 3)
    assert Reason.IDENTITY_OPEN not in reasons(facts, said(identity__policy="merge_probable"))


def test_merging_can_take_a_person_out_of_the_count():
    """The card's older presence moves the moment of both before the period's window."""
    facts = [*workshop("V", "2024-12-30"), *room("a"), person("b"), went("b", "V1")]
    profile = said(unique__within="life_of_award", unique__scope="all")
    assert numbers([*facts, link("a", "b")], profile) == (0, 0, 1)
    assert reasons([*facts, link("a", "b")], profile)["a"] is Reason.IDENTITY_OPEN


@pytest.mark.parametrize(
    ("trait", "reason"),
    [({"category": "staff"}, Reason.CATEGORY), ({"test": True}, Reason.TEST_PERSON)],
)
def test_a_merged_person_is_staff_or_test_if_any_record_is(trait, reason):
    facts = [*room("ab", b=trait), link("a", "b", confidence="certain")]
    assert reasons(facts, said(categories="[external]")) == {"a": reason, "b": Reason.DUPLICATE_OF}
    probable = [*room("ab", b=trait), link("a", "b")]
    assert numbers(probable, said(categories="[external]")) == (0, 0, 1)


def test_twelve_records_are_tried_and_thirteen_are_bounded_and_said_to_be():
    twelve, thirteen = "abcdefghijkl", "abcdefghijklm"
    facts = [*room(twelve), *map(link, twelve, twelve[1:])]
    assert numbers(facts) == (1, 1, 12)
    facts = [*room(thirteen), *(link("a", other) for other in thirteen[1:])]
    found = count(facts, said(), YEAR)
    assert (found.low, found.best, found.high) == (0, 1, 13)
    assert [note.code for note in found.notes] == [NoteCode.CLUSTER_BOUNDED]


def test_clusters_add_up():
    facts = [*room("abcd"), link("a", "b"), link("c", "d")]
    assert numbers(facts) == (2, 2, 4)


ORGANISED = said(unit="organisation")


def member(who: str, organisation: str | None, **given):
    return attribute(who, "organisation", organisation, **given)


def test_the_organisation_is_the_latest_stated_at_the_moment_over_all_records():
    facts = [
        *room("ab"),
        link("a", "b", confidence="certain"),
        member("a", "old"),
        member("b", "now", valid_from="2025-03-03"),
        member("a", "later", valid_from="2025-03-05"),
    ]
    assert count(facts, ORGANISED, YEAR).organisations == ("now",)
    tied = [*facts, member("b", "zz", valid_from="2025-03-03", id="z")]
    assert count(tied, ORGANISED, YEAR).organisations == ("zz",)


def test_no_organisation_or_one_not_said_adds_nothing():
    facts = [*room("abc"), member("a", "x"), member("b", None)]
    found = count(facts, ORGANISED, YEAR)
    assert (found.low, found.best, found.high) == (1, 1, 1)


def test_uniqueness_looks_at_the_moments_of_the_organisation():
    facts = [*workshop("V", "2024-03-03"), *room("ab"), went("b", "V1"), person("c")]
    facts += [member("a", "x"), member("b", "x")]
    ever = said(unit="organisation", unique__within="life_of_award")
    found = count(facts, ever, YEAR)
    assert (found.best, found.organisations) == (0, ())
    assert reasons(facts, ever)["a"] is Reason.OUTSIDE_PERIOD
    assert count(facts, ORGANISED, YEAR).organisations == ("x",)


def test_clusters_that_share_an_organisation_are_tried_together():
    """Each card alone brings y; merged with its person it brings x, which counts anyway."""
    facts = [*workshop("W", *DAYS[:1])]
    for who, organisation in (("a", "x"), ("b", "y"), ("c", "x"), ("d", "y")):
        facts += [person(who), went(who, "W1")]
        since = "2001-01-01" if organisation == "x" else "2000-01-01"
        facts.append(member(who, organisation, valid_from=since))
    facts += [link("a", "b"), link("c", "d")]
    found = count(facts, ORGANISED, YEAR)
    assert (found.low, found.best, found.high) == (1, 1, 2)


def test_a_settled_person_is_open_where_a_card_may_push_the_organisation_out():
    facts = [*workshop("V", "2024-03-03"), *room("a"), *map(person, "bc")]
    facts += [member("a", "x"), member("b", "x"), member("c", "z", valid_from="2001-01-01")]
    facts += [went("b", "V1"), link("b", "c")]
    ever = said(unit="organisation", unique__within="life_of_award")
    found = count(facts, ever, YEAR)
    assert (found.low, found.best, found.high) == (0, 1, 1)
    assert reasons(facts, ever)["a"] is Reason.IDENTITY_OPEN


def test_organisations_of_a_large_cluster_are_bounded():
    many = "abcdefghijklm"
    facts = [*room(many), *(link("a", other) for other in many[1:])]
    facts += [member(who, f"o{number % 4}") for number, who in enumerate(many)]
    facts += [person("n"), went("n", "W1"), member("n", "o1")]
    found = count(facts, ORGANISED, YEAR)
    assert (found.low, found.high) == (1, 4)
    assert found.low <= found.best <= found.high


def test_courses_are_counted_by_slug():
    facts = [
        *workshop("V", "2025-03-03", course="upr@1"),
        *workshop("W", "2025-04-03", course="upr@2"),
        *workshop("X", "2025-05-03"),
        *map(person, "ab"),
    ]
    facts += [went("a", "V1"), went("b", "W1"), went("b", "X1")]
    assert numbers(facts, said(unit="course")) == (2, 2, 2)


def test_a_sealed_organisation_joins_the_set():
    facts = [*room("a"), member("a", "x")]
    for number, organisation in enumerate(("x", "y")):
        kept = {"organisation": organisation}
        facts.append(sealed(f"s{number}", {"p@1": at("2025-05-05")}, attributes=kept))
    found = count(facts, ORGANISED, YEAR)
    assert (found.best, found.organisations, found.sealed) == (2, ("x", "y"), 2)
