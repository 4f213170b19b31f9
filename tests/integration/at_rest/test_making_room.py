"""Revision 0007 copies tables that others refer to: no row and no rule may be lost on the way."""

from collections.abc import Iterator
from pathlib import Path

import flask_migrate
import pytest
from flask import Flask
from sqlalchemy import inspect, select, text
from sqlalchemy.exc import IntegrityError

from tests.application import dispose, make_app, migrate
from tests.database import Database
from training.accounts.models import Account, Person
from training.database import db
from training.keys import prepare_vault
from training.learning.models import Attempt, Draft, Feedback

ROWS = (
    "INSERT INTO person VALUES ('p', 'Zanzibari', 'en', 'external', false, '2026-01-01')",
    "INSERT INTO account VALUES ('a', 'p', 'zanzibari@example.org', 'x', 0, '2026-01-01')",
    "INSERT INTO organisation VALUES ('o', 'Zanzibari House', 'cso', NULL)",
    "INSERT INTO enrolment VALUES ('e', 'p', 'short', '1.0.0', 'en', '2026-01-01')",
    (
        "INSERT INTO draft VALUES ('d', 'e', 'vague', '1.0.0', 'en', 'Zanzibari words', '[]', '{}',"
        " '2026-01-01')"
    ),
    (
        "INSERT INTO attempt VALUES ('t', 'e', 'check', '1.0.0', 'en', '{\"q\": \"Zanzibari\"}',"
        " '{}', 1, true, '2026-01-01')"
    ),
    (
        "INSERT INTO feedback VALUES ('f', 'd', 'p', 'peer', 'r', '1',"
        ' \'{"S": 0, "M": 0, "A": 0, "R": 0, "T": 0}\','
        " 'Zanzibari comment', 'en', false, '2026-01-01', NULL)"
    ),
)


@pytest.fixture
def old(database: Database) -> Iterator[Flask]:
    """A platform of the day before, with somebody's work in it."""
    app = make_app(database.empty(), database.folder)
    migrate(app, "0006")
    with app.app_context():
        for row in ROWS:
            db.session.execute(text(row.replace(":", "\\:")))
        db.session.commit()
    yield app
    dispose(app)


def test_everything_is_there_afterwards_and_sealed(old: Flask) -> None:
    migrate(old)
    with old.app_context():
        prepare_vault()
        assert db.session.scalars(select(Person.display_name)).all() == ["Zanzibari"]
        assert db.session.scalars(select(Account.email)).all() == ["zanzibari@example.org"]
        assert db.session.scalars(select(Draft.text)).all() == ["Zanzibari words"]
        assert db.session.scalars(select(Attempt.answers)).all() == [{"q": "Zanzibari"}]
        assert db.session.scalars(select(Feedback.comment)).all() == ["Zanzibari comment"]
        url = db.engine.url
        tables = inspect(db.engine).get_table_names()
        rows = [str(db.session.execute(text(f"SELECT * FROM {one}")).all()) for one in tables]
        assert "anzibari" not in "".join(rows)
    if url.drivername == "sqlite":
        place = Path(str(url.database))
        files = [one.read_bytes() for one in place.parent.glob(f"{place.name}*")]
        assert not any(b"anzibari" in content for content in files)


def test_the_rules_of_the_copied_tables_still_hold(old: Flask) -> None:
    migrate(old)
    with old.app_context():
        prepare_vault()
        for statement in (
            "UPDATE person SET category = 'nobody'",
            "UPDATE organisation SET kind = 'club'",
            "UPDATE feedback SET given_as = 'boss'",
            "UPDATE account SET person_id = 'nobody'",
        ):
            with pytest.raises(IntegrityError):
                db.session.execute(text(statement))
            db.session.rollback()
        db.session.execute(text("DELETE FROM person"))
        assert db.session.scalars(select(Draft.id)).all() == []


def test_there_is_no_way_back_for_rows_that_may_be_sealed(old: Flask) -> None:
    migrate(old, "0007")
    with old.app_context(), pytest.raises(SystemExit):
        flask_migrate.downgrade(revision="0006")
