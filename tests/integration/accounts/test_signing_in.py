"""Registering, signing in and out, and what an outsider cannot learn from it."""

import pytest
from sqlalchemy import select

from tests.integration.conftest import PASSPHRASE
from training.accounts import actions, queries
from training.accounts.models import Account, Card, Person
from training.database import db, new_uid

WORDS = "four blue kites over Belmora"


def register(visitor, email="", **fields):
    """Register; an address is one that was confirmed since."""
    visitor.open("/register").submit(**{"display_name": "Amal", "passphrase": WORDS, **fields})
    if email:
        with visitor.client.application.app_context():
            newest = select(Account).order_by(Account.created_at.desc())
            db.session.scalars(newest).first().email = email
            db.session.commit()
    return visitor


def card_code(visitor) -> str:
    return visitor.html.split('data-copied="')[1].split(">", 1)[1].split("<")[0]


def test_a_pseudonym_and_a_passphrase_are_enough_to_register(visitor, stored):
    register(visitor)
    assert visitor.path == "/card"
    assert stored(select(Person.display_name, Account.email).join(Account)) == [("Amal", None)]


def test_registering_twice_with_one_form_opens_one_account(visitor, stored):
    register(visitor)
    visitor.submit_again()
    assert len(stored(select(Account.id))) == len(stored(select(Card.id))) == 1


def test_somebody_elses_registration_cannot_be_taken_over(visitor, new_visitor, stored):
    register(visitor)
    person_id = stored(select(Person.id))[0]
    thief = new_visitor().open("/register")
    thief.post(
        "/register", {"person_id": person_id, "display_name": "Boris", "passphrase": WORDS + "x"}
    )
    assert thief.path == "/register"
    assert thief.open("/details").path == "/sign-in"


def test_a_person_with_only_a_card_cannot_be_taken_over_by_registering(app, new_visitor, stored):
    with app.app_context():
        person_id = actions.admit(new_uid(), "Amal", "en").id
        db.session.commit()
    thief = new_visitor().open("/register")
    thief.post("/register", {"person_id": person_id, "display_name": "Boris", "passphrase": WORDS})
    assert thief.open("/details").path == "/sign-in"
    assert stored(select(Account.id)) == []


@pytest.mark.parametrize("weak", ["short", "aaaaaaaaaaaaaa", "Password123"])
def test_a_passphrase_that_would_be_guessed_is_refused_at_its_field(visitor, stored, weak):
    register(visitor, passphrase=weak)
    assert "Choose a longer passphrase" in visitor.text
    assert visitor.page.forms[-1].fields["display_name"].text == "Amal"
    assert stored(select(Person.id)) == []


def test_the_card_code_brings_a_person_back_on_another_phone(visitor, new_visitor):
    register(visitor)
    phone = new_visitor().open("/sign-in").submit(name=card_code(visitor), passphrase=WORDS)
    assert phone.open("/details").path == "/details"


def test_a_card_without_its_passphrase_opens_no_account(visitor, new_visitor):
    register(visitor)
    thief = new_visitor().open("/sign-in").submit(name=card_code(visitor))
    assert "That did not match" in thief.text


def test_unknown_names_and_wrong_passphrases_get_the_same_answer(visitor, new_visitor):
    register(visitor, email="one@example.org")
    wrong = new_visitor().open("/sign-in").submit(name="one@example.org", passphrase="no no no no")
    nobody = new_visitor().open("/sign-in").submit(name="two@example.org", passphrase="no no no no")
    assert wrong.text == nobody.text


def test_signing_in_goes_on_to_the_page_that_was_asked_for(visitor, new_visitor):
    register(visitor, email="one@example.org")
    back = new_visitor().open("/details")
    assert back.path == "/sign-in"
    assert back.submit(name="one@example.org", passphrase=WORDS).path == "/details"


ELSEWHERE = [
    "https://evil.example/",
    "//evil.example/",
    "/\\evil.example",
    "/\t/evil.example",
    "javascript:alert(1)",
    "details",
]


@pytest.mark.parametrize("target", ELSEWHERE)
def test_the_card_leads_on_to_no_other_site(trainee, target):
    trainee.open("/card", next=target)
    assert [link.href for link in trainee.page.links if link.words == "Go on"] == ["/"]


@pytest.mark.parametrize("target", ELSEWHERE)
def test_signing_in_never_goes_on_to_another_site(visitor, new_visitor, target):
    register(visitor, email="one@example.org")
    back = new_visitor().open("/sign-in", next=target)
    assert back.submit(name="one@example.org", passphrase=WORDS).path == "/"


def test_signing_out_everywhere_ends_the_other_devices_too(visitor, new_visitor):
    register(visitor, email="one@example.org")
    phone = new_visitor().open("/sign-in").submit(name="one@example.org", passphrase=WORDS)
    visitor.open("/security").press("Sign out everywhere")
    assert phone.open("/details").path == "/sign-in"


def test_replacing_a_found_card_signs_out_who_found_it(app, new_visitor):
    with app.app_context():
        person = actions.admit(new_uid(), "Amal", "en")
        code = queries.code_of_person(person.id)
        db.session.commit()
    owner = new_visitor().open("/sign-in").submit(name=code)
    finder = new_visitor().open("/sign-in").submit(name=code)
    assert finder.open("/details").path == "/details"
    owner.open("/card").press("Replace my card")
    assert owner.path == "/card"
    assert finder.open("/details").path == "/sign-in"


def test_an_accent_opens_the_account_however_the_keyboard_writes_it(visitor, new_visitor):
    register(visitor, email="one@example.org", passphrase="caf\u00e9 bleu sous la pluie")
    phone = new_visitor().open("/sign-in")
    phone.submit(name="one@example.org", passphrase="cafe\u0301 bleu sous la pluie")
    assert phone.path == "/"


def test_a_replaced_card_no_longer_works(visitor, new_visitor):
    register(visitor)
    old = card_code(visitor)
    visitor.press("Replace my card")
    assert card_code(visitor) != old
    assert "That did not match" in new_visitor().open("/sign-in").submit(name=old).text


@pytest.mark.settings(SIGN_IN_LIMIT="3 per minute", RATELIMIT_ENABLED=True)
def test_guessing_about_one_name_is_slowed_down_wherever_it_comes_from(visitor, new_visitor):
    register(visitor, email="one@example.org")
    for number in range(3):
        guess = new_visitor().open("/sign-in")
        guess.client.environ_base["REMOTE_ADDR"] = f"192.0.2.{number}"
        guess.submit(name=" One@example.org", passphrase="no no no no")
        assert guess.status == 200
    owner = new_visitor().open("/sign-in")
    assert owner.submit(name="one@example.org", passphrase=WORDS).status == 429
    by_card = new_visitor().open("/sign-in").submit(name=card_code(visitor), passphrase=WORDS)
    assert by_card.path == "/"


@pytest.mark.settings(RATELIMIT_ENABLED=True)
def test_a_full_room_behind_one_address_signs_in_at_once(app, member, new_visitor):
    codes = []
    for number in range(40):
        codes.append(card_code(member(name=f"Person {number}").open("/card")))
    for code in codes:
        room = new_visitor().open("/sign-in").submit(name=code, passphrase="oh no, mistyped it")
        assert room.submit(name=code, passphrase=PASSPHRASE).path == "/"


@pytest.mark.settings(ADDRESS_LIMIT="3 per minute", RATELIMIT_ENABLED=True)
def test_one_address_cannot_try_name_after_name_for_ever(visitor):
    for number in range(4):
        visitor.open("/sign-in").submit(name=f"{number}@example.org", passphrase="no no no no")
    assert visitor.status == 429


def test_a_form_without_its_token_is_refused(visitor, stored):
    visitor.post("/register", {"display_name": "Amal", "passphrase": WORDS})
    assert visitor.status == 400
    assert stored(select(Person.id)) == []


def test_the_passphrase_and_the_card_code_are_nowhere_in_the_database(visitor, stored):
    register(visitor)
    rows = str(
        stored(
            select(Account.passphrase_hash, Card.fingerprint)
            .select_from(Account)
            .join(Card, Card.person_id == Account.person_id)
        )
    )
    assert WORDS not in rows
    assert card_code(visitor) not in rows
