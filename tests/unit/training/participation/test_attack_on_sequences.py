"""Who keeps every release, also those of halves, programmes and corrected ones, finds no number.

The attacker tries out every number of people that each country can have had in each half, and
shares no code with the rules.
"""

from datetime import date
from itertools import product

from hypothesis import given
from hypothesis import strategies as st

from tests.unit.training.participation.test_attack import counted
from training.participation.rules import (
    OTHER,
    Audience,
    Hidden,
    Plan,
    Range,
    Release,
    Reported,
    Thresholds,
    leak,
    protect,
    too_close,
)

LIMITS = Thresholds(public=4, organisations=1, public_dimensions=frozenset({"country"}))
COUNTRIES = "ABC"
MOST = 7
FIRST, SECOND = (date(2027, 1, 1), date(2027, 6, 30)), (date(2027, 7, 1), date(2027, 12, 31))
YEAR = (FIRST[0], SECOND[1])
NUMBERS = st.tuples(*[st.integers(0, 5)] * len(COUNTRIES))


def added(*numbers):
    return tuple(map(sum, zip(*numbers, strict=True)))


def table_of(numbers):
    cells = {name: n for name, n in zip(COUNTRIES, numbers, strict=True) if n}
    count = counted("country", cells)
    return count, protect(count, Audience.PUBLIC, LIMITS)


def reported(key, numbers, days):
    """What readers and an attacker take from the public table of some people."""
    count, table = table_of(numbers)
    named = {row.value for row in table.rows if row.value != OTHER}
    hidden = {cell.value: Hidden.SMALL for cell in count.cells if cell.value not in named}
    plan = Plan(
        "country", count.cells, hidden=hidden, merged=frozenset(hidden), withheld=table.withheld
    )
    total = Range.exactly(count.best)
    hides = table.total.numbers is None
    release = Release(key, Audience.PUBLIC, total, (plan,), hides, limits=LIMITS)
    return Reported(release, "", *days)


def figures(numbers):
    _count, table = table_of(numbers)
    shown = {row.value: row.numbers.best for row in table.rows if row.numbers and not row.merged}
    return shown if table.total.numbers is None else {**shown, "": table.total.numbers.best}


def released(wanted):
    """The releases that go out, one after the other, and those that are held back."""
    out = []
    for key, (numbers, days) in enumerate(wanted):
        one = reported(key, numbers, days)
        earlier = [other for other, _ in reversed(out)]
        close = any(
            too_close(figures(other), figures(numbers), LIMITS.public)
            for reported_one, other in out
            if one.touches(reported_one)
        )
        if not close and leak(one, earlier) is None:
            out.append((one, numbers))
    return out


def seen(numbers):
    """What a reader sees of some people: the total, the named rows and the row of all others."""
    _count, table = table_of(numbers)
    total = table.total.numbers and table.total.numbers.best
    if table.withheld:
        return total, None
    return total, {row.value: row.numbers and row.numbers.best for row in table.rows}


def fits(guess, shown):
    """Whether people can have been so many, after what was seen."""
    total, rows = shown
    if (0 < sum(guess) < LIMITS.public) if total is None else (sum(guess) != total):
        return total is None and 0 < sum(guess) < LIMITS.public
    if rows is None:
        return True
    named = dict(zip(COUNTRIES, guess, strict=True))
    rest = sum(n for name, n in named.items() if name not in rows)
    return rest == rows.get(OTHER, 0) and all(
        named[name] == number for name, number in rows.items() if name != OTHER
    )


def ways(out):
    """Everything that can have been, for who has all that went out."""
    by_days = {days: [] for days in (FIRST, SECOND, YEAR)}
    for one, numbers in out:
        by_days[one.begins, one.ends].append(seen(numbers))
    guesses = list(product(range(MOST + 1), repeat=len(COUNTRIES)))
    halves = [
        [guess for guess in guesses if all(fits(guess, shown) for shown in by_days[days])]
        for days in (FIRST, SECOND)
    ]
    years = {
        guess
        for guess in product(range(2 * MOST + 1), repeat=len(COUNTRIES))
        if all(fits(guess, shown) for shown in by_days[YEAR])
    }
    for first, second in product(*halves):
        if added(first, second) in years:
            yield first, second


def part_of(way, days):
    return added(*way) if days == YEAR else way[days == SECOND]


@given(NUMBERS, NUMBERS, st.permutations(["first", "second", "year"]))
def test_halves_and_their_year_tell_no_hidden_number_in_any_order(first, second, order):
    numbers = {"first": first, "second": second, "year": added(first, second)}
    days = {"first": FIRST, "second": SECOND, "year": YEAR}
    out = released([(numbers[name], days[name]) for name in order])
    found = list(ways(out))
    assert (first, second) in found
    for one, own in out:
        shown = seen(own)[1]
        parts = {part_of(way, (one.begins, one.ends)) for way in found}
        for place, name in enumerate(COUNTRIES):
            if shown is not None and 0 < own[place] < LIMITS.public and name not in shown:
                values = {part[place] for part in parts}
                assert max(values) - min(values) >= LIMITS.public - 1


@given(NUMBERS, NUMBERS, st.permutations(["first", "second", "year"]))
def test_halves_and_their_year_leave_no_few_people(first, second, order):
    numbers = {"first": first, "second": second, "year": added(first, second)}
    days = {"first": FIRST, "second": SECOND, "year": YEAR}
    out = released([(numbers[name], days[name]) for name in order])
    kept = {(one.begins, one.ends): sum(own) for one, own in out if seen(own)[0] is not None}
    if YEAR in kept:
        rests = [kept[YEAR] - kept[half] for half in (FIRST, SECOND) if half in kept]
        assert not any(0 < rest < LIMITS.public for rest in rests)


@given(NUMBERS, NUMBERS)
def test_a_corrected_release_is_still_known(before, more):
    """The second takes the place of the first; readers subtract all the same."""
    out = released([(before, YEAR), (added(before, more), YEAR)])
    if len(out) == 2:
        (_, first), (_, second) = out
        shown, later = figures(first), figures(second)
        assert not any(0 < abs(shown[n] - later[n]) < LIMITS.public for n in shown.keys() & later)


def test_the_attacker_succeeds_where_nothing_is_held_back():
    wanted = [((6, 5, 3), FIRST), ((6, 5, 4), SECOND), ((12, 10, 7), YEAR)]
    everything = [(reported(key, *one), one[0]) for key, one in enumerate(wanted)]
    assert {first[2] for first, _second in ways(everything)} == {3}
    assert len(released(wanted)) == 2
