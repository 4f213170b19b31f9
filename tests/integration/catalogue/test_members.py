"""Roles in single programmes: organisers and reporters see theirs, and nothing of any other."""

import json
from datetime import date

import pytest
from sqlalchemy import select

from tests.builders import MARCH, full_room
from tests.integration.conftest import PASSPHRASE
from training.access import Role
from training.accounts.models import Account, AccountRole
from training.catalogue.models import Award, Programme, ProgrammeMember
from training.database import new_uid
from training.participation.models import Tally

QUESTION = {"profile": "at_least", "from": "2027-01-01", "to": "2027-12-31"}


@pytest.fixture
def programmes(keep):
    """Two programmes, each with an award."""
    found = {}
    for title in ("North", "South"):
        found[title] = programme_id = new_uid()
        keep(Programme(id=programme_id, title=title, zone="UTC", created_at=MARCH))
        keep(
            Award(
                id=new_uid(),
                programme_id=programme_id,
                title=f"{title} award",
                donor="Fund",
                starts_on=date(2027, 1, 1),
                ends_on=date(2027, 12, 31),
            )
        )
    return found


@pytest.fixture
def held(programmes, keep, facilitator, clock):
    """A workshop of each programme: twelve people in the north, one in the south."""
    for title, number in (("North", 12), ("South", 1)):
        code = f"{title.upper()[:5]}2"
        about = {"programme_id": programmes[title], "join_code": code}
        for rows in full_room(facilitator.person_id, number, **about):
            keep(*rows)


@pytest.fixture
def named(staff, member, stored, programmes):
    """Name somebody for a programme: `named("North", Role.ORGANISER)` signs them in."""

    def make(title, role):
        visitor = member(role)
        card = visitor.open("/card").page
        code = next(one for one in card.text.split() if one.count("-") >= 2)
        staff.open(f"/programmes/{programmes[title]}/members").submit(name=code, role=role.value)
        assert stored(select(ProgrammeMember.role)), staff.text
        return visitor

    return make


def test_staff_name_somebody_once_and_can_end_it(staff, named, stored, programmes):
    named("North", Role.ORGANISER)
    staff.submit_again()
    assert stored(select(ProgrammeMember.role)) == [Role.ORGANISER]
    staff.open(f"/programmes/{programmes['North']}/members").press("End this role")
    assert stored(select(ProgrammeMember)) == []
    assert Role.ORGANISER not in stored(select(AccountRole.role))
    assert staff.submit_again().status == 200


def test_an_unknown_address_is_said_at_its_place(staff, programmes):
    staff.open(f"/programmes/{programmes['North']}/members")
    staff.submit(name="nobody@example.org", role="reporter")
    assert "No account has this address or card." in staff.text


def test_changing_roles_by_hand_keeps_what_was_said_at_a_programme(administrator, named, stored):
    visitor = named("North", Role.REPORTER)
    account = stored(select(Account.id).where(Account.person_id == visitor.person_id))[0]
    administrator.open(f"/accounts/{account}/roles").submit(roles=["author"])
    held = stored(select(AccountRole.role).where(AccountRole.account_id == account))
    assert set(held) == {Role.REPORTER, Role.AUTHOR}


def test_an_organiser_sees_their_programme_and_no_other(named, programmes):
    organiser = named("North", Role.ORGANISER)
    organiser.open("/programmes")
    assert "North" in organiser.text
    assert "South" not in organiser.text
    assert "Set up a programme" not in organiser.text
    assert organiser.open(f"/programmes/{programmes['North']}").status == 200
    assert organiser.open(f"/programmes/{programmes['South']}").status == 404
    assert organiser.open(f"/programmes/{programmes['North']}/members").status == 403
    assert organiser.post("/programmes", {"title": "Mine", "zone": "UTC"}).status == 403


def test_an_organiser_counts_their_programme_and_no_other(named, programmes, held):
    organiser = named("North", Role.ORGANISER)
    organiser.open("/participation/counts", **QUESTION, audience="internal")
    assert "12 people trained" in organiser.text
    organiser.open("/participation/counts", **QUESTION, programme=programmes["South"])
    assert "Not a valid choice" in organiser.text
    assert "1 person trained" not in organiser.text


def test_staff_count_everything_or_one_programme(staff, programmes, held):
    staff.open("/participation/counts", **QUESTION, audience="internal")
    assert "13 people trained" in staff.text
    staff.open(
        "/participation/counts", **QUESTION, audience="internal", programme=programmes["South"]
    )
    assert "1 person trained" in staff.text


def test_a_reporter_sees_protected_tables_and_nobody_behind_them(named, programmes, held):
    reporter = named("South", Role.REPORTER)
    reporter.open("/participation/counts", **QUESTION)
    assert reporter.status == 200
    assert "This number is not shown, to protect participants." in reporter.text
    assert "1 person trained" not in reporter.text
    assert "Why this number" not in reporter.text
    assert "Issue this count" not in reporter.text
    reporter.open("/participation/counts", **QUESTION, audience="internal")
    assert "Not a valid choice" in reporter.text
    path = "/participation/counts/at_least.json"
    assert reporter.open(path, **QUESTION, audience="internal").status == 404
    table = reporter.open(path, **QUESTION, audience="public").response.json
    assert table["total"]["best"] is None


@pytest.mark.parametrize("path", ["/participation/tallies", "/programmes", "/workshops"])
def test_a_reporter_enters_nothing_else(named, path):
    assert named("South", Role.REPORTER).open(path).status == 403


def test_tallies_belong_to_their_programme(named, staff, stored, programmes, held, run):
    north, south = named("North", Role.ORGANISER), named("South", Role.ORGANISER)
    north.open("/participation/counts", **QUESTION, audience="internal")
    north.press("Issue this count")
    number = stored(select(Tally.number))[0]
    assert stored(select(Tally.programme_id)) == [programmes["North"]]
    assert json.loads(stored(select(Tally.content))[0])["best"] == 12
    assert north.open(f"/participation/tallies/{number}").status == 200
    assert "still gives the same figures" in north.text
    assert south.open(f"/participation/tallies/{number}").status == 404
    assert f"Tally {number}" not in south.open("/participation/tallies").text
    assert staff.open(f"/participation/tallies/{number}").status == 200


def test_who_was_named_for_nothing_is_told_so(member, held):
    organiser = member(Role.ORGANISER)
    assert "Staff name you for a programme" in organiser.open("/programmes").text
    organiser.open("/participation/counts", **QUESTION)
    assert "people trained" not in organiser.text


@pytest.fixture
def both(named, staff, programmes):
    """Somebody who organises the north and reports on the south."""
    visitor = named("North", Role.ORGANISER)
    code = next(one for one in visitor.open("/card").page.text.split() if one.count("-") >= 2)
    staff.open(f"/programmes/{programmes['South']}/members").submit(name=code, role="reporter")
    visitor.open("/sign-in").submit(name=code, passphrase=PASSPHRASE)
    return visitor


def test_whoever_reports_on_one_programme_does_not_organise_it_by_organising_another(
    both, programmes, held, staff, stored
):
    south = {**QUESTION, "programme": programmes["South"]}
    both.open("/participation/counts", **south)
    assert "This number is not shown, to protect participants." in both.text
    assert "Why this number" not in both.text
    assert "Issue this count" not in both.text
    assert (
        "Not a valid choice"
        in both.open("/participation/counts", **south, audience="internal").text
    )
    path = "/participation/counts/at_least.json"
    assert both.open(path, **south, audience="internal").status == 404
    assert both.open(path, **south).json["total"]["best"] is None
    assert both.open(f"/programmes/{programmes['South']}").status == 404
    assert "South" not in both.open("/programmes").text
    staff.open("/participation/counts", **south, audience="internal").press("Issue this count")
    assert both.open("/participation/tallies/1").status == 404
    both.open("/participation/counts", **QUESTION, programme=programmes["North"])
    assert "Why this number" in both.text
    fields = {**south, "audience": "public", "by": "", "uid": new_uid()}
    assert both.post("/participation/counts/issue", fields).status in (400, 403, 404)
    assert len(stored(select(Tally.number))) == 1


def test_an_administrator_who_organises_one_programme_counts_that_alone(
    administrator, named, staff, programmes, held
):
    code = next(one for one in administrator.open("/card").page.text.split() if one.count("-") >= 2)
    staff.open(f"/programmes/{programmes['South']}/members").submit(name=code, role="organiser")
    administrator.open("/sign-in").submit(name=code, passphrase=PASSPHRASE)
    administrator.open("/participation/counts", **QUESTION, programme="")
    assert "13 people" not in administrator.text
    administrator.open("/participation/counts", **QUESTION, programme=programmes["North"])
    assert "12 people" not in administrator.text


@pytest.mark.parametrize("role", [Role.ORGANISER, Role.REPORTER])
def test_the_start_page_leads_those_who_count_to_the_counts(named, role):
    visitor = named("North", role).open("/")
    assert visitor.follow("Count").path == "/participation/counts"
