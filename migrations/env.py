"""Run the migrations against the database of the application at hand."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any, Literal

from alembic import context
from flask import current_app
from sqlalchemy import DateTime, Text, TypeDecorator
from sqlalchemy.engine import Connection, Engine

OPTIONS = current_app.extensions["migrate"].configure_args


def database() -> Any:
    """Return the application's Flask-SQLAlchemy object."""
    return current_app.extensions["migrate"].db


def written(kind: str, thing: object, _context: object) -> str | Literal[False]:
    """Write our types of column as what they are in the database: migrations know no product."""
    if kind == "type" and isinstance(thing, TypeDecorator) and isinstance(thing.impl, DateTime):
        return "sa.DateTime(timezone=True)"
    if kind == "type" and isinstance(thing, TypeDecorator) and isinstance(thing.impl, Text):
        return "sa.Text()"
    return False


@contextmanager
def without_references(connection: Connection) -> Iterator[None]:
    """Let SQLite copy a table that others refer to: dropping the old one would delete their rows.

    Raises RuntimeError, before anybody uses it, where a reference then leads nowhere.
    """
    if connection.dialect.name != "sqlite":
        yield
        return
    connection.exec_driver_sql("PRAGMA foreign_keys=OFF")
    connection.rollback()
    yield
    loose = connection.exec_driver_sql("PRAGMA foreign_key_check").fetchall()
    connection.rollback()
    connection.exec_driver_sql("PRAGMA foreign_keys=ON")
    if loose:
        raise RuntimeError(f"References lead nowhere: {loose[:5]}")


def run() -> None:
    """Migrate over a connection of the application's engine."""
    engine: Engine = database().engine
    with engine.connect() as connection, without_references(connection):
        context.configure(
            connection=connection,
            target_metadata=database().metadata,
            render_item=written,
            **OPTIONS,
        )
        with context.begin_transaction():
            context.run_migrations()


run()
