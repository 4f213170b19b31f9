"""What a decision changes, worked out around a pair, is what a full count says."""

from dataclasses import replace
from random import Random

import pytest

from tests.unit.training.participation.ledger_words import (
    YEAR,
    completed,
    course,
    fact,
    link,
    person,
    said,
    went,
    workshop,
)
from training.identities.rules import Around, effect, moved, pair_of
from training.participation.rules import Range, Sameness, count, presets, standing

DAYS = ("2025-03-03", "2025-03-04", "2025-03-05")
RULES = [
    presets()["default"],
    presets()["at_least"],
    said("presence"),
    said("completion"),
    said("minutes", unit="seat", qualify__min=180),
]


def invented(seed):
    """A small ledger with everything that may tie records together."""
    random = Random(seed)
    facts = [*workshop("A", *DAYS), *workshop("B", "2025-06-02", "2025-06-03"), course("C")]
    people = [f"p{number}" for number in range(9)]
    meetings = ["A1", "A2", "A3", "B1", "B2"]
    for one in people:
        facts.append(person(one, category=random.choice(["external"] * 5 + ["staff"])))
        facts += [went(one, at) for at in meetings if random.random() < 0.4]
        if random.random() < 0.2:
            facts.append(completed(one, "C", "2025-04-20T10:00:00Z"))
    for number in range(random.randint(0, 4)):
        a, b = random.sample(people, 2)
        ways = [("same", "probable"), ("same", "certain"), ("different", "certain")]
        facts.append(link(a, b, *random.choice(ways), id=f"l{number}"))
    return facts, random.sample(people, 2)


def figure(facts, asked):
    found = count(facts, asked, YEAR)
    return Range(found.low, found.best, found.high)


def without_links(facts, pair):
    return [one for one in facts if one.type != "identity_link" or pair_of(one.a, one.b) != pair]


@pytest.mark.parametrize("asked", RULES, ids=lambda one: f"{one.id} {one.unit}")
@pytest.mark.parametrize("seed", range(25))
def test_the_short_way_gives_what_a_full_count_gives(asked, seed):
    facts, two = invented(seed)
    pair = pair_of(*two)
    total = figure(facts, asked)
    found = effect(Around(standing(facts)), pair, asked, YEAR)
    others = without_links(facts, pair)
    same, probable, different = (
        figure([*others, link(*pair, *how, id="new", at="2026-01-01T00:00:00Z")], asked)
        for how in (("same", "certain"), ("same", "probable"), ("different", "certain"))
    )
    assert moved(total, found.now, found.same) == same
    assert moved(total, found.now, found.pending) == probable
    assert moved(total, found.now, found.different) == different


def test_two_halves_that_make_one_trained_person_widen_the_count():
    facts = [*workshop("A", *DAYS), *(went("gao", at) for at in ("A1", "A2")), went("card", "A3")]
    facts += [person("gao"), person("card")]
    found = effect(Around(standing(facts)), ("card", "gao"), said("completion"), YEAR)
    assert (found.now, found.same) == (Range(0, 0, 0), Range(1, 1, 1))
    assert (found.pending.low, found.pending.high) == (0, 1)
    assert found.narrows(0.5) == 1


def test_a_pair_that_changes_nothing_narrows_nothing():
    facts = [*workshop("A", *DAYS), person("a"), person("b")]
    assert effect(Around(standing(facts)), ("a", "b"), said("presence"), YEAR).narrows(0.9) == 0


def test_a_corrected_award_is_found_under_the_name_it_has_now():
    asked = replace(said("presence"), awards=frozenset({"old"}))
    facts = [*workshop("A", *DAYS, awards=["old"]), person("a"), went("a", "A1"), person("b")]
    facts += awards("old", "new")
    found = effect(Around(standing(facts)), ("a", "b"), asked, YEAR)
    assert found.now == figure(facts, asked) == Range(1, 1, 1)


def awards(old, new):
    from_old = {"title": "Grant", "donor": "Lapis"}
    return [fact("award", old, **from_old), fact("award", new, supersedes=old, **from_old)]


def test_pairs_that_are_settled_are_those_that_certain_links_join_or_somebody_tells_apart():
    links = [
        link("a", "b", "same", "certain"),
        link("b", "c", "same", "certain"),
        link("c", "d", "same", "probable"),
        link("e", "f", "different", "certain"),
    ]
    near = Around(standing(links))
    assert [near.is_settled(pair) for pair in (("a", "c"), ("c", "d"), ("e", "f"))] == [
        True,
        False,
        True,
    ]
    assert list(near.open_links()) == [("c", "d")]
    assert [one.verdict for one in near.links_between("f", "e")] == [Sameness.DIFFERENT]
