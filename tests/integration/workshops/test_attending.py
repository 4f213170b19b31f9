"""What participants see, what attendance completes, and who may enter where."""

from datetime import timedelta

import pytest
from sqlalchemy import func, select

from courses import EventKind
from tests.builders import MARCH, short_course
from training.access import Role
from training.catalogue.actions import publish
from training.database import db
from training.learning.models import LearningEvent
from training.workshops.queries import facts, meetings_ahead

JOIN = {"code": "K7M4QX"}


@pytest.fixture
def course(app, tmp_path):
    """The short course, on offer."""
    with app.app_context():
        publish(short_course(tmp_path / "short"))
        db.session.commit()


@pytest.fixture
def days(plan, facilitator, course):
    """Five meetings with the short course; four of them have to be attended."""
    return plan(facilitator, meetings=5, course_id="short", activity_id="meeting")


def attended(stored):
    """How often a live activity was completed."""
    wanted = LearningEvent.kind == EventKind.ATTENDED
    return stored(select(func.count(LearningEvent.id)).where(wanted))[0]


def call(facilitator, days, person_id, *marks):
    """Mark somebody in the meetings, in their order."""
    for number, mark in enumerate(marks):
        facilitator.open(days.roll_of(number)).submit(**{f"mark-{person_id}": mark})


def test_a_participant_sees_when_to_come_and_their_own_attendance(trainee, facilitator, led, enter):
    enter(led, "Boris")
    trainee.open("/join").submit(**JOIN)
    assert "Monday, March 1, 2027" in trainee.text
    assert "1:00 PM–2:30 PM Europe/Paris" in trainee.text
    assert "12:00 PM–1:30 PM UTC" in trainee.text
    assert "not recorded yet" in trainee.text
    facilitator.open(led.roll).submit(**{f"mark-{trainee.person_id}": "late"})
    assert "You: Late" in trainee.open(f"{led.path}/attend").text
    assert "Boris" not in trainee.html


def test_the_agenda_leads_into_the_course(trainee, facilitator, days):
    facilitator.open(f"{days.path}/agenda").submit(activities=["first", "check"], own="10 Welcome")
    trainee.open("/join").submit(**JOIN)
    assert "/courses/short/check" not in trainee.html
    assert trainee.follow("First things").path == "/courses/short/first"
    assert trainee.status == 200


def test_the_share_of_the_planned_meetings_completes_the_live_activity(
    trainee, facilitator, days, stored
):
    trainee.open("/join").submit(**JOIN)
    call(facilitator, days, trainee.person_id, "present", "late", "present")
    assert attended(stored) == 0
    call(facilitator, days, trainee.person_id, "present", "late", "present", "excused", "present")
    assert attended(stored) == 1


def test_a_cancelled_meeting_is_no_longer_planned(trainee, facilitator, days, stored):
    trainee.open("/join").submit(**JOIN)
    call(facilitator, days, trainee.person_id, "present", "present", "present")
    for number in (3, 4):
        assert attended(stored) == 0
        facilitator.open(days.path).post(f"{days.path}/meetings/{days.meetings[number]}/cancel")
    assert attended(stored) == 1


def test_a_corrected_roll_takes_no_completion_away(trainee, facilitator, days, stored):
    trainee.open("/join").submit(**JOIN)
    call(facilitator, days, trainee.person_id, "present", "present", "present", "present")
    call(facilitator, days, trainee.person_id, "absent", "absent")
    call(facilitator, days, trainee.person_id, "present", "present")
    assert attended(stored) == 1


def test_facilitators_and_absent_people_complete_nothing(trainee, facilitator, days, stored):
    for visitor in (trainee, facilitator):
        visitor.open("/join").submit(**JOIN)
    call(facilitator, days, facilitator.person_id, *["present"] * 5)
    call(facilitator, days, trainee.person_id, *["absent"] * 5)
    assert attended(stored) == 0


def test_a_roll_after_all_have_completed_costs_the_same_for_many(
    member, facilitator, plan, course, queries
):
    led = plan(facilitator, course_id="short", activity_id="meeting")

    def third_roll(*names):
        for name in names:
            member(name=name).open("/join").submit(**JOIN)
        facilitator.open(led.roll).press("Everybody else is present")
        facilitator.open(led.roll)
        with queries() as asked:
            facilitator.press("Everybody else is present")
        return asked.count

    assert third_roll("Amal") == third_roll("Boris", "Chen", "Dina")


def test_plans_and_meetings_ahead_are_told_to_other_areas(app, trainee, led, clock):
    trainee.open("/join").submit(**JOIN)
    with app.app_context():
        known = facts()
        assert [row.id for row in known.workshops] == [led.id]
        assert [row.id for row in known.meetings] == list(led.meetings)
        assert [one.starts_at for one in meetings_ahead(trainee.person_id)] == [MARCH]
        clock.advance(minutes=90)
        assert meetings_ahead(trainee.person_id) == ()


PAGES = ["", "/projector", "/meetings", "/agenda"]
POSTS = ["/meetings/{meeting}/cancel", "/agenda/nothing", "/meetings", "/agenda"]


def addresses(led):
    return [f"{led.path}{page}" for page in PAGES] + [led.roll]


def test_the_facilitator_enters_everywhere(facilitator, led):
    assert [facilitator.open(path).status for path in addresses(led)] == [200] * 5


@pytest.mark.parametrize("role", [None, *Role])
def test_nobody_else_sees_a_workshop_or_its_roster(member, led, enter, role):
    enter(led, "Amal Zahrani")
    outsider = member(*([role] if role else []), name="Olga")
    seen = [outsider.open(path) for path in addresses(led)]
    assert {visitor.status for visitor in seen} <= {403, 404}
    for path in [*addresses(led), f"{led.path}/attend", "/workshops", "/", "/details"]:
        assert "Amal Zahrani" not in outsider.open(path).html


def test_participants_see_no_roster_either(trainee, led, enter):
    enter(led, "Amal Zahrani")
    trainee.open("/join").submit(**JOIN)
    assert [trainee.open(path).status for path in addresses(led)] == [403] * 5
    assert "Amal Zahrani" not in trainee.open(f"{led.path}/attend").html


def test_only_who_registered_attends(trainee, staff, administrator, visitor, led):
    tried = [one.open(f"{led.path}/attend").status for one in (trainee, staff, administrator)]
    assert tried == [404, 404, 404]
    assert visitor.open(f"{led.path}/attend").path == "/sign-in"


def test_strangers_are_asked_to_sign_in(visitor, led):
    asked = [*addresses(led), "/workshops", "/workshops/new", f"{led.path}/attend"]
    assert {visitor.open(path).path for path in asked} == {"/sign-in"}


@pytest.mark.parametrize("path", POSTS)
def test_another_facilitator_changes_nothing(member, led, path):
    other = member(Role.FACILITATOR, name="Olga").open("/workshops/new")
    other.post(led.path + path.format(meeting=led.meetings[0]), {"own": "5 Mine"})
    assert other.status == 404
    assert other.post(led.roll).status == 404


def test_time_passes_and_nothing_is_due(facilitator, led, enter, clock):
    enter(led, "Amal")
    clock.set(MARCH + timedelta(minutes=89))
    assert "Call the roll" in facilitator.open(led.path).text
    clock.set(MARCH + timedelta(days=8))
    assert "Call the roll" not in facilitator.open(led.path).text
