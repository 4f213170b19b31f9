"""The log is written with the act, stays as it is, and shows every change."""

import threading
from collections.abc import Callable
from contextlib import AbstractContextManager
from pathlib import Path
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import delete, select, text, update
from sqlalchemy.exc import DBAPIError

from tests.integration.visitor import Visitor
from training.audit.actions import record, record_about
from training.audit.models import AuditEntry
from training.audit.queries import HEAD_FILE, fingerprint
from training.audit.rules import Act
from training.database import db

Run = Callable[..., Any]
Stored = Callable[..., list[Any]]
ACTS = select(AuditEntry.act).order_by(AuditEntry.number)


def write(app: Flask, times: int = 1, act: Act = Act.EXPORT) -> None:
    with app.app_context():
        for _ in range(times):
            record(act, "counts.csv", "default", 12)
            db.session.commit()


def tamper(app: Flask, *statements: str) -> None:
    """Do what an intruder can do who owns the database: take the guards away first."""
    with app.app_context():
        if db.engine.dialect.name == "sqlite":
            db.session.execute(text("DROP TRIGGER audit_entry_no_update"))
            db.session.execute(text("DROP TRIGGER audit_entry_no_delete"))
        else:
            db.session.execute(text("ALTER TABLE audit_entry DISABLE TRIGGER USER"))
        for statement in statements:
            db.session.execute(text(statement))
        db.session.commit()


def test_what_was_recorded_is_whole_and_can_be_exported(app: Flask, run: Run) -> None:
    assert run("audit", "verify").exit_code == 0
    write(app, 3)
    told = run("audit", "verify")
    assert told.exit_code == 0
    assert "The log is whole: 3:" in told.stdout
    assert run("audit", "export").stdout.count('"act": "export"') == 3


@pytest.mark.parametrize(
    ("statement", "number"),
    [
        ("UPDATE audit_entry SET rows = 13 WHERE number = 2", 2),
        ("UPDATE audit_entry SET actor = 'another' WHERE number = 3", 3),
        ("UPDATE audit_entry SET at = '2020-01-01 00:00:00' WHERE number = 1", 1),
        ("DELETE FROM audit_entry WHERE number = 1", 1),
        ("DELETE FROM audit_entry WHERE number = 2", 2),
        ("DELETE FROM audit_entry WHERE number = 4", 4),
        ("DELETE FROM audit_entry WHERE number > 2", 3),
        ("DELETE FROM audit_entry", 1),
        ("UPDATE audit_entry SET number = 9 WHERE number = 2", 2),
    ],
)
def test_what_was_done_to_the_table_is_found_at_its_first_line(
    app: Flask, run: Run, administrator: Visitor, statement: str, number: int
) -> None:
    write(app, 4)
    tamper(app, statement)
    told = run("audit", "verify")
    assert told.exit_code == 1
    assert f"Entry {number} " in told.stderr
    assert f"look at entry {number}" in administrator.open("/audit").text


def test_a_head_from_an_old_backup_proves_what_came_before(app: Flask, run: Run) -> None:
    write(app, 2)
    head = run("audit", "verify").stdout.split()[-1]
    write(app, 2)
    assert run("audit", "verify", "--head", head).exit_code == 0
    tamper(app, "UPDATE audit_entry SET rows = 1")
    assert run("audit", "verify", "--head", head).exit_code == 1
    assert run("audit", "verify", "--head", "nonsense").exit_code == 2


def test_a_note_that_is_gone_is_said(app: Flask, run: Run) -> None:
    write(app)
    (Path(app.config["DATA_DIR"]) / HEAD_FILE).unlink()
    told = run("audit", "verify")
    assert told.exit_code == 1
    assert "note of the head is missing" in told.stderr
    write(app)
    assert run("audit", "verify").exit_code == 0


@pytest.mark.parametrize("change", [update(AuditEntry).values(rows=0), delete(AuditEntry)])
def test_the_database_refuses_changes(app: Flask, change: Any, stored: Stored) -> None:
    write(app)
    with app.app_context(), pytest.raises(DBAPIError, match="only added to"):
        db.session.execute(change)
    assert stored(ACTS) == ["export"]


def test_an_act_that_did_not_happen_leaves_no_entry(app: Flask, run: Run, stored: Stored) -> None:
    write(app)
    with app.app_context():
        record(Act.BACKUP)
        db.session.rollback()
    write(app)
    assert stored(select(AuditEntry.number).order_by(AuditEntry.number)) == [1, 2]
    assert run("audit", "verify").exit_code == 0


def test_a_note_that_cannot_be_written_undoes_nothing_and_catches_up(
    app: Flask, run: Run, stored: Stored, caplog: pytest.LogCaptureFixture
) -> None:
    write(app)
    path = Path(app.config["DATA_DIR"]) / HEAD_FILE
    noted = path.read_text()
    path.unlink()
    path.mkdir()
    write(app)
    assert "not noted" in caplog.text
    path.rmdir()
    path.write_text(noted)
    assert run("audit", "verify").exit_code == 0
    write(app)
    assert stored(ACTS) == ["export"] * 3
    assert path.read_text().startswith("3:")


def test_many_writers_at_once_make_one_chain(app: Flask, run: Run, stored: Stored) -> None:
    faults: list[BaseException] = []

    def work() -> None:
        try:
            write(app, 10)
        except DBAPIError as fault:
            faults.append(fault)

    writers = [threading.Thread(target=work) for _ in range(6)]
    for writer in writers:
        writer.start()
    for writer in writers:
        writer.join()
    assert faults == []
    assert stored(select(AuditEntry.number).order_by(AuditEntry.number)) == list(range(1, 61))
    assert "The log is whole: 60:" in run("audit", "verify").stdout


def test_a_person_stands_in_it_as_a_word_that_only_the_platform_can_make(
    app: Flask, stored: Stored
) -> None:
    with app.app_context():
        record_about("amal", Act.ERASURE, rows=3)
        db.session.commit()
        expected = fingerprint("amal")
    assert stored(select(AuditEntry.subject, AuditEntry.rows)) == [(expected, 3)]
    assert "amal" not in expected
    assert len(expected) == 16


def test_administrators_read_it_page_by_page(app: Flask, administrator: Visitor) -> None:
    write(app, 60)
    write(app, 1, Act.BACKUP)
    administrator.open("/audit")
    assert "no entry was changed or removed" in administrator.text
    assert "page 1 of 2" in administrator.text
    assert administrator.text.rindex("Backup made") < administrator.text.rindex("Table or file")
    administrator.follow("Older")
    assert "page 2 of 2" in administrator.text
    assert "Newer" in administrator.text
    administrator.open("/audit").submit(act="backup")
    assert "page 1 of 1" in administrator.text
    assert administrator.html.count("counts.csv") == 1


@pytest.mark.parametrize("wrong", ["act=theft", "page=0", "page=-1", "page=x", "page=99999999999"])
def test_an_address_that_asks_for_nothing_is_answered_so(
    administrator: Visitor, wrong: str
) -> None:
    assert administrator.client.get(f"/audit?{wrong}").status_code == 404


def test_nobody_else_reads_it(
    visitor: Visitor, trainee: Visitor, staff: Visitor, facilitator: Visitor
) -> None:
    assert visitor.open("/audit").path == "/sign-in"
    for other in (trainee, staff, facilitator):
        assert other.client.get("/audit").status_code == 403


def test_the_page_costs_the_same_with_one_entry_and_with_thirty(
    app: Flask, administrator: Visitor, queries: Callable[[], AbstractContextManager[Any]]
) -> None:
    asked = []
    for times in (1, 29):
        write(app, times)
        with queries() as seen:
            administrator.open("/audit")
        asked.append(seen.count)
    assert asked[0] == asked[1]


def test_who_did_it_is_the_person_behind_the_request(
    app: Flask, administrator: Visitor, stored: Stored
) -> None:
    administrator.open("/accounts").submit(role="staff")
    with app.app_context():
        own = fingerprint(administrator.person_id)
    found = stored(
        select(AuditEntry.actor, AuditEntry.detail).where(AuditEntry.act == "invitation")
    )
    assert found == [(own, "staff")]
    assert "You yourself" in administrator.open("/audit").text
