"""Times across zones, join codes, agendas, and when attendance suffices."""

from datetime import datetime

import pytest

from training.accounts.rules import ALPHABET
from training.workshops.rules import (
    Marked,
    NoSuchTime,
    Step,
    UnreadableStep,
    attended_enough,
    code_from,
    join_code,
    merged,
    moment_of,
    moved,
    spelled,
    standing,
    steps_in,
)

local = datetime.fromisoformat
SPRING = [("Europe/Paris", "2027-03-28"), ("America/New_York", "2027-03-14")]
AUTUMN = [
    ("Europe/Paris", "2027-10-31T02:30", "2027-10-31T00:30+00:00"),
    ("America/New_York", "2027-11-07T01:30", "2027-11-07T05:30+00:00"),
]


@pytest.mark.parametrize(("zone", "day"), SPRING)
def test_a_time_that_the_clocks_skip_does_not_exist(zone, day):
    with pytest.raises(NoSuchTime):
        moment_of(local(f"{day}T02:30"), zone)


@pytest.mark.parametrize(("zone", "day"), SPRING)
def test_the_minutes_around_the_gap_are_a_minute_apart(zone, day):
    last, first = moment_of(local(f"{day}T01:59"), zone), moment_of(local(f"{day}T03:00"), zone)
    assert (first - last).total_seconds() == 60


@pytest.mark.parametrize(("zone", "there", "utc"), AUTUMN)
def test_of_a_time_that_comes_twice_the_first_is_meant(zone, there, utc):
    assert moment_of(local(there), zone) == local(utc)


def test_the_night_with_an_hour_more_is_an_hour_longer():
    evening = moment_of(local("2027-10-30T22:00"), "Europe/Paris")
    morning = moment_of(local("2027-10-31T06:00"), "Europe/Paris")
    assert (morning - evening).total_seconds() == 9 * 3600


@pytest.mark.parametrize("typed", ["k7m-4qx", " K7M 4QX ", "K7M4QX", "\uff4b\uff17\uff2d\u0664QX"])
def test_a_join_code_is_read_however_it_is_typed(typed):
    assert join_code(typed) == "K7M4QX"


def test_a_join_code_has_no_signs_that_look_alike():
    assert not set("01ILOU") & set(ALPHABET)
    assert len(code_from(bytes(range(16)))) == 6
    assert spelled("K7M4QX") == "K7M-4QX"


def test_own_steps_are_minutes_and_a_title():
    assert steps_in("10 Welcome\n\n 15  Break, with tea \n") == (
        Step(None, "Welcome", 10),
        Step(None, "Break, with tea", 15),
    )


@pytest.mark.parametrize(
    "line", ["Welcome", "10", "ten minutes", "0 Nothing", "1441 For ever", "-5 Back"]
)
def test_a_line_that_is_no_step_is_named_by_its_number(line):
    with pytest.raises(UnreadableStep) as unreadable:
        steps_in(f"10 Welcome\n{line}")
    assert unreadable.value.line == 2


def test_what_was_in_the_agenda_keeps_its_place_and_minutes():
    known = (Step(None, "Welcome", 10, "a"), Step("film", "Film", 20, "b"), Step("gone", "G", 5))
    wanted = (Step("why", "Why", 6), Step("film", "Film", 3), Step(None, "Welcome", 12))
    assert merged(known, wanted) == (
        Step(None, "Welcome", 12, "a"),
        Step("film", "Film", 20, "b"),
        Step("why", "Why", 6),
    )


def test_two_breaks_stay_two():
    breaks = (Step(None, "Break", 10, "a"), Step(None, "Break", 15, "b"))
    assert merged(breaks, steps_in("10 Break\n15 Break")) == breaks


@pytest.mark.parametrize(("place", "order"), [(1, "cab"), (2, "acb"), (3, "abc"), (99, "abc")])
def test_a_step_moves_to_a_place_however_often_it_is_sent(place, order):
    steps = tuple(Step(None, name, 5, name) for name in "abc")
    once = moved(steps, steps[2], place)
    assert "".join(step.id for step in once) == order
    assert moved(once, steps[2], place) == once


def test_only_marks_that_nobody_corrected_stand():
    first = Marked("1", "amal", "m", "present", None)
    second = Marked("2", "amal", "m", "absent", "1")
    other = Marked("3", "boris", "m", "late", None)
    assert standing([first, second, other]) == (second, other)


@pytest.mark.parametrize(
    ("planned", "marks", "share", "enough"),
    [
        ("abcde", {"a": "present", "b": "late", "c": "present", "d": "present"}, 0.8, True),
        ("abcde", {"a": "present", "b": "late", "c": "present", "d": "excused"}, 0.8, False),
        ("abc", {"a": "present", "b": "present"}, 0.67, False),
        ("abc", {"a": "present", "b": "present"}, 0.66, True),
        ("a", {"a": "absent"}, 0.01, False),
        ("ab", {"a": "present", "gone": "present"}, 1, False),
        ("", {}, 0.8, False),
        ("abcdefghij", dict.fromkeys("abc", "present"), 0.3, True),
    ],
)
def test_enough_is_a_share_of_the_planned_meetings(planned, marks, share, enough):
    assert attended_enough(planned, marks, share) is enough
