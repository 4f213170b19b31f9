"""The ledger as facts: the application's own rows and the lines that came from outside."""

from sqlalchemy import select

from training.catalogue import queries as catalogue
from training.database import db
from training.participation import rules
from training.participation.queries import lines, own
from training.participation.rules import Fact
from training.workshops.models import Workshop


def ledger(programme_id: str = "") -> tuple[Fact, ...]:
    """Return every fact there is, or those of one programme, in a fixed number of queries.

    They are sorted by type and id. A count of many people reads rows instead (queries.reading).
    """
    found = {fact.id: fact for fact in (*lines.imported(), *own.own())}
    facts = tuple(found[key] for key in sorted(found, key=lambda key: (found[key].type, key)))
    if not programme_id:
        return facts
    return rules.within(facts, *belonging_to(programme_id), programme_id)


def belonging_to(programme_id: str) -> tuple[frozenset[str], frozenset[str]]:
    """Return the awards of a programme, and its own workshops: awards may pay for more."""
    awards = frozenset(one.id for one in catalogue.awards(programme_id))
    held = select(Workshop.id).where(Workshop.programme_id == programme_id)
    return awards, frozenset(db.session.scalars(held))
