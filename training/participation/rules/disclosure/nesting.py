"""Which breakdowns divide others, as everybody knows who knows a map or who works where."""

from collections import defaultdict
from collections.abc import Iterable, Iterator

from training.participation.rules.disclosure.linking import Nest
from training.participation.rules.disclosure.places import is_named

WITHIN = (("organisation", "country"), ("organisation", "region"), ("country", "region"))
NESTED = frozenset(dimension for pair in WITHIN for dimension in pair)

Said = dict[str, dict[str, set[str]]]  # for each record, what was said in each dimension


def nests(
    said: Iterable[tuple[str, str, str | None]], homes: Iterable[tuple[str, str | None]] = ()
) -> tuple[Nest, ...]:
    """Find out which organisation is in which country, and which country in which region.

    said    record, dimension and value of each attribute
    homes   organisations, and the country of each

    What any record ever said together counts as known to everybody.
    """
    by_record: Said = defaultdict(lambda: defaultdict(set))
    for record, dimension, value in said:
        if dimension in NESTED and value is not None:
            by_record[record][dimension].add(value)
    found = {pair: frozenset(_together(by_record, *pair)) for pair in WITHIN}
    known = {(one, country) for one, country in homes if country}
    found["organisation", "country"] |= known
    return tuple(Nest(inner, outer, pairs) for (inner, outer), pairs in found.items() if pairs)


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
