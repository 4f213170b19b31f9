"""Passkeys: who can add, use and remove one; what a forged answer opens."""

import html
import json

import pytest
from sqlalchemy import select

from tests.device import PRESENT, Device
from tests.integration.conftest import PASSPHRASE
from training.access import Role
from training.accounts import actions, queries
from training.accounts.models import Account, Passkey
from training.accounts.queries import Place
from training.database import db, new_uid


def options(visitor):
    """What the page asks the browser for."""
    return json.loads(html.unescape(visitor.html.split('data-options="')[1].split('"')[0]))


def add(visitor, device, name="my phone"):
    visitor.open("/security/passkeys")
    return visitor.submit(name=name, answer=device.make(options(visitor)))


def sign_in(visitor, device):
    visitor.open("/sign-in/passkey")
    return visitor.submit(answer=device.use(options(visitor)))


@pytest.fixture
def device():
    return Device()


def test_a_passkey_signs_in_as_two_factors(trainee, new_visitor, device):
    add(trainee, device)
    assert "my phone" in trainee.text
    phone = sign_in(new_visitor(), device)
    assert phone.open("/security").path == "/security"
    assert "with a passkey" in phone.text


def test_a_passkey_sent_twice_is_kept_once(trainee, device, stored):
    add(trainee, device)
    trainee.submit_again()
    assert len(stored(select(Passkey.id))) == 1


def test_adding_one_signs_out_all_other_devices(app, visitor, new_visitor, device):
    with app.app_context():
        account = actions.register(new_uid(), "Amal", "en", PASSPHRASE)
        db.session.commit()
        card = queries.code_of_person(account.person_id)
    other = new_visitor().open("/sign-in").submit(name=card, passphrase=PASSPHRASE)
    add(visitor.open("/sign-in").submit(name=card, passphrase=PASSPHRASE), device)
    assert other.open("/details").path == "/sign-in"
    assert visitor.open("/details").path == "/details"


def test_a_removed_passkey_opens_nothing(trainee, new_visitor, device):
    add(trainee, device)
    trainee.open("/security/passkeys").press("Remove")
    thief = sign_in(new_visitor(), device)
    assert "did not work" in thief.text
    assert thief.open("/details").path == "/sign-in"


def test_nobody_removes_the_passkey_of_somebody_else(trainee, member, device, stored):
    add(trainee, device)
    (passkey_id,) = stored(select(Passkey.id))
    other = member(name="Boris").open("/security/passkeys")
    other.post(f"/security/passkeys/{passkey_id}/remove")
    assert stored(select(Passkey.id)) == [passkey_id]


def test_an_answer_works_once(trainee, new_visitor, device):
    add(trainee, device)
    thief = new_visitor().open("/sign-in/passkey")
    answer = device.use(options(thief))
    thief.submit(answer=answer)
    thief.open("/security").press("Sign out")
    thief.open("/sign-in/passkey").submit(answer=answer)
    assert thief.open("/details").path == "/sign-in"


def test_an_answer_to_another_site_opens_nothing(trainee, new_visitor, device):
    add(trainee, device)
    device.origin = "https://evil.example"
    assert "did not work" in sign_in(new_visitor(), device).text


def test_a_device_that_was_not_unlocked_opens_nothing(trainee, new_visitor, device):
    add(trainee, device)
    device.flags = PRESENT
    assert "did not work" in sign_in(new_visitor(), device).text


def test_a_copied_device_whose_count_went_back_opens_nothing(trainee, new_visitor, device):
    add(trainee, device)
    sign_in(new_visitor(), device)
    device.uses = 0
    assert "did not work" in sign_in(new_visitor(), device).text


def test_a_stranger_device_opens_nothing(visitor, device):
    assert "did not work" in sign_in(visitor, device).text


@pytest.mark.parametrize(
    "answer", ["{", "[]", "1", '{"id": 1}', '{"response": {}}', "null", "\ud800"]
)
def test_what_is_no_answer_is_refused(visitor, trainee, answer):
    answer = answer.encode("utf-8", "replace").decode()
    visitor.open("/sign-in/passkey").submit(answer=answer)
    assert visitor.status == 200
    trainee.open("/security/passkeys").submit(name="x", answer=answer)
    assert trainee.status == 200


@pytest.mark.settings(RATELIMIT_ENABLED=True, SIGN_IN_LIMIT="2 per minute")
def test_wrong_answers_of_one_person_stand_in_nobodys_way(visitor, new_visitor, trainee, device):
    add(trainee, device)
    for _ in range(5):
        visitor.open("/sign-in/passkey").submit(answer="{}")
    assert sign_in(new_visitor(), device).path == "/"


def test_without_a_script_the_page_says_what_is_missing(visitor):
    visitor.open("/sign-in/passkey").submit(answer="")
    assert "This needs scripts" in visitor.text


@pytest.mark.settings(SECOND_FACTOR="required")
def test_a_passkey_is_the_second_factor_of_staff(app, visitor, new_visitor, device):
    with app.app_context():
        account = actions.register(new_uid(), "Stefan", "en", PASSPHRASE)
        actions.grant(account, Role.STAFF)
        db.session.commit()
        card = queries.code_of_person(account.person_id)
    add(visitor.open("/sign-in").submit(name=card, passphrase=PASSPHRASE), device)
    assert visitor.open("/participation/counts").status == 200
    thief = new_visitor().open("/sign-in").submit(name=card, passphrase=PASSPHRASE)
    assert thief.path == "/sign-in/passkey"
    assert thief.open("/security/authenticator").path == "/sign-in"
    visitor.open("/security/passkeys").press("Remove")
    assert visitor.status == 409
    assert sign_in(new_visitor(), device).open("/participation/counts").status == 200


def test_who_lost_everything_is_unlocked_by_the_operator(app, trainee, run, device, stored):
    add(trainee, device)
    with app.app_context():
        card = queries.code_of_person(trainee.person_id)
    assert run("user", "unlock", "nobody@example.org").exit_code == 1
    assert run("user", "unlock", card).exit_code == 0
    assert stored(select(Passkey.id)) == []
    assert stored(select(Account.epoch)) == [2]
    assert trainee.open("/details").path == "/sign-in"


@pytest.mark.parametrize(
    ("origin", "works"),
    [
        ("https://training.example.org", True),
        ("http://localhost:8000", True),
        ("http://127.0.0.1:8000", False),
        ("https://192.0.2.7", False),
        ("http://[::1]:8000", False),
        ("http://training.example.org", False),
    ],
)
def test_passkeys_work_at_names_with_https_and_on_localhost(origin, works):
    assert Place(origin).works is works
