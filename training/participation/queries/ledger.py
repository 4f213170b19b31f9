"""The ledger as facts: the application's own rows and the lines that came from outside."""

from collections import defaultdict
from collections.abc import Mapping

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


def parts() -> Mapping[str, tuple[frozenset[str], frozenset[str]]]:
    """Return for each programme that has any its awards and workshops, in two queries."""
    awards, held = defaultdict[str, set[str]](set), defaultdict[str, set[str]](set)
    for award in catalogue.awards():
        awards[award.programme_id].add(award.id)
    for workshop_id, programme_id in db.session.execute(select(Workshop.id, Workshop.programme_id)):
        if programme_id:
            held[programme_id].add(workshop_id)
    ids = sorted(awards.keys() | held.keys())
    return {one: (frozenset(awards[one]), frozenset(held[one])) for one in ids}


def belonging_to(programme_id: str) -> tuple[frozenset[str], frozenset[str]]:
    """Return the awards of a programme, and its own workshops: awards may pay for more."""
    awards = frozenset(one.id for one in catalogue.awards(programme_id))
    held = select(Workshop.id).where(Workshop.programme_id == programme_id)
    return awards, frozenset(db.session.scalars(held))
