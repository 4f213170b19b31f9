"""What becomes public: signed off by two people, at fixed distances, and never telling on a few."""

import pytest
from sqlalchemy import func, select, update

from tests.builders import MARCH, full_room
from training.access import Role
from training.database import db
from training.participation.models import Tally

PUBLIC = "/participation/public"
YEAR = ("2027-01-01", "2027-12-31")


@pytest.fixture
def come(keep, facilitator, clock):
    """Let people come to a workshop of their own: `come(10)`."""

    def make(number, code="AAAAA2", on=MARCH):
        for rows in full_room(facilitator.person_id, number, on, join_code=code):
            keep(*rows)

    return make


@pytest.fixture
def second(member):
    """Another of the staff."""
    return member(Role.STAFF, name="Selma")


@pytest.fixture
def publish(run, second, stored):
    """Issue a count by the command and sign it off: `publish(*YEAR)`; gives the tally's number."""

    def make(begins, ends, *more):
        period = ("--profile", "at_least", "--from", begins, "--to", ends)
        done = run("tally", "issue", *period, *more)
        assert done.exit_code == 0, done.stderr
        number = int(done.stdout.split()[0])
        second.open(f"/participation/tallies/{number}").press("Sign off")
        return number

    return make


def shown(visitor):
    return visitor.open(PUBLIC).text


def test_ten_people_are_no_number_and_eleven_are(publish, visitor, come, clock):
    come(10)
    publish(*YEAR)
    assert "This number is not shown, to protect participants." in shown(visitor)
    come(1, "BBBBB2")
    clock.advance(days=91)
    publish(*YEAR)
    assert "11 people trained" in shown(visitor)


def test_nothing_is_public_before_a_second_person_has_signed(staff, second, come, visitor, stored):
    come(12)
    question = {"profile": "at_least", "from": YEAR[0], "to": YEAR[1], "audience": "public"}
    staff.open("/participation/counts", **question).press("Issue this count")
    assert "A second person has to sign this off" in staff.text
    assert "12 people" not in shown(visitor)
    path = f"/participation/tallies/{stored(select(Tally.number))[0]}"
    staff.open(path).post(path)
    assert "You issued this count." in staff.text
    second.open(path).press("Sign off")
    assert "A second person signed this off" in second.text
    second.submit_again()
    assert "12 people trained" in shown(visitor)
    assert "at_least@1" in visitor.text
    assert "As of" in visitor.text


def test_two_figures_that_differ_by_five_people_do_not_both_come_out(
    publish, visitor, come, second, clock
):
    come(20)
    first = publish(*YEAR)
    come(5, "BBBBB2")
    clock.advance(days=91)
    publish(*YEAR)
    assert f"differs so little from tally {first}" in second.text
    assert "25 people" not in shown(visitor)
    come(6, "CCCCC2")
    publish(*YEAR)
    assert "31 people trained" in shown(visitor)


def test_a_part_of_a_period_that_is_public_may_not_differ_by_a_few(publish, come, second, clock):
    come(20)
    first = publish("2027-03-01", "2027-12-31")
    come(3, "BBBBB2", MARCH.replace(month=2))
    clock.advance(days=91)
    publish("2027-01-01", "2027-02-28")
    assert "Signed off." in second.text
    publish(*YEAR)
    assert f"differs so little from tally {first}" in second.text


def test_the_same_kind_comes_out_at_fixed_distances(publish, come, second, clock, visitor):
    come(20)
    first = publish(*YEAR)
    come(20, "BBBBB2")
    publish(*YEAR)
    assert f"Tally {first} of the same kind was made public on Mar 1, 2027" in second.text
    clock.advance(days=90)
    publish(*YEAR)
    assert "40 people trained" in shown(visitor)


def test_a_correction_takes_the_place_of_what_it_corrects(publish, come, visitor):
    come(20)
    first = publish(*YEAR)
    come(20, "BBBBB2")
    publish(*YEAR, "--corrects", str(first))
    assert "40 people trained" in shown(visitor)
    assert "20 people trained" not in visitor.text


def test_what_comes_after_a_correction_tells_on_nobody_beside_what_was_first_public(
    publish, come, visitor, second, clock
):
    come(20)
    first = publish(*YEAR)
    come(20, "BBBBB2", MARCH.replace(month=2))
    publish(*YEAR, "--corrects", str(first))
    assert "40 people trained" in shown(visitor)
    come(3, "CCCCC2")
    clock.advance(days=91)
    publish("2027-02-15", YEAR[1])
    assert f"differs so little from tally {first}" in second.text
    assert "23 people trained" not in shown(visitor)


def test_parts_that_are_public_leave_no_few_people_of_a_whole(publish, come, visitor, second):
    for month, number in ((3, 20), (4, 21), (5, 4)):
        come(number, f"AAAA{month}2", MARCH.replace(month=month))
    publish("2027-03-01", "2027-03-31")
    publish("2027-01-01", "2027-02-28")
    publish("2027-04-01", "2027-04-30")
    publish(*YEAR)
    assert "differs so little from tally" in second.text
    assert "45 people trained" not in shown(visitor)


def test_a_part_is_not_public_that_leaves_few_people_of_a_public_whole(
    publish, come, visitor, second, clock
):
    for month, number in ((3, 20), (4, 21), (5, 4)):
        come(number, f"AAAA{month}2", MARCH.replace(month=month))
    whole = publish(*YEAR)
    clock.advance(days=91)
    publish("2027-03-01", "2027-03-31")
    assert "20 people trained" in shown(visitor)
    clock.advance(days=91)
    publish("2027-04-01", "2027-04-30")
    assert f"differs so little from tally {whole}" in second.text
    assert "21 people trained" not in shown(visitor)


def test_nobody_signs_what_is_not_what_was_issued(run, come, second, app, visitor):
    come(12)
    run("tally", "issue", "--profile", "at_least", "--from", YEAR[0], "--to", YEAR[1])
    second.open("/participation/tallies/1")
    with app.app_context():
        db.session.execute(update(Tally).values(content=func.replace(Tally.content, "12", "99")))
        db.session.commit()
    second.submit()
    assert "This is not what was issued" in second.text
    assert "99 people" not in shown(visitor)


def test_outsiders_sign_nothing(run, come, member, visitor):
    come(12)
    run("tally", "issue", "--profile", "at_least", "--from", YEAR[0], "--to", YEAR[1])
    for role in (Role.FACILITATOR, Role.REPORTER, Role.AUTHOR, Role.ADMINISTRATOR):
        outsider = member(role).open("/details")
        assert outsider.post("/participation/tallies/1").status == 403
    assert visitor.open("/sign-in").post("/participation/tallies/1").path == "/sign-in"
    assert member(Role.ORGANISER).open("/details").post("/participation/tallies/1").status == 404
