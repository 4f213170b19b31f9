"""Planning a workshop once more: its meetings and agenda, and nobody of its people."""

from datetime import UTC, datetime

import pytest
from sqlalchemy import select

from tests.builders import MARCH, new_meeting, short_course
from training.access import Role
from training.catalogue.actions import publish
from training.database import db
from training.workshops.models import AgendaItem, Meeting, Registration, Workshop


@pytest.fixture
def course(app, tmp_path):
    """The short course, on offer."""
    with app.app_context():
        publish(short_course(tmp_path / "short"))
        db.session.commit()


@pytest.fixture
def course_days(plan, facilitator, course, keep):
    """Meetings before and after the clocks go forward, one cancelled, and an agenda."""
    led = plan(facilitator, course_id="short", activity_id="meeting")
    days = (datetime(2027, 3, 29, 11, tzinfo=UTC), datetime(2027, 3, 30, 11, tzinfo=UTC))
    cancelled = new_meeting(led.id, starts_at=days[1], cancelled_at=MARCH)
    keep(new_meeting(led.id, starts_at=days[0], minutes=60), cancelled)
    facilitator.open(f"{led.path}/agenda").submit(activities=["first"], own="10 Welcome")
    return led


def test_a_workshop_is_planned_again_with_its_meetings_and_agenda(
    facilitator, course_days, enter, stored
):
    enter(course_days, "Boris")
    page = facilitator.open(f"{course_days.path}/repeat")
    page.submit(title="Next year", day="2028-03-06").submit_again()
    again = facilitator.path.rpartition("/")[2]
    wanted = select(Meeting).where(Meeting.workshop_id == again).order_by(Meeting.starts_at)
    dated = [(one.starts_at, one.minutes) for one in stored(wanted)]
    assert dated == [
        (datetime(2028, 3, 6, 12, tzinfo=UTC), 90),
        (datetime(2028, 4, 3, 11, tzinfo=UTC), 60),
    ]
    steps = select(AgendaItem.minutes).where(AgendaItem.workshop_id == again)
    assert sorted(stored(steps)) == [1, 10]
    assert stored(select(Registration.person_id).where(Registration.workshop_id == again)) == []
    assert [stored(select(Workshop.course_id)), len(stored(select(Workshop.join_code)))] == [
        ["short", "short"],
        2,
    ]


def test_a_repetition_that_falls_into_the_skipped_hour_is_refused(facilitator, plan, keep, stored):
    led = plan(facilitator)
    keep(new_meeting(led.id, starts_at=datetime(2027, 3, 2, 1, 30, tzinfo=UTC)))
    facilitator.open(f"{led.path}/repeat").submit(title="Again", day="2028-03-25")
    assert "an hour that the clocks skip" in facilitator.text
    assert len(stored(select(Workshop.id))) == 1


def test_without_a_meeting_there_is_nothing_to_repeat(facilitator, led):
    facilitator.open(led.path).press("Yes, cancel it")
    assert "There is no meeting to repeat" in facilitator.open(f"{led.path}/repeat").text
    assert "Plan it again" not in facilitator.open(led.path).text


def test_nobody_repeats_the_workshop_of_others(member, trainee, visitor, led):
    assert member(Role.FACILITATOR, name="Farid").open(f"{led.path}/repeat").status == 404
    assert trainee.open(f"{led.path}/repeat").status == 403
    assert visitor.open(f"{led.path}/repeat").path == "/sign-in"
