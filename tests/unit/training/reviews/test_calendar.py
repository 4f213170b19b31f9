from dataclasses import replace
from datetime import UTC, date, datetime

import pytest

from training.reviews.rules import (
    Calendar,
    Entered,
    Given,
    Place,
    Source,
    Span,
    Status,
    Step,
    ahead,
    cycle_of,
    facts,
)

SOURCE = Source("A letter")
NOON = datetime(2026, 11, 1, 12, tzinfo=UTC)


@pytest.fixture
def known() -> Calendar:
    return Calendar(facts(), facts().offsets)


def given(first: date, last: date | None = None, status: Status = Status.PUBLISHED) -> Given:
    return Given(Span(first, last or first), status, SOURCE, date(2026, 11, 1))


def entered(session: int, country: str, step: Step, when: Given, at: datetime = NOON) -> Entered:
    return Entered(f"{session}{country}{step}{at}", session, country, step, when, at)


def step_of(known: Calendar, session: int, country: str, step: Step):
    return next(one for one in known.timeline(session, country) if one.step is step)


def test_every_state_of_the_united_nations_is_there_once(known):
    placed = [one.country for one in facts().places]
    assert len(placed) == len(set(placed)) == 192
    assert len(known.countries()) == 193
    assert "NO" in known.countries()


def test_a_published_deadline_is_taken_as_it_is(known):
    deadline = step_of(known, 41, "BH", Step.SUBMISSION)
    assert deadline.span == Span.on(date(2022, 3, 31))
    assert deadline.status is Status.PUBLISHED


def test_other_dates_are_counted_in_weeks_from_the_first_day_of_the_session(known):
    deadline = step_of(known, 48, "IT", Step.SUBMISSION)
    assert deadline.span == Span(date(2024, 6, 10), date(2024, 7, 15))
    assert deadline.status is Status.MEASURED


def test_a_range_of_first_days_makes_every_other_range_as_much_wider(known):
    deadline = step_of(known, 54, "TG", Step.NATIONAL_REPORT)
    assert deadline.span == Span(date(2026, 9, 18), date(2026, 12, 6))
    assert deadline.status is Status.EXPECTED


def test_a_state_is_expected_again_fourteen_sessions_later(known):
    first, second = known.places_of("BH")
    assert (first.session, first.status) == (41, Status.PUBLISHED)
    assert (second.session, second.status, second.as_in) == (55, Status.EXPECTED, 41)
    assert step_of(known, 55, "BH", Step.REVIEW).span == Span(date(2027, 5, 10), date(2027, 7, 5))


def test_what_is_published_for_a_session_is_only_expected_for_a_state_that_may_not_be_in_it(known):
    assert step_of(known, 50, "", Step.REVIEW).status is Status.PUBLISHED
    assert step_of(known, 50, "MN", Step.REVIEW).status is Status.EXPECTED


def test_a_date_that_staff_entered_goes_first_and_the_one_for_the_state_before_the_session(known):
    for_all = entered(54, "", Step.SUBMISSION, given(date(2026, 7, 14)))
    for_one = entered(54, "TG", Step.SUBMISSION, given(date(2026, 7, 20)))
    changed = replace(known, entered=(for_one, for_all))
    assert step_of(changed, 54, "TG", Step.SUBMISSION).span == Span.on(date(2026, 7, 20))
    assert step_of(changed, 54, "IS", Step.SUBMISSION).span == Span.on(date(2026, 7, 14))
    assert step_of(changed, 54, "IS", Step.SUBMISSION).source == SOURCE


def test_the_last_of_two_entries_stands(known):
    early = entered(54, "", Step.SUBMISSION, given(date(2026, 7, 14)))
    late = entered(54, "", Step.SUBMISSION, given(date(2026, 7, 1)), NOON.replace(day=2))
    for order in ((early, late), (late, early)):
        changed = replace(known, entered=order)
        assert step_of(changed, 54, "", Step.SUBMISSION).span == Span.on(date(2026, 7, 1))


def test_the_days_of_a_session_move_all_that_is_counted_from_them(known):
    days = given(date(2027, 1, 18), date(2027, 1, 29))
    changed = replace(known, entered=(entered(54, "", Step.REVIEW, days),))
    assert step_of(changed, 54, "", Step.MID_TERM).span == Span.on(date(2029, 7, 16))
    assert step_of(changed, 68, "", Step.REVIEW).span.first == date(2031, 7, 21)


def test_a_state_without_a_session_has_no_dates_until_staff_place_it(known):
    assert known.deadlines("UA") == ()
    place = Place("UA", 54, Status.PUBLISHED, SOURCE, date(2026, 11, 1))
    placed = replace(known, placed=(place,))
    assert {one.session for one in placed.deadlines("UA")} == {54, 68}
    assert "UA" in [one.country for one in placed.states_of(54)]


def test_a_state_that_was_postponed_leaves_its_old_session(known):
    moved = Place("TG", 53, Status.PUBLISHED, SOURCE, date(2026, 11, 1))
    changed = replace(known, placed=(moved,))
    assert [one.session for one in changed.places_of("TG")] == [53, 67]
    assert "TG" not in [one.country for one in changed.states_of(54)]


def test_what_is_under_way_comes_before_what_is_ahead_and_the_past_is_gone(known):
    left = ahead(known.deadlines("TG"), date(2026, 11, 22))
    assert left[0].span.first <= date(2026, 11, 22) <= left[0].span.last
    assert all(one.span.last >= date(2026, 11, 22) for one in left)
    assert ahead(known.deadlines("TG"), date(2099, 1, 1)) == ()


@pytest.mark.parametrize(
    ("session", "cycle"),
    [(1, 1), (12, 1), (13, 2), (26, 2), (27, 3), (40, 3), (41, 4), (54, 4), (55, 5)],
)
def test_cycles_are_numbered_as_they_were(session, cycle):
    assert cycle_of(session) == cycle


def test_a_span_cannot_end_before_it_begins():
    with pytest.raises(ValueError, match="cannot end"):
        Span(date(2026, 1, 2), date(2026, 1, 1))
