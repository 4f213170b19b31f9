"""Releases one after the other: a new one is held back where it would tell on people."""

from datetime import date

from training.participation.rules import (
    Audience,
    Cell,
    Hidden,
    Nest,
    Plan,
    Range,
    Release,
    Reported,
    Thresholds,
    leak,
)

LIMITS = Thresholds()
NEST = Nest("country", "region", frozenset({("A", "North"), ("B", "North"), ("C", "South")}))


def cells(**numbers):
    return tuple(Cell(value, n, n, n) for value, n in sorted(numbers.items()))


def release(key, total, *plans, months=(1, 12), programme="", audience=Audience.PUBLIC):
    found = Release(
        key=key,
        audience=audience,
        total=Range.exactly(total),
        plans=plans,
        total_hidden=0 < total < (11 if audience is Audience.PUBLIC else 8),
        limits=LIMITS,
    )
    return Reported(found, programme, date(2027, months[0], 1), date(2027, months[1], 28))


def table(dimension="country", hidden=(), merged=(), reason=Hidden.SMALL, **numbers):
    reasons = dict.fromkeys((*hidden, *merged), reason)
    return Plan(dimension, cells(**numbers), hidden=reasons, merged=frozenset(merged))


def test_a_first_release_gives_nothing_away():
    assert leak(release(1, 40, table(A=20, B=15, C=5, merged=("B", "C"))), []) is None


def test_quarters_do_not_leave_few_people_of_a_year():
    quarters = [release(3, 21, months=(4, 6)), release(2, 20, months=(1, 3))]
    found = leak(release(4, 45), quarters)
    assert (found.dimension, found.values, found.release) == ("", (), 4)
    assert leak(release(4, 60), quarters) is None
    assert leak(release(4, 41), quarters) is None


def test_a_quarter_does_not_leave_few_people_of_a_year_that_came_out_before():
    known = [release(2, 45), release(1, 20, months=(1, 3))]
    assert leak(release(3, 21, months=(4, 6)), known).by == 2
    assert leak(release(3, 14, months=(4, 6)), known) is None


def test_programmes_do_not_leave_few_people_of_the_whole_ledger():
    known = [release(2, 45), release(1, 20, programme="north")]
    assert leak(release(3, 21, programme="south"), known).release == 2
    assert leak(release(3, 25, programme="south"), known) is None


def test_a_row_that_a_quarter_hides_does_not_come_back_from_the_year():
    first = release(1, 40, table(A=20, B=15, C=5, merged=("B", "C")), months=(1, 6))
    second = release(2, 35, table(A=20, B=15, C=0), months=(7, 12))
    year = release(3, 75, table(A=40, B=30, C=5, merged=("B", "C")))
    found = leak(year, [second, first])
    assert found is None or found.by in (1, 2)
    open_year = release(3, 75, table(A=40, B=30, C=5))
    assert leak(open_year, [second, first]).values == ("B",) or leak(
        open_year, [second, first]
    ).values == ("C",)


def test_a_region_of_one_tally_does_not_tell_what_the_countries_of_another_hide():
    by_country = release(1, 60, table(A=30, B=3, C=27, merged=("B", "C")))
    by_region = release(2, 60, table("region", North=33, South=27))
    assert leak(by_region, [by_country], (NEST,)) is not None
    assert leak(by_region, [by_country]) is None


def test_a_public_table_does_not_tell_what_a_donor_was_not_told():
    donor = release(1, 34, table(A=20, B=6, C=8, hidden=("B",)), audience=Audience.DONOR)
    public = release(2, 34, table(A=20, B=6, C=8, merged=("B", "C")))
    assert leak(public, [donor]) is None
    careless = release(2, 34, table(A=20, B=6, C=8))
    assert leak(careless, [donor]).values == ("B",)


def test_a_figure_that_contradicts_an_older_one_is_of_another_ledger():
    old = release(1, 40, table(A=20, B=15, C=5, merged=("B", "C")))
    new = release(2, 70, table(A=30, B=25, C=15))
    assert leak(new, [old]) is None


def test_what_was_known_before_is_no_reason_to_hold_a_release_back():
    told = [release(2, 40, table(A=20, B=15, C=5, merged=("C",))), release(1, 40)]
    assert leak(release(3, 20, programme="north"), told) is None
