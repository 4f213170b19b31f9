"""The least and the most a cluster can add: the best and worst dealing of its nodes to blocks."""

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence

Key = str | None  # a cell's value; None for the total
Adds = Counter[Key]


def extremes(worth: Mapping[int, Adds], nodes: int) -> tuple[Adds, Adds]:
    """Add up every grouping's blocks for each key, and return the minima and the maxima.

    worth   for each allowed block what it adds to each key; every single node is a block
    nodes   how many nodes the cluster has

    What a block adds does not depend on the other blocks, so the groupings need not be listed:
    the extreme of a set of nodes is that of the block with its lowest node, plus the rest's.
    """
    by_lowest: dict[int, list[int]] = defaultdict(list)
    for block in worth:
        by_lowest[block & -block].append(block)
    low, high = Adds(), Adds()
    for key in {key for adds in worth.values() for key in adds}:
        adds = {block: added[key] for block, added in worth.items()}
        low[key], high[key] = _extremes(by_lowest, adds, nodes)
    return low, high


def _extremes(
    by_lowest: Mapping[int, Sequence[int]], adds: Mapping[int, int], nodes: int
) -> tuple[int, int]:
    everything = (1 << nodes) - 1
    found = {0: (0, 0)}
    for rest in (*range(2, everything, 2), everything):  # the first node is dealt with at the end
        low, high = [], []
        for block in by_lowest[rest & -rest]:
            if block & ~rest == 0:
                least, most = found[rest ^ block]
                low.append(adds[block] + least)
                high.append(adds[block] + most)
        found[rest] = min(low), max(high)
    return found[everything]
