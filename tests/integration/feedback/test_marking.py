from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest
from sqlalchemy import select

from quizzes import RUBRICS, Criterion, newest_rubric
from tests.builders import MARKS, new_workshop, registered
from tests.integration.feedback.conftest import VAGUE, Write, address_of, answer
from tests.integration.visitor import Visitor
from training.access import Role
from training.learning.models import Feedback, FeedbackNote

TEXT = "Publish every death\nin custody, every year."
Stored = Callable[..., list[Any]]


@pytest.fixture
def draft_id(trainee: Visitor, workshop_id: str, write: Write) -> str:
    """What Amal wrote."""
    return write("Amal", TEXT, in_workshop=workshop_id, person_id=trainee.person_id)


def test_feedback_is_kept_once_with_marks_comment_and_notes(
    facilitator: Visitor, draft_id: str, stored: Stored
) -> None:
    words = {"words-1": "every death in custody", "note-1": "Of whom?"}
    answer(facilitator, draft_id, comment="Nearly there.", language="fr", **words)
    assert "Your feedback is saved." in facilitator.text
    facilitator.submit_again()
    assert stored(select(Feedback.marks, Feedback.comment, Feedback.language)) == [
        ({"S": 2, "M": 1, "A": 2, "R": 1, "T": 0}, "Nearly there.", "fr")
    ]
    (place,) = stored(select(FeedbackNote.start, FeedbackNote.stop))
    assert TEXT[slice(*place)] == "every death\nin custody"


def test_the_author_sees_all_of_it_beside_the_draft(
    facilitator: Visitor, trainee: Visitor, draft_id: str
) -> None:
    words = {"words-1": "every year", "note-1": "السنة الأولى متى؟"}
    answer(facilitator, draft_id, comment="Presque.", language="fr", **words)
    assert "You have new feedback: The rewrite" in trainee.open("/").text
    trainee.follow("The rewrite")
    assert "Feedback from a facilitator" in trainee.text
    assert "New" in trainee.text
    assert "6 of 10" in trainee.text
    assert newest_rubric().description("T", 0) in trainee.text
    assert '<blockquote class="said" lang="fr" dir="ltr">Presque.</blockquote>' in trainee.html
    assert '<mark class="noted">every year</mark>' in trainee.html
    assert "السنة الأولى متى؟" in trainee.text
    assert "Marked by version 1 of the rubric." in trainee.text
    assert "Please write another draft." not in trainee.text
    assert "Farida" not in trainee.text


def test_feedback_is_new_until_it_was_seen(
    facilitator: Visitor, trainee: Visitor, draft_id: str, stored: Stored
) -> None:
    assert "You have new feedback" not in trainee.open("/").text
    answer(facilitator, draft_id)
    assert "You have new feedback" in trainee.open("/courses/short").text
    assert stored(select(Feedback.seen_at)) == [None]
    trainee.open(VAGUE)
    (seen_at,) = stored(select(Feedback.seen_at))
    assert seen_at is not None
    trainee.open(VAGUE)
    assert stored(select(Feedback.seen_at)) == [seen_at]
    for path in ("/", "/courses/short"):
        assert "You have new feedback" not in trainee.open(path).text


def test_a_draft_that_is_sent_back_asks_for_another(
    facilitator: Visitor, trainee: Visitor, draft_id: str
) -> None:
    facilitator.open(address_of(draft_id)).press("Send back for another draft", **MARKS)
    assert "Sent back for another draft." in facilitator.text
    assert "Please write another draft." in trainee.open(VAGUE).text


def test_feedback_is_read_by_its_author_alone(
    facilitator: Visitor,
    draft_id: str,
    workshop_id: str,
    write: Write,
    member: Callable[..., Visitor],
) -> None:
    answer(facilitator, draft_id, comment="For Amal only")
    other = member(name="Boris")
    write("Boris", in_workshop=workshop_id, person_id=other.person_id)
    for path in ("/", "/courses/short", VAGUE):
        assert "feedback" not in other.open(path).text.replace("give you feedback", "")
        assert "For Amal only" not in other.html


@pytest.mark.parametrize(
    ("fields", "problem"),
    [
        ({"words-1": "not there", "note-1": "What?"}, "These words are not in the draft."),
        ({"note-2": "About what?"}, "Which words do you mean?"),
        ({"words-1": "custody"}, "What do you want to say about these words?"),
        ({"words-1": "custody", "note-1": "w" * 501}, "Use fewer words."),
        ({"words-1": "w" * 1_001, "note-1": "What?"}, "Use fewer words."),
        ({"comment": "w" * 2_001}, "Use fewer words."),
        ({"mark-S": ""}, "Choose 0, 1 or 2."),
        ({"known": "many"}, "Not a valid integer value."),
    ],
)
def test_what_cannot_be_used_is_said_at_its_field_and_nothing_is_lost(
    facilitator: Visitor, draft_id: str, stored: Stored, fields: dict[str, str], problem: str
) -> None:
    facilitator.open(address_of(draft_id))
    sent = {"comment": "Keep me", **MARKS, **fields}
    facilitator.post(address_of(draft_id), {**sent, "uid": uid_on(facilitator), "language": "en"})
    assert facilitator.status == 422
    assert problem in facilitator.text
    assert sent["comment"] in facilitator.html
    assert stored(select(Feedback.id)) == []


def uid_on(visitor: Visitor) -> str:
    """The id that the page made for the feedback."""
    return visitor.html.partition('name="uid" value="')[2].partition('"')[0]


@pytest.mark.parametrize("mark", ["3", "-1", "x"])
def test_a_mark_that_no_page_offers_is_refused(
    facilitator: Visitor, draft_id: str, stored: Stored, mark: str
) -> None:
    facilitator.open(address_of(draft_id))
    uid = uid_on(facilitator)
    forged = {**MARKS, "mark-S": mark, "uid": uid, "language": "en", "rubric": "1", "known": "0"}
    assert facilitator.post(address_of(draft_id), forged).status == 422
    assert stored(select(Feedback.id)) == []


def test_marks_by_a_rubric_that_never_was_are_refused(
    facilitator: Visitor, draft_id: str, stored: Stored
) -> None:
    facilitator.open(address_of(draft_id)).press("Give feedback", rubric="0", **MARKS)
    assert (facilitator.status, stored(select(Feedback.id))) == (409, [])


def test_feedback_is_read_by_the_version_that_it_was_given_by(
    facilitator: Visitor, trainee: Visitor, draft_id: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    answer(facilitator, draft_id)
    first, facilitator_page = newest_rubric(), facilitator.open(address_of(draft_id))
    stricter = tuple(
        Criterion(one.letter, ("Nothing of it.", "Some of it.", "All of it."))
        for one in first.criteria
    )
    monkeypatch.setitem(RUBRICS, "2", replace(first, version="2", criteria=stricter, pass_at=9))
    facilitator_page.press("Give feedback", **MARKS)
    answer(facilitator, draft_id)
    trainee.open(VAGUE)
    assert trainee.text.count("Marked by version 1 of the rubric.") == 2
    assert trainee.text.count("Marked by version 2 of the rubric.") == 1
    assert trainee.text.count(first.description("T", 0)) == 2
    assert trainee.text.count("Nothing of it.") == 1
    assert "A draft passes with 9 or more" in trainee.text


def test_two_facilitators_at_once_are_both_kept_and_the_second_is_told(
    facilitator: Visitor,
    draft_id: str,
    trainee: Visitor,
    member: Callable[..., Visitor],
    keep: Callable[..., None],
    stored: Stored,
) -> None:
    other = member(Role.FACILITATOR, name="Omar")
    workshop = new_workshop(other.person_id, course_id="short", join_code="OTHER2")
    workshop_id = workshop.id
    keep(workshop)
    keep(registered(workshop_id, trainee.person_id))
    other.open(address_of(draft_id))
    answer(facilitator, draft_id, comment="From Farida")
    other.press("Give feedback", comment="From Omar", **MARKS)
    assert "Somebody else gave feedback on this draft meanwhile. Both are kept." in other.text
    assert "From Farida" in other.text
    assert other.path == address_of(draft_id)
    assert sorted(stored(select(Feedback.comment))) == ["From Farida", "From Omar"]
    other.press("Give feedback", comment="More from Omar", **MARKS)
    assert "meanwhile" not in other.text
    assert "From Omar" in trainee.open(VAGUE).text


def test_after_the_last_draft_comes_the_empty_queue(facilitator: Visitor, draft_id: str) -> None:
    answer(facilitator, draft_id)
    assert facilitator.path == "/feedback"
    assert "Nothing waits for you" in facilitator.text


def test_earlier_drafts_stand_beside_the_newest(
    facilitator: Visitor, draft_id: str, write: Write
) -> None:
    newest = write("Amal", "My second try", minutes=5)
    answer(facilitator, draft_id, comment="On the first")
    facilitator.open(address_of(newest))
    assert "in custody, every year." in facilitator.text
    assert "On the first" in facilitator.text


def test_a_draft_with_much_history_costs_as_much_as_one_without(
    facilitator: Visitor, draft_id: str, write: Write, queries: Callable[..., Any]
) -> None:
    def cost() -> int:
        with queries() as asked:
            facilitator.open(address_of(draft_id))
        return int(asked.count)

    before = cost()
    for number in range(4):
        answer(facilitator, write("Amal", f"Try {number}", minutes=number + 1))
    assert cost() == before
