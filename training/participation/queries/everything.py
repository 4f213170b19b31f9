"""Every fact there is, in the order of an export, with few of them in memory at a time."""

from collections.abc import Callable, Collection, Iterator, Mapping
from dataclasses import dataclass
from itertools import chain

from sqlalchemy import Select, select

from training.accounts.models import Affiliation, Person
from training.database import db
from training.participation import rules
from training.participation.models import LedgerLine
from training.participation.queries import lines, own
from training.participation.queries.reading import language_id
from training.participation.rules import Fact
from training.workshops.models import Participation

AT_ONCE = 5_000  # facts in memory


@dataclass(frozen=True)
class Everything:
    """The whole ledger, of which only the ids are held.

    few   the application's own facts of the types that are few, and completions, by id
    ids   of all facts, by type, sorted
    """

    few: Mapping[str, Fact]
    ids: Mapping[str, list[str]]

    def __len__(self) -> int:
        return sum(map(len, self.ids.values()))

    def __iter__(self) -> Iterator[Fact]:
        for name in sorted(self.ids):
            for some in lines.batches(self.ids[name], AT_ONCE):
                found = {fact.id: fact for fact in self._with(name, some)}
                yield from (found[one] for one in some if one in found)

    def _with(self, name: str, ids: Collection[str]) -> Iterator[Fact]:
        """Yield facts of a type; what the application has of its own comes last."""
        yield from (fact for fact in lines.recorded(ids) if fact.type == name)
        yield from (self.few[one] for one in ids if one in self.few)
        if name in _OWN:
            yield from chain.from_iterable(map(_OWN[name], lines.batches(ids)))


def everything() -> Everything:
    """Return every fact there is, sorted by type and id: as an export writes them."""
    few = {fact.id: fact for fact in (*own.of_few_types(), *own.completions())}
    ids: dict[str, set[str]] = {name: set() for name in rules.FACT_TYPES}
    for fact in few.values():
        ids[fact.type].add(fact.id)
    for name, found in ids.items():
        told = select(LedgerLine.id).where(LedgerLine.type == name)
        for wanted in (told, *_OWN_IDS.get(name, ())):
            found.update(db.session.scalars(wanted))
    return Everything(few, {name: sorted(found) for name, found in ids.items()})


def _attributes(ids: Collection[str]) -> Iterator[Fact]:
    people = {one.partition(":")[0] for one in ids}
    yield from own.languages(Person.id.in_(people))
    yield from own.affiliations(Affiliation.id.in_(ids))


_OWN: Mapping[str, Callable[[Collection[str]], Iterator[Fact]]] = {
    rules.Person.type: lambda ids: own.persons(Person.id.in_(ids)),
    rules.Attribute.type: _attributes,
    rules.Participation.type: lambda ids: own.participations(Participation.id.in_(ids)),
}
_OWN_IDS: Mapping[str, tuple[Select[tuple[str]], ...]] = {
    rules.Person.type: (select(Person.id),),
    rules.Attribute.type: (select(language_id()), select(Affiliation.id)),
    rules.Participation.type: (select(Participation.id),),
}
