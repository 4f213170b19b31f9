"""Counting persons and seats: what each person adds does not depend on anybody else."""

from collections import defaultdict
from collections.abc import Iterable
from datetime import datetime

from training.participation.rules.figures import Figures, opened, ranges_of, verdicts_on, wavering
from training.participation.rules.identity import Cluster, Records
from training.participation.rules.judging import Judge, Judgement, Thing
from training.participation.rules.profile import AsAt, Unit
from training.participation.rules.ranges import Adds, Key, extremes
from training.participation.rules.results import Verdict
from training.participation.rules.sealing import SealedRow
from training.participation.rules.times import last_moment

_TOTAL: tuple[Key, ...] = (None,)


class Cutter:
    """Says which cells a counted thing stands in; without a dimension there are none."""

    def __init__(self, judge: Judge, dimension: str) -> None:
        self._judge = judge
        self._dimension = dimension
        self._exclusive = judge.profile.adds_up(dimension)
        self._period_end = last_moment(judge.period.ends, judge.profile.zone)

    def values(self, records: Records, thing: Thing) -> tuple[str, ...]:
        """Return the values of the dimension that a thing of a person has at the profile's time."""
        if not self._dimension:
            return ()
        at = self._at(thing)
        attributes = self._judge.attributes
        if self._exclusive:
            return (attributes.value(records, self._dimension, at),)
        return attributes.values(records, self._dimension, at)

    def keys(self, records: Records, thing: Thing) -> tuple[Key, ...]:
        """Return every figure that a thing of a person is part of."""
        return (None, *self.values(records, thing)) if self._dimension else _TOTAL

    def organisation(self, records: Records, thing: Thing) -> str | None:
        """Return the organisation behind a thing; None where cells are not asked for."""
        if not self._dimension:
            return None
        return self._judge.attributes.organisation(records, thing.first.at)

    def keys_of_sealed(self, row: SealedRow) -> tuple[Key, ...]:
        """Return every figure that a sealed row is part of."""
        return (None, row.value(self._dimension)) if self._dimension else _TOTAL

    def possible(self, records: Iterable[str]) -> frozenset[Key]:
        """Return every figure that these records could be part of."""
        if not self._dimension:
            return frozenset({None})
        return frozenset({None}) | self._judge.attributes.ever(records, self._dimension)

    def _at(self, thing: Thing) -> datetime:
        as_at = self._judge.profile.as_at
        if as_at is AsAt.PERIOD_END:
            return self._period_end
        return (thing.last if as_at is AsAt.LAST_IN_PERIOD else thing.first).at


class ThingsCount:
    """A count of persons or seats in the making."""

    def __init__(self, judge: Judge, dimension: str) -> None:
        self._judge = judge
        self._cutter = Cutter(judge, dimension)
        self._sure, self._low, self._best, self._high = Adds(), Adds(), Adds(), Adds()
        self._backing: dict[Key, set[str]] = defaultdict(set)
        self._verdicts: list[Verdict] = []
        self._bounded: list[str] = []
        self._new = 0

    def figures(self, sealed: Iterable[SealedRow]) -> Figures:
        """Count everybody, settled or open, and the sealed rows."""
        identities = self._judge.identities
        for records in identities.settled:
            judgement = self._judge.judgement(records)
            self._take(judgement, self._sure)
            self._verdicts.extend(verdicts_on(judgement))
        for cluster in identities.clusters:
            if cluster.is_small:
                self._try(cluster)
            else:
                self._bound(cluster)
        for row in sealed:
            self._take_sealed(row)
        for figures in (self._low, self._best, self._high):
            figures.update(self._sure)
        return Figures(
            ranges_of(self._low, self._best, self._high),
            self._new,
            tuple(self._verdicts),
            {key: frozenset(named) for key, named in self._backing.items()},
            bounded=tuple(self._bounded),
        )

    def _adds(self, judgement: Judgement) -> Adds:
        keys = self._cutter.keys
        return Adds(key for thing in judgement.things for key in keys(judgement.records, thing))

    def _widen(self, low: Adds, high: Adds) -> None:
        self._low.update(low)
        self._high.update(high)

    def _take(self, judgement: Judgement, figures: Adds) -> None:
        """Note what a person adds to some figures."""
        for thing in judgement.things:
            self._new += thing.is_new
            keys = self._cutter.keys(judgement.records, thing)
            for key in keys:
                figures[key] += 1
            self._back(keys, self._cutter.organisation(judgement.records, thing))

    def _take_best(self, best: Iterable[Judgement], still_open: Iterable[str]) -> None:
        """Note what the best grouping says of some persons."""
        verdicts = []
        for judgement in best:
            self._take(judgement, self._best)
            verdicts.extend(verdicts_on(judgement))
        self._verdicts.extend(opened(verdicts, still_open))

    def _back(self, keys: Iterable[Key], organisation: str | None) -> None:
        if organisation is not None:
            for key in keys:
                self._backing[key].add(organisation)

    def _try(self, cluster: Cluster) -> None:
        judged = {
            block: self._judge.judgement(cluster.records(block)) for block in cluster.blocks()
        }
        worth = {block: self._adds(judgement) for block, judgement in judged.items()}
        self._widen(*extremes(worth, len(cluster.nodes)))
        self._take_best((judged[block] for block in cluster.best), wavering(cluster, judged))

    def _bound(self, cluster: Cluster) -> None:
        """Nobody may count, or every node with evidence does: the truth lies between."""
        records = [record for node in cluster.nodes for record in node]
        most = sum(map(self._most, cluster.nodes))
        self._widen(Adds(), Adds(dict.fromkeys(self._cutter.possible(records), most)))
        best = [self._judge.judgement(cluster.records(block)) for block in cluster.best]
        self._take_best(best, (node[0] for node in cluster.nodes) if most else ())
        self._bounded.append(cluster.nodes[0][0])

    def _most(self, node: Records) -> int:
        events = {presence.event for presence in self._judge.presences(node)}
        return len(events) if self._judge.profile.unit is Unit.SEAT else bool(events)

    def _take_sealed(self, row: SealedRow) -> None:
        if not row.counts:
            return
        keys = self._cutter.keys_of_sealed(row)
        self._sure.update(keys)
        self._back(keys, row.organisation)
        self._new += 1


def count_things(judge: Judge, dimension: str, sealed: Iterable[SealedRow]) -> Figures:
    """Count persons or seats."""
    return ThingsCount(judge, dimension).figures(sealed)
