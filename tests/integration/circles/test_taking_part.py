"""A member goes through a circle, whoever else is silent."""

from sqlalchemy import select

from tests.builders import MARKS
from tests.integration.circles.conftest import DRAFTS_UNTIL, FEEDBACK_UNTIL
from training.circles.models import Circle, CircleAnswer, CircleMember, CirclePractice
from training.learning.models import Draft, Feedback


def test_three_people_go_through_a_circle_from_joining_to_what_others_said(circle, clock, stored):
    them = circle(3)
    first = them.people[0]
    assert "Languages that you can read" in first.open(them.path).text
    them.hand_in()
    assert "Mark an example" in first.open(them.path).text
    them.practise()
    assert "Experts: 0 · you: 2" in first.text
    assert len(them.labels(first)) == 2
    for one in them.people:
        them.answer(one, "Said well.")
    first.open(them.path).follow("See what others said")
    assert first.text.count("Reader ") == 2
    assert "Said well." in first.text
    assert len(stored(select(CircleAnswer.feedback_id))) == 6


def test_somebody_silent_holds_nobody_up(circle, clock, stored):
    them = circle(3)
    them.hand_in()
    silent, *others = them.people
    them.practise(*others)
    for one in others:
        them.answer(one)
        assert "You have given all your feedback." in one.open(them.path).text
    clock.set(FEEDBACK_UNTIL)
    for one in them.people:
        assert "See what others said" in one.open(them.path).text
    assert silent.follow("See what others said").text.count("Reader ") == 2


def test_whoever_nobody_answered_gets_an_example_and_comes_first(circle, clock, facilitator):
    them = circle(3)
    them.hand_in()
    clock.set(FEEDBACK_UNTIL)
    amal = them.people[0].open(them.path).follow("Compare with an example")
    assert "Improve prisons by 2030." in amal.text
    assert "Which ones?" in amal.text
    assert facilitator.open("/feedback").text.index("Nobody answered these") > 0
    facilitator.follow("Amal").submit(**MARKS)
    facilitator.open("/feedback")
    assert not {"Amal"} & {link.words for link in facilitator.page.links}
    assert {"Boris", "Chen"} <= {link.words for link in facilitator.page.links}


def test_two_drafts_are_no_circle_and_people_are_told(circle, clock, facilitator):
    them = circle(3)
    them.hand_in(*them.people[:2])
    clock.set(DRAFTS_UNTIL)
    assert "Fewer than three people" in them.people[0].open(them.path).text
    assert "Which ones?" in them.people[0].follow("Compare with an example").text
    assert "none of them is yours" in them.people[2].open(them.path).text
    queue = facilitator.open("/feedback").text
    assert "Nobody answered these" in queue


def test_the_deadline_shares_out_the_drafts_without_those_who_are_missing(circle, clock):
    them = circle(4)
    them.hand_in(*them.people[:3])
    assert "Your draft is handed in." not in them.people[0].open(them.path).text
    clock.set(DRAFTS_UNTIL)
    them.practise(*them.people[:3])
    assert len(them.labels(them.people[0])) == 2


def test_a_late_draft_goes_to_the_facilitator_and_changes_nothing_for_others(
    circle, clock, facilitator
):
    them = circle(4)
    late = them.people[3]
    late.open(them.path).submit("/join", reads=["en"])
    them.hand_in(*them.people[:3])
    clock.set(DRAFTS_UNTIL)
    them.practise(*them.people[:3])
    before = [them.labels(one) for one in them.people[:3]]
    late.open(them.path).submit("/hand-in")
    assert "after the drafts were shared out" in late.open(them.path).text
    assert [them.labels(one) for one in them.people[:3]] == before
    assert "Nobody answered these" in facilitator.open("/feedback").text


def test_nobody_joins_after_the_drafts_were_shared_out(circle, clock):
    them = circle(4)
    late = them.people[3].open(them.path)
    them.hand_in(*them.people[:3])
    clock.set(DRAFTS_UNTIL)
    assert late.submit("/join", reads=["en"]).status == 409


def test_feedback_after_the_release_is_refused_with_the_words_still_there(circle, clock, stored):
    them = circle(3)
    them.hand_in()
    them.practise()
    one = them.people[0]
    one.open(f"{them.path}/{them.labels(one)[0]}")
    clock.set(FEEDBACK_UNTIL)
    one.submit(**MARKS, comment="Long thought about.")
    assert one.status == 422
    assert "This one was not sent." in one.text
    assert "Long thought about." in one.html
    assert stored(select(Feedback.id)) == []


def test_what_arrives_twice_is_kept_once(circle, stored):
    them = circle(3)
    one = them.people[0]
    one.open(them.path).submit("/join", reads=["en", "fr"]).submit_again()
    one.open(them.path).submit("/hand-in").submit_again()
    assert stored(select(CircleMember.reads)) == [["en", "fr"]]
    them.hand_in(*them.people[1:])
    one.open(f"{them.path}/practice").submit(**MARKS).submit_again()
    assert len(stored(select(CirclePractice.id))) == 1
    one.open(f"{them.path}/{them.labels(one)[0]}").submit(**MARKS).submit_again()
    assert "Your feedback is saved." in one.text
    assert len(stored(select(Feedback.id))) == 1


def test_feedback_on_one_draft_is_given_once_from_two_windows(circle, stored):
    them = circle(3)
    them.hand_in()
    them.practise()
    one = them.people[0]
    path = f"{them.path}/{them.labels(one)[0]}"
    form = {**MARKS, "rubric": "1", "known": "0", "language": "en", "comment": "Again."}
    one.open(path).submit(**MARKS)
    one.post(path, {**form, "uid": "0" * 8 + "-0000-7000-8000-" + "0" * 12})
    assert "It stays as you sent it." in one.text
    assert stored(select(Feedback.comment)) == [""]


def test_a_draft_is_read_only_after_an_example_was_marked(circle, clock):
    them = circle(3)
    them.hand_in()
    one = them.people[0]
    assert "Mark an example" in one.open(them.path).text
    them.practise(them.people[1])
    label = them.labels(them.people[1])[0]
    assert one.open(f"{them.path}/{label}").status == 404
    assert them.labels(one) == []


def test_another_draft_takes_the_place_of_the_first_until_they_are_shared_out(circle, stored):
    them = circle(3)
    one = them.people[0]
    them.hand_in(one)
    one.open("/courses/short/vague").submit(text="A better wording.")
    one.open(them.path).submit("/hand-in", number="2")
    better = stored(select(Draft.id).where(Draft.id != stored(select(CircleMember.draft_id))[0]))
    assert len(better) == 3
    them.hand_in(*them.people[1:])
    assert one.post(f"{them.path}/hand-in", {"number": "1"}).status == 409


def test_a_forged_mark_or_draft_is_refused(circle, stored):
    them = circle(3)
    one = them.people[0]
    one.open(them.path).submit("/join", reads=["en"])
    assert one.open(them.path).post(f"{them.path}/hand-in", {"number": "9"}).status == 422
    assert one.open(them.path).post(f"{them.path}/hand-in", {"number": "x"}).status == 422
    assert stored(select(CircleMember.draft_id)) == [None]


def test_a_peer_cannot_send_back(circle, stored):
    them = circle(3)
    them.hand_in()
    them.practise()
    one = them.people[0]
    one.open(f"{them.path}/{them.labels(one)[0]}")
    assert "Send back" not in one.text
    form = next(form for form in one.page.forms if "mark-S" in form.fields)
    form.fill(MARKS)
    one.post(one.path, {**form.sent(None), "back": "y"})
    assert stored(select(Feedback.sends_back)) == [False]


def test_a_circle_ends_as_soon_as_all_feedback_is_given(circle, clock, stored):
    them = circle(3)
    them.hand_in()
    them.practise()
    clock.advance(minutes=5)
    for one in them.people:
        them.answer(one)
    assert stored(select(Circle.closed_at)) == [clock.now()]


def test_somebody_who_erases_themselves_changes_nobodys_reading(circle, stored):
    them = circle(4)
    them.hand_in()
    them.practise()
    gone, *others = them.people
    before = [them.labels(one) for one in others]
    for one in others:
        them.answer(one)
    gone.open("/privacy/erase").submit(sure="y")
    assert stored(select(CircleMember.id).where(CircleMember.person_id == gone.person_id)) == []
    assert "See what others said" in others[0].open(them.path).text
    assert [len(labels) for labels in before] == [2, 2, 2]
