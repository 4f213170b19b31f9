"""What people do with data about people leaves an entry, and no name in it."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import select

from tests.integration.visitor import Visitor
from training.access import Role
from training.accounts import actions
from training.accounts.models import Account
from training.audit.models import AuditEntry
from training.audit.queries import fingerprint
from training.database import db, new_uid

YEAR = "begins=2027-01-01&ends=2027-12-31&from=2027-01-01&to=2027-12-31"
Recorded = Callable[..., list[tuple[Any, ...]]]


@pytest.fixture
def recorded(stored: Callable[..., list[Any]]) -> Recorded:
    """Say what was recorded of an act: `recorded("export")` gives actor, subject, detail, rows."""

    def read(act: str) -> list[tuple[Any, ...]]:
        return stored(
            select(AuditEntry.actor, AuditEntry.subject, AuditEntry.detail, AuditEntry.rows)
            .where(AuditEntry.act == act)
            .order_by(AuditEntry.number)
        )

    return read


@pytest.fixture
def word_for(app: Flask) -> Callable[[str], str]:
    """Return the word that stands for a person."""

    def make(person_id: str) -> str:
        with app.app_context():
            return fingerprint(person_id)

    return make


def test_a_table_that_was_taken_out_is_recorded_with_its_rule_set_and_rows(
    staff: Visitor, recorded: Recorded, word_for: Callable[[str], str]
) -> None:
    sent = staff.client.get(f"/participation/counts/default.csv?{YEAR}&audience=donor&by=")
    assert sent.status_code == 200
    found = recorded("export")
    expected = (word_for(staff.person_id), "default@1", "csv donor 2027-01-01/2027-12-31", 1)
    assert found == [expected]


def test_looking_at_a_count_is_no_export(staff: Visitor, recorded: Recorded) -> None:
    staff.open(f"/participation/counts?profile=default&{YEAR}&by=&audience=")
    assert recorded("export") == []


def test_roles_given_and_taken_are_recorded_for_whom_and_by_whom(
    administrator: Visitor,
    member: Callable[..., Visitor],
    stored: Callable[..., list[Any]],
    recorded: Recorded,
    word_for: Callable[[str], str],
) -> None:
    boris = member(Role.AUTHOR, name="Boris")
    (account_id,) = stored(select(Account.id).where(Account.person_id == boris.person_id))
    administrator.open(f"/accounts/{account_id}/roles").submit(roles=["facilitator"])
    by, whom = word_for(administrator.person_id), word_for(boris.person_id)
    assert recorded("role_given")[-1] == (by, whom, "facilitator", None)
    assert recorded("role_taken") == [(by, whom, "author", None)]


def test_an_import_and_an_export_of_the_ledger_are_recorded_by_the_server(
    run: Callable[..., Any], recorded: Recorded, tmp_path: Path
) -> None:
    file = tmp_path / "Amal Haddad.jsonl"
    file.write_text(json.dumps({"type": "person", "id": "amal", "category": "external"}) + "\n")
    for _ in range(2):
        assert run("ledger", "import", str(file)).exit_code == 0
    first, second = (run("ledger", "export").stdout for _ in range(2))
    assert first == second
    assert recorded("import") == [("", "ledger", "", 1)]
    assert recorded("export") == [("", "ledger", "jsonl", 1)] * 2


def test_an_issued_count_is_recorded_once(run: Callable[..., Any], recorded: Recorded) -> None:
    period = ("--profile", "default", "--from", "2027-01-01", "--to", "2027-12-31")
    assert run("tally", "issue", *period).exit_code == 0
    assert recorded("tally_issued") == [("", "tally 1", "default@1", None)]


def test_a_dry_run_leaves_no_entry(
    run: Callable[..., Any], recorded: Recorded, tmp_path: Path
) -> None:
    file = tmp_path / "ledger.jsonl"
    file.write_text(json.dumps({"type": "person", "id": "amal", "category": "external"}) + "\n")
    assert run("ledger", "import", "--dry-run", str(file)).exit_code == 0
    assert recorded("import") == []
    assert run("audit", "verify").exit_code == 0


def test_an_erasure_is_recorded_after_the_person_is_gone(
    trainee: Visitor, recorded: Recorded, word_for: Callable[[str], str]
) -> None:
    own = word_for(trainee.person_id)
    page = trainee.open("/privacy/erase")
    sure = {name: "y" for name in page.page.forms[-1].fields if name in {"sure", "understood"}}
    page.submit(**sure)
    assert [(actor, subject) for actor, subject, *_ in recorded("erasure")] == [(own, own)]


def test_a_changed_passphrase_and_ended_sign_ins_are_recorded(
    app: Flask, recorded: Recorded, word_for: Callable[[str], str]
) -> None:
    with app.app_context():
        account = actions.register(new_uid(), "Amal", "en", "four blue kites over Belmora")
        db.session.commit()
        actions.change_passphrase(account, "five red kites over Belmora", None)
        actions.end_sign_ins(account)
        db.session.commit()
        person_id = account.person_id
    whom = word_for(person_id)
    assert recorded("factor_changed") == [("", whom, "passphrase changed", None)]
    assert recorded("sign_ins_ended") == [("", whom, "", None)]
