"""Which of many facts the ledger has already, without reading all of it."""

from collections.abc import Collection, Iterator, Mapping

from training.accounts.models import Affiliation, Person
from training.participation.queries import lines, own
from training.participation.rules import Fact, Known
from training.workshops.models import Participation


def known() -> Known:
    """Return what tells the facts of the ledger that have some ids; few types are read once."""
    few = {fact.id: fact for fact in (*own.of_few_types(), *own.completions())}

    def with_ids(ids: Collection[str]) -> Mapping[str, Fact]:
        found = {fact.id: fact for fact in abundant(ids)}
        return found | {one: few[one] for one in ids if one in few}

    return with_ids


def abundant(ids: Collection[str]) -> Iterator[Fact]:
    """Yield the facts with some ids that came from outside, or that rows of people stand for."""
    yield from lines.recorded(ids)
    for some in lines.batches(ids):
        people = {one.partition(":")[0] for one in some}
        yield from own.persons(Person.id.in_(people))
        yield from own.languages(Person.id.in_(people))
        yield from own.affiliations(Affiliation.id.in_(some))
        yield from own.participations(Participation.id.in_(some))
