"""The last state of a count: shown when counting takes long, kept for pages that show several."""

import json
from datetime import UTC, date, datetime

import pytest
from sqlalchemy import func, select

from training.access import Role
from training.database import db
from training.participation import queries, rules
from training.participation.actions import answers, keep_facts
from training.participation.models import CountPage, CountState
from training.privacy.actions import erase

PAGE = "/participation/counts"
ASKED = {"profile": "at_least", "from": "2025-01-01", "to": "2025-12-31"}
YEAR = rules.Period(date(2025, 1, 1), date(2025, 12, 31))
START = datetime(2025, 1, 10, 9, tzinfo=UTC)
LONG = pytest.mark.settings(LONG_COUNT_SECONDS=0)


def training_facts():
    """A training of one meeting."""
    event = rules.Event(
        id="e", kind=rules.EventKind.TRAINING, mode=rules.Mode.IN_PERSON, zone="UTC"
    )
    return event, rules.Meeting(id="m", event="e", starts_at=START, minutes=60)


def somebody(name, mark=rules.Mark.PRESENT):
    """A person and their mark in the meeting."""
    yield rules.Person(id=name, category=rules.Category.EXTERNAL)
    yield rules.Participation(
        id=f"{name} in m",
        person=name,
        meeting="m",
        role=rules.PartRole.TRAINEE,
        mode=rules.Mode.IN_PERSON,
        mark=mark,
        recorded_at=START,
    )


@pytest.fixture
def came(app):
    """Record that so many people came: `came(30)`; they have ids from `p000` on."""

    def make(number, first=0):
        with app.app_context():
            people = (f"p{place:03}" for place in range(first, first + number))
            keep_facts([*training_facts(), *(f for one in people for f in somebody(one))])
            db.session.commit()

    return make


@pytest.fixture
def question(app):
    """How many people were trained in 2025, by the profile that asks for presence only."""
    with app.app_context():
        return rules.Question(queries.profile_or_404("at_least"), YEAR)


def listed(page):
    """The persons whose ids stand on a page."""
    return [one for one in (f"p{place:03}" for place in range(400)) if one in page.text]


def test_reasons_are_listed_a_page_at_a_time_with_the_number_of_all(came, staff):
    came(120)
    page = staff.open(PAGE, **ASKED)
    assert "120 people trained" in page.text
    assert len(listed(page)) == 10
    assert "Show all 120 records" in page.text
    first = staff.open(PAGE, **ASKED, reason="COUNTED")
    assert listed(first) == [f"p{place:03}" for place in range(50)]
    assert "Page 1 of 3" in first.text
    last = staff.open(PAGE, **ASKED, reason="COUNTED", page="3")
    assert listed(last) == [f"p{place:03}" for place in range(100, 120)]
    assert listed(staff.open(PAGE, **ASKED, reason="COUNTED", page="99")) == listed(last)


@pytest.mark.parametrize("wrong", [{"reason": "HUNCH"}, {"page": "0"}, {"page": "x"}])
def test_there_is_no_page_for_what_is_no_reason_and_no_number(came, staff, wrong):
    came(1)
    assert staff.open(PAGE, **ASKED, **wrong).status == 404


def test_a_count_of_many_costs_no_more_queries_and_few_more_bytes(came, staff, queries):
    came(30)
    staff.open(PAGE, **ASKED, reason="COUNTED")
    with queries() as few:
        small = staff.open(PAGE, **ASKED, reason="COUNTED").response.data
    came(270, first=30)
    with queries() as many:
        large = staff.open(PAGE, **ASKED, reason="COUNTED").response.data
    assert many.count == few.count
    assert len(large) < len(small) + 8_000


def test_what_is_counted_quickly_is_counted_anew_each_time_and_not_kept(came, staff, stored):
    came(12)
    staff.open(PAGE, **ASKED)
    came(1, first=12)
    assert "13 people trained" in staff.open(PAGE, **ASKED).text
    assert stored(select(func.count()).select_from(CountState)) == [0]


@LONG
def test_what_takes_long_is_shown_as_it_was_last_counted(came, staff, clock):
    came(60)
    assert "60 people trained" in staff.open(PAGE, **ASKED).text
    clock.advance(hours=1)
    page = staff.open(PAGE, **ASKED, reason="COUNTED", page="2")
    assert "Nothing was added since" in page.text
    assert listed(page) == [f"p{place:03}" for place in range(50, 60)]
    came(1, first=60)
    page = staff.open(PAGE, **ASKED)
    assert "60 people trained" in page.text
    assert "The ledger has changed since" in page.text
    page = staff.press("Count again")
    assert "61 people trained" in page.text


@LONG
def test_a_button_pressed_twice_leaves_one_state(came, staff, stored):
    came(2)
    staff.open(PAGE, **ASKED)
    staff.open(PAGE, **ASKED).press("Count again")
    staff.submit_again()
    assert stored(select(func.count()).select_from(CountState)) == [1]


@LONG
def test_only_who_may_count_may_count_again(came, staff, trainee, visitor):
    came(1)
    asked = {**ASKED, "by": "", "audience": "", "programme": ""}
    assert trainee.open("/").post(f"{PAGE}/again", asked).status == 403
    assert "Sign in" in visitor.open("/").post(f"{PAGE}/again", asked).text
    assert staff.open(PAGE).post(f"{PAGE}/again", {}).status == 400
    assert "Why this number" in staff.open(PAGE).post(f"{PAGE}/again", asked).text


def test_several_answers_are_kept_and_given_again_without_counting(app, came, question, queries):
    came(40)
    with app.app_context():
        by = rules.Question(question.profile, YEAR, "country")
        (first, cut) = answers([question, by])
        db.session.commit()
        assert (first.count.best, first.reasons, first.is_current) == (
            40,
            {rules.Reason.COUNTED: 40},
            True,
        )
        with queries() as asked:
            again = answers([question, by])
        assert asked.count == 2
        assert again == (first, cut)
        assert not any("participation.mark" in text for text in asked.texts)


def test_an_answer_says_the_same_as_the_count_it_was_made_from(app, came, question):
    came(12)
    with app.app_context():
        (answer,) = answers([rules.Question(question.profile, YEAR, "country")])
        whole = queries.count(question.profile, (YEAR.begins, YEAR.ends), None, "country")
        said, counted = answer.count.as_json(), whole.as_json()
    different = {key for key in counted if counted[key] != said[key]}
    assert different <= {"people", "as_of"}


def test_an_answer_is_made_anew_when_somebody_was_added(app, came, question):
    came(5)
    with app.app_context():
        answers([question])
        db.session.commit()
    came(1, first=5)
    with app.app_context():
        assert answers([question])[0].count.best == 6


@LONG
def test_erasing_somebody_drops_the_verdicts_that_name_them(app, came, staff, member, stored):
    came(3)
    leaver = member(name="Leaver").person_id
    staff.open(PAGE, **ASKED)
    staff.open(PAGE, **ASKED)
    assert stored(select(func.count()).select_from(CountPage))[0] > 0
    with app.app_context():
        erase(leaver)
        db.session.commit()
    assert stored(select(func.count()).select_from(CountPage)) == [0]
    assert all(leaver not in text for text in stored(select(CountState.answer)))
    assert leaver not in staff.open(PAGE, **ASKED, reason="ABSENT").text


@LONG
def test_a_kept_state_names_nobody_to_who_reads_the_database(came, staff, app):
    came(2)
    staff.open(PAGE, **ASKED)
    with app.app_context():
        raw = db.session.connection().exec_driver_sql("SELECT verdicts FROM count_page").all()
        answer = db.session.connection().exec_driver_sql("SELECT answer FROM count_state").all()
    assert "p000" not in json.dumps([list(row) for row in (*raw, *answer)])


@LONG
@pytest.mark.parametrize("role", [Role.FACILITATOR, Role.AUTHOR])
def test_who_does_not_count_sees_no_state(came, staff, member, role):
    came(1)
    staff.open(PAGE, **ASKED)
    assert member(role).open(PAGE, **ASKED).status == 403
