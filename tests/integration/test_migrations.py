"""Migrations make exactly the tables that the models describe, and can go back."""

from collections.abc import Iterator

import flask_migrate
import pytest
from alembic.autogenerate import compare_metadata
from alembic.runtime.migration import MigrationContext
from flask import Flask
from sqlalchemy import func, inspect, select

from tests.application import dispose, make_app, migrate
from tests.database import Database
from training.database import Model, db

TABLES = Model.metadata.sorted_tables


@pytest.fixture
def unmigrated(database: Database) -> Iterator[Flask]:
    """The application on a database without any table."""
    app = make_app(database.empty(), database.folder)
    yield app
    dispose(app)


def differences(app: Flask) -> list[object]:
    with app.app_context(), db.engine.connect() as connection:
        context = MigrationContext.configure(connection, opts={"compare_type": True})
        return list(compare_metadata(context, Model.metadata))


def tables(app: Flask) -> set[str]:
    with app.app_context():
        return set(inspect(db.engine).get_table_names())


def test_migrated_tables_are_those_of_the_models(unmigrated: Flask) -> None:
    migrate(unmigrated)
    assert differences(unmigrated) == []
    assert tables(unmigrated) == set(Model.metadata.tables) | {"alembic_version"}


def test_migrations_leave_every_table_empty(unmigrated: Flask) -> None:
    migrate(unmigrated)
    with unmigrated.app_context():
        counts = [db.session.scalar(select(func.count()).select_from(t)) for t in TABLES]
    assert counts == [0] * len(TABLES)


def test_every_migration_can_be_taken_back_and_made_again(unmigrated: Flask) -> None:
    migrate(unmigrated)
    with unmigrated.app_context():
        flask_migrate.downgrade(revision="base")
    assert tables(unmigrated) == {"alembic_version"}
    migrate(unmigrated)
    assert differences(unmigrated) == []
