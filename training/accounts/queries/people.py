"""Where people belong."""

from sqlalchemy import select

from training.accounts.models import Affiliation, Organisation
from training.database import db


def affiliation(person_id: str) -> Affiliation | None:
    """Return where a person belongs now; None when it was never said."""
    return db.session.scalar(
        select(Affiliation)
        .where(Affiliation.person_id == person_id)
        .order_by(Affiliation.since.desc())
        .limit(1)
    )


def organisations() -> tuple[Organisation, ...]:
    """Return the controlled list of organisations, by name."""
    found = db.session.scalars(select(Organisation))
    return tuple(sorted(found, key=lambda one: (one.name.casefold(), one.id)))
