"""Counting organisations and courses: many people stand for one, so clusters are tried together."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import islice, product
from math import prod

from training.participation.rules.facts import Organisation
from training.participation.rules.figures import Figures, duplicates, opened, ranges_of
from training.participation.rules.identity import Cluster, Records, groupings
from training.participation.rules.judging import Judge, Judgement
from training.participation.rules.profile import Unit, Within
from training.participation.rules.qualify import Moment
from training.participation.rules.ranges import Adds, Key
from training.participation.rules.results import NOT_STATED, Reason, Verdict
from training.participation.rules.sealing import SealedRow
from training.participation.rules.times import local_day
from training.participation.rules.unions import Unions

MOST_GROUPINGS = 4_000  # of one cluster
MOST_TRIALS = 10_000  # of clusters that share a unit

NO_ORGANISATION = "no organisation"


@dataclass(frozen=True)
class Claim:
    """A person's moment, on behalf of a unit."""

    unit: str
    moment: Moment
    speaker: str


Claims = frozenset[Claim]


@dataclass(frozen=True)
class Choice:
    """What a cluster may claim: one set for each distinct grouping, the best first.

    speakers  the records that some grouping lets speak for a person
    is_wild   there are too many groupings: only the best is here, and `units` is all it may touch
    """

    options: tuple[Claims, ...]
    units: frozenset[str]
    speakers: tuple[str, ...]
    is_wild: bool = False


@dataclass(frozen=True)
class Knot:
    """Choices that touch units in common, and those units."""

    choices: tuple[Choice, ...]
    units: frozenset[str]

    @property
    def can_be_tried(self) -> bool:
        """Whether the combinations are few enough to take them all."""
        sizes = prod(len(choice.options) for choice in self.choices)
        return sizes <= MOST_TRIALS and not any(choice.is_wild for choice in self.choices)


class SharedCount:
    """A count of organisations or courses in the making."""

    def __init__(self, judge: Judge, dimension: str, sealed: Iterable[SealedRow]) -> None:
        self._judge = judge
        self._dimension = dimension
        self._sealed = frozenset(self._unit_of_sealed(row) for row in sealed if row.counts)
        self._facts = {one.id: one for one in judge.standing.of(Organisation)}
        self._settled = [judge.judgement(one) for one in judge.identities.settled]
        self._fixed = self._by_unit(claim for one in self._settled for claim in self._claims(one))
        self._low, self._high = Adds(), Adds()
        self._sure: set[str] = set()  # units that count whatever the grouping
        self._always: set[str] = set()
        self._ever: set[str] = set()

    def figures(self) -> Figures:
        """Count what nobody's identity touches, then each knot of choices."""
        clusters = self._judge.identities.clusters
        choices = [self._choice(cluster) for cluster in clusters]
        self._sure = self._counted(self._fixed) - self._threatened(choices)
        knots = _knots(choices, self._sure)
        touched = frozenset(unit for knot in knots for unit in knot.units)
        self._count_untouched(touched)
        for knot in knots:
            if knot.can_be_tried:
                self._try(knot)
            else:
                self._bound(knot)
        blocks = [self._judge.judgement(c.records(b)) for c in clusters for b in c.best]
        best = [*self._settled, *blocks]
        claims = self._by_unit(claim for one in best for claim in self._claims(one))
        live = self._counted(claims)
        counted = live | self._sealed
        verdicts = [verdict for one in best for verdict in self._verdicts(one, live)]
        return Figures(
            ranges_of(self._low, self._adds(counted), self._high),
            sum(self._is_new(claims.get(unit, ())) for unit in counted),
            opened(verdicts, self._ever - self._always),
            {key: frozenset(self._with(key, counted)) for key in self._adds(counted)},
            tuple(sorted(counted)) if self._judge.profile.unit is Unit.ORGANISATION else (),
            tuple(
                one.speakers[0] for knot in knots if not knot.can_be_tried for one in knot.choices
            ),
        )

    # units and what they stand in

    def _unit_of(self, judgement: Judgement, moment: Moment) -> str | None:
        if self._judge.profile.unit is Unit.COURSE:
            return self._judge.plans[moment.event].course
        return self._judge.attributes.organisation(judgement.records, moment.at)

    def _unit_of_sealed(self, row: SealedRow) -> str:
        return row.organisation or ""

    def _value(self, unit: str) -> str:
        fact = self._facts.get(unit)
        found = {"country": fact.country, "kind": fact.kind.value} if fact else {}
        return found.get(self._dimension) or NOT_STATED

    def _adds(self, units: Iterable[str]) -> Adds:
        adds = Adds()
        for unit in units:
            adds.update((None, self._value(unit)) if self._dimension else (None,))
        return adds

    def _with(self, key: Key, units: Iterable[str]) -> Iterator[str]:
        return (unit for unit in units if key is None or self._value(unit) == key)

    # claims

    def _claims(self, judgement: Judgement) -> Iterator[Claim]:
        for moment in judgement.moments:
            if (unit := self._unit_of(judgement, moment)) is not None:
                yield Claim(unit, moment, judgement.speaker)

    def _by_unit(self, claims: Iterable[Claim]) -> Mapping[str, list[Claim]]:
        found: dict[str, list[Claim]] = defaultdict(list)
        for claim in claims:
            found[claim.unit].append(claim)
        return found

    def _counted(self, claims: Mapping[str, Iterable[Claim]]) -> set[str]:
        surviving = self._judge.windows.surviving
        return {unit for unit, made in claims.items() if surviving(one.moment for one in made)}

    def _speakers(self, claims: Mapping[str, Iterable[Claim]], units: Iterable[str]) -> set[str]:
        is_inside = self._judge.windows.is_inside
        found = (claim for unit in units for claim in claims.get(unit, ()))
        return {claim.speaker for claim in found if is_inside(claim.moment)}

    def _is_new(self, claims: Iterable[Claim]) -> bool:
        moments = [claim.moment for claim in claims]
        return not moments or self._judge.windows.is_new(moments)

    # open identities

    def _choice(self, cluster: Cluster) -> Choice:
        best = self._option(cluster, cluster.best)
        speakers = tuple(node[0] for node in cluster.nodes)
        if cluster.is_small:
            blocks = cluster.blocks()
            made = {block: self._option(cluster, (block,)) for block in blocks}
            dealt = groupings(blocks, len(cluster.nodes))
            listed = list(islice(dealt, MOST_GROUPINGS + 1))
            if len(listed) <= MOST_GROUPINGS:
                found = (frozenset[Claim]().union(*(made[b] for b in one)) for one in listed)
                options = tuple(dict.fromkeys((best, *found)))
                units = frozenset(claim.unit for option in options for claim in option)
                return Choice(options, units, speakers)
        records = cluster.records((1 << len(cluster.nodes)) - 1)
        return Choice((best,), self._reach(records), speakers, is_wild=True)

    def _option(self, cluster: Cluster, blocks: Iterable[int]) -> Claims:
        judged = (self._judge.judgement(cluster.records(block)) for block in blocks)
        return frozenset(claim for one in judged for claim in self._claims(one))

    def _reach(self, records: Records) -> frozenset[str]:
        """Return every unit that records could claim, however they are grouped."""
        if self._judge.profile.unit is Unit.ORGANISATION:
            return self._judge.attributes.organisations(records)
        events = {presence.event for presence in self._judge.presences(records)}
        return frozenset(self._judge.plans[event].course for event in events)

    def _count_untouched(self, touched: frozenset[str]) -> None:
        claims = {unit: made for unit, made in self._fixed.items() if unit not in touched}
        counted = self._counted(claims)
        settled = self._speakers(claims, counted)
        self._always |= settled
        self._ever |= settled
        adds = self._adds(counted | self._sealed - touched)
        self._low.update(adds)
        self._high.update(adds)

    def _try(self, knot: Knot) -> None:
        """Take every combination of the clusters' groupings."""
        fixed = [claim for unit in knot.units for claim in self._fixed.get(unit, ())]
        adds, speakers = [], []
        for options in product(*(choice.options for choice in knot.choices)):
            claims = self._by_unit([*fixed, *frozenset[Claim]().union(*options)])
            trying = {unit: made for unit, made in claims.items() if unit not in self._sure}
            counted = self._counted(trying)
            adds.append(self._adds(counted | self._sealed & knot.units))
            speakers.append(self._speakers(claims, counted | self._sure))
        for key in {key for one in adds for key in one}:
            self._low[key] += min(one[key] for one in adds)
            self._high[key] += max(one[key] for one in adds)
        self._always |= set.intersection(*speakers)
        self._ever |= set.union(*speakers)

    def _bound(self, knot: Knot) -> None:
        """Say only that each unit may count: those that surely do are not in a knot."""
        fixed = {unit: self._fixed[unit] for unit in knot.units if unit in self._fixed}
        self._low.update(self._adds(self._sealed & knot.units))
        self._high.update(self._adds(knot.units))
        self._ever |= self._speakers(fixed, fixed)
        self._ever |= {speaker for choice in knot.choices for speaker in choice.speakers}

    def _threatened(self, choices: Iterable[Choice]) -> set[str]:
        """Return the units that some grouping may bring a moment from before the period."""
        if self._judge.profile.within is Within.PERIOD:
            return set()
        zone, begins = self._judge.profile.zone, self._judge.period.begins
        found: set[str] = set()
        for choice in choices:
            claims = (claim for option in choice.options for claim in option)
            early = (one.unit for one in claims if local_day(one.moment.at, zone) < begins)
            found.update(choice.units if choice.is_wild else early)
        return found

    # verdicts

    def _verdicts(self, judgement: Judgement, counted: set[str]) -> Iterator[Verdict]:
        yield self._verdict(judgement, counted)
        yield from duplicates(judgement)

    def _verdict(self, judgement: Judgement, counted: set[str]) -> Verdict:
        windows, speaker = self._judge.windows, judgement.speaker
        if not judgement.moments:
            return Verdict(speaker, judgement.reason, detail=judgement.finding.detail)
        inside = [moment for moment in judgement.moments if windows.is_inside(moment)]
        if not inside:
            return Verdict(speaker, Reason.OUTSIDE_PERIOD)
        units = [(self._unit_of(judgement, moment), moment) for moment in inside]
        stated = [(unit, moment) for unit, moment in units if unit is not None]
        if not stated:
            return Verdict(speaker, Reason.NOT_EVALUABLE, detail=NO_ORGANISATION)
        for unit, moment in stated:
            if unit in counted:
                return Verdict(speaker, Reason.COUNTED, moment.at, detail=unit)
        return Verdict(speaker, Reason.OUTSIDE_PERIOD, detail=stated[0][0])


def _knots(choices: Iterable[Choice], sure: set[str]) -> list[Knot]:
    """Tie the choices together that touch a unit in common which does not count for sure."""
    numbered = {f"choice {number:06}": choice for number, choice in enumerate(choices)}
    unions = Unions(numbered)
    for name, choice in numbered.items():
        for unit in choice.units - sure:
            unions.join(name, f"unit {unit}")
    tied = (
        tuple(numbered[name] for name in group if name in numbered)
        for group in unions.groups().values()
    )
    return [Knot(group, frozenset().union(*(one.units for one in group)) - sure) for group in tied]


def count_shared(judge: Judge, dimension: str, sealed: Iterable[SealedRow]) -> Figures:
    """Count organisations or courses."""
    return SharedCount(judge, dimension, sealed).figures()
