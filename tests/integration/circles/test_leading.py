"""A facilitator opens a circle, sees how far it is, and moves its deadlines."""

from datetime import UTC, datetime, timedelta

import pytest
from sqlalchemy import select

from tests.builders import new_workshop
from tests.integration.circles.conftest import DRAFTS_UNTIL, FEEDBACK_UNTIL
from tests.integration.circles.conftest import Circle as Them
from training.access import Role
from training.circles.actions import leave
from training.circles.models import Circle, CircleMember
from training.database import db

DEADLINES = {
    "drafts_day": "2027-03-26",
    "drafts_hour": "18:00",
    "feedback_day": "2027-03-29",
    "feedback_hour": "18:00",
}
MOVED = {**DEADLINES, "drafts_day": "2027-03-05", "feedback_day": "2027-03-09"}


@pytest.fixture
def console(workshop_id):
    return f"/workshops/{workshop_id}"


@pytest.fixture
def overview(console, circle_id):
    return f"{console}/circles/{circle_id}"


def test_a_circle_is_opened_from_its_workshop_and_found_by_its_people(
    clock, facilitator, console, come, stored
):
    facilitator.open(console).follow("Open a circle").submit(**DEADLINES).submit_again()
    assert "The circle is open." in facilitator.text
    assert stored(select(Circle.wanted, Circle.activity_id)) == [(2, "vague")]
    amal = come("Amal").open(f"{console}/attend").follow("The rewrite")
    assert "Take part" in amal.text


def test_deadlines_are_those_of_the_workshops_clocks_also_when_they_change(
    clock, facilitator, console, come, stored
):
    """Paris goes from UTC+1 to UTC+2 on 28 March 2027, between the two deadlines."""
    facilitator.open(f"{console}/circles/new").submit(**DEADLINES)
    assert stored(select(Circle.drafts_until, Circle.feedback_until)) == [
        (datetime(2027, 3, 26, 17, tzinfo=UTC), datetime(2027, 3, 29, 16, tzinfo=UTC))
    ]
    text = come("Amal").open(f"{console}/attend").follow("The rewrite").text
    text = text.replace("\u202f", " ")
    assert "Friday, March 26, 2027, 6:00 PM Europe/Paris (5:00 PM UTC)" in text.replace(
        "\u202f", " "
    )
    assert "Monday, March 29, 2027, 6:00 PM Europe/Paris (4:00 PM UTC)" in text.replace(
        "\u202f", " "
    )


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        ({"drafts_day": "2027-02-27"}, "still to come"),
        ({"feedback_day": "2027-03-26"}, "still to come"),
        ({"drafts_day": "2027-03-28", "drafts_hour": "02:30"}, "go forward past this time"),
        ({"feedback_day": "2027-03-28", "feedback_hour": "02:30"}, "go forward past this time"),
        ({"drafts_day": "0001-01-01", "drafts_hour": "00:05"}, "between the years 2000 and 2099"),
    ],
)
def test_deadlines_that_cannot_be_are_refused(clock, facilitator, console, stored, wrong, said):
    facilitator.open(f"{console}/circles/new").submit(**{**DEADLINES, **wrong})
    assert facilitator.status == 422
    assert said in facilitator.text
    assert stored(select(Circle.id)) == []


def test_an_exercise_has_one_circle_in_a_workshop(facilitator, console, circle_id):
    facilitator.open(f"{console}/circles/new").submit(**DEADLINES)
    assert "already has a circle" in facilitator.text


def test_it_shows_how_far_it_is_and_whom_it_waits_for(circle, facilitator, overview, clock):
    them = circle(4)
    them.hand_in(*them.people[:3])
    facilitator.open(overview)
    assert "3 of 4 joined" in facilitator.text
    assert "3 of 4 handed in a draft" in facilitator.text
    assert "No draft yet from Dina" in facilitator.text
    clock.set(DRAFTS_UNTIL)
    them.practise(*them.people[:3])
    them.answer(them.people[0])
    facilitator.open(overview)
    assert "2 of 6 feedbacks given" in facilitator.text
    assert "Feedback still to come from Boris Chen Who" in facilitator.text


def test_deadlines_move_while_they_are_ahead_and_never_before_now(
    circle, facilitator, overview, clock, stored
):
    facilitator.open(overview).submit(**MOVED).submit_again()
    assert stored(select(Circle.drafts_until)) == [datetime(2027, 3, 5, 17, tzinfo=UTC)]
    facilitator.open(overview).submit(drafts_day="2027-02-28")
    assert "still to come" in facilitator.text
    facilitator.open(overview).submit(feedback_day="2027-02-28")
    assert "still to come" in facilitator.text
    assert stored(select(Circle.feedback_until)) == [datetime(2027, 3, 9, 17, tzinfo=UTC)]


def test_a_deadline_that_has_passed_stays(circle, facilitator, overview, clock, stored):
    them = circle(3)
    them.hand_in()
    facilitator.open(overview).submit(drafts_day="2027-03-09", feedback_day="2027-03-10")
    assert "This deadline has passed" in facilitator.text
    facilitator.open(overview).submit(feedback_day="2027-03-10")
    assert "The deadlines are moved." in facilitator.text
    clock.advance(days=20)
    assert "Move the deadlines" not in facilitator.open(overview).text
    assert len(stored(select(Circle.feedback_until))) == 1


def test_a_facilitator_can_go_on_before_a_deadline_one_step_at_a_time(
    circle, facilitator, overview, clock
):
    them = circle(4)
    them.hand_in(*them.people[:3])
    facilitator.open(overview).press("Share out the drafts now").submit_again()
    assert "People read and give feedback" in facilitator.text
    them.practise(*them.people[:3])
    them.answer(them.people[0])
    facilitator.open(overview).press("Release all feedback now").submit_again()
    assert "Feedback is released" in facilitator.text
    assert "See what others said" in them.people[1].open(them.path).text


def test_two_drafts_are_not_shared_out(circle, facilitator, overview, clock):
    them = circle(4)
    them.hand_in(*them.people[:2])
    facilitator.open(overview)
    assert "Share out" not in facilitator.text
    facilitator.post(f"{overview}/go-on", {"phase": "drafting"})
    assert facilitator.status == 409


def test_an_exercise_leads_to_its_circle(circle):
    amal = circle(3).people[0]
    amal.open("/courses/short/vague")
    assert "Read each other’s drafts" in amal.text
    assert "/circles/" in amal.follow("Two days in Belmora").path


def test_a_circle_stands_on_the_start_page_until_a_month_after_the_release(
    circle, clock, facilitator
):
    them = circle(3)
    amal = them.people[0]
    assert "People hand in drafts" in amal.open("/").text
    them.hand_in()
    clock.set(FEEDBACK_UNTIL + timedelta(days=29))
    assert "Feedback is released" in amal.open("/").text
    assert amal.follow("Two days in Belmora").path == them.path
    clock.advance(days=2)
    assert "Feedback is released" not in amal.open("/").text
    assert "Read each other’s drafts" not in facilitator.open("/").text


def test_only_trainees_of_the_workshop_are_in_and_only_its_facilitator_leads(
    circle, facilitator, member, overview, visitor
):
    them = circle(3)
    them.hand_in()
    other, colleague = member(name="Olga"), member(Role.FACILITATOR, name="Colm")
    for outsider in (other, colleague, facilitator):
        for rest in ("", "/practice", "/received", "/BCDFG"):
            assert outsider.open(f"{them.path}{rest}").status == 404
        assert outsider.post(f"{them.path}/join", {"reads": "en"}).status == 404
        assert outsider.post(f"{them.path}/hand-in", {"number": "1"}).status == 404
    assert colleague.open(overview).status == 404
    assert them.people[0].open(overview).status == 403
    assert visitor.open(them.path).path == "/sign-in"
    assert visitor.open(overview).path == "/sign-in"


def test_a_circle_of_another_workshop_is_not_led_here(circle_id, facilitator, keep):
    other = new_workshop(facilitator.person_id, join_code="ZZZ222")
    other_id = other.id
    keep(other)
    assert facilitator.open(f"/workshops/{other_id}/circles/{circle_id}").status == 404


def test_pages_cost_the_same_however_many_people_there_are(
    circle, facilitator, overview, console, queries
):
    def asked():
        with queries() as seen:
            for path in (overview, "/feedback", console):
                facilitator.open(path)
            for path in (them.path, f"{them.path}/practice", f"{console}/attend"):
                them.people[0].open(path)
        return seen.count

    them = circle(5)
    them.hand_in(them.people[0])
    asked()
    before = asked()
    them.hand_in(*them.people[1:4])
    assert asked() == before


def test_reading_costs_the_same_however_many_drafts_one_has(circle, circle_id, app, queries):
    def asked(wanted):
        with app.app_context():
            db.session.get(Circle, circle_id).wanted = wanted
            db.session.commit()
        labels = them.labels(them.people[0])
        assert len(labels) == wanted
        with queries() as seen:
            them.people[0].open(f"{them.path}/{labels[0]}")
        return seen.count

    them = circle(5)
    them.hand_in()
    them.practise()
    assert asked(4) == asked(1)


def test_the_link_to_a_workshop_ends_and_the_place_says_no_longer_whose_it_was(
    app, circle, clock, stored, workshop_id
):
    them = circle(3)
    them.hand_in()
    with app.app_context():
        leave(workshop_id, them.people[0].person_id)
        db.session.commit()
    people = stored(select(CircleMember.person_id))
    assert sorted(map(bool, people)) == [False, True, True]


def test_people_read_those_whose_language_they_know_where_it_can_be_done(
    come, circle_id, clock, stored
):
    arabic = [come(name, "ar", "نشر كل وفاة") for name in ("Amal", "Boris")]
    french = [come(name, "fr", "Publier") for name in ("Chen", "Dina")]
    them = Them(circle_id, (*arabic, *french))
    for one in them.people:
        one.open(them.path).submit("/join", reads=["ar" if one in arabic else "fr"])
        one.open(them.path).submit("/hand-in")
    them.practise()
    seen = []
    for one in arabic:
        for label in them.labels(one):
            html = one.open(f"{them.path}/{label}").html
            seen.append('lang="fr" dir="auto" id="quotable"' in html)
    assert sorted(seen) == [False, False, True, True]


def test_a_comment_carries_its_language_and_the_marks_speak_the_readers(come, circle_id, clock):
    names = (("Amal", "ar"), ("Boris", "en"), ("Chen", "fr"))
    them = Them(circle_id, tuple(come(name, language) for name, language in names))
    them.hand_in()
    them.practise()
    amal, boris, chen = them.people
    for one, comment in ((boris, "Which law?"), (chen, "Quelle loi ?"), (amal, "أي قانون؟")):
        them.answer(one, comment)
    clock.set(FEEDBACK_UNTIL)
    html = amal.open(f"{them.path}/received").html
    assert 'class="said" lang="fr" dir="ltr">Quelle loi ?' in html
    assert 'class="said" lang="en" dir="ltr">Which law?' in html
    assert 'class="said" lang="ar" dir="rtl">' in boris.open(f"{them.path}/received").html
