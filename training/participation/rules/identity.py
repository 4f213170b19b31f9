"""Which records are one human: certain links join, refusals keep apart, probable links stay open.

A node is what certain links join. An open cluster is nodes that open links connect; a block is
some of its nodes taken as one person; a grouping deals all its nodes out to blocks. A set of
nodes is a bit mask: bit 0 is the first node.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from training.participation.rules.facts import IdentityLink
from training.participation.rules.unions import Unions
from training.participation.rules.words import Confidence, Sameness

MOST_RECORDS = 12  # of a cluster whose groupings are tried; a larger one is bounded

Records = tuple[str, ...]


class Policy(StrEnum):
    """What a profile does with probable links."""

    RANGE = "range"
    MERGE_PROBABLE = "merge_probable"
    SPLIT_PROBABLE = "split_probable"


@dataclass(frozen=True)
class Cluster:
    """Nodes that open links connect.

    nodes     each node's records, sorted; nodes sorted by their least record
    links     for each node the nodes that an open link ties it to
    bars      for each node the nodes it may not share a block with
    best      the blocks if the open links are taken, earliest first, barred ones left out
    """

    nodes: tuple[Records, ...]
    links: tuple[int, ...]
    bars: tuple[int, ...]
    best: tuple[int, ...]

    @property
    def size(self) -> int:
        """How many records the cluster has."""
        return sum(map(len, self.nodes))

    @property
    def is_small(self) -> bool:
        """Whether every grouping can be tried."""
        return self.size <= MOST_RECORDS

    def records(self, block: int) -> Records:
        """Return the records of a block, the least first: that one speaks for the person."""
        return tuple(sorted(one for node in _bits(block) for one in self.nodes[node]))

    def blocks(self) -> tuple[int, ...]:
        """Return every block that some of the open links can make without a barred pair."""
        return tuple(
            block
            for block in range(1, 1 << len(self.nodes))
            if not any(self.bars[node] & block for node in _bits(block)) and self._holds(block)
        )

    def _holds(self, block: int) -> bool:
        reached = frontier = block & -block
        while frontier:
            nearby = 0
            for node in _bits(frontier):
                nearby |= self.links[node]
            frontier = nearby & block & ~reached
            reached |= frontier
        return reached == block


def _bits(mask: int) -> Iterator[int]:
    while mask:
        lowest = mask & -mask
        yield lowest.bit_length() - 1
        mask ^= lowest


def groupings(blocks: Sequence[int], nodes: int) -> Iterator[tuple[int, ...]]:
    """Yield every way to deal the nodes of a cluster out to its blocks."""
    by_lowest: dict[int, list[int]] = defaultdict(list)
    for block in blocks:
        by_lowest[block & -block].append(block)

    def deal(rest: int) -> Iterator[tuple[int, ...]]:
        if not rest:
            yield ()
            return
        for block in by_lowest[rest & -rest]:
            if block & ~rest == 0:
                for others in deal(rest ^ block):
                    yield (block, *others)

    return deal((1 << nodes) - 1)


@dataclass(frozen=True)
class Identities:
    """Who is who.

    settled     persons whose records no grouping changes, each with its records, the least first
    clusters    the rest
    overruled   pairs said to be different that certain links join all the same
    """

    settled: tuple[Records, ...]
    clusters: tuple[Cluster, ...]
    overruled: tuple[tuple[str, str], ...]


class _Ties:
    """The links at work: what is joined for certain, what is barred, what is open."""

    def __init__(self, links: Iterable[IdentityLink]) -> None:
        links = [link for link in links if link.a != link.b]
        self.certain = Unions(end for link in links for end in (link.a, link.b))
        same = [link for link in links if link.verdict is Sameness.SAME]
        for link in same:
            if link.confidence is Confidence.CERTAIN:
                self.certain.join(link.a, link.b)
        self.nodes = self.certain.groups()
        self.bars: dict[str, set[str]] = defaultdict(set)
        self.overruled: list[tuple[str, str]] = []
        for link in links:
            if link.verdict is Sameness.DIFFERENT:
                self._bar(link)
        ends = (
            (link, *self._ends(link)) for link in sorted(same, key=lambda one: (one.at, one.id))
        )
        self.open = [(a, b) for _, a, b in ends if a != b and b not in self.bars[a]]

    def _ends(self, link: IdentityLink) -> tuple[str, str]:
        return self.certain.find(link.a), self.certain.find(link.b)

    def _bar(self, link: IdentityLink) -> None:
        one, other = self._ends(link)
        if one == other:
            self.overruled.append((min(link.a, link.b), max(link.a, link.b)))
        self.bars[one] |= {other} - {one}
        self.bars[other] |= {one} - {other}

    def best(self) -> Unions:
        """Take the open links in their order and skip what would put a barred pair together."""
        taken = Unions(self.nodes)
        members = {node: {node} for node in self.nodes}
        for a, b in self.open:
            one, other = sorted((taken.find(a), taken.find(b)))
            if one == other or any(self.bars[node] & members[other] for node in members[one]):
                continue
            taken.join(one, other)
            members[one] |= members.pop(other)
        return taken


def resolve(records: Iterable[str], links: Iterable[IdentityLink], policy: Policy) -> Identities:
    """Resolve identities by the links that stand; `policy` says what probable links do.

    records   those that facts make or name; the ends of links are records in any case
    """
    links = tuple(links)
    ties = _Ties(links)
    nodes, best = ties.nodes, ties.best()
    reached = Unions(nodes)
    if policy is Policy.RANGE:
        for a, b in ties.open:
            reached.join(a, b)
    elif policy is Policy.MERGE_PROBABLE:
        nodes = {
            root: tuple(sorted(one for node in group for one in nodes[node]))
            for root, group in best.groups().items()
        }
        reached = Unions(nodes)
    nearby: dict[str, set[str]] = defaultdict(set)
    for a, b in ties.open:
        nearby[a].add(b)
        nearby[b].add(a)
    groups = reached.groups().values()
    linked = {end for link in links for end in (link.a, link.b)}
    joined = {record for group in nodes.values() for record in group}
    alone = [record for record in dict.fromkeys((*records, *linked)) if record not in joined]
    return Identities(
        (
            *((record,) for record in alone),
            *(nodes[group[0]] for group in groups if len(group) == 1),
        ),
        tuple(_cluster(ties, group, nearby, best) for group in groups if len(group) > 1),
        tuple(sorted(set(ties.overruled))),
    )


def _cluster(ties: _Ties, names: Records, nearby: Mapping[str, set[str]], best: Unions) -> Cluster:
    bit = {name: 1 << place for place, name in enumerate(names)}
    taken: dict[str, int] = defaultdict(int)
    for name in names:
        taken[best.find(name)] |= bit[name]
    return Cluster(
        tuple(ties.nodes[name] for name in names),
        tuple(sum(bit[other] for other in nearby[name]) for name in names),
        tuple(sum(bit.get(other, 0) for other in ties.bars[name]) for name in names),
        tuple(taken.values()),
    )
