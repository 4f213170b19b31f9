"""The meetings of a workshop in one's own calendar."""

from datetime import UTC, datetime

import pytest
from icalendar import Calendar

from tests.builders import MARCH, new_meeting


@pytest.fixture
def file_of(led):
    """Read a visitor's calendar file: `file_of(visitor, named="yes")`."""

    def read(visitor, **asked):
        answer = visitor.client.get(f"{led.path}/meetings.ics", query_string=asked)
        assert answer.mimetype == "text/calendar"
        return answer, Calendar.from_ical(answer.data)

    return read


def test_the_meetings_stand_at_their_time_in_their_zone(facilitator, file_of):
    _answer, calendar = file_of(facilitator)
    (meeting,) = calendar.walk("VEVENT")
    assert meeting["dtstart"].params["TZID"] == "Europe/Paris"
    assert meeting.start.astimezone(UTC) == MARCH
    assert [zone["tzid"] for zone in calendar.walk("VTIMEZONE")] == ["Europe/Paris"]


@pytest.mark.parametrize(
    ("starts_at", "hour"),
    [(datetime(2027, 3, 28, 0, 30, tzinfo=UTC), 1), (datetime(2027, 3, 28, 1, 30, tzinfo=UTC), 3)],
)
def test_the_night_in_which_clocks_go_forward_moves_nothing(
    facilitator, led, file_of, keep, starts_at, hour
):
    keep(new_meeting(led.id, starts_at=starts_at))
    _answer, calendar = file_of(facilitator)
    late = max(calendar.walk("VEVENT"), key=lambda one: one.start)
    assert (late.start.hour, late.start.astimezone(UTC)) == (hour, starts_at)


def test_a_calendar_learns_no_title_unless_it_is_wanted(facilitator, file_of):
    answer, calendar = file_of(facilitator)
    assert [one["summary"] for one in calendar.walk("VEVENT")] == ["Appointment"]
    assert 'attachment; filename="meetings.ics"' in answer.headers["Content-Disposition"]
    _answer, named = file_of(facilitator, named="yes")
    assert [one["summary"] for one in named.walk("VEVENT")] == ["Two days in Belmora"]


def test_the_same_meetings_give_the_same_bytes(facilitator, file_of):
    assert file_of(facilitator)[0].data == file_of(facilitator)[0].data


def test_a_cancellation_replaces_what_a_calendar_took(facilitator, led, file_of):
    before = file_of(facilitator)[1].walk("VEVENT")[0]
    facilitator.open(led.path).press("Yes, cancel it")
    after = file_of(facilitator)[1].walk("VEVENT")[0]
    assert after["uid"] == before["uid"]
    assert (after["sequence"], after["status"]) == (1, "CANCELLED")


def test_participants_have_it_and_nobody_else(trainee, visitor, led, file_of):
    address = f"{led.path}/meetings.ics"
    assert trainee.open(address).status == 404
    trainee.open("/join").submit(code=led.code)
    assert file_of(trainee)[1].walk("VEVENT")
    assert visitor.open(address).path == "/sign-in"
