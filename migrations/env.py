"""Run the migrations against the database of the application at hand."""

from typing import Any

from alembic import context
from flask import current_app
from sqlalchemy.engine import Engine

OPTIONS = current_app.extensions["migrate"].configure_args


def database() -> Any:
    """Return the application's Flask-SQLAlchemy object."""
    return current_app.extensions["migrate"].db


def run() -> None:
    """Migrate over a connection of the application's engine."""
    engine: Engine = database().engine
    with engine.connect() as connection:
        context.configure(
            connection=connection,
            target_metadata=database().metadata,
            compare_type=True,
            **OPTIONS,
        )
        with context.begin_transaction():
            context.run_migrations()


run()
