"""The part of the ledger that decides how some records count: a page about a few reads no more."""

from collections.abc import Collection, Iterator

from training.accounts.models import Affiliation, Person
from training.participation.models import LedgerLine
from training.participation.queries import lines, own, reading
from training.participation.queries.ledger import ledger
from training.participation.rules import Fact
from training.workshops.models import Participation


def ledger_about(records: Collection[str]) -> tuple[Fact, ...]:
    """Return the facts of few types with every correction, and what is said of some records.

    Links are among them: whoever wants the records that they tie together asks for those as well.
    """
    if lines.has_unspread():
        return ledger()
    found = {fact.id: fact for fact in reading.few()}
    for some in lines.batches(records):
        found |= {fact.id: fact for fact in about(some)}
    return tuple(found.values())


def about(some: list[str]) -> Iterator[Fact]:
    """Yield what was said of records and where they were, as many as one statement takes."""
    kinds = LedgerLine.type.in_(lines.ABUNDANT)
    yield from lines.facts_where(kinds, LedgerLine.record.in_(some))
    yield from own.persons(Person.id.in_(some))
    yield from own.languages(Person.id.in_(some))
    yield from own.affiliations(Affiliation.person_id.in_(some))
    yield from own.participations(Participation.person_id.in_(some))
