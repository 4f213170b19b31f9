"""Where somebody is signed in: known to them alone, ended by them, or by itself."""

import pytest
from sqlalchemy import select

from tests.integration.conftest import PASSPHRASE
from training.access import Role
from training.accounts import actions, queries
from training.accounts.models import Account, Person, SignIn
from training.accounts.rules import Device
from training.database import db, new_uid

FIREFOX = "Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0"
ANDROID = "Mozilla/5.0 (Linux; Android 15; Pixel 9) AppleWebKit/537.36 Chrome/140.0 Mobile"


@pytest.fixture
def card(app):
    """The card of Amal, who has an account."""
    with app.app_context():
        account = actions.register(new_uid(), "Amal", "en", PASSPHRASE)
        db.session.commit()
        return queries.code_of_person(account.person_id)


def sign_in(visitor, card, browser=FIREFOX):
    visitor.open("/sign-in")
    sent = {"name": card, "passphrase": PASSPHRASE, "csrf_token": visitor.token}
    return visitor._request("POST", "/sign-in", data=sent, headers={"User-Agent": browser})


def token(visitor):
    with visitor.client.session_transaction() as cookie:
        return cookie.get("_user_id")


def is_in(visitor):
    return visitor.open("/details").path == "/details"


def test_a_person_sees_where_they_are_signed_in(card, visitor, new_visitor, clock):
    sign_in(visitor, card)
    clock.advance(hours=2)
    sign_in(new_visitor(), card, ANDROID)
    visitor.open("/security")
    assert visitor.text.index("Phone") < visitor.text.index("Computer")
    assert "this one" in visitor.text


def test_one_of_them_can_be_ended(card, visitor, new_visitor):
    phone = sign_in(new_visitor(), card, ANDROID)
    sign_in(visitor, card).open("/security").press("Sign out there")
    assert not is_in(phone)
    assert is_in(visitor)
    visitor.submit_again()
    assert is_in(visitor)


def test_all_others_can_be_ended(card, visitor, new_visitor):
    others = [sign_in(new_visitor(), card) for _ in range(2)]
    sign_in(visitor, card).open("/security").press("Sign out all other devices")
    assert [is_in(other) for other in others] == [False, False]
    assert is_in(visitor)


def test_people_with_only_a_card_end_theirs_everywhere(app, visitor, new_visitor):
    with app.app_context():
        code = queries.code_of_person(actions.admit(new_uid(), "Amal", "en").id)
        db.session.commit()
    other = new_visitor().open("/sign-in").submit(name=code)
    visitor.open("/sign-in").submit(name=code)
    visitor.open("/security").press("Sign out everywhere")
    assert not is_in(other)
    assert not is_in(visitor)


def test_nobody_sees_or_ends_the_sign_ins_of_somebody_else(card, visitor, member, stored):
    sign_in(visitor, card, ANDROID)
    (hers,) = stored(select(SignIn.id).where(SignIn.device == Device.PHONE))
    other = member(name="Boris").open("/security")
    assert "Phone" not in other.text
    other.post(f"/security/sign-ins/{hers}/end")
    assert is_in(visitor)


@pytest.mark.parametrize(
    "path", ["/security", "/security/authenticator", "/security/passkeys", "/security/address"]
)
def test_strangers_are_asked_to_sign_in(visitor, path):
    assert visitor.open(path).path == "/sign-in"


def test_of_a_place_only_the_kind_of_device_is_kept(card, visitor, app):
    sign_in(visitor, card, ANDROID)
    with app.app_context():
        (row,) = db.session.connection().exec_driver_sql("SELECT * FROM sign_in").all()
    assert "phone" in row
    for word in ("127.0.0.1", "Android", "Pixel", token(visitor)):
        assert word not in str(row)


def test_the_time_of_use_is_kept_to_the_hour(card, visitor, stored, clock):
    sign_in(visitor, card)
    clock.advance(hours=3, minutes=17)
    visitor.open("/details")
    (seen,) = stored(select(SignIn.seen_at))
    assert (seen.hour, seen.minute) == (15, 0)


@pytest.mark.settings(SIGNED_IN_HOURS=12, IDLE_MINUTES=10_000)
def test_a_sign_in_ends_after_half_a_day_however_busy(card, visitor, clock, stored):
    sign_in(visitor, card)
    for _ in range(11):
        clock.advance(hours=1)
        assert is_in(visitor)
    clock.advance(hours=1)
    assert not is_in(visitor)
    sign_in(visitor, card)
    assert len(stored(select(SignIn.id))) == 1


@pytest.mark.settings(IDLE_MINUTES=30)
def test_a_sign_in_ends_when_nobody_uses_it(card, visitor, clock):
    sign_in(visitor, card)
    for _ in range(3):
        clock.advance(minutes=29)
        assert is_in(visitor)
    clock.advance(minutes=40)
    assert not is_in(visitor)


@pytest.mark.settings(SIGNED_IN_HOURS=12)
def test_places_that_have_ended_are_shown_no_more_and_then_forgotten(
    card, visitor, new_visitor, clock, run, stored
):
    sign_in(new_visitor(), card, ANDROID)
    clock.advance(hours=12)
    sign_in(visitor, card).open("/security")
    assert "Phone" not in visitor.text
    sign_in(new_visitor(), card, ANDROID)
    visitor.open("/passphrase").submit(current=PASSPHRASE, passphrase="nine amber lamps burn")
    assert "Phone" not in visitor.open("/security").text
    clock.advance(hours=12)
    run("retention", "run")
    assert stored(select(SignIn.id)) == []


def test_each_sign_in_has_a_token_of_its_own(card, visitor):
    sign_in(visitor, card)
    first = token(visitor)
    sign_in(visitor, card)
    assert token(visitor) != first
    with visitor.client.session_transaction() as cookie:
        cookie["_user_id"] = first
    assert not is_in(visitor)


def test_a_cookie_from_before_signing_out_opens_nothing(card, visitor):
    sign_in(visitor, card).open("/security")
    with visitor.client.session_transaction() as cookie:
        kept = dict(cookie)
    visitor.press("Sign out")
    with visitor.client.session_transaction() as cookie:
        cookie.update(kept)
    assert not is_in(visitor)


@pytest.mark.parametrize("forged", ["", "x", "01900000-0000-7000-8000-000000000000:0"])
def test_a_token_that_was_never_given_opens_nothing(card, visitor, stored, forged):
    (person_id,) = stored(select(Person.id))
    for text in (forged, f"{person_id}:0"):
        with visitor.client.session_transaction() as cookie:
            cookie["_user_id"] = text
        assert not is_in(visitor)


def test_a_role_that_is_given_or_taken_asks_to_sign_in_afresh(card, visitor, administrator, stored):
    sign_in(visitor, card)
    (account_id,) = stored(select(Account.id).join(Person).where(Account.epoch == 0))
    for roles in ([Role.STAFF.value], []):
        administrator.open(f"/accounts/{account_id}/roles").submit(roles=roles)
        assert not is_in(visitor)
        sign_in(visitor, card)
        assert is_in(visitor)


def test_a_page_costs_as_much_for_one_place_as_for_many(card, visitor, new_visitor, queries):
    sign_in(visitor, card)
    with queries() as few:
        visitor.open("/security")
    for _ in range(5):
        sign_in(new_visitor(), card)
    with queries() as many:
        visitor.open("/security")
    assert many.count == few.count


def test_a_hash_that_was_made_at_another_cost_is_made_anew(card, app, visitor, stored):
    (before,) = stored(select(Account.passphrase_hash))
    app.config["ARGON2_MEMORY_KIB"] = 128
    sign_in(visitor, card)
    app.config["ARGON2_MEMORY_KIB"] = 64
    (after,) = stored(select(Account.passphrase_hash))
    assert ("m=64," in before, "m=128," in after) == (True, True)
    assert is_in(sign_in(visitor, card))
