"""What may be said about a draft, and what stays of it."""

from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import delete, select, update
from sqlalchemy.exc import IntegrityError

from tests.builders import new_person
from tests.integration.learning.conftest import do
from tests.integration.visitor import Visitor
from training.accounts.models import Person
from training.database import db, new_uid
from training.errors import Refused
from training.learning.actions import (
    FormOfAnotherPage,
    Given,
    Note,
    OutsideTheDraft,
    OwnDraft,
    RubricGone,
    give_feedback,
)
from training.learning.models import Draft, Feedback, FeedbackNote, GivenAs
from training.learning.queries import feedback_on

TEXT = "Publish every death in custody."
MARKS = {"S": 2, "M": 1, "A": 2, "R": 1, "T": 0}
GIVEN = Given(
    marks=MARKS,
    language="en",
    comment="By when?",
    notes=(Note(0, 7, "A good verb."), Note(14, 19, "Of whom?")),
    sends_back=True,
)
Say = Callable[..., Any]


@pytest.fixture
def draft_id(learner: Visitor, stored: Callable[..., list[Any]]) -> str:
    """A draft of Amal's."""
    do(learner, "first", "film", "check", "vague")
    return str(stored(select(Draft.id))[0])


@pytest.fixture
def giver(keep: Callable[..., None]) -> str:
    """Somebody who is not Amal."""
    person = new_person("Farida")
    giver_id = person.id
    keep(person)
    return giver_id


@pytest.fixture
def say(app: Flask, draft_id: str, giver: str) -> Say:
    """Give feedback on Amal's draft and commit."""

    def make(given: Given = GIVEN, uid: str = "", giver_id: str = giver) -> str:
        with app.app_context():
            draft = db.session.get_one(Draft, draft_id)
            kept = give_feedback(uid or new_uid(), draft, giver_id, GivenAs.FACILITATOR, given)
            db.session.commit()
            return kept.id

    return make


def test_feedback_sent_twice_is_kept_once(say: Say, stored: Callable[..., list[Any]]) -> None:
    uid = new_uid()
    assert say(uid=uid) == say(replace(GIVEN, comment="Again"), uid=uid) == uid
    assert stored(select(Feedback.comment)) == ["By when?"]
    notes = stored(select(FeedbackNote.number, FeedbackNote.start, FeedbackNote.stop))
    assert notes == [(1, 0, 7), (2, 14, 19)]


def test_the_same_person_may_say_more_and_nothing_is_taken_back(
    say: Say, stored: Callable[..., list[Any]]
) -> None:
    say()
    say(replace(GIVEN, sends_back=False, notes=()))
    assert sorted(stored(select(Feedback.sends_back))) == [False, True]


def test_an_id_of_other_feedback_is_refused(
    say: Say, keep: Callable[..., None], giver: str
) -> None:
    uid, other = say(), new_person("Boris")
    other_id = other.id
    keep(other)
    with pytest.raises(FormOfAnotherPage):
        say(uid=uid, giver_id=other_id)


def test_nobody_gives_feedback_on_a_draft_of_their_own(say: Say, learner: Visitor) -> None:
    with pytest.raises(OwnDraft):
        say(giver_id=learner.person_id)


@pytest.mark.parametrize(
    ("change", "refusal"),
    [
        ({"rubric_version": "0"}, RubricGone),
        ({"marks": {**MARKS, "S": 3}}, RubricGone),
        ({"marks": {"S": 2}}, RubricGone),
        ({"notes": (Note(0, len(TEXT) + 1, "Too far."),)}, OutsideTheDraft),
        ({"notes": (Note(7, 8, "A blank."),)}, OutsideTheDraft),
        ({"notes": (Note(-1, 3, "Before it."),)}, OutsideTheDraft),
    ],
)
def test_what_nobody_could_read_is_refused_and_leaves_nothing(
    say: Say, stored: Callable[..., list[Any]], change: dict[str, Any], refusal: type[Refused]
) -> None:
    with pytest.raises(refusal):
        say(replace(GIVEN, **change))
    assert stored(select(Feedback.id)) == []


@pytest.mark.parametrize(
    "values",
    [
        {"marks": {"S": 3, "M": 0, "A": 0, "R": 0, "T": 0}},
        {"marks": {"S": 1}},
    ],
)
def test_the_database_keeps_no_feedback_that_cannot_be(
    say: Say, app: Flask, values: dict[str, Any]
) -> None:
    say()
    with app.app_context(), pytest.raises(IntegrityError):
        db.session.execute(update(Feedback).values(**values))


def test_words_stay_with_whom_they_were_written_for_when_their_giver_is_erased(
    say: Say, app: Flask, giver: str, stored: Callable[..., list[Any]]
) -> None:
    say()
    with app.app_context():
        db.session.execute(delete(Person).where(Person.id == giver))
        db.session.commit()
    assert stored(select(Feedback.comment, Feedback.giver_id)) == [("By when?", None)]


def test_all_feedback_on_many_drafts_is_read_in_one_query(
    say: Say, app: Flask, draft_id: str, queries: Callable[..., Any]
) -> None:
    for _ in range(3):
        say()
    with app.app_context(), queries() as asked:
        told = feedback_on([draft_id, new_uid()])
    assert (asked.count, list(told)) == (1, [draft_id])
    assert [len(one.notes) for one in told[draft_id]] == [2, 2, 2]


def test_a_page_can_say_everything_about_feedback(say: Say, app: Flask, draft_id: str) -> None:
    say()
    with app.app_context():
        (told,) = feedback_on([draft_id])[draft_id]
    assert (told.total, told.passed, told.is_new, told.rubric.version) == (6, False, True, "1")
    assert [(one.words, one.ended) for one in told.pieces if one.held] == [
        ("Publish", (1,)),
        ("death", (2,)),
    ]


def test_the_order_of_peers_tells_nothing_of_time(say: Say, app: Flask, draft_id: str) -> None:
    given = [say() for _ in range(12)]
    with app.app_context():
        db.session.execute(update(Feedback).values(given_as=GivenAs.PEER))
        db.session.commit()
        shown = [one.feedback.id for one in feedback_on([draft_id], GivenAs.PEER)[draft_id]]
    assert sorted(shown) == sorted(given)
    assert shown not in (given, given[::-1])
