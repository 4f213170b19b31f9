"""The calendar of reviews: read by everybody, kept by staff."""

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from flask import Flask
from icalendar import Calendar as ICalendar
from sqlalchemy import select

from tests.integration.visitor import Visitor
from training.access import Role
from training.reviews import queries as reviews
from training.reviews.models import CalendarDate, CalendarPlace, CalendarRule

SOURCE = {"source": "Letter of the secretariat", "as_of": "2027-02-20"}
DATE = {"step": "submission", "first_day": "2027-03-10", "status": "published", **SOURCE}


def enter(staff: Visitor, country: str = "BH", **about: str) -> Visitor:
    return staff.open(f"/calendar/{country}").submit("/dates", **{**DATE, **about})


def test_a_stranger_finds_a_state_and_what_is_next(visitor: Visitor, clock: Any) -> None:
    visitor.open("/calendar").submit(country="BH")
    assert visitor.path == "/calendar/BH"
    assert "Bahrain" in visitor.text
    assert "Expected in session 55, because the order of review repeats" in visitor.text
    assert "Written submissions are due Sep 28 – Dec 28, 2026" in visitor.text


def test_names_of_states_and_dates_are_in_the_readers_language(
    new_visitor: Callable[..., Visitor], clock: Any
) -> None:
    assert "Bahreïn" in new_visitor("fr").open("/calendar/BH").text
    assert "البحرين" in new_visitor("ar").open("/calendar/BH").text


def test_the_calendar_shows_what_is_next_and_every_session(visitor: Visitor, clock: Any) -> None:
    visitor.open("/calendar")
    assert "Today, Mar 1, 2027" in visitor.text
    assert all(f"Session {number}" in visitor.text for number in range(41, 69))
    assert "We found no session of this cycle for: Ukraine." in visitor.text


def test_a_session_lists_its_states_and_dates(visitor: Visitor, clock: Any) -> None:
    visitor.open("/calendar/sessions/48")
    assert "Jan 20 – 31, 2025 · Published" in visitor.text
    assert "San Marino" in visitor.text
    assert "Notice on the 48th session" in visitor.text


@pytest.mark.parametrize(
    "path", ["/calendar/XX", "/calendar/bh", "/calendar/sessions/99", "/calendar/XX.ics"]
)
def test_what_is_not_in_the_calendar_is_not_found(visitor: Visitor, path: str) -> None:
    assert visitor.open(path).status == 404


def test_a_date_that_staff_enter_goes_first_with_its_source(
    staff: Visitor, new_visitor: Callable[..., Visitor], clock: Any
) -> None:
    enter(staff)
    assert "Saved." in staff.text
    assert "Entered by Sergei, Mar 1, 2027" in staff.text
    text = new_visitor().open("/calendar/BH").text
    assert "Written submissions are due Mar 10, 2027 · in 1 week" in text
    assert "Published · Letter of the secretariat · as of Feb 20, 2027" in text
    assert "Sergei" not in text


def test_a_date_sent_twice_is_kept_once(staff: Visitor, stored: Any, clock: Any) -> None:
    enter(staff).submit_again()
    assert stored(select(CalendarDate.session, CalendarDate.country)) == [(55, "BH")]


def test_a_date_taken_back_gives_way_to_what_stood_before(staff: Visitor, clock: Any) -> None:
    enter(staff).press("Take this date back")
    assert "The date was taken back" in staff.text
    assert "Letter of the secretariat" not in staff.text
    staff.submit_again()
    assert staff.status == 200


def test_a_date_for_a_session_holds_for_all_its_states(
    staff: Visitor, visitor: Visitor, clock: Any
) -> None:
    about = {**DATE, "step": "review", "first_day": "2027-05-03", "last_day": "2027-05-14"}
    staff.open("/calendar/sessions/55").submit("/sessions/55", **about)
    assert "Review in the Working Group May 3 – 14, 2027" in visitor.open("/calendar/EC").text


@pytest.mark.parametrize(
    ("about", "problem"),
    [
        ({"source": ""}, "Source: This field is required."),
        ({"last_day": "2027-03-01"}, "The period ends before it begins."),
        ({"first_day": "soon"}, "First day:"),
        ({"source": "s" * 201}, "Source:"),
        ({"address": "a" * 501}, "Address of the source:"),
    ],
)
def test_what_cannot_be_used_is_said_at_its_field(
    staff: Visitor, stored: Any, clock: Any, about: dict[str, str], problem: str
) -> None:
    enter(staff, **about)
    assert problem in staff.text
    assert stored(select(CalendarDate)) == []


def test_a_state_is_put_into_a_session(staff: Visitor, stored: Any, clock: Any) -> None:
    staff.open("/calendar/UA")
    assert "No session yet" in staff.text
    place = {"place-session": "56", "place-source": "Letter", "place-as_of": "2027-02-20"}
    staff.submit("/place", **place).submit_again()
    assert stored(select(CalendarPlace.session)) == [56]
    assert "Cycle 5, session 56" in staff.text


def test_a_new_version_of_the_rule_moves_what_is_worked_out(
    staff: Visitor, visitor: Visitor, stored: Any, clock: Any
) -> None:
    change = {"pre_session-earliest": "-8", "pre_session-latest": "-7", "source": "Agreed in May"}
    staff.open("/calendar/rule").submit(**change).submit_again()
    assert stored(select(CalendarRule.number)) == [1]
    assert "Version 1 of the rule" in staff.text
    assert "Pre-session Nov 25 – Dec 2, 2024" in visitor.open("/calendar/IT").text


def test_two_who_change_the_rule_at_once_do_not_overwrite_each_other(
    staff: Visitor, member: Callable[..., Visitor], stored: Any, clock: Any
) -> None:
    other = member(Role.STAFF, name="Olga")
    other.open("/calendar/rule")
    staff.open("/calendar/rule").submit(source="First")
    other.submit(source="Second")
    assert "Somebody else has changed the rule" in other.text
    assert stored(select(CalendarRule.source)) == ["First"]


def test_a_latest_week_before_the_earliest_is_refused(staff: Visitor, stored: Any) -> None:
    change = {"submission-earliest": "-20", "submission-latest": "-30", "source": "Wrong"}
    staff.open("/calendar/rule").submit(**change)
    assert "The latest week comes before the earliest." in staff.text
    assert stored(select(CalendarRule)) == []


def test_only_staff_are_offered_to_keep_the_calendar(
    trainee: Visitor, facilitator: Visitor, visitor: Visitor
) -> None:
    for one in (trainee, facilitator, visitor):
        assert "Keep the calendar" not in one.open("/calendar/BH").text
        assert "Change the rule" not in one.open("/calendar/rule").text


def test_nobody_but_staff_enters_anything(trainee: Visitor, stored: Any) -> None:
    trainee.open("/calendar/BH")
    for path in ("/calendar/BH/dates", "/calendar/BH/place", "/calendar/sessions/54"):
        assert trainee.post(path, DATE).status == 403
    assert stored(select(CalendarDate)) == []


def events(visitor: Visitor, path: str) -> list[Any]:
    return ICalendar.from_ical(visitor.open(path).response.get_data()).walk("VEVENT")


def test_a_calendar_file_has_whole_days_that_keep_their_ids(
    staff: Visitor, visitor: Visitor, clock: Any
) -> None:
    before = {str(one["uid"]): one for one in events(visitor, "/calendar/BH.ics")}
    assert len(before) == 20
    enter(staff)
    after = {str(one["uid"]): one for one in events(visitor, "/calendar/BH.ics")}
    assert set(before) == set(after)
    moved = [uid for uid in after if after[uid]["dtstart"].dt != before[uid]["dtstart"].dt]
    assert len(moved) == 1
    assert after[moved[0]]["dtstart"].dt == date(2027, 3, 10)
    assert after[moved[0]]["dtend"].dt == date(2027, 3, 11)


def test_a_calendar_file_is_the_same_each_time(visitor: Visitor, clock: Any) -> None:
    first = visitor.open("/calendar/BH.ics").response.get_data()
    clock.advance(days=3)
    assert visitor.open("/calendar/BH.ics").response.get_data() == first
    assert b"VALUE=DATE" in first


def test_a_neutral_calendar_file_names_neither_state_nor_step(visitor: Visitor) -> None:
    content = visitor.open("/calendar/BH.ics?neutral=1").response.get_data(as_text=True)
    assert "Date to keep in mind" in content
    assert not any(word in content for word in ("Bahrain", "BH", "submission", "Session", "UPR"))


def test_a_page_costs_the_same_queries_whatever_was_entered(
    staff: Visitor, visitor: Visitor, queries: Any, clock: Any
) -> None:
    enter(staff)
    with queries() as few:
        visitor.open("/calendar")
    for country in ("EC", "TN", "MA"):
        enter(staff, country)
    with queries() as many:
        visitor.open("/calendar")
    assert few.count == many.count


def test_others_ask_what_is_next_for_a_state(app: Flask, staff: Visitor, clock: Any) -> None:
    enter(staff)
    with app.app_context():
        found = reviews.next_deadline("BH", date(2027, 3, 1))
        assert reviews.next_deadline("UA", date(2027, 3, 1)) is None
    assert found is not None
    assert len({one.step for one in reviews.rules.ahead([found], date(2027, 3, 1))}) == 1


@pytest.mark.parametrize("session", ["40", "69", "0", "-1", "9" * 400, "x"])
def test_a_session_that_nobody_knows_takes_no_state(
    staff: Visitor, stored: Any, clock: Any, session: str
) -> None:
    place = {"place-session": session, "place-source": "Letter", "place-as_of": "2027-02-20"}
    staff.open("/calendar/UA").submit("/place", **place)
    assert staff.status == 200
    assert stored(select(CalendarPlace)) == []
