"""Nothing that a member can get links a reader with an author: not before the release, nor after.

Every address of the platform that names no foreign thing is opened by everybody in the circle, with
its redirects and headers, and searched for whatever the database knows of the others.
"""

import re
from collections.abc import Iterator
from datetime import timedelta
from itertools import pairwise

import pytest
from sqlalchemy import select

from tests.integration.circles.conftest import DRAFTS_UNTIL, FEEDBACK_UNTIL, NAMES, texts
from training.accounts.models import Account, Card, Person
from training.circles.models import Circle, CircleAnswer, CircleMember, CirclePractice
from training.database import new_uid
from training.learning.models import Draft, Enrolment, Feedback
from training.workshops.models import Workshop

ABOUT = re.compile(r"/circles/|/workshops/|/privacy|/courses/short/vague")
IDS = (Person, Account, Card, Enrolment, Draft, Feedback, CircleMember, CirclePractice)


def pages(them, one) -> Iterator[tuple[str, str]]:
    """Every page and file about the circle that somebody can open, by link or by guessing."""
    waiting, known = [f"{them.path}{rest}" for rest in ("", "/received", "/practice")], set()
    waiting += ["/", "/courses/short/vague", "/courses/short/vague/drafts", "/progress/short"]
    waiting += ["/privacy/data", "/privacy/data.json", "/feedback", "/metrics"]
    while waiting:
        path = waiting.pop().partition("#")[0]
        if path not in known:
            known.add(path)
            one.open(path)
            yield path, texts(one)
            waiting += [link.href for link in one.page.links if ABOUT.match(link.href)]


def secrets_of(stored, person_id) -> set[str]:
    """What the database knows of everybody but one person: ids, and the circle's seed."""
    own = {person_id}
    enrolments = set(stored(select(Enrolment.id).where(Enrolment.person_id == person_id)))
    own |= enrolments | set(stored(select(Account.id).where(Account.person_id == person_id)))
    own |= set(stored(select(Draft.id).where(Draft.enrolment_id.in_(enrolments))))
    everything = {one for table in IDS for one in stored(select(table.id))}
    return (everything | set(stored(select(Circle.seed)))) - own


def names_of_others(them, one) -> list[str]:
    others = [name for name, other in zip(NAMES, them.people, strict=False) if other is not one]
    return [*others, *(f"{name.lower()}@" for name in others)]


def moments(stored, column) -> set[str]:
    """Times as any page or file could spell them, down to the minute."""
    found = {one for one in stored(select(column)) if one}
    spelled = ("%H:%M", "%-I:%M", "%Y-%m-%dT%H:%M")
    return {one.strftime(form) for one in found for form in spelled}


@pytest.fixture
def them(circle, clock):
    """Five people at odd times, one of whom is silent and one of whom answers last."""
    five = circle(5)
    for minutes, one in enumerate(five.people):
        clock.set(DRAFTS_UNTIL - timedelta(hours=5, minutes=37 * minutes + 13))
        five.hand_in(one)
    return five


def answer_all(them, clock) -> None:
    """Let all but one give feedback, each at a time of their own."""
    for number, one in enumerate(them.people[:4]):
        clock.set(DRAFTS_UNTIL + timedelta(hours=3 + 7 * number, minutes=11 * number + 7))
        them.practise(one)
        them.answer(one, f"Comment of nobody {number}.")


def leaks(them, one, forbidden) -> list[tuple[str, str]]:
    return [(path, word) for path, seen in pages(them, one) for word in forbidden if word in seen]


@pytest.mark.parametrize("released", [False, True])
def test_nothing_that_a_member_can_open_tells_who_or_when(them, clock, stored, released) -> None:
    answer_all(them, clock)
    clock.set(FEEDBACK_UNTIL + timedelta(hours=-2 + 3 * released, minutes=1))
    times = moments(stored, Feedback.given_at) | moments(stored, CirclePractice.practised_at)
    assert len(times) > 8
    for one in them.people:
        known = secrets_of(stored, one.person_id)
        forbidden = {*known, *names_of_others(them, one), *times}
        unseen = set() if released else {"Comment of nobody"}
        assert leaks(them, one, forbidden | unseen) == []


def test_the_author_sees_what_was_said_only_after_the_release(them, clock) -> None:
    answer_all(them, clock)
    author = them.people[4]
    assert author.open(f"{them.path}/received").status == 404
    clock.set(FEEDBACK_UNTIL)
    assert "Comment of nobody" in author.open(f"{them.path}/received").text


def test_no_two_people_see_the_same_label_or_a_label_twice(them, clock) -> None:
    answer_all(them, clock)
    reading = [label for one in them.people[:4] for label in them.labels(one)]
    clock.set(FEEDBACK_UNTIL)
    received = []
    for one in them.people:
        words = one.open(f"{them.path}/received").text.split()
        received += [after for word, after in pairwise(words) if word == "Reader"]
    assert len(received) == 8
    assert len(set(reading) | set(received)) == len(reading) + len(received) == 16


def test_an_address_of_somebody_else_opens_nothing(them, clock) -> None:
    answer_all(them, clock)
    first, second, *_rest = them.people
    strange = f"{them.path}/{them.labels(second)[0]}"
    assert first.open(strange).status == 404
    assert first.open(f"{them.path}/{new_uid()}").status == 404


def test_drafts_stand_in_the_order_of_their_labels_which_says_nothing(them, clock) -> None:
    answer_all(them, clock)
    for one in them.people[:4]:
        assert them.labels(one) == sorted(them.labels(one))


def test_facilitators_never_learn_who_answered_whom(them, clock, stored, facilitator) -> None:
    answer_all(them, clock)
    workshop_id = stored(select(Workshop.id))[0]
    circle_id = stored(select(Circle.id))[0]
    facilitator.open(f"/workshops/{workshop_id}/circles/{circle_id}")
    assert "8 of 10 feedbacks given" in facilitator.text
    assert facilitator.text.count("Eloise") == 1
    assert "Amal" not in facilitator.text
    members = set(stored(select(CircleMember.id))) | set(stored(select(CircleAnswer.feedback_id)))
    for path in (facilitator.path, "/feedback", *drafts(stored)):
        seen = texts(facilitator.open(path))
        assert [one for one in members if one in seen] == []
        assert "Comment of nobody" not in seen


def drafts(stored) -> list[str]:
    return [f"/feedback/{one}" for one in stored(select(Draft.id))]
