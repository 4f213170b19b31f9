"""Somebody who adds and subtracts all that was released finds out nothing that is hidden.

The attacker here shares no code with the rules: small cases are tried out number by number.
"""

from dataclasses import replace
from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.unit.training.participation.ledger_words import settled
from training.participation.rules import (
    OTHER,
    Audience,
    Hidden,
    Nest,
    Thresholds,
    protect_together,
)

LIMITS = Thresholds(
    public=4,
    organisations=1,
    donor=4,
    rounding=3,
    public_dimensions=frozenset({"country", "region"}),
)
REGION = {"A": "North", "B": "North", "C": "North", "D": "South", "E": "South", "F": "South"}
NEST = Nest("country", "region", frozenset(REGION.items()))
HOME = {"a": "A", "b": "A", "c": "B", "d": "D"}
DEEP = (
    Nest("organisation", "country", frozenset(HOME.items())),
    Nest("organisation", "region", frozenset((one, REGION[home]) for one, home in HOME.items())),
    NEST,
)


def counted(dimension, cells):
    return settled(dimension, cells, sum(cells.values()), organisations=5)


def added_up(numbers, around):
    """Add up what lies within the same."""
    found = {}
    for name, number in numbers.items():
        found[around[name]] = found.get(around[name], 0) + number
    return found


def regions(countries):
    return added_up(countries, REGION)


def by_country(countries):
    return countries, regions(countries)


def by_organisation(organisations):
    return organisations, *by_country(added_up(organisations, HOME))


def released(countries, audience, limits=LIMITS):
    counts = [counted("country", countries), counted("region", regions(countries))]
    return protect_together(counts, audience, limits, (NEST,))


def seen(shown, number):
    """Whether a figure that is shown can have been this number."""
    if shown.numbers is None:
        return True
    base = LIMITS.rounding
    return abs(shown.numbers.best - number) * 2 <= base - 1


def exactly(shown, number):
    return shown.numbers is None or shown.numbers.best == number


def agrees(guess, tables, fits, cut):
    """Whether readers of the tables can believe that these were the people of each."""
    return fits(tables[0].total, sum(guess.values())) and all(
        table.withheld or rows_agree(cells, table, fits)
        for cells, table in zip(cut({k: v for k, v in guess.items() if v}), tables, strict=True)
    )


def rows_agree(cells, table, fits):
    named = {row.value: row for row in table.rows if row.value != OTHER}
    rest = sum(number for value, number in cells.items() if value not in named)
    others = [row for row in table.rows if row.value == OTHER]
    if not (fits(others[0], rest) if others else rest == 0):
        return False
    return all(row_agrees(row, cells.get(value, 0), fits) for value, row in named.items())


def row_agrees(row, number, fits):
    if row.hidden is Hidden.SMALL:
        return 0 < number < LIMITS.donor
    if row.hidden is Hidden.COMPLEMENT:
        return number >= LIMITS.donor
    return fits(row, number) and (number == 0 or number >= LIMITS.donor)


def possible(names, tables, fits, most=12, cut=by_country):
    """Yield all that can have been, where everybody knows which of the names took part."""
    names = sorted(names)
    for numbers in product(range(most + 1), repeat=len(names)):
        guess = dict(zip(names, numbers, strict=True))
        if agrees(guess, tables, fits, cut):
            yield guess


@given(st.dictionaries(st.sampled_from("ABDE"), st.integers(1, 8), min_size=2))
def test_the_public_finds_no_small_number(countries):
    tables = released(countries, Audience.PUBLIC)
    ways = list(possible(countries, tables, exactly, most=16))
    assert countries in [{k: v for k, v in way.items() if v} for way in ways]
    shown = {row.value for row in tables[0].rows}
    for name, number in countries.items():
        found = {way[name] for way in ways}
        if name not in shown and number < LIMITS.public:
            assert max(found) - min(found) >= LIMITS.public - 1
    if not tables[0].withheld:
        for region, own in regions(countries).items():
            rest = [c for c in countries if REGION[c] == region and c not in shown]
            if rest and sum(countries[c] for c in rest) < LIMITS.public:
                sums = {sum(way[c] for c in rest) for way in ways}
                assert min(sums) == 0 or max(sums) >= LIMITS.public, (region, own)


@given(st.dictionaries(st.sampled_from("ABDE"), st.integers(1, 8), min_size=2))
def test_a_donor_finds_no_number_that_is_hidden(countries):
    tables = released(countries, Audience.DONOR)
    ways = list(possible(countries, tables, seen))
    hidden = {row.value for row in tables[0].rows if row.hidden is Hidden.SMALL}
    assert all(len({way[name] for way in ways}) > 1 for name in hidden)


@given(st.dictionaries(st.sampled_from("abcd"), st.integers(1, 8), min_size=3))
def test_organisations_in_countries_in_regions_tell_no_small_number(organisations):
    cells_of = by_organisation(organisations)
    own = dict(zip(("organisation", "country", "region"), cells_of, strict=True))
    limits = replace(LIMITS, public_dimensions=frozenset(own))
    tables = protect_together([counted(*one) for one in own.items()], Audience.PUBLIC, limits, DEEP)
    ways = list(possible(organisations, tables, exactly, 16, by_organisation))
    assert organisations in [{k: v for k, v in way.items() if v} for way in ways]
    cuts = [by_organisation(way) for way in ways]
    for place, cells in enumerate(own.values()):
        shown = {row.value for row in tables[place].rows}
        for name, number in cells.items():
            found = {cut[place][name] for cut in cuts}
            if name not in shown and number < LIMITS.public:
                assert max(found) - min(found) >= LIMITS.public - 1, (name, found)


def naively(countries, limits):
    """Hide small rows and nothing more."""
    tables = []
    for table in (countries, regions(countries)):
        tables.append({value: n for value, n in table.items() if n >= limits.public})
    return tables


def test_hiding_small_rows_alone_gives_them_away():
    countries = {"A": 9, "B": 2, "D": 8, "E": 7}
    shown, outer = naively(countries, LIMITS)
    ways = [
        guess
        for numbers in product(range(13), repeat=4)
        if all(
            (guess := dict(zip("ABDE", numbers, strict=True)))[value] == number
            for value, number in shown.items()
        )
        and sum(guess.values()) == 26
        and regions(guess) == outer
    ]
    assert [way["B"] for way in ways] == [2]


def test_a_region_does_not_tell_what_its_countries_hide():
    countries = {"A": 15, "B": 20, "C": 3, "D": 11, "E": 11}
    limits = replace(LIMITS, public=11)
    by_country, by_region = released(countries, Audience.PUBLIC, limits)
    numbers = {row.value: row.numbers.best for row in by_country.rows}
    assert {row.value: row.numbers.best for row in by_region.rows} == {"North": 38, "South": 22}
    assert numbers == {"B": 20, "D": 11, "E": 11, OTHER: 18}


@pytest.mark.parametrize("audience", [Audience.PUBLIC, Audience.DONOR])
def test_the_same_counts_give_the_same_tables_in_any_order_of_cells(audience):
    countries = {"A": 9, "B": 2, "C": 4, "D": 8, "E": 7, "F": 1}
    once = released(countries, audience)
    again = released(dict(reversed(countries.items())), audience)
    assert once == again


@pytest.mark.parametrize("audience", [Audience.PUBLIC, Audience.DONOR])
def test_two_hundred_countries_are_protected(audience):
    countries = {f"{place:03}": 1 + place * 7 % 40 for place in range(200)}
    limits = replace(LIMITS, public=11, donor=8, rounding=5)
    (table,) = protect_together([counted("country", countries)], audience, limits)
    assert len(table.rows) > 100


def test_sixty_countries_in_six_regions_are_protected_together():
    countries = {f"{place:03}": 1 + place * 7 % 40 for place in range(60)}
    around = {name: f"region {int(name) % 6}" for name in countries}
    outer = {}
    for name, number in countries.items():
        outer[around[name]] = outer.get(around[name], 0) + number
    nest = Nest("country", "region", frozenset(around.items()))
    limits = replace(LIMITS, public=11)
    counts = [counted("country", countries), counted("region", outer)]
    tables = protect_together(counts, Audience.PUBLIC, limits, (nest,))
    assert all(table.rows for table in tables)
