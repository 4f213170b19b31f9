"""From marks and intervals to minutes, and the filters before."""

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.unit.training.participation.ledger_words import (
    YEAR,
    at,
    completed,
    course,
    event,
    meeting,
    person,
    said,
    went,
    workshop,
)
from training.participation.rules import Reason, count
from training.participation.rules.presence import clip, length, union

START = datetime(2025, 3, 3, 9, tzinfo=UTC)
MINUTE = 60_000_000


def minutes(*pairs: tuple[int, int]):
    return [(START + timedelta(minutes=a), START + timedelta(minutes=b)) for a, b in pairs]


def spans(*pairs: tuple[str, str]) -> list[list[str]]:
    return [[at("2025-03-03", came), at("2025-03-03", left)] for came, left in pairs]


def verdict(facts, profile, who="p"):
    return next(one for one in count(facts, profile, YEAR).people if one.person == who)


@given(st.lists(st.tuples(st.integers(-30, 150), st.integers(0, 90))))
def test_minutes_never_exceed_the_meeting_and_rejoining_adds_nothing(stays):
    there = minutes(*((came, came + stay) for came, stay in stays))
    bounds = minutes((0, 120))[0]
    found = union(clip(there, bounds))
    assert length(found) <= 120 * MINUTE
    assert union(clip([*there, *there[:1]], bounds)) == found
    asked = {
        minute for came, stay in stays for minute in range(max(came, 0), min(came + stay, 120))
    }
    assert length(found) == len(asked) * MINUTE


@pytest.mark.parametrize(
    ("mark", "intervals", "reached"),
    [
        ("present", None, "120 < 121"),
        ("late", None, "120 < 121"),
        ("late", spans(("09:30", "10:00")), "30 < 121"),
        ("present", spans(("08:00", "09:20"), ("09:10", "09:30"), ("10:55", "12:00")), "35 < 121"),
    ],
)
def test_present_and_late_give_their_intervals_or_the_whole_meeting(mark, intervals, reached):
    facts = [
        *workshop("W", "2025-03-03"),
        person("p"),
        went("p", "W1", mark=mark, intervals=intervals),
    ]
    assert verdict(facts, said("minutes", qualify__min=121)).detail == reached


@pytest.mark.parametrize(
    "given_",
    [
        {"mark": "excused"},
        {"mark": "absent"},
        {"intervals": []},
        {"intervals": spans(("07:00", "09:00"))},
        {"intervals": spans(("09:30", "09:30"))},
    ],
)
def test_no_time_left_is_not_present(given_):
    facts = [*workshop("W", "2025-03-03"), person("p"), went("p", "W1", **given_)]
    assert verdict(facts, said()).reason is Reason.ABSENT


def test_absent_takes_nothing_from_what_another_fact_gives():
    facts = [
        *workshop("W", "2025-03-03"),
        person("p"),
        went("p", "W1", id="a", intervals=spans(("09:00", "09:20"))),
        went("p", "W1", id="b", mark="absent"),
        went("p", "W1", id="c", intervals=spans(("09:10", "09:30"))),
    ]
    assert verdict(facts, said("minutes", qualify__min=31)).detail == "30 < 31"


def test_overlapping_meetings_each_give_their_own_minutes():
    facts = [
        event("W"),
        meeting("m1", "W", at("2025-03-03")),
        meeting("m2", "W", at("2025-03-03", "10:00")),
        person("p"),
        went("p", "m1"),
        went("p", "m2"),
    ]
    assert verdict(facts, said("minutes", qualify__min=241)).detail == "240 < 241"


def test_a_cancelled_meeting_is_neither_planned_nor_attended():
    facts = [
        event("W"),
        meeting("m1", "W", at("2025-03-03")),
        meeting("m2", "W", at("2025-03-04"), cancelled=True),
        person("p"),
        person("q"),
        went("p", "m1"),
        went("q", "m2"),
    ]
    profile = said("meetings_share", qualify__min=1)
    assert verdict(facts, profile).reason is Reason.COUNTED
    assert verdict(facts, profile, "q").reason is Reason.ABSENT


def test_dropped_facts_leave_what_was_planned_as_it_is():
    facts = [
        *workshop("W", "2025-03-03", "2025-03-04"),
        person("p"),
        went("p", "W1"),
        went("p", "W2", role="facilitator"),
    ]
    profile = said("minutes_share", qualify__min=0.8, roles="[trainee]")
    assert verdict(facts, profile).detail == "1/2 < 4/5"


def test_shares_are_exact():
    days = [f"2025-03-{day:02}" for day in range(3, 8)]
    facts = [*workshop("W", *days), person("p"), *(went("p", f"W{n}") for n in range(1, 5))]
    for basis in ("minutes_share", "meetings_share"):
        assert verdict(facts, said(basis, qualify__min=0.8)).reason is Reason.COUNTED


@pytest.mark.parametrize(
    ("settings_", "reason"),
    [
        ({"event_kinds": "[conference]"}, Reason.EVENT_KIND),
        ({"curriculum_required": "yes"}, Reason.EVENT_KIND),
        ({"qualify.extra": "multi_day"}, Reason.EVENT_KIND),
        ({"modes": "[online_live]"}, Reason.MODE),
        ({"roles": "[observer]"}, Reason.ROLE),
        ({"awards": "[a2]"}, Reason.OTHER_AWARD),
        ({"categories": "[staff]"}, Reason.CATEGORY),
        ({"awards": "[a1]", "roles": "[trainee]", "modes": "[in_person]"}, Reason.COUNTED),
        ({}, Reason.COUNTED),
    ],
)
def test_each_filter_has_its_reason(settings_, reason):
    facts = [*workshop("W", "2025-03-03", awards=["a1"]), person("p"), went("p", "W1")]
    assert verdict(facts, said(**settings_)).reason is reason


def test_awards_leaves_unfunded_events_out_and_no_awards_key_takes_them():
    facts = [*workshop("W", "2025-03-03"), person("p"), went("p", "W1")]
    assert verdict(facts, said(awards="[a1]")).reason is Reason.OTHER_AWARD
    assert verdict(facts, said()).reason is Reason.COUNTED


def test_the_mode_is_that_of_the_participation_and_for_a_completion_that_of_the_event():
    facts = [
        *workshop("W", "2025-03-03", mode="in_person"),
        course("C"),
        person("p"),
        went("p", "W1", mode="online_live"),
        person("q"),
        completed("q", "C", at("2025-04-20")),
    ]
    assert verdict(facts, said(modes="[online_live]")).reason is Reason.COUNTED
    assert verdict(facts, said(modes="[self_paced]"), "q").reason is Reason.COUNTED


def test_a_test_must_be_passed_only_where_there_is_one_to_pass():
    facts = [
        *workshop("W", "2025-03-03"),
        course("C"),
        person("p"),
        went("p", "W1"),
        *(person(who) for who in "qrs"),
        completed("q", "C", at("2025-04-20")),
        completed("r", "C", at("2025-04-20"), test_passed=False),
        completed("s", "C", at("2025-04-20"), test_passed=None),
    ]
    profile = said(qualify__extra="test_passed")
    reasons = [verdict(facts, profile, who).reason for who in "pqrs"]
    assert reasons == [Reason.COUNTED] * 2 + [Reason.NOT_COMPLETED] * 2


def test_multi_day_counts_local_days_and_drops_self_paced_courses():
    late = [
        event("W", zone="Asia/Tokyo"),
        meeting("m1", "W", at("2025-03-03", "14:00"), 30),
        meeting("m2", "W", at("2025-03-03", "16:00"), 30),
        course("C"),
        person("p"),
        went("p", "m1"),
        person("q"),
        completed("q", "C", at("2025-04-20")),
    ]
    profile = said(qualify__extra="multi_day")
    assert verdict(late, profile).reason is Reason.COUNTED
    assert verdict(late, profile, "q").reason is Reason.EVENT_KIND


def test_the_reason_is_that_of_the_fact_which_came_farthest():
    facts = [
        *workshop("W", "2025-03-03", awards=["a2"]),
        *workshop("S", "2025-03-03", kind="conference"),
        person("p"),
        went("p", "S1"),
        went("p", "W1"),
    ]
    wanted = {"event_kinds": "[training]", "awards": "[a1]"}
    assert verdict(facts, said(**wanted)).reason is Reason.OTHER_AWARD
    gone = [*facts, went("p", "W1", id="n", mark="absent")]
    assert verdict(gone, said(event_kinds="[training]", modes="[self_paced]")).reason is Reason.MODE
    assert verdict([person("p")], said()).reason is Reason.ABSENT


def test_a_test_person_comes_before_every_other_reason():
    facts = [
        *workshop("W", "2025-03-03"),
        person("p", test=True, category="staff"),
        went("p", "W1", role="observer"),
    ]
    assert verdict(facts, said(categories="[external]")).reason is Reason.TEST_PERSON
