"""Which breakdowns divide others, as everybody knows who knows a map or who works where."""

from collections import defaultdict
from collections.abc import Iterable, Iterator

from training.participation.rules.disclosure.linking import Nest
from training.participation.rules.disclosure.places import is_named
from training.participation.rules.facts import Attribute, Fact, Organisation

WITHIN = (("organisation", "country"), ("organisation", "region"), ("country", "region"))
COUNTRY, ORGANISATION = "country", "organisation"

Said = dict[str, dict[str, set[str]]]  # for each person, what was said in each dimension


def nests(facts: Iterable[Fact]) -> tuple[Nest, ...]:
    """Find out from the ledger which organisation is in which country, and country in which region.

    What any record ever said together counts as known to everybody.
    """
    facts = tuple(facts)
    said = _said(facts)
    found = {pair: frozenset(_together(said, *pair)) for pair in WITHIN}
    homes = {(one.id, one.country) for one in facts if isinstance(one, Organisation) if one.country}
    found[ORGANISATION, COUNTRY] |= frozenset(homes)
    return tuple(Nest(inner, outer, pairs) for (inner, outer), pairs in found.items() if pairs)


def _said(facts: Iterable[Fact]) -> Said:
    said: Said = defaultdict(lambda: defaultdict(set))
    for one in facts:
        if isinstance(one, Attribute) and one.value is not None:
            said[one.person][one.dimension].add(one.value)
    return said


def _together(said: Said, inner: str, outer: str) -> Iterator[tuple[str, str]]:
    for values in said.values():
        for value in values.get(inner, ()):
            for around in values.get(outer, ()):
                yield value, around


def belonging_to(
    organisations: Iterable[tuple[str, str, str | None]], places: frozenset[str]
) -> frozenset[str]:
    """Return the ids and names of organisations of places that are never named.

    organisations   id, name and country of each
    """
    return frozenset(
        word
        for key, name, country in organisations
        if is_named(country or "", places) or is_named(name, places)
        for word in (key, name)
    )
