"""Programmes and awards for staff; the list of courses for everybody."""

from datetime import date

import pytest
from sqlalchemy import select

from tests.builders import short_course
from training.catalogue.actions import publish
from training.catalogue.models import Award, Programme
from training.cli import BUNDLED
from training.database import db


@pytest.fixture
def course(app):
    """The bundled course, published."""
    with app.app_context():
        publish(BUNDLED / "smart-recommendations")
        db.session.commit()


@pytest.fixture
def programme(staff, stored) -> str:
    """The address of a programme."""
    staff.open("/programmes").submit(title="Voices 2027", zone="Africa/Nairobi")
    return f"/programmes/{stored(select(Programme.id))[0]}"


def test_a_programme_sent_twice_is_set_up_once(staff, programme, stored):
    staff.submit_again()
    assert stored(select(Programme.title, Programme.zone)) == [("Voices 2027", "Africa/Nairobi")]


def test_an_award_sent_twice_is_recorded_once(staff, programme, stored):
    days = {"starts_on": "2027-01-01", "ends_on": "2027-12-31"}
    staff.open(programme).submit(title="Grant 7", donor="A foundation", **days)
    staff.submit_again()
    wanted = [("Grant 7", date(2027, 1, 1), date(2027, 12, 31))]
    assert stored(select(Award.title, Award.starts_on, Award.ends_on)) == wanted
    assert "Grant 7" in staff.text


def test_an_award_that_ends_before_it_begins_is_refused_at_its_field(staff, programme, stored):
    days = {"starts_on": "2027-12-31", "ends_on": "2027-01-01"}
    staff.open(programme).submit(title="Grant 7", donor="A foundation", **days)
    assert "The period ends before it begins." in staff.text
    assert stored(select(Award.id)) == []


@pytest.mark.parametrize("path", ["/programmes", "/programmes/unknown"])
def test_only_staff_see_programmes(trainee, facilitator, author, visitor, path):
    assert {one.open(path).status for one in (trainee, facilitator, author)} == {403}
    assert visitor.open(path).path == "/sign-in"


def test_releases_are_for_those_who_work_on_them(trainee, facilitator, author, visitor, course):
    assert {one.open("/releases").status for one in (trainee, facilitator)} == {403}
    assert visitor.open("/releases").path == "/sign-in"
    assert "smart-recommendations 1.1.0" in author.open("/releases").text


def test_everybody_sees_the_courses_in_their_language(visitor, new_visitor, course):
    assert "Writing SMART recommendations" in visitor.open("/courses").text
    assert "صياغة" in new_visitor(language="ar").open("/courses").text


def test_a_course_without_the_readers_language_says_which_it_is_in(app, new_visitor, tmp_path):
    with app.app_context():
        publish(short_course(tmp_path / "short"))
        db.session.commit()
    russian = new_visitor(language="ru").open("/courses").html
    assert 'lang="en" dir="ltr"' in russian


def test_without_a_course_the_page_says_what_will_be_there(visitor):
    assert "No course yet" in visitor.open("/courses").text


def test_the_list_of_programmes_costs_the_same_for_many(staff, programme, keep, clock, queries):
    with queries() as few:
        staff.open("/programmes")
    keep(
        *(
            Programme(id=f"p{number}", title=f"P {number}", zone="UTC", created_at=clock.now())
            for number in range(5)
        )
    )
    with queries() as many:
        staff.open("/programmes")
    assert many.count == few.count
