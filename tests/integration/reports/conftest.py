"""Programmes, people who work for them, and ledgers to report on."""

import json
from datetime import date

import pytest
from sqlalchemy import select

from tests.builders import MARCH
from training.access import Role
from training.accounts.models import Account
from training.catalogue.models import Award, Programme, ProgrammeMember
from training.database import new_uid


def lines(came, awards):
    """Trainings of an hour: `came` says on which day which numbers took part."""
    event = {"type": "event", "kind": "training", "mode": "in_person", "zone": "UTC"}
    for day, people in came.items():
        yield {**event, "id": f"e {day}", "awards": awards}
        start = f"{day}T09:00:00Z"
        meeting = {"type": "meeting", "event": f"e {day}", "starts_at": start, "minutes": 60}
        yield {**meeting, "id": f"m {day}"}
        for who in people:
            yield {"type": "person", "id": f"p{who}", "category": "external"}
            yield {
                "type": "participation",
                "id": f"p{who} {day}",
                "person": f"p{who}",
                "meeting": f"m {day}",
                "role": "trainee",
                "mode": "in_person",
                "mark": "present",
                "recorded_at": start,
            }


@pytest.fixture
def import_facts(run, tmp_path):
    """Import facts: `import_facts({"type": …}, …)`."""

    def make(*facts):
        file = tmp_path / "ledger.jsonl"
        file.write_text("\n".join(map(json.dumps, facts)))
        done = run("ledger", "import", str(file))
        assert done.exit_code == 0, done.stderr

    return make


@pytest.fixture
def took_part(import_facts):
    """Let people take part: `took_part({"2027-01-10": range(20)})`."""

    def make(came, *awards):
        import_facts(*lines(came, awards))

    return make


@pytest.fixture
def programmes(keep):
    """Two programmes, each with an award that has its title as its id."""
    found = {}
    for title in ("North", "South"):
        found[title] = programme_id = new_uid()
        keep(Programme(id=programme_id, title=title, zone="UTC", created_at=MARCH))
        days = {"starts_on": date(2026, 1, 1), "ends_on": date(2027, 12, 31)}
        keep(Award(id=title, programme_id=programme_id, title=title, donor="Fund", **days))
    return found


@pytest.fixture
def named(member, keep, ids_of_accounts, programmes):
    """Bring somebody who works for a programme: `named(Role.ORGANISER, "North")`."""

    def make(role, title):
        visitor = member(role)
        account_id = ids_of_accounts(visitor)
        keep(ProgrammeMember(programme_id=programmes[title], account_id=account_id, role=role))
        return visitor

    return make


@pytest.fixture
def ids_of_accounts(stored):
    """Return the id of a visitor's account."""

    def find(visitor):
        return stored(select(Account.id).where(Account.person_id == visitor.person_id))[0]

    return find


@pytest.fixture
def organiser(named):
    """Somebody who organises the programme North."""
    return named(Role.ORGANISER, "North")


@pytest.fixture
def reporter(named):
    """Somebody who reports on the programme North."""
    return named(Role.REPORTER, "North")
