"""Once in the period, the year, the topic or the life of an award."""

from datetime import date

import pytest

from tests.unit.training.participation.ledger_words import (
    YEAR,
    in_2025,
    person,
    said,
    went,
    workshop,
)
from training.participation.rules import Period, Reason, count

AUTUMN = in_2025(9, 10, 11)


def taught(*workshops: tuple[str, str, str, list[str]]):
    """One person in workshops of one meeting: id, day, topic, awards."""
    facts = [person("p")]
    for id_, day, topic, awards in workshops:
        facts += [*workshop(id_, day, topic=topic, awards=awards), went("p", f"{id_}1")]
    return facts


TWICE = taught(("V", "2025-03-03", "safety", ["a"]), ("W", "2025-10-03", "advocacy", ["b"]))


@pytest.mark.parametrize(
    ("within", "scope", "counted"),
    [
        ("period", "all", 1),
        ("year", "all", 0),
        ("year", "programme", 0),
        ("year", "award", 1),
        ("topic", "all", 1),
        ("life_of_award", "award", 1),
        ("life_of_award", "programme", 0),
    ],
)
def test_an_older_moment_in_the_same_window_takes_the_later_one_out(within, scope, counted):
    found = count(TWICE, said(unique__within=within, unique__scope=scope), AUTUMN)
    assert (found.best, found.new) == (counted, 0)
    assert found.people[0].reason is (Reason.COUNTED if counted else Reason.OUTSIDE_PERIOD)


def test_a_year_is_the_calendar_year_in_the_zone_of_the_profile():
    facts = taught(("V", "2024-12-31", "", []), ("W", "2025-10-03", "", []))
    assert count(facts, said(unique__within="year"), AUTUMN).best == 1
    facts = taught(("V", "2025-01-01", "", []), ("W", "2025-10-03", "", []))
    west = said(unique__within="year", period__zone="America/Los_Angeles")
    assert count(facts, west, AUTUMN).best == 0


def test_a_year_that_two_periods_share_counts_a_person_in_the_first_only():
    facts = taught(("V", "2025-03-03", "", []), ("W", "2025-10-03", "", []))
    long = Period(date(2025, 9, 1), date(2026, 8, 31))
    found = count(facts, said(unique__within="year"), long)
    assert found.people[0].reason is Reason.OUTSIDE_PERIOD


def test_one_window_that_no_older_moment_shares_is_enough():
    facts = taught(("V", "2025-03-03", "", ["a"]), ("W", "2025-10-03", "", ["a", "b"]))
    profile = said(unique__within="life_of_award", unique__scope="award")
    assert count(facts, profile, AUTUMN).best == 1


def test_only_awards_that_the_profile_admits_make_windows():
    facts = taught(("V", "2025-03-03", "", ["a"]), ("W", "2025-10-03", "", ["a", "b"]))
    profile = said(unique__within="life_of_award", unique__scope="award", awards="[a]")
    assert count(facts, profile, AUTUMN).best == 0


def test_unfunded_events_share_a_window_of_their_own():
    facts = taught(("V", "2025-03-03", "", []), ("W", "2025-10-03", "", []))
    profile = said(unique__within="life_of_award", unique__scope="award")
    assert count(facts, profile, AUTUMN).best == 0
    assert count(facts, profile, YEAR).best == 1


def test_a_total_holds_each_person_once_even_where_two_topics_survive():
    found = count(TWICE, said(unique__within="topic"), YEAR)
    assert (found.low, found.best, found.high) == (1, 1, 1)
    assert found.people[0].moment.month == 3


def test_the_same_person_is_a_seat_in_each_event():
    assert count(TWICE, said(unit="seat"), YEAR).best == 2


def test_those_who_qualified_before_the_period_continue():
    facts = [*TWICE, person("q"), went("q", "W1")]
    found = count(facts, said(), AUTUMN)
    assert (found.best, found.new, found.continuing) == (2, 1, 1)
