"""Completion, days, scope and the moment that decides the period."""

from datetime import date

import pytest

from tests.unit.training.participation.ledger_words import (
    YEAR,
    at,
    completed,
    course,
    event,
    link,
    meeting,
    person,
    said,
    went,
    workshop,
)
from training.participation.rules import Period, Reason, count, read_profile


def spans(day: str, came: str, left: str) -> list[list[str]]:
    return [[at(day, came), at(day, left)]]


def verdict(facts, profile, who="p", period=YEAR):
    return next(one for one in count(facts, profile, period).people if one.person == who)


def moment(facts, profile, period=YEAR) -> str | None:
    found = verdict(facts, profile, period=period).moment
    return found.strftime("%m-%d %H:%M") if found else None


THREE = [*workshop("W", "2025-03-03", "2025-03-04", "2025-03-05"), person("p")]


def test_an_event_is_completed_when_the_minutes_reach_its_share():
    two = [went("p", "W1"), went("p", "W2")]
    assert verdict([*THREE, *two], said("completion")).reason is Reason.NOT_COMPLETED
    half = [*workshop("W", "2025-03-03", "2025-03-04", completion_share=0.5), person("p")]
    assert verdict([*half, went("p", "W1")], said("completion")).reason is Reason.COUNTED


@pytest.mark.parametrize(
    ("left", "lateness", "reason"),
    [
        ("10:50", 10, Reason.COUNTED),
        ("10:49", 10, Reason.NOT_COMPLETED),
        ("10:49", 11, Reason.COUNTED),
        ("10:59", 0, Reason.NOT_COMPLETED),
    ],
)
def test_a_meeting_that_little_was_missed_of_counts_whole_towards_completion(
    left, lateness, reason
):
    facts = [
        *workshop("W", "2025-03-03"),
        person("p"),
        went("p", "W1", intervals=spans("2025-03-03", "09:00", left)),
    ]
    profile = said("completion", qualify__lateness_minutes=lateness)
    assert verdict(facts, profile).reason is reason


def test_lateness_is_ten_minutes_unless_said_and_only_for_completion():
    stay = went("p", "W1", intervals=spans("2025-03-03", "09:05", "10:55"))
    facts = [*workshop("W", "2025-03-03"), person("p"), stay]
    assert verdict(facts, said("completion")).reason is Reason.COUNTED
    assert verdict(facts, said("minutes_share", qualify__min=1)).detail == "11/12 < 1"


def test_an_event_with_nothing_planned_is_completed_by_nobody():
    gone = [event("W"), meeting("m", "W", at("2025-03-03"), cancelled=True), person("p")]
    facts = [*gone, went("p", "m"), completed("p", "W", at("2025-03-03"))]
    assert verdict(facts, said("completion")).reason is Reason.ABSENT


def test_linking_two_half_attendances_completes_the_event():
    facts = [*THREE, person("q"), went("p", "W1"), went("p", "W2"), went("q", "W3")]
    found = count([*facts, link("p", "q")], said("completion"), YEAR)
    assert (found.low, found.best, found.high) == (0, 1, 1)
    assert verdict([*facts, link("p", "q", confidence="certain")], said("completion")).reason is (
        Reason.COUNTED
    )


def test_of_several_completions_of_one_event_the_oldest_left_counts_once():
    facts = [
        course("C"),
        person("p"),
        completed("p", "C", at("2025-04-01"), id="a", role="observer"),
        completed("p", "C", at("2025-04-03"), id="b"),
        completed("p", "C", at("2025-04-02"), id="c"),
    ]
    assert moment(facts, said("completion", roles="[trainee]")) == "04-02 09:00"
    assert verdict(facts, said("minutes", qualify__min=121)).detail == "120 < 121"
    assert verdict(facts, said("presence", qualify__min=2)).detail == "1 < 2"
    assert verdict(facts, said("days", qualify__min=2)).detail == "1 < 2"
    for share in ("minutes_share", "meetings_share"):
        assert verdict(facts, said(share, qualify__min=1)).reason is Reason.COUNTED


def test_min_counts_events_for_completion_and_meetings_and_completions_for_presence():
    facts = [
        *workshop("W", "2025-03-03", "2025-03-04"),
        course("C"),
        person("p"),
        went("p", "W1"),
        went("p", "W2"),
        completed("p", "C", at("2025-04-20")),
    ]
    both = said("completion", qualify__min=2, qualify__scope="period_sum")
    assert moment(facts, both) == "04-20 09:00"
    thrice = said("presence", qualify__min=3, qualify__scope="period_sum")
    assert moment(facts, thrice) == "04-20 09:00"


def test_days_are_distinct_dates_in_the_zone_of_each_event():
    facts = [
        event("W", zone="Asia/Tokyo"),
        meeting("m1", "W", at("2025-03-03", "14:00"), 30),
        meeting("m2", "W", at("2025-03-03", "16:00"), 30),
        meeting("m3", "W", at("2025-03-03", "18:00"), 30),
        person("p"),
        *(went("p", f"m{number}") for number in (1, 2, 3)),
    ]
    assert moment(facts, said("days", qualify__min=2)) == "03-03 16:30"
    assert verdict(facts, said("days", qualify__min=3)).detail == "2 < 3"


def test_one_date_in_two_events_is_one_day():
    facts = [*workshop("V", "2025-03-03"), *workshop("W", "2025-03-03"), person("p")]
    facts += [went("p", "V1"), went("p", "W1")]
    profile = said("days", qualify__min=2, qualify__scope="period_sum")
    assert verdict(facts, profile).detail == "1 < 2"


def test_a_course_adds_up_its_events_whatever_the_version_and_no_course_stands_alone():
    facts = [
        *workshop("V", "2025-03-03", course="upr@1"),
        *workshop("W", "2025-04-03", course="upr@2"),
        *workshop("X", "2025-05-03"),
        *workshop("Y", "2025-06-03"),
        person("p"),
        went("p", "V1"),
        went("p", "W1"),
        person("q"),
        went("q", "X1"),
        went("q", "Y1"),
    ]
    profile = said("minutes", qualify__min=240, qualify__scope="course")
    assert moment(facts, profile) == "04-03 11:00"
    assert verdict(facts, profile, "q").detail == "120 < 240"


def test_a_sum_over_the_period_looks_nowhere_else():
    facts = [
        *workshop("V", "2024-12-30"),
        *workshop("W", "2025-01-10"),
        *workshop("X", "2026-01-10"),
        person("p"),
        *(went("p", f"{one}1") for one in "VWX"),
        person("q"),
        went("q", "V1"),
    ]
    profile = said("minutes", qualify__min=240, qualify__scope="period_sum")
    assert verdict(facts, profile).detail == "120 < 240"
    assert verdict(facts, profile, "q").reason is Reason.OUTSIDE_PERIOD
    longer = Period(date(2024, 12, 1), date(2025, 1, 31))
    assert moment(facts, profile, longer) == "01-10 11:00"


def test_who_came_inside_the_period_and_completed_nothing_is_not_outside_it():
    facts = [*workshop("W", "2025-01-10", "2025-01-11"), person("p"), went("p", "W1")]
    profile = said("completion", qualify__scope="period_sum")
    assert verdict(facts, profile).reason is Reason.NOT_COMPLETED
    half = Period(date(2025, 2, 1), date(2025, 6, 30))
    assert verdict(facts, profile, period=half).reason is Reason.OUTSIDE_PERIOD


def test_shares_look_at_one_event_whatever_the_scope():
    facts = [
        *workshop("V", "2025-03-03", "2025-03-04"),
        *workshop("W", "2025-04-03", "2025-04-04"),
        person("p"),
        *(went("p", one) for one in ("V1", "W1")),
    ]
    for scope in ("one_event", "course", "period_sum"):
        profile = said("minutes_share", qualify__min=1, qualify__scope=scope)
        assert verdict(facts, profile).detail == "1/2 < 1"
    whole = said("minutes_share", qualify__min=1, qualify__scope="period_sum")
    assert moment([*facts, went("p", "W2")], whole) == "04-04 11:00"


def test_a_presence_counts_when_the_person_last_left_or_when_they_first_came():
    stays = spans("2025-03-03", "09:30", "09:40") + spans("2025-03-03", "10:00", "10:30")
    facts = [*workshop("W", "2025-03-03"), person("p"), went("p", "W1", intervals=stays)]
    assert moment(facts, said()) == "03-03 10:30"
    assert moment(facts, said(period__moment="any_presence")) == "03-03 09:30"


def test_the_moment_is_that_of_the_presence_that_fills_the_dose():
    facts = [*THREE, *(went("p", f"W{number}") for number in (3, 1, 2))]
    assert moment(facts, said("minutes", qualify__min=121)) == "03-04 11:00"
    assert moment(facts, said("completion")) == "03-05 11:00"


def test_under_any_presence_the_moment_is_the_first_in_what_was_filled():
    facts = [*THREE, *(went("p", f"W{number}") for number in (2, 3))]
    filled = {"qualify__min": 240, "period__moment": "any_presence"}
    assert moment(facts, said("minutes", **filled)) == "03-04 09:00"
    assert verdict(facts, said("minutes", **(filled | {"qualify__min": 241}))).moment is None


def test_half_way_people_belong_to_the_period_in_which_they_complete():
    facts = [*workshop("W", "2025-12-30", "2026-01-02"), person("p")]
    facts += [went("p", "W1"), went("p", "W2")]
    assert verdict(facts, said("completion")).reason is Reason.OUTSIDE_PERIOD
    after = Period(date(2026, 1, 1), date(2026, 12, 31))
    assert moment(facts, said("completion"), after) == "01-02 11:00"


@pytest.mark.parametrize(
    ("zone", "inside"),
    [("Pacific/Auckland", False), ("UTC", True), ("America/New_York", True)],
)
def test_the_edges_of_the_period_lie_in_the_zone_of_the_profile(zone, inside):
    facts = [event("W"), meeting("m", "W", at("2025-12-31", "14:00"), 60), person("p")]
    found = verdict([*facts, went("p", "m")], said(period__zone=zone))
    assert (found.reason is Reason.COUNTED) is inside


def test_both_ends_of_the_period_are_included():
    day = Period(date(2025, 3, 3), date(2025, 3, 3))
    facts = [*workshop("W", "2025-03-03"), person("p"), went("p", "W1")]
    assert verdict(facts, said(), period=day).reason is Reason.COUNTED


def test_a_seat_goes_with_one_event_and_completed_at_with_completion():
    for text in (
        "unit: seat\nqualify: {basis: presence, scope: course}\n",
        "unit: person\nqualify: {basis: presence}\nperiod: {moment: completed_at}\n",
    ):
        profile, problems = read_profile(f"id: p\nversion: 1\n{text}", "p.yaml")
        assert profile is None
        assert len(problems) == 1
