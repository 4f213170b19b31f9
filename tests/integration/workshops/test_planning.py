"""Planning a workshop: its meetings, its agenda, and what the room is shown."""

from datetime import UTC, datetime, timedelta

import pytest
from sqlalchemy import select

from tests.builders import MARCH, new_meeting, short_course
from training.access import Role
from training.accounts.models import Account
from training.catalogue.actions import publish
from training.catalogue.models import Award, Programme, ProgrammeMember
from training.database import db, new_uid
from training.workshops.models import AgendaItem, Meeting, Workshop, WorkshopAward

FIELDS = {"title": "Two days", "zone": "Europe/Paris", "day": "2027-05-10", "begins": "09:30"}


@pytest.fixture
def course(app, tmp_path):
    """The short course, on offer."""
    with app.app_context():
        publish(short_course(tmp_path / "short"))
        db.session.commit()


def starts(stored):
    return sorted(stored(select(Meeting.starts_at)))


def agenda(stored):
    ordered = select(AgendaItem.title, AgendaItem.minutes).order_by(AgendaItem.position)
    return stored(ordered)


def test_who_plans_nothing_yet_is_told_how_to_begin(facilitator):
    facilitator.open("/workshops")
    assert "No workshops yet" in facilitator.text
    assert facilitator.follow("Plan a workshop").path == "/workshops/new"


def test_a_workshop_is_planned_with_its_first_meeting(facilitator, clock, stored):
    facilitator.open("/workshops/new").submit(**FIELDS, percent="75", minutes="120")
    assert stored(select(Workshop.title, Workshop.share, Workshop.facilitator_id)) == [
        ("Two days", 0.75, facilitator.person_id)
    ]
    assert stored(select(Meeting.starts_at, Meeting.minutes)) == [
        (datetime(2027, 5, 10, 7, 30, tzinfo=UTC), 120)
    ]
    assert "Europe/Paris" in facilitator.text
    assert "7:30" in facilitator.text
    assert "UTC" in facilitator.text


def test_a_plan_sent_twice_is_kept_once(facilitator, stored):
    facilitator.open("/workshops/new").submit(**FIELDS)
    facilitator.submit_again()
    assert len(stored(select(Workshop.id))) == len(stored(select(Meeting.id))) == 1


def named(facilitator, programme_id, stored):
    account_id = stored(select(Account.id).where(Account.person_id == facilitator.person_id))[0]
    return ProgrammeMember(programme_id=programme_id, account_id=account_id, role=Role.FACILITATOR)


def test_a_workshop_belongs_to_its_course_and_awards(facilitator, course, keep, stored):
    keep(Programme(id="p", title="Reform", zone="UTC", created_at=MARCH))
    keep(named(facilitator, "p", stored))
    days = {"starts_on": MARCH.date(), "ends_on": MARCH.date()}
    keep(Award(id="a", programme_id="p", title="Grant", donor="Donor", **days))
    facilitator.open("/workshops/new")
    facilitator.submit(**FIELDS, course_id="short", programme_id="p", award_ids=["a"])
    assert stored(select(Workshop.course_id, Workshop.activity_id)) == [("short", "meeting")]
    assert stored(select(WorkshopAward.award_id)) == ["a"]


def test_an_award_of_another_programme_is_refused(facilitator, keep, stored):
    days = {"starts_on": MARCH.date(), "ends_on": MARCH.date()}
    for name in "pq":
        keep(Programme(id=name, title=name, zone="UTC", created_at=MARCH))
        keep(named(facilitator, name, stored))
    keep(Award(id="a", programme_id="p", title="Grant", donor="Donor", **days))
    facilitator.open("/workshops/new").submit(**FIELDS, programme_id="q", award_ids=["a"])
    assert facilitator.status == 422
    assert "belongs to another programme" in facilitator.text
    assert stored(select(Workshop.id)) == []


@pytest.mark.parametrize(
    ("field", "value", "words"),
    [
        ("title", "", "This field is required"),
        ("day", "2027-02-30", "Not a valid date"),
        ("day", "0001-01-01", "between the years 2000 and 2099"),
        ("day", "9999-12-31", "between the years 2000 and 2099"),
        ("begins", "25:00", "Not a valid time"),
        ("minutes", "0", "Write a number from 1 to 1440"),
        ("minutes", "9" * 30, "Write a number from 1 to 1440"),
        ("minutes", "9" * 400, "Not a valid integer value"),
        ("percent", "101", "Write a number from 1 to 100"),
    ],
)
def test_what_cannot_be_is_refused_at_its_field(facilitator, stored, field, value, words):
    facilitator.open("/workshops/new").submit(**{**FIELDS, field: value})
    assert facilitator.status == 422
    assert words in facilitator.text
    assert facilitator.page.forms[-1].fields["begins"].text == {**FIELDS, field: value}["begins"]
    assert stored(select(Workshop.id)) == []


def test_an_unknown_zone_is_refused(facilitator, stored):
    facilitator.open("/workshops/new").post("/workshops/new", {**FIELDS, "zone": "Mars/Olympus"})
    assert facilitator.status == 422
    assert stored(select(Workshop.id)) == []


GAPS = [("Europe/Paris", "2027-03-28"), ("America/New_York", "2027-03-14")]


@pytest.mark.parametrize(("zone", "day"), GAPS)
def test_an_hour_that_the_clocks_skip_is_refused_at_its_field(facilitator, plan, stored, zone, day):
    skipped = {**FIELDS, "zone": zone, "day": day, "begins": "02:30"}
    facilitator.open("/workshops/new").submit(**skipped)
    assert facilitator.status == 422
    assert "the clocks go forward past this time" in facilitator.text
    led = plan(facilitator, zone=zone)
    facilitator.open(f"{led.path}/meetings").submit(day=day, begins="02:30", minutes="60")
    assert "the clocks go forward past this time" in facilitator.text
    assert len(stored(select(Meeting.id))) == 1


NIGHTS = [
    ("Europe/Paris", "2027-03-28", "03:00", datetime(2027, 3, 28, 1, tzinfo=UTC)),
    ("Europe/Paris", "2027-10-31", "02:30", datetime(2027, 10, 31, 0, 30, tzinfo=UTC)),
    ("America/New_York", "2027-03-14", "03:00", datetime(2027, 3, 14, 7, tzinfo=UTC)),
    ("America/New_York", "2027-11-07", "01:30", datetime(2027, 11, 7, 5, 30, tzinfo=UTC)),
]


@pytest.mark.parametrize(("zone", "day", "begins", "moment"), NIGHTS)
def test_meetings_in_the_nights_of_the_clocks(facilitator, stored, zone, day, begins, moment):
    facilitator.open("/workshops/new").submit(
        **{**FIELDS, "zone": zone, "day": day, "begins": begins}
    )
    assert starts(stored) == [moment]


def test_a_meeting_sent_twice_is_dated_once(facilitator, led, stored):
    facilitator.open(f"{led.path}/meetings").submit(day="2027-03-02", begins="14:00")
    facilitator.submit_again()
    assert starts(stored) == [MARCH, datetime(2027, 3, 2, 13, tzinfo=UTC)]


def test_a_meeting_cannot_be_taken_from_another_workshop(facilitator, plan, led, stored):
    other = plan(facilitator, join_code="ABCDEF")
    facilitator.open(f"{led.path}/meetings")
    facilitator.post(
        f"{led.path}/meetings",
        {"uid": other.meetings[0], "day": "2027-03-02", "begins": "14:00", "minutes": "5"},
    )
    assert facilitator.status == 409
    assert len(stored(select(Meeting.id))) == 2


def test_a_meeting_is_cancelled_and_stays_in_the_list(facilitator, led, stored):
    facilitator.open(led.path).press("Yes, cancel it")
    cancelled = stored(select(Meeting.cancelled_at))
    facilitator.submit_again()
    assert cancelled == stored(select(Meeting.cancelled_at)) == [MARCH]
    assert "Cancelled" in facilitator.text


def test_a_meeting_with_marks_is_not_cancelled(facilitator, led, enter, stored):
    (amal,) = enter(led, "Amal")
    facilitator.open(led.path)
    other = facilitator.open(led.roll).submit(**{f"mark-{amal}": "present"})
    other.post(f"{led.path}/meetings/{led.meetings[0]}/cancel")
    assert other.status == 409
    assert stored(select(Meeting.cancelled_at)) == [None]


def test_the_agenda_takes_activities_with_their_minutes_and_items_of_ones_own(
    facilitator, course, plan, stored
):
    led = plan(facilitator, course_id="short")
    facilitator.open(f"{led.path}/agenda")
    facilitator.submit(activities=["check", "first"], own="10 Welcome\n\n15 Break & <b>tea</b>")
    facilitator.submit_again()
    assert [title for title, _ in agenda(stored)] == [
        "First things",
        "The quiz",
        "Welcome",
        "Break & <b>tea</b>",
    ]
    assert "<b>tea" not in facilitator.html
    assert "The meeting" not in facilitator.text


def test_a_step_gets_another_place_and_other_minutes(facilitator, led, stored, ids_with):
    facilitator.open(f"{led.path}/agenda").submit(own="10 Welcome\n20 Work\n5 Close")
    last = ids_with(AgendaItem.title, "Close")[0]
    facilitator.submit(last, place="1", minutes="7")
    facilitator.submit_again()
    assert agenda(stored) == [("Close", 7), ("Welcome", 10), ("Work", 20)]
    facilitator.submit(f"{led.path}/agenda/{last}", place="0", minutes="7")
    assert facilitator.status == 422
    assert "Place · Write a number from 1 to 999" in facilitator.text


def test_a_line_of_the_agenda_that_cannot_be_read_is_named(facilitator, led, stored):
    facilitator.open(f"{led.path}/agenda").submit(own="10 Welcome\nBreak")
    assert facilitator.status == 422
    assert "Line 2: write the minutes, a blank and a title." in facilitator.text
    assert facilitator.page.forms[-1].fields["own"].text.strip() == "10 Welcome\nBreak"
    assert agenda(stored) == []


@pytest.mark.parametrize("minutes", ["1441", "99999", "9" * 5000, "²"])
def test_minutes_that_no_day_has_are_refused_in_the_agenda(facilitator, led, stored, minutes):
    facilitator.open(f"{led.path}/agenda").submit(own=f"{minutes} Welcome")
    assert facilitator.status == 422
    assert agenda(stored) == []


def test_the_projector_shows_how_to_come_in_and_no_names(facilitator, led, enter):
    enter(led, "Amal")
    facilitator.open(f"{led.path}/projector")
    assert "K7M-4QX" in facilitator.text
    assert "localhost/join" in facilitator.text
    assert "<svg" in facilitator.html
    assert "Amal" not in facilitator.html
    assert "Farida" not in facilitator.html


def test_the_list_begins_with_the_rolls_that_wait(facilitator, led, enter, clock):
    enter(led, "Amal")
    facilitator.open("/workshops")
    assert "What needs you now" in facilitator.text
    clock.advance(days=9)
    assert "What needs you now" not in facilitator.open("/workshops").text


def test_a_facilitators_pages_cost_the_same_for_many(facilitator, plan, enter, keep, queries):
    led = plan(facilitator)
    enter(led, "Amal")
    with queries() as few:
        facilitator.open("/workshops").open(led.path)
    for number in range(5):
        other = plan(facilitator, meetings=3, join_code=f"ABCDE{number}")
        enter(other, "Boris", "Chen")
        keep(*(new_meeting(led.id, MARCH + timedelta(days=number)) for _ in range(3)))
    with queries() as many:
        facilitator.open("/workshops").open(led.path)
    assert many.count == few.count


def test_a_facilitator_plans_for_no_programme_that_they_were_not_named_for(
    facilitator, keep, stored
):
    keep(Programme(id="p", title="Secret reform", zone="UTC", created_at=MARCH))
    days = {"starts_on": MARCH.date(), "ends_on": MARCH.date()}
    keep(Award(id="a", programme_id="p", title="Secret grant", donor="Donor", **days))
    assert "Secret" not in facilitator.open("/workshops/new").text
    facilitator.submit(**FIELDS)
    path, sent = "/workshops/new", {**FIELDS, "uid": new_uid(), "programme_id": "p"}
    assert "Not a valid choice" in facilitator.open(path).post(path, sent).text
    assert stored(select(Workshop.programme_id)) == [None]
