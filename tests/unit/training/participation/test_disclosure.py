"""What each audience may see of a count."""

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.unit.training.participation.ledger_words import said, settled
from training.participation.rules import (
    Audience,
    Cell,
    Count,
    Hidden,
    Note,
    NoteCode,
    Part,
    Range,
    Thresholds,
    leaves_few,
    percentage,
    protect,
    too_close,
)

OPEN = Thresholds(public_dimensions=frozenset({"country"}))


def table(total: int, organisations: int = 3, **cells: int) -> Count:
    return settled("country" if cells else "", cells, total, organisations)


def shown(count: Count, audience: Audience, thresholds: Thresholds = OPEN):
    found = protect(count, audience, thresholds)
    numbers = {row.value: row.numbers and row.numbers.best for row in found.rows}
    return found.total.numbers and found.total.numbers.best, numbers


def test_the_public_sees_zero_or_eleven_and_more():
    assert [shown(table(n), Audience.PUBLIC)[0] for n in (0, 1, 10, 11)] == [0, None, None, 11]
    assert protect(table(10), Audience.PUBLIC).total.hidden is Hidden.SMALL


def test_any_small_number_of_a_range_hides_all_three():
    found = protect(replace(table(12), low=10), Audience.PUBLIC)
    assert found.total.numbers is None


def test_the_public_sees_totals_only_until_a_breakdown_is_allowed():
    found = protect(table(30, AM=15, BJ=15), Audience.PUBLIC)
    assert (found.rows, found.withheld) == ((), Hidden.TOTALS_ONLY)
    assert found.total.numbers == Range(30, 30, 30)
    assert shown(table(30, AM=15, BJ=15), Audience.PUBLIC)[1] == {"AM": 15, "BJ": 15}


def test_small_rows_go_into_the_rest_which_must_itself_be_large_enough():
    assert shown(table(52, AM=20, BJ=20, CV=6, DZ=6), Audience.PUBLIC)[1] == {
        "AM": 20,
        "BJ": 20,
        "other": 12,
    }
    assert shown(table(48, AM=30, BJ=12, CV=6), Audience.PUBLIC)[1] == {"AM": 30, "other": 18}
    assert shown(table(40, AM=15, BJ=15, CV=5, DZ=5), Audience.PUBLIC)[1] == {
        "BJ": 15,
        "other": 25,
    }


def test_a_row_of_few_organisations_is_not_named():
    found = protect(table(30, 2, AM=15, BJ=15), Audience.PUBLIC, OPEN)
    assert (found.rows, found.withheld) == ((), Hidden.NOTHING_LEFT)


def test_a_protected_country_is_never_named_and_never_alone_in_the_rest():
    careful = replace(OPEN, never_named=frozenset({"AM"}))
    rows = shown(table(60, AM=20, BJ=19, CV=21), Audience.PUBLIC, careful)[1]
    assert rows == {"CV": 21, "other": 39}


def test_rows_that_share_people_are_hidden_without_a_figure():
    multi = said(dimensions="{country: multi}")
    count = replace(table(40, AM=30, BJ=12, CV=2), profile=multi)
    assert shown(count, Audience.PUBLIC)[1] == {"AM": 30, "other": None}


def test_donors_see_rounded_figures_and_none_below_eight():
    assert shown(table(13, Africa=7, Europe=6), Audience.DONOR) == (
        15,
        {"Africa": None, "Europe": None},
    )
    assert shown(table(13, English=9, French=4), Audience.DONOR) == (
        15,
        {"English": 10, "French": None},
    )
    assert shown(table(0), Audience.DONOR)[0] == 0
    assert [shown(table(n), Audience.DONOR)[0] for n in (7, 8, 12, 13)] == [None, 10, 10, 15]
    assert protect(table(13), Audience.DONOR).rounded


def test_inside_the_house_everything_is_exact():
    assert shown(table(3, AM=2, BJ=1), Audience.INTERNAL) == (3, {"AM": 2, "BJ": 1})


def test_outcomes_are_exact_unless_one_is_confidential():
    public = replace(table(3), profile=said(unit="outcome"))
    assert shown(public, Audience.PUBLIC)[0] == 3
    secret = replace(public, notes=(Note(NoteCode.CONFIDENTIAL_INCLUDED, ("1",)),))
    assert shown(secret, Audience.PUBLIC)[0] is None


def test_the_audience_of_the_profile_holds_unless_another_is_asked_for():
    count = replace(table(3), profile=said(disclosure="internal"))
    assert protect(count).total.numbers == Range(3, 3, 3)
    assert protect(table(3)).audience is Audience.PUBLIC


def test_no_percentage_stands_on_a_small_base():
    def figure(number: int):
        return protect(table(number), Audience.INTERNAL).total

    assert percentage(figure(5), figure(10)) is None
    assert percentage(figure(5), figure(20)) == 25
    assert percentage(protect(table(5), Audience.PUBLIC).total, figure(20)) is None


def test_a_new_release_may_not_differ_by_a_few_people():
    assert too_close({"total": 13}, {"total": 22}) == ("total",)
    assert too_close({"total": 13, "gone": 4}, {"total": 24, "fresh": 5}) == ()
    assert too_close({"total": 13}, {"total": 13}) == ()


CELLS = st.dictionaries(
    st.sampled_from("ABCDEFGH"),
    st.tuples(st.integers(1, 30), st.integers(1, 5)),
    min_size=1,
)


@given(CELLS)
def test_no_hidden_row_can_be_worked_out_by_subtraction(cells):
    count = replace(
        table(sum(number for number, _ in cells.values()), x=1),
        cells=tuple(Cell(value, n, n, n, many) for value, (n, many) in sorted(cells.items())),
    )
    found = protect(count, Audience.PUBLIC, OPEN)
    named = {row.value for row in found.rows if row.value != "other"}
    hidden = [number for value, (number, _) in cells.items() if value not in named]
    assert all(cells[value][0] >= 11 and cells[value][1] >= 3 for value in named)
    if named and hidden:
        assert len(hidden) >= 2
        assert sum(hidden) >= 11
        assert found.rows[-1].merged == len(hidden)
    if 0 < count.best < 11:
        assert (found.total.numbers, found.rows) == (None, ())


def part(total, programme="", first=1, last=12):
    return Part(programme, date(2027, first, 1), date(2027, last, 28), total)


@pytest.mark.parametrize(
    ("whole", "parts", "few"),
    [
        (45, [part(20, "n"), part(21, "s")], True),
        (45, [part(20, "n"), part(13, "s")], False),
        (45, [part(20, "n"), part(25, "s")], False),
        (45, [part(20, last=6), part(21, first=7, last=9)], True),
        (45, [part(20, last=6), part(21, first=6, last=9)], False),
        (60, [part(20, "n", 1, 6), part(20, "n", 7, 12), part(15, "s")], True),
        (45, [], False),
    ],
)
def test_what_parts_leave_of_a_whole_is_no_small_number(whole, parts, few):
    assert leaves_few(whole, parts) is few
