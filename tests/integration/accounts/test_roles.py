"""Who may look after accounts, and how a first administrator comes to be."""

from datetime import timedelta

import pytest
from sqlalchemy import select

from training.access import Role
from training.accounts import actions
from training.accounts.models import Account, AccountRole, Affiliation, Organisation, Person
from training.database import db

WORDS = "four blue kites over Belmora"


@pytest.fixture
def link(app):
    """A fresh invitation for an administrator."""
    with app.app_context():
        token = actions.invite(Role.ADMINISTRATOR)
        db.session.commit()
    return f"/invitation/{token}"


def test_a_link_makes_an_administrator_once(visitor, new_visitor, link, stored):
    visitor.open(link).submit(display_name="Dina", passphrase=WORDS)
    assert visitor.path == "/card"
    assert stored(select(AccountRole.role)) == [Role.ADMINISTRATOR]
    assert new_visitor().open(link).status == 410


def test_a_link_whose_answer_got_lost_can_be_sent_again(visitor, link, stored):
    visitor.open(link)
    with visitor.client.session_transaction() as before:
        lost = dict(before)
    visitor.submit(display_name="Dina", passphrase=WORDS)
    with visitor.client.session_transaction() as cookie:
        cookie.clear()
        cookie.update(lost)
    assert visitor.submit_again().path == "/card"
    assert len(stored(select(Account.id))) == 1


def test_who_comes_second_to_a_link_opens_no_account(visitor, new_visitor, link, stored):
    second = new_visitor().open(link)
    visitor.open(link).submit(display_name="Dina", passphrase=WORDS)
    assert second.submit(display_name="Boris", passphrase=WORDS).status == 410
    assert stored(select(Person.display_name)) == ["Dina"]


@pytest.mark.settings(PUBLIC_URL="https://training.example.org")
def test_a_link_for_a_colleague_begins_where_people_reach_the_platform(administrator):
    administrator.client.environ_base["HTTP_HOST"] = "evil.example"
    administrator.open("/accounts").submit(role="staff")
    assert "https://training.example.org/invitation/" in administrator.html
    assert "evil.example" not in administrator.html


def test_a_forged_link_is_refused(visitor, link):
    assert visitor.open(link[:-3] + "abc").status == 410


@pytest.mark.parametrize("path", ["/accounts", "/accounts/x/roles"])
def test_only_administrators_see_accounts(trainee, facilitator, staff, visitor, path):
    assert [one.open(path).status for one in (trainee, facilitator, staff)] == [403, 403, 403]
    assert visitor.open(path).path == "/sign-in"


def test_an_administrator_gives_and_takes_roles(administrator, facilitator, stored):
    account = stored(select(Account.id).where(Account.person_id == facilitator.person_id))[0]
    administrator.open(f"/accounts/{account}/roles").submit(roles=["author", "staff"])
    held = stored(select(AccountRole.role).where(AccountRole.account_id == account))
    assert sorted(held) == [Role.AUTHOR, Role.STAFF]
    assert facilitator.open("/details").path == "/sign-in"


def test_the_last_administrator_stays(administrator, stored):
    account = stored(select(Account.id).where(Account.person_id == administrator.person_id))[0]
    administrator.open(f"/accounts/{account}/roles").submit(roles=["author"])
    assert "Name another administrator first" in administrator.text
    assert stored(select(AccountRole.role)) == [Role.ADMINISTRATOR]


def test_the_list_of_accounts_costs_the_same_for_many(administrator, member, queries):
    with queries() as few:
        administrator.open("/accounts")
    for number in range(5):
        member(Role.STAFF, name=f"Person {number}")
    with queries() as many:
        administrator.open("/accounts")
    assert many.count == few.count


def test_an_organisation_sent_twice_is_listed_once(staff, trainee, stored):
    staff.open("/organisations").submit(name="Arvania Watch", kind="cso", country="ke")
    staff.submit_again()
    assert stored(select(Organisation.name, Organisation.country)) == [("Arvania Watch", "KE")]
    assert trainee.open("/organisations").status == 403


def test_people_say_where_they_belong_and_take_it_back(staff, trainee, stored):
    staff.open("/organisations").submit(name="Arvania Watch", kind="cso")
    uid = stored(select(Organisation.id))[0]
    trainee.open("/details").submit(organisation=uid, display_name="Amal", language="ar")
    assert stored(select(Person.language).where(Person.id == trainee.person_id)) == ["ar"]
    assert stored(select(Affiliation.organisation_id)) == [uid]
    assert 'dir="rtl"' in trainee.html
    trainee.submit(organisation="")
    assert stored(select(Affiliation.organisation_id)) == [None]


def test_the_command_line_opens_accounts(run, stored):
    done = run("user", "add", "--name", "Chen", "--role", "staff", "--passphrase", WORDS)
    assert done.exit_code == 0
    assert len(done.stdout.strip()) == len("ABCD-EFGH-JKMN-PQ")
    assert stored(select(AccountRole.role)) == [Role.STAFF]


def test_the_command_line_refuses_weak_passphrases(run, stored):
    done = run("user", "add", "--name", "Chen", "--passphrase", "short")
    assert done.exit_code == 1
    assert "Choose a longer passphrase" in done.stderr
    assert stored(select(Account.id)) == []
    assert run("user", "add", "--name", "Chen", "--role", "king").exit_code == 2


def test_an_invitation_lasts_a_week(app, clock, visitor):
    with app.app_context():
        token = actions.invite(Role.STAFF)
        db.session.commit()
    clock.advance(days=6)
    assert visitor.open(f"/invitation/{token}").status == 200
    clock.set(clock.now() + timedelta(days=2))
    assert visitor.open(f"/invitation/{token}").status == 410


def test_only_the_newest_link_for_the_first_administrator_works(app, visitor, new_visitor):
    with app.app_context():
        links = [f"/invitation/{actions.invite_first()}" for _ in range(2)]
        db.session.commit()
    assert [new_visitor().open(link).status for link in links] == [410, 200]
