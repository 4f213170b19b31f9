"""Cuts of counts along time, new and returning people, doses, and figures beside targets."""

from datetime import date
from fractions import Fraction

import pytest
from hypothesis import given

from tests.unit.training.participation.ledger_words import (
    YEAR,
    at,
    link,
    meeting,
    said,
    sealed,
    utc,
    went,
    workshop,
)
from tests.unit.training.participation.test_invariants import ledgers, profiles
from training.participation.rules import (
    Audience,
    Period,
    ProtectedTable,
    Question,
    Range,
    Shown,
    answered,
    count,
    protect,
    read_answer,
)
from training.reports.rules import (
    Column,
    Pace,
    Step,
    along,
    by_dose,
    by_novelty,
    by_step,
    columns,
    due,
    elapsed,
    progress,
    ranked,
    same_day_in,
    until,
    worth_showing,
    year_of,
    yearly,
)

DAYS = ("2024-05-06", "2025-01-31", "2025-02-01", "2025-12-31")
CAME = {
    "2024-05-06": ("amal",),
    "2025-01-31": ("amal", "boris"),
    "2025-02-01": ("boris", "chen", "dina"),
    "2025-12-31": ("eva",),
}


def ledger():
    for day, people in CAME.items():
        yield from workshop(f"w{day}", day)
        yield from (went(one, f"w{day}1") for one in people)


def counted(*more, period=YEAR, **settings):
    return count([*ledger(), *more], said(**settings), period)


def told(found):
    return answered(Question(found.profile, found.period), found, utc("2026-01-01"))


def cells(cut):
    return [(cell.value, cell.best) for cell in cut.cells]


def test_everybody_stands_in_the_month_in_which_they_were_first_counted() -> None:
    cut = cells(by_step(told(counted()), Step.MONTH))
    assert [number for _, number in cut] == [2, 2, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1]
    assert cut[1] == ("2025-02-01", 2)
    assert cells(by_step(told(counted()), Step.QUARTER)) == [
        ("2025-01-01", 4),
        ("2025-04-01", 0),
        ("2025-07-01", 0),
        ("2025-10-01", 1),
    ]


def test_months_begin_where_the_profile_has_its_midnight() -> None:
    late = [meeting("late", "w2025-01-31", at("2025-01-31", "21:30"), 60), went("gao", "late")]
    in_utc = by_step(told(counted(*late)), Step.MONTH)
    in_moscow = by_step(told(counted(*late, period__zone="Europe/Moscow")), Step.MONTH)
    assert [cut.cells[0].best for cut in (in_utc, in_moscow)] == [3, 2]


def test_the_cells_add_up_to_the_best_figure_with_open_identities_and_erased_people() -> None:
    open_ones = [link("boris", "chen"), link("dina", "eva"), sealed("s", {"p@1": at("2025-07-01")})]
    found = counted(*open_ones)
    assert found.low == found.best < found.high
    for step in Step:
        assert sum(number for _, number in cells(by_step(told(found), step))) == found.best


def test_a_kept_answer_still_knows_the_days() -> None:
    made = told(counted())
    read = read_answer(made.question, made.as_plain(), made.made_at, is_current=True)
    assert cells(by_step(read, Step.MONTH)) == cells(by_step(made, Step.MONTH))


def test_who_qualified_before_returns() -> None:
    assert cells(by_novelty(counted())) == [("new", 4), ("returning", 1)]


def test_a_year_is_known_as_far_as_it_had_come() -> None:
    days = (date(2025, 1, 30), date(2025, 1, 31), date(2025, 6, 1), date(2025, 12, 31))
    assert [until(told(counted()), day).best for day in days] == [0, 2, 4, 5]


def test_the_29th_of_february_is_compared_with_the_28th() -> None:
    assert same_day_in(2027, date(2028, 2, 29)) == date(2027, 2, 28)
    assert same_day_in(2027, date(2028, 3, 1)) == date(2027, 3, 1)


def test_doses_stand_in_cells_by_their_least_share() -> None:
    shares = {Fraction(1, 6): 2, Fraction(4, 5): 3, Fraction(799, 1000): 1, Fraction(1): 4}
    cut = by_dose(counted(), shares)
    assert (cut.low, cut.best, cut.high) == (10, 10, 10)
    expected = {"000": 2, "020": 0, "040": 0, "060": 1, "080": 3, "100": 4}
    assert dict(cells(cut)) == expected
    assert sorted(expected) == list(expected)


def test_columns_touch_every_step_of_a_period() -> None:
    odd = Period(date(2025, 11, 15), date(2026, 2, 1))
    months = [date(2025, 11, 1), date(2025, 12, 1), date(2026, 1, 1), date(2026, 2, 1)]
    assert list(columns(odd, Step.MONTH)) == months
    assert list(columns(odd, Step.QUARTER)) == [date(2025, 10, 1), date(2026, 1, 1)]


def test_columns_climb_where_every_figure_is_exact_and_end_today() -> None:
    table = protect(by_step(told(counted()), Step.MONTH), Audience.INTERNAL)
    found = along(table, date(2025, 3, 1))
    assert [one.parts for one in found] == [(0, 2), (2, 2), (4, 0)]
    assert [one.total for one in found] == [2, 4, 4]


def test_no_sum_is_made_of_hidden_or_rounded_figures() -> None:
    table = protect(by_step(told(counted()), Step.MONTH), Audience.DONOR)
    found = along(table, date(2025, 3, 1))
    assert [one.parts for one in found] == [(), (), (0,)]
    assert [one.hidden is None for one in found] == [False, False, True]


def test_the_public_sees_no_step_of_time() -> None:
    assert (
        along(protect(by_step(told(counted()), Step.MONTH), Audience.PUBLIC), date(2026, 1, 1))
        == ()
    )


@pytest.mark.parametrize(
    ("audience", "parts"), [("internal", (1, 4)), ("donor", ()), ("public", ())]
)
def test_a_year_is_returning_people_with_new_ones_on_them_as_far_as_may_be_shown(audience, parts):
    found = counted()
    total, cut = (protect(one, Audience(audience)) for one in (found, by_novelty(found)))
    assert yearly(YEAR.begins, total, cut).parts == parts


def test_no_column_is_made_of_figures_that_were_rounded_one_by_one() -> None:
    came = [went(f"p{number}", "w2025-01-311") for number in range(50)]
    found = counted(
        *came, went("p1", "w2024-05-061"), *(went(f"p{n}", "w2024-05-061") for n in range(2, 14))
    )
    total, cut = (protect(one, Audience.DONOR) for one in (found, by_novelty(found)))
    assert all(row.numbers for row in cut.rows)
    assert yearly(YEAR.begins, total, cut).parts == (55,)


def test_a_year_says_how_sure_it_is() -> None:
    found = counted(link("boris", "chen"))
    total, cut = (protect(one, Audience.INTERNAL) for one in (found, by_novelty(found)))
    year = yearly(YEAR.begins, total, cut)
    assert year == Column(YEAR.begins, (1, 3), Range(4, 4, 5))


def shown(value, number):
    return Shown(value, None if number is None else Range(number, number, number))


@pytest.mark.parametrize(
    ("dimension", "order"), [("region", "Asia Africa hidden other"), ("age_band", "")]
)
def test_the_largest_group_comes_first_and_age_bands_keep_their_order(dimension, order):
    rows = (shown("Africa", 3), shown("other", 9), shown("hidden", None), shown("Asia", 5))
    table = ProtectedTable(Audience.INTERNAL, dimension, shown("", 17), rows)
    found = ranked(table)
    assert found == (rows if not order else tuple(sorted(rows, key=lambda r: order.index(r.value))))


def test_years_before_anybody_was_counted_are_left_out() -> None:
    years = [counted(period=year_of(year)) for year in range(2021, 2027)]
    assert [one.period.begins.year for one in worth_showing(years)] == [2024, 2025, 2026]
    assert [one.period.begins.year for one in worth_showing(years[:2])] == [2022]


HALF_TIME = date(2025, 7, 2)  # the 183rd of 365 days


@pytest.mark.parametrize(
    ("reached", "today", "pace"),
    [
        (Range(100, 100, 100), HALF_TIME, Pace.REACHED),
        (Range(0, 0, 0), date(2024, 12, 31), Pace.TO_COME),
        (Range(51, 51, 51), HALF_TIME, Pace.ON_COURSE),
        (Range(50, 51, 51), HALF_TIME, Pace.OPEN),
        (Range(49, 50, 50), HALF_TIME, Pace.BEHIND),
        (Range(99, 99, 99), date(2025, 12, 31), Pace.BEHIND),
        (Range(99, 99, 99), date(2026, 1, 1), Pace.MISSED),
        (Range(99, 99, 100), date(2026, 1, 1), Pace.OPEN),
        (None, HALF_TIME, Pace.UNKNOWN),
    ],
)
def test_a_figure_is_judged_by_the_time_that_has_passed(reached, today, pace):
    assert progress(100, YEAR, reached, today).pace is pace


def test_what_would_be_reached_by_now_is_rounded_up() -> None:
    found = progress(100, YEAR, Range(60, 60, 60), HALF_TIME)
    assert (found.elapsed, found.expected, found.share) == (Fraction(183, 365), 51, Fraction(3, 5))


def test_time_passes_from_nothing_to_all_of_it() -> None:
    days = (date(2024, 1, 1), date(2025, 1, 1), date(2025, 12, 31), date(2030, 1, 1))
    assert [elapsed(YEAR, day) for day in days] == [0, Fraction(1, 365), 1, 1]


def test_a_quarter_is_due_when_it_is_over_and_no_count_goes_to_its_end() -> None:
    quarter = Period(date(2025, 1, 1), date(2025, 3, 31))
    assert due([], date(2025, 4, 1)) == quarter
    assert due([date(2025, 3, 30)], date(2025, 6, 30)) == quarter
    assert due([date(2025, 3, 31)], date(2025, 6, 30)) is None
    assert due([date(2024, 9, 30)], date(2025, 3, 31)) == Period(
        date(2024, 10, 1), date(2024, 12, 31)
    )


@given(ledgers(), profiles(units=("person",)))
def test_on_any_ledger_each_cut_adds_up_to_the_best_figure(facts, profile):
    found = count(facts, profile, YEAR)
    for cut in (by_step(told(found), Step.MONTH), by_step(told(found), Step.QUARTER)):
        assert sum(number for _, number in cells(cut)) == found.best
    assert sum(number for _, number in cells(by_novelty(found))) == found.best
    assert until(told(found), YEAR.ends).best == found.best
