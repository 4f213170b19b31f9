"""What the pages of no area need to know."""

import hmac

from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from flask import current_app, request
from prometheus_client import Counter
from sqlalchemy.exc import SQLAlchemyError

from training.database import db
from training.vault import keyed

REQUESTS = Counter("training_requests", "Answers by view and status.", ["endpoint", "status"])
MARK_LENGTH = 16
LOOPBACK = frozenset({"127.0.0.1", "::1"})
BROUGHT_BY_A_PROXY = ("X-Forwarded-For", "X-Real-IP", "Forwarded", "Via")


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


def reader_mark(person_id: str) -> str:
    """Return what tells this reader's unsent words from another's on the same device.

    It names nobody: whoever finds it cannot work out the person without the platform's key.
    """
    return keyed("reader", person_id).hex()[:MARK_LENGTH]


def is_from_this_machine() -> bool:
    """Tell whether a request was made on this machine: one that a proxy brought was not."""
    brought = any(name in request.headers for name in BROUGHT_BY_A_PROXY)
    return request.remote_addr in LOOPBACK and not brought


def has_metrics_token() -> bool:
    """Tell whether a request carries the token that opens the metrics; none is set, none opens."""
    kept = str(current_app.config["METRICS_TOKEN"]).encode()
    sent = (request.authorization and request.authorization.token) or ""
    return bool(kept) and hmac.compare_digest(kept, sent.encode())
