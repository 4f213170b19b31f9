"""Coming into a workshop: signed in, with a card, or as somebody new."""

import pytest
from sqlalchemy import select

from tests.builders import short_course
from training.accounts.models import Account, Card, Person
from training.catalogue.actions import publish
from training.database import db
from training.learning.models import Enrolment
from training.workshops.models import Part, Registration

PASSPHRASE = "seven green rivers sing"


def join(visitor, **fields):
    return visitor.open("/join").submit(**{"code": "k7m 4qx", **fields})


def card_code(visitor) -> str:
    return visitor.html.split('data-copied="')[1].split(">", 1)[1].split("<")[0]


def on_the_roster(stored):
    return stored(select(Registration.person_id))


def test_a_stranger_joins_with_a_name_and_gets_a_card(visitor, led, stored, ids_with):
    join(visitor, display_name="Amal")
    assert visitor.path == f"{led.path}/attend"
    assert len(card_code(visitor)) == len("ABCD-EFGH-JKMN-PQ")
    assert on_the_roster(stored) == ids_with(Person.display_name, "Amal")


def test_joining_twice_with_one_form_admits_once(visitor, led, stored):
    join(visitor, display_name="Amal")
    visitor.submit_again()
    assert len(on_the_roster(stored)) == len(stored(select(Card.id))) - 1 == 1
    assert visitor.open(f"{led.path}/attend").status == 200


def test_an_answer_that_got_lost_does_not_lock_anybody_out(visitor, led, stored):
    visitor.open("/join")
    with visitor.client.session_transaction() as before:
        lost = dict(before)
    visitor.submit(code="K7M4QX", display_name="Amal")
    with visitor.client.session_transaction() as cookie:
        cookie.clear()
        cookie.update(lost)
    visitor.submit_again()
    assert visitor.path == f"{led.path}/attend"
    assert len(on_the_roster(stored)) == 1


def test_the_code_of_a_link_is_filled_in(visitor, led):
    visitor.open("/join", code="K7M4QX")
    assert visitor.page.forms[-1].fields["code"].text == "K7M4QX"


def test_a_wrong_code_is_refused_at_its_field(visitor, led, stored, ids_with):
    join(visitor, code="ZZZZZZ", display_name="Amal")
    assert visitor.status == 422
    assert "Code of the workshop: No workshop has this code" in visitor.text
    assert visitor.page.forms[-1].fields["display_name"].text == "Amal"
    assert on_the_roster(stored) == []
    assert ids_with(Person.display_name, "Amal") == []


@pytest.mark.parametrize("code", ["", "x" * 5000, "\x00", "%", "٢٣", "' or 1=1"])
def test_any_code_gets_an_answer(visitor, led, code):
    visitor.open("/join").post("/join", {"code": code, "display_name": "Amal"})
    assert visitor.status == 422


def test_nobody_joins_without_a_name_or_a_card(visitor, led, stored):
    join(visitor)
    assert visitor.status == 422
    assert "Write a display name" in visitor.text
    assert on_the_roster(stored) == []


def test_who_is_signed_in_joins_with_one_tap(trainee, led, stored):
    trainee.open("/join", code="K7M-4QX").press("Join")
    trainee.submit_again()
    assert trainee.path == f"{led.path}/attend"
    assert on_the_roster(stored) == [trainee.person_id]


def test_a_card_brings_the_same_person_back(visitor, new_visitor, led, stored, ids_with):
    code = card_code(join(visitor, display_name="Amal"))
    phone = join(new_visitor(), card=code.lower())
    assert phone.path == f"{led.path}/attend"
    assert len(on_the_roster(stored)) == 1
    assert len(ids_with(Person.display_name, "Amal")) == 1


@pytest.mark.parametrize("card", ["ABCD-EFGH-JKMN-PQ", "nonsense", "é"])
def test_a_card_that_nobody_has_is_refused_at_its_field(visitor, led, card):
    join(visitor, card=card)
    assert visitor.status == 422
    assert "Code of your card: Nobody has this card" in visitor.text


def test_a_card_with_a_passphrase_must_sign_in(visitor, new_visitor, led, stored):
    visitor.open("/register").submit(display_name="Amal", passphrase=PASSPHRASE)
    thief = join(new_visitor(), card=card_code(visitor))
    assert thief.status == 422
    assert "works together with a passphrase" in thief.text
    assert thief.follow("Sign in, then join").path == "/sign-in"
    assert on_the_roster(stored) == []


def test_who_signs_in_comes_back_to_the_code(visitor, member, led, stored):
    amal = member(name="Amal")
    code = card_code(amal.open("/card"))
    visitor.open("/join", code="K7M4QX").follow("Sign in, then join")
    visitor.submit(name=code, passphrase=PASSPHRASE)
    assert visitor.path == "/join"
    assert visitor.press("Join").path == f"{led.path}/attend"
    assert on_the_roster(stored) == [amal.person_id]


def sent_as(visitor, person_id):
    """Send the form with somebody else's id in it."""
    fields = {"person_id": person_id, "code": "K7M4QX", "display_name": "Amal"}
    return visitor.open("/join").post("/join", fields)


def test_nobody_becomes_a_card_holder_by_sending_their_id(visitor, new_visitor, led, stored):
    join(visitor, display_name="Amal")
    thief = sent_as(new_visitor(), on_the_roster(stored)[0])
    assert thief.status == 409
    assert thief.open(f"{led.path}/attend").path == "/sign-in"


def test_nobody_becomes_an_account_holder_by_sending_their_id(
    new_visitor, facilitator, led, stored
):
    thief = sent_as(new_visitor(), facilitator.person_id)
    assert thief.status == 409
    assert thief.open("/workshops").path == "/sign-in"
    assert on_the_roster(stored) == []


def test_the_own_form_opens_nothing_once_there_is_a_passphrase(visitor, led, stored):
    visitor.open("/join")
    with visitor.client.session_transaction() as before:
        old = dict(before)
    visitor.submit(code="K7M4QX", display_name="Amal")
    sent = visitor._last
    visitor.open("/passphrase").submit(passphrase=PASSPHRASE)
    assert len(stored(select(Account.id))) == 2
    with visitor.client.session_transaction() as cookie:
        cookie.clear()
        cookie.update(old)
    visitor._request(**sent)
    assert visitor.status == 409


def test_a_damaged_id_is_refused(visitor, led, stored):
    fields = {"person_id": "1' or 1=1", "code": "K7M4QX", "display_name": "Amal"}
    assert visitor.open("/join").post("/join", fields).status == 422
    assert on_the_roster(stored) == []


def test_hostile_names_are_shown_as_they_are(visitor, facilitator, led, enter):
    hostile = '<script>alert("x")</script>'
    join(visitor, display_name=hostile)
    facilitator.open(led.roll)
    assert hostile not in facilitator.html
    assert hostile in facilitator.text
    assert "alert" not in facilitator.page.title


def test_who_facilitates_is_on_the_roster_as_such(facilitator, led, stored):
    join(facilitator)
    assert stored(select(Registration.part)) == [Part.FACILITATOR]


def test_who_joins_takes_the_course_in_their_language(
    app, new_visitor, plan, facilitator, tmp_path, stored
):
    with app.app_context():
        publish(short_course(tmp_path / "short"))
        db.session.commit()
    plan(facilitator, course_id="short", activity_id="meeting")
    for language in ("fr", "ru"):
        join(new_visitor(language), display_name="Amal")
    taken = stored(select(Enrolment.course_id, Enrolment.language).order_by(Enrolment.language))
    assert taken == [("short", "en"), ("short", "fr")]


@pytest.mark.settings(RATELIMIT_ENABLED=True, JOIN_LIMIT="3 per minute")
def test_codes_cannot_be_tried_without_end(visitor, led):
    tries = [join(visitor, code="ZZZZZZ", display_name="Amal").status for _ in range(4)]
    assert tries == [422, 422, 422, 429]
    assert visitor.open("/join").status == 200
