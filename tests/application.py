"""The application as tests make it: the real one, its files in a temporary folder."""

from collections.abc import Mapping
from pathlib import Path

import flask_migrate
from flask import Flask

from training.app import create_app
from training.database import db

YEARS = 10 * 365 * 24
SETTINGS: Mapping[str, object] = {
    "SECRET_KEY": "a key that only tests know, long enough to be accepted",
    "DATA_KEYS": "0123456789abcdef" * 4,
    "BACKUP_KEY": "9876543210abcdef" * 4,
    "TESTING": True,
    "RATELIMIT_ENABLED": False,
    "ARGON2_MEMORY_KIB": 64,
    "ARGON2_PASSES": 1,
    "SIGNED_IN_HOURS": YEARS,  # tests let weeks pass between two pages
    "IDLE_MINUTES": YEARS * 60,
}


def make_app(
    database_url: str, folder: Path, settings: Mapping[str, object] | None = None
) -> Flask:
    """Create the application on a database, with settings of a test's own on top."""
    place = {"DATABASE_URL": database_url, "DATA_DIR": str(folder / "files")}
    return create_app({**SETTINGS, **place, **(settings or {})})


def migrate(app: Flask, revision: str = "head") -> None:
    """Bring the application's database to a revision, as `training db upgrade` does."""
    with app.app_context():
        flask_migrate.upgrade(revision=revision)


def dispose(app: Flask) -> None:
    """Close every connection, so that the database can be replaced under the application."""
    with app.app_context():
        db.session.remove()
        for engine in db.engines.values():
            engine.dispose()
