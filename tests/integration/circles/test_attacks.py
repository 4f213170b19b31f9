"""What somebody in a circle, or near it, could try in order to learn who is who, or to spoil it."""

from datetime import timedelta

import pytest
from sqlalchemy import func, select

from tests.builders import MARKS, new_meeting
from tests.integration.circles.conftest import FEEDBACK_UNTIL, TREES
from training.circles.actions import leave
from training.circles.models import Circle, CircleAnswer, CircleMember
from training.database import db
from training.learning.models import Draft, Feedback


@pytest.fixture
def shared(circle, clock):
    """Four people whose drafts are shared out."""
    them = circle(4)
    them.hand_in()
    them.practise()
    return them


def erase_drafts(one):
    one.open("/privacy").press("Erase my drafts")


def test_who_takes_a_draft_back_still_finds_every_page(shared, clock):
    author = shared.people[0]
    erase_drafts(author)
    for path, status in (("", 200), ("/received", 404), ("/practice", 200)):
        assert author.open(shared.path + path).status == status
    clock.set(FEEDBACK_UNTIL + timedelta(minutes=1))
    for path in ("", "/received", "/practice"):
        assert author.open(shared.path + path).status == 200


def test_a_draft_that_was_taken_back_is_read_by_nobody(shared, stored):
    before = {one: shared.labels(one) for one in shared.people[1:]}
    erase_drafts(shared.people[0])
    for one, labels in before.items():
        for label in labels:
            assert TREES["Amal"] not in one.open(f"{shared.path}/{label}").text
            assert one.status == 200


def test_feedback_under_the_id_of_somebody_elses_is_not_taken(shared, stored):
    first, second = shared.people[:2]
    shared.answer(first, "Mine ")
    known = stored(select(Feedback.id))[0]
    for label in shared.labels(second):
        second.open(f"{shared.path}/{label}")
        second.submit(**MARKS, comment="Stolen", uid=known)
    assert stored(select(func.count()).select_from(Feedback)) == [2]
    assert stored(select(func.count()).select_from(CircleAnswer)) == [2]


def test_nobody_answers_for_another_member_or_hands_in_the_draft_of_another(circle, clock, stored):
    them = circle(3)
    first, second, _third = them.people
    them.hand_in(second)
    first.open(them.path).submit("/join", reads=["en"])
    foreign = stored(select(CircleMember.draft_id).where(CircleMember.draft_id.is_not(None)))[0]
    first.open(them.path).post(f"{them.path}/hand-in", {"draft": foreign, "draft_id": foreign})
    drafts = stored(select(CircleMember.draft_id).where(CircleMember.person_id == first.person_id))
    assert foreign not in drafts


def test_a_facilitator_opens_no_page_of_a_member(shared, facilitator):
    labels = [label for one in shared.people for label in shared.labels(one)]
    for path in ("", "/received", "/practice", *(f"/{label}" for label in labels)):
        assert facilitator.open(shared.path + path).status == 404


def test_what_two_members_take_along_has_nothing_in_common_but_the_course(shared, clock, stored):
    for one in shared.people:
        shared.answer(one, "A word.")
    clock.set(FEEDBACK_UNTIL + timedelta(hours=1))
    files = []
    for one in shared.people[:2]:
        one.open(f"{shared.path}/received")
        held = one.open("/privacy/data.json").json["held"]
        assert not {"circle_member", "circle_answer", "circle_practice", "feedback"} & set(held)
        files.append(one.response.get_data(as_text=True))
    drafts = set(stored(select(Draft.id))) | set(stored(select(Feedback.id)))
    assert not [one for one in drafts if any(one in text for text in files)]


def test_no_page_can_be_told_from_another_by_what_caches_are_told(shared):
    for one in shared.people:
        one.open(shared.path)
        assert not {"ETag", "Last-Modified"} & set(one.headers.keys())
        assert "no-store" in one.headers["Cache-Control"]


@pytest.mark.settings(ATTENDANCE_DAYS=30)
def test_no_draft_and_no_feedback_leads_to_a_workshop_that_people_are_no_longer_tied_to(
    shared, clock, stored, keep, run, workshop_id
):
    for one in shared.people:
        shared.answer(one, "A word.")
    keep(new_meeting(workshop_id))
    clock.advance(days=40)
    assert run("retention", "run").exit_code == 0
    assert len(stored(select(Draft.id))) == 4
    assert set(stored(select(CircleMember.person_id))) == {None}
    assert set(stored(select(CircleMember.draft_id))) == {None}
    assert stored(select(CircleAnswer.feedback_id)) == []
    assert stored(select(Feedback.id)) == []


def test_who_leaves_takes_no_feedback_from_whoever_stays(shared, clock, stored, app):
    for one in shared.people:
        shared.answer(one, "A word.")
    clock.set(FEEDBACK_UNTIL + timedelta(hours=1))
    reader, *others = shared.people
    before = [one.open(f"{shared.path}/received").text for one in others]
    with app.app_context():
        leave(stored(select(Circle.workshop_id))[0], reader.person_id)
        db.session.commit()
    assert [one.open(f"{shared.path}/received").text for one in others] == before
    assert reader.person_id not in stored(select(Feedback.giver_id))
