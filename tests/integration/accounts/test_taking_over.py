"""Ways to become somebody else, each of them tried: none may lead further than to a door."""

import pytest
from sqlalchemy import select

from tests.integration.conftest import PASSPHRASE
from training.access import Role
from training.accounts import actions, queries
from training.accounts.models import AccountRole, Authenticator
from training.database import db, new_uid

REQUIRED = pytest.mark.settings(SECOND_FACTOR="required")


@pytest.fixture
def victim(app, new_visitor, phone):
    """Open an account with roles and an authenticator; returns person id and card code."""

    def make(*roles):
        with app.app_context():
            account = actions.register(new_uid(), "Stefan", "en", PASSPHRASE)
            for role in roles:
                actions.grant(account, role)
            db.session.commit()
            person_id, card = account.person_id, queries.code_of_person(account.person_id)
        owner = new_visitor().open("/sign-in").submit(name=card, passphrase=PASSPHRASE)
        owner.open("/security/authenticator")
        phone.read(owner)
        owner.submit(code=phone.code())
        return person_id, card

    return make


def registers_as(thief, person_id, passphrase=PASSPHRASE, **more):
    thief.open("/register")
    fields = {"person_id": person_id, "display_name": "S", "passphrase": passphrase, **more}
    return thief.post("/register", fields)


@REQUIRED
@pytest.mark.parametrize("roles", [(), (Role.STAFF,)])
def test_registering_once_more_is_no_way_past_the_second_factor(victim, visitor, roles, stored):
    person_id, _card = victim(*roles)
    before = stored(select(Authenticator.secret))
    registers_as(visitor, person_id)
    for path in ("/details", "/security/authenticator", "/security"):
        assert visitor.open(path).path == "/sign-in"
    assert stored(select(Authenticator.secret)) == before


def test_an_invitation_is_no_way_past_the_second_factor(app, victim, visitor, stored):
    person_id, _card = victim()
    with app.app_context():
        path = f"/invitation/{actions.invite(Role.ADMINISTRATOR)}"
        db.session.commit()
    visitor.open(path)
    visitor.post(path, {"person_id": person_id, "display_name": "S", "passphrase": PASSPHRASE})
    assert "This form was used already." in visitor.text
    assert visitor.open("/details").path == "/sign-in"
    assert stored(select(AccountRole)) == []


@pytest.mark.settings(SIGN_IN_LIMIT="3 per minute", RATELIMIT_ENABLED=True)
def test_passphrases_cannot_be_tried_without_end_by_registering(member, new_visitor):
    person_id = member(name="Stefan").person_id
    answers = [
        registers_as(
            new_visitor(), person_id, f"birds sing quietly at {number} o'clock", name=f"x{number}"
        ).status
        for number in range(5)
    ]
    assert answers[-1] == 429


@REQUIRED
def test_who_has_shown_one_factor_can_open_nothing(victim, visitor):
    _person_id, card = victim(Role.ADMINISTRATOR)
    visitor.open("/sign-in").submit(name=card, passphrase=PASSPHRASE)
    assert visitor.path == "/sign-in/code"
    for path in ("/", "/details", "/security/authenticator", "/sign-in/again", "/privacy"):
        visitor.open(path)
        assert "Stefan" not in visitor.html
        assert "/sign-out" not in visitor.html


@pytest.mark.settings(SIGN_IN_LIMIT="3 per minute", RATELIMIT_ENABLED=True)
def test_signs_that_nobody_sees_make_no_new_name_to_try(new_visitor):
    for number in range(5):
        guess = new_visitor().open("/sign-in")
        guess.client.environ_base["REMOTE_ADDR"] = f"192.0.2.{number}"
        guess.submit(name="\x01" * number + "a@example.org", passphrase="no no no no")
    assert guess.status == 429
