"""A second factor: who needs one, and what each code opens."""

import pytest
from sqlalchemy import select

from tests.integration.conftest import PASSPHRASE
from training.access import Role
from training.accounts import actions, queries
from training.accounts.models import Account, Authenticator, RecoveryCode
from training.config import load
from training.database import db, new_uid

REQUIRED = pytest.mark.settings(SECOND_FACTOR="required")


@pytest.fixture
def colleague(app):
    """Open an account with roles; returns its card code."""

    def make(*roles):
        with app.app_context():
            account = actions.register(new_uid(), "Stefan", "en", PASSPHRASE)
            for role in roles:
                actions.grant(account, role)
            db.session.commit()
            return queries.code_of_person(account.person_id)

    return make


def sign_in(visitor, card):
    return visitor.open("/sign-in").submit(name=card, passphrase=PASSPHRASE)


def set_up(visitor, phone):
    visitor.open("/security/authenticator")
    phone.read(visitor)
    visitor.submit(code=phone.code())
    return visitor.html.split('<ul class="codes">')[1].split("</ul>")[0].split("</code>")[0][-11:]


@REQUIRED
@pytest.mark.parametrize("role", [Role.STAFF, Role.ADMINISTRATOR])
def test_staff_and_administrators_see_nothing_before_they_set_it_up(
    colleague, visitor, phone, role
):
    sign_in(visitor, colleague(role))
    for path in ("/details", "/card", "/participation/counts", "/accounts", "/security"):
        assert visitor.open(path).path == "/security/authenticator"
    set_up(visitor, phone)
    assert visitor.open("/details").path == "/details"


@REQUIRED
@pytest.mark.parametrize("roles", [(), (Role.FACILITATOR,), (Role.AUTHOR,)])
def test_others_are_not_asked_for_one(colleague, visitor, roles):
    sign_in(visitor, colleague(*roles))
    assert visitor.open("/details").path == "/details"


def test_on_this_machine_alone_staff_sign_in_with_a_passphrase(colleague, visitor):
    sign_in(visitor, colleague(Role.STAFF))
    assert visitor.open("/participation/counts").status == 200


@pytest.mark.parametrize(
    ("settings", "required"),
    [
        ({}, False),
        ({"BIND": "[::1]:8000"}, False),
        ({"PUBLIC_URL": "http://localhost:8000"}, False),
        ({"BIND": "0.0.0.0:8000"}, True),
        ({"BIND": "0.0.0.0:8000", "PUBLIC_URL": "http://localhost:8000"}, True),
        ({"PUBLIC_URL": "https://training.example.org"}, True),
        ({"TRUSTED_PROXIES": 1}, True),
        ({"TRUSTED_PROXIES": 1, "SECOND_FACTOR": "optional"}, False),
    ],
)
def test_where_others_reach_the_platform_it_is_required(tmp_path, settings, required):
    found = load({"DATA_DIR": str(tmp_path), **settings})
    assert found["SECOND_FACTOR_REQUIRED"] is required


def test_a_code_is_asked_for_once_it_is_set_up(colleague, visitor, new_visitor, phone, clock):
    card = colleague()
    set_up(sign_in(visitor, card), phone)
    other = sign_in(new_visitor(), card)
    assert other.path == "/sign-in/code"
    assert new_visitor().open("/details").path == "/sign-in"
    assert other.open("/details").path == "/sign-in"
    clock.advance(seconds=30)
    sign_in(other, card).submit(code=phone.code())
    assert other.open("/details").path == "/details"


def test_each_code_opens_once(colleague, visitor, new_visitor, phone, clock):
    card = colleague()
    set_up(sign_in(visitor, card), phone)
    replayed = sign_in(new_visitor(), card).submit(code=phone.code())
    assert "did not match" in replayed.text
    clock.advance(seconds=30)
    sign_in(replayed, card).submit(code=phone.code())
    assert replayed.open("/details").path == "/details"
    third = sign_in(new_visitor(), card).submit(code=phone.code())
    assert "did not match" in third.text


@pytest.mark.parametrize(
    ("steps", "opens"), [(-2, False), (-1, True), (0, True), (1, True), (2, False)]
)
def test_a_clock_may_be_half_a_minute_wrong(
    colleague, visitor, new_visitor, phone, clock, steps, opens
):
    card = colleague()
    set_up(sign_in(visitor, card), phone)
    clock.advance(hours=1)
    other = sign_in(new_visitor(), card).submit(code=phone.code(steps))
    assert (other.path != "/sign-in/code") is opens


def test_a_code_may_be_typed_in_any_digits(colleague, visitor, new_visitor, phone, clock):
    card = colleague()
    set_up(sign_in(visitor, card), phone)
    clock.advance(minutes=5)
    eastern = phone.code().translate(str.maketrans("0123456789", "٠١٢٣٤٥٦٧٨٩"))
    other = sign_in(new_visitor(), card).submit(code=eastern)
    assert other.open("/details").path == "/details"


def test_each_recovery_code_opens_once(colleague, visitor, new_visitor, phone):
    card = colleague()
    paper = set_up(sign_in(visitor, card), phone)
    other = sign_in(new_visitor(), card).submit(code=paper.lower().replace("-", " "))
    assert other.open("/details").path == "/details"
    assert "9 codes on paper" in other.open("/security").text
    assert "did not match" in sign_in(new_visitor(), card).submit(code=paper).text


def test_new_recovery_codes_end_the_earlier_ones(colleague, visitor, new_visitor, phone, stored):
    card = colleague()
    paper = set_up(sign_in(visitor, card), phone)
    visitor.open("/security").press("Make ten new codes")
    shown = visitor.html
    visitor.submit_again()
    assert visitor.html.split('<ul class="codes">')[1] == shown.split('<ul class="codes">')[1]
    assert len(stored(select(RecoveryCode.id))) == 10
    assert "did not match" in sign_in(new_visitor(), card).submit(code=paper).text


def test_neither_secret_nor_codes_can_be_read_from_the_database(colleague, visitor, phone, app):
    paper = set_up(sign_in(visitor, colleague()), phone)
    with app.app_context():
        kept = db.session.connection().exec_driver_sql(
            "SELECT secret FROM authenticator UNION SELECT fingerprint FROM recovery_code"
        )
        texts = " ".join(row[0] for row in kept)
    assert phone.secret not in texts
    assert paper.replace("-", "") not in texts


def test_a_wrong_first_code_sets_up_nothing(trainee, phone, stored):
    trainee.open("/security/authenticator")
    phone.read(trainee)
    before = phone.secret
    trainee.submit(code="000000")
    assert "did not match" in trainee.text
    phone.read(trainee)
    assert phone.secret == before
    assert stored(select(Authenticator.account_id)) == []


def test_setting_it_up_signs_out_all_other_devices(colleague, visitor, new_visitor, phone):
    card = colleague()
    other = sign_in(new_visitor(), card)
    set_up(sign_in(visitor, card), phone)
    assert other.open("/details").path == "/sign-in"
    assert visitor.open("/details").path == "/details"


def test_it_can_be_done_without_again(trainee, phone, stored):
    set_up(trainee, phone)
    trainee.open("/security").press("Do without it")
    assert stored(select(Authenticator.account_id)) == stored(select(RecoveryCode.id)) == []


@REQUIRED
def test_staff_cannot_do_without_it(colleague, visitor, phone, stored):
    set_up(sign_in(visitor, colleague(Role.STAFF)), phone)
    visitor.open("/security")
    assert "Do without it" not in visitor.text
    visitor.post("/security/authenticator/remove")
    assert visitor.status == 409
    assert len(stored(select(Authenticator.account_id))) == 1


def test_after_a_while_the_passphrase_is_asked_for_again(trainee, phone, clock):
    clock.advance(minutes=16)
    trainee.open("/security/authenticator")
    assert trainee.path == "/sign-in/again"
    assert "That is not your passphrase." in trainee.submit(passphrase="something else").text
    trainee.submit(passphrase=PASSPHRASE)
    assert trainee.path == "/security/authenticator"


def test_who_took_too_long_for_the_code_begins_again(colleague, visitor, phone, clock):
    card = colleague()
    set_up(sign_in(visitor, card), phone)
    visitor.open("/security").press("Sign out")
    sign_in(visitor, card)
    clock.advance(minutes=11)
    assert visitor.submit(code=phone.code()).path == "/sign-in"


@pytest.mark.settings(RATELIMIT_ENABLED=True, SIGN_IN_LIMIT="2 per minute")
def test_codes_cannot_be_tried_for_long(colleague, visitor, phone):
    card = colleague()
    set_up(sign_in(visitor, card), phone)
    sign_in(visitor, card)
    for _ in range(2):
        assert visitor.submit(code="000000").status == 200
    assert visitor.submit(code="000000").status == 429


def test_people_with_only_a_card_are_led_to_a_passphrase_first(app, visitor):
    with app.app_context():
        person = actions.admit(new_uid(), "Amal", "en")
        card = queries.code_of_person(person.id)
        db.session.commit()
    visitor.open("/sign-in").submit(name=card)
    assert visitor.open("/security/authenticator").path == "/security"
    assert "Add a passphrase" in visitor.text


def test_a_changed_passphrase_signs_out_all_other_devices(colleague, visitor, new_visitor, stored):
    card = colleague()
    other = sign_in(new_visitor(), card)
    sign_in(visitor, card).open("/passphrase")
    visitor.submit(current="not the one so far", passphrase="nine amber lamps burn")
    assert "That is not your passphrase." in visitor.text
    visitor.submit(current=PASSPHRASE, passphrase="nine amber lamps burn")
    assert visitor.path == "/security"
    assert other.open("/details").path == "/sign-in"
    assert "did not match" in sign_in(new_visitor(), card).text
    assert stored(select(Account.epoch)) == [1]
