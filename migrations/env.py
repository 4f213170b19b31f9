"""Run the migrations against the database of the application at hand."""

from typing import Any, Literal

from alembic import context
from flask import current_app
from sqlalchemy import DateTime, TypeDecorator
from sqlalchemy.engine import Engine

OPTIONS = current_app.extensions["migrate"].configure_args


def database() -> Any:
    """Return the application's Flask-SQLAlchemy object."""
    return current_app.extensions["migrate"].db


def written(kind: str, thing: object, _context: object) -> str | Literal[False]:
    """Write our types of column as what they are in the database: migrations know no product."""
    if kind == "type" and isinstance(thing, TypeDecorator) and isinstance(thing.impl, DateTime):
        return "sa.DateTime(timezone=True)"
    return False


def run() -> None:
    """Migrate over a connection of the application's engine."""
    engine: Engine = database().engine
    with engine.connect() as connection:
        context.configure(
            connection=connection,
            target_metadata=database().metadata,
            render_item=written,
            **OPTIONS,
        )
        with context.begin_transaction():
            context.run_migrations()


run()
