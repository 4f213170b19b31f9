"""Links sent by e-mail, and what nobody learns from asking for one."""

import threading
import time
from urllib.parse import urlsplit

import pytest
from argon2 import PasswordHasher
from sqlalchemy import select

from tests.integration.conftest import PASSPHRASE
from training import mail
from training.accounts import actions
from training.accounts.models import Account, AddressClaim
from training.config import InvalidSettings, load
from training.database import db, new_uid
from training.mail import Message

HERS = "amal@example.org"


@pytest.fixture
def amal(app, post):
    """Amal's account, with an address."""
    with app.app_context():
        account = actions.register(new_uid(), "Amal", "ar", PASSPHRASE, HERS)
        db.session.commit()
        return account.id


def ask(visitor, email=HERS):
    return visitor.open("/sign-in/link").submit(email=email)


def path(link):
    return urlsplit(link).path


def test_a_link_signs_in_once(amal, visitor, new_visitor, deliver):
    ask(visitor)
    (link,) = deliver()
    phone = new_visitor().open(path(link))
    assert phone.open("/details").path == "/sign-in"
    phone.open(path(link)).submit()
    assert phone.open("/details").path == "/details"
    assert new_visitor().open(path(link)).status == 410


def test_looking_at_a_link_does_not_use_it(amal, visitor, new_visitor, deliver):
    ask(visitor)
    (link,) = deliver()
    for _ in range(3):
        new_visitor().open(path(link))
    visitor.open(path(link)).submit()
    assert visitor.open("/details").path == "/details"


def test_a_link_lasts_a_quarter_of_an_hour(amal, visitor, deliver, clock):
    ask(visitor)
    (link,) = deliver()
    clock.advance(minutes=15)
    assert visitor.open(path(link)).status == 410


def test_using_a_link_ends_those_that_were_sent_before(amal, visitor, new_visitor, deliver):
    ask(visitor)
    ask(visitor)
    first, second = deliver()
    visitor.open(path(second)).submit()
    assert new_visitor().open(path(first)).status == 410


def test_a_new_passphrase_ends_the_links(app, amal, visitor, new_visitor, deliver):
    ask(visitor)
    (link,) = deliver()
    new_visitor().open("/sign-in").submit(name=HERS, passphrase=PASSPHRASE).open(
        "/passphrase"
    ).submit(current=PASSPHRASE, passphrase="nine amber lamps burn")
    assert visitor.open(path(link)).status == 410


def test_who_forgot_the_passphrase_chooses_another(amal, visitor, new_visitor, deliver):
    ask(visitor)
    (link,) = deliver()
    visitor.open(path(link)).submit().open("/passphrase")
    assert "so far" not in visitor.text
    visitor.submit(passphrase="nine amber lamps burn")
    back = new_visitor().open("/sign-in").submit(name=HERS, passphrase="nine amber lamps burn")
    assert back.open("/details").path == "/details"


def test_a_link_does_not_stand_in_for_the_second_factor(
    amal, visitor, new_visitor, deliver, phone, clock
):
    visitor.open("/sign-in").submit(name=HERS, passphrase=PASSPHRASE)
    visitor.open("/security/authenticator")
    phone.read(visitor)
    visitor.submit(code=phone.code())
    deliver()
    ask(new_visitor())
    (link,) = deliver()
    other = new_visitor().open(path(link)).submit()
    assert other.path == "/sign-in/code"
    clock.advance(seconds=30)
    assert other.submit(code=phone.code()).open("/details").path == "/details"


@pytest.mark.parametrize("forged", ["x", "WzEsMiwzLDRd.abc"])
def test_a_forged_link_is_refused(amal, visitor, forged):
    assert visitor.open(f"/sign-in/link/{forged}").status == 410
    visitor.post(f"/sign-in/link/{forged}")
    assert visitor.open("/details").path == "/sign-in"


def test_a_letter_says_nothing_about_its_reader(amal, visitor, post, run):
    ask(visitor)
    run("mail", "send")
    (letter,) = post.letters
    assert letter["To"] == HERS
    assert letter["Content-Language"] == "ar"
    everything = str(letter["Subject"]) + letter.get_content()
    for word in ("Amal", HERS, "UPR", "human rights"):
        assert word not in everything


def test_a_link_leads_where_people_reach_the_platform_whatever_a_request_says(
    amal, visitor, deliver
):
    visitor.open("/sign-in/link")
    visitor._request(
        "POST", "/sign-in/link", data={"email": HERS}, headers={"Host": "evil.example"}
    )
    assert [link for link in deliver() if "evil" in link] == []


def work(visitor, queries, monkeypatch, path, **fields):
    """Status, page, statements and hashes that one form costs."""
    hashed = []
    for name in ("hash", "verify"):
        real = getattr(PasswordHasher, name)
        spy = lambda *a, real=real, name=name: hashed.append(name) or real(*a)  # noqa: E731
        monkeypatch.setattr(PasswordHasher, name, spy)
    visitor.open(path)
    with queries() as asked:
        visitor.submit(**fields)
    monkeypatch.undo()
    kinds = [text.split(" WHERE")[0] for text in asked.texts]
    return visitor.status, visitor.path, plain(visitor), kinds, hashed


def plain(visitor):
    """The page without what differs between any two people: their codes and tokens."""
    words = visitor.page.text
    code = visitor.html.split('data-copied="')
    return words.replace(code[1].split(">", 1)[1].split("<")[0], "") if len(code) > 1 else words


@pytest.mark.parametrize(
    ("path", "fields"),
    [
        ("/sign-in", {"name": "EMAIL", "passphrase": "no no no no no"}),
        ("/sign-in/link", {"email": "EMAIL"}),
        ("/register", {"display_name": "Boris", "passphrase": PASSPHRASE, "email": "EMAIL"}),
    ],
)
def test_a_known_address_gets_the_answer_and_costs_the_work_of_an_unknown_one(
    amal, new_visitor, queries, monkeypatch, path, fields
):
    def tried(email):
        filled = {name: value.replace("EMAIL", email) for name, value in fields.items()}
        return work(new_visitor(), queries, monkeypatch, path, **filled)

    tried("first@example.org")  # the decoy is hashed once for each platform
    assert tried(HERS) == tried("nobody@example.org")


def test_an_unknown_address_gets_no_letter(amal, visitor, deliver, stored):
    ask(visitor, "nobody@example.org")
    assert stored(select(Message.id)) != []
    assert deliver() == []
    assert stored(select(Message.id)) == []


def register(visitor, email):
    visitor.open("/register")
    return visitor.submit(display_name="Boris", passphrase=PASSPHRASE, email=email)


def test_an_address_counts_once_its_owner_says_so(post, visitor, deliver, stored):
    register(visitor, "Boris@example.org")
    assert stored(select(Account.email)) == [None]
    (link,) = deliver()
    visitor.open(path(link))
    assert stored(select(Account.email)) == [None]
    visitor.submit()
    assert stored(select(Account.email)) == ["boris@example.org"]
    assert stored(select(AddressClaim.id)) == []
    assert visitor.open(path(link)).status == 410


def test_registering_twice_with_one_form_sends_one_letter(post, visitor, deliver):
    register(visitor, "boris@example.org")
    visitor.submit_again()
    assert len(deliver()) == 1


def test_a_taken_address_stays_with_its_owner(amal, visitor, deliver, stored):
    register(visitor, HERS)
    (link,) = deliver()
    assert "security/address" not in link
    assert sorted(stored(select(Account.email)), key=str) == [None, HERS]


def test_nobody_confirms_an_address_for_somebody_else(post, visitor, member, deliver, stored):
    register(visitor, "boris@example.org")
    (link,) = deliver()
    assert member().open(path(link)).status == 410
    stranger = visitor.press("Sign out") if "Sign out" in visitor.text else visitor
    assert stored(select(Account.email)) == [None, None]
    assert stranger.path


def test_a_claim_lasts_a_day(post, visitor, deliver, clock):
    register(visitor, "boris@example.org")
    (link,) = deliver()
    clock.advance(days=1)
    assert visitor.open(path(link)).status == 410


def test_an_address_can_be_changed_and_forgotten(amal, visitor, new_visitor, deliver, stored):
    visitor.open("/sign-in").submit(name=HERS, passphrase=PASSPHRASE)
    visitor.open("/security/address").submit(email="new@example.org")
    (link,) = deliver()
    visitor.open(path(link)).submit()
    assert stored(select(Account.email)) == ["new@example.org"]
    visitor.open("/security/address").submit("/security/address/forget")
    assert stored(select(Account.email)) == [None]


def test_changed_locks_and_keys_are_told_to_their_owner(amal, visitor, post, run):
    visitor.open("/sign-in").submit(name=HERS, passphrase=PASSPHRASE)
    visitor.open("/passphrase").submit(current=PASSPHRASE, passphrase="nine amber lamps burn")
    visitor.open("/security/address").submit("/security/address/forget")
    run("mail", "send")
    assert [letter["To"] for letter in post.letters] == [HERS, HERS]


def test_what_nobody_confirmed_is_forgotten(post, visitor, stored, run, clock):
    register(visitor, "boris@example.org")
    clock.advance(days=1)
    run("retention", "run")
    assert stored(select(AddressClaim.id)) == []


def test_without_a_mail_server_no_address_is_asked_for(visitor, trainee):
    assert "email" not in visitor.open("/register").page.forms[-1].fields
    assert visitor.open("/sign-in/link").status == 404
    assert trainee.open("/security/address").status == 404
    assert "link" not in visitor.open("/sign-in").text


def test_a_mail_server_without_a_sender_is_refused_at_start(tmp_path):
    with pytest.raises(InvalidSettings, match="MAIL_FROM"):
        load({"DATA_DIR": str(tmp_path), "MAIL_HOST": "mail.example.org"})


def test_without_a_mail_server_the_command_says_so(run):
    done = run("mail", "send")
    assert done.exit_code == 1
    assert "MAIL_HOST" in done.stderr


def test_a_letter_waits_for_a_server_that_is_closed(amal, visitor, post, run, clock, stored):
    ask(visitor)
    post.is_closed = True
    assert run("mail", "send").exit_code == 1
    assert post.letters == []
    post.is_closed = False
    assert "0 sent" in run("mail", "send").stdout
    clock.advance(minutes=2)
    assert "1 sent" in run("mail", "send").stdout
    assert len(post.letters) == 1
    assert stored(select(Message.id)) == []


def test_a_letter_that_cannot_be_sent_for_a_day_is_given_up(
    amal, visitor, post, run, clock, stored
):
    ask(visitor)
    post.is_closed = True
    for _ in range(30):
        run("mail", "send")
        clock.advance(hours=1)
    assert stored(select(Message.id)) == []


def test_the_server_sends_by_itself(app, amal, visitor, post, monkeypatch):
    monkeypatch.setattr(mail, "LOOK_EVERY_SECONDS", 0.02)
    ask(visitor)
    enough = mail.keep_sending(app)
    (postman,) = [one for one in threading.enumerate() if one.name == "postman"]
    until = time.monotonic() + 20
    while not post.letters and time.monotonic() < until:
        time.sleep(0.02)
    enough.set()
    postman.join()
    assert [letter["To"] for letter in post.letters] == [HERS]


def test_a_letter_that_a_sender_has_in_hand_is_not_sent_by_another(app, amal, visitor, post):
    ask(visitor)
    with app.app_context():
        (message_id,) = mail.due()
        assert mail.take(message_id)
        assert not mail.take(message_id)
        assert mail.send_due() == (0, 0)


def test_the_outbox_cannot_be_read_without_the_keys(app, amal, visitor):
    ask(visitor)
    with app.app_context():
        rows = db.session.connection().exec_driver_sql("SELECT * FROM message").all()
    assert HERS not in str(rows)
    assert "sign-in/link" not in str(rows)


@pytest.mark.settings(RATELIMIT_ENABLED=True, MAIL_LIMIT="2 per hour")
def test_nobody_fills_a_mailbox(amal, visitor, new_visitor):
    for _ in range(2):
        assert ask(visitor).status == 200
    assert ask(new_visitor()).status == 429
    assert ask(new_visitor(), "other@example.org").status == 200
