"""What the pages of no area need to know."""

from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from flask import current_app
from prometheus_client import Counter
from sqlalchemy.exc import SQLAlchemyError

from training.database import db

REQUESTS = Counter("training_requests", "Answers by view and status.", ["endpoint", "status"])


def database_fault() -> str:
    """Return what is wrong with the database; empty when it answers and is migrated."""
    script = ScriptDirectory(current_app.extensions["migrate"].directory)
    try:
        connection = db.session.connection()
        current = MigrationContext.configure(connection).get_current_revision()
    except SQLAlchemyError:
        return "the database does not answer"
    return "" if current == script.get_current_head() else "migrations are missing"


def count_request(endpoint: str, status: int) -> None:
    """Count one answer for the metrics; addresses and people are not kept."""
    REQUESTS.labels(endpoint, str(status)).inc()


def is_ours(target: str) -> bool:
    """Tell whether an address to go on to is a path of this platform."""
    return target.startswith("/") and not target.startswith(("//", "/\\"))
