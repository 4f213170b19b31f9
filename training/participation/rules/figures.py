"""What counting one kind of unit yields, and the verdicts that go with it."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace

from training.participation.rules.identity import Cluster
from training.participation.rules.judging import Judgement
from training.participation.rules.ranges import Adds, Key
from training.participation.rules.results import Range, Reason, Verdict


@dataclass(frozen=True)
class Figures:
    """The figures by key (None is the total), and why.

    backing         for each key the organisations that those counted belong to
    organisations   what was counted, where the unit is the organisation
    bounded         for each cluster that was too large to try: the record that speaks for it
    """

    ranges: Mapping[Key, Range]
    new: int
    verdicts: tuple[Verdict, ...]
    backing: Mapping[Key, frozenset[str]] = field(default_factory=dict)
    organisations: tuple[str, ...] = ()
    bounded: tuple[str, ...] = ()
    confidential: int = 0


def ranges_of(low: Adds, best: Adds, high: Adds) -> dict[Key, Range]:
    """Put three sets of figures together, the total always among them."""
    keys = {None, *low, *best, *high}
    return {key: Range(low[key], best[key], high[key]) for key in keys}


def verdicts_on(judgement: Judgement) -> list[Verdict]:
    """Say why the least record of a person counts or not, and that the rest are duplicates."""
    moment = judgement.things[0].first.at if judgement.things else None
    speaker = judgement.speaker
    finding = judgement.finding
    return [
        Verdict(speaker, finding.reason, moment, None, finding.detail),
        *duplicates(judgement),
    ]


def duplicates(judgement: Judgement) -> Iterable[Verdict]:
    """Name the records that another one speaks for."""
    speaker = judgement.speaker
    for record in judgement.records[1:]:
        yield Verdict(record, Reason.DUPLICATE_OF, duplicate_of=speaker)


def opened(verdicts: Iterable[Verdict], still_open: Iterable[str]) -> tuple[Verdict, ...]:
    """Mark the records whose being counted depends on the grouping; keep the reason as detail."""
    marked = frozenset(still_open)
    return tuple(
        replace(one, reason=Reason.IDENTITY_OPEN, detail=one.reason.value)
        if one.person in marked
        else one
        for one in verdicts
    )


def wavering(cluster: Cluster, judged: Mapping[int, Judgement]) -> frozenset[str]:
    """Return the records of a cluster that some allowed blocks count and others do not."""
    states: dict[str, set[bool]] = defaultdict(set)
    for block, judgement in judged.items():
        counted = judgement.speaker if judgement.reason is Reason.COUNTED else None
        for place, records in enumerate(cluster.nodes):
            if block >> place & 1:
                states[records[0]].add(records[0] == counted)
    return frozenset(record for record, seen in states.items() if len(seen) > 1)
