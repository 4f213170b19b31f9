"""How much of what was planned people took part in: the doses behind a count, without the people.

A dose here is the share of one event's planned minutes, whatever a profile asks; it shows where
people fall short of a rule. What is dropped by a profile's filters is dropped here as well.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping
from datetime import datetime
from fractions import Fraction

from training.participation.rules.histories import Ledger
from training.participation.rules.identity import Records
from training.participation.rules.judging import Judge
from training.participation.rules.ledger import standing
from training.participation.rules.presence import Presence
from training.participation.rules.profile import Profile
from training.participation.rules.results import Period
from training.participation.rules.times import local_day

ALL = Fraction(1)


def doses(
    ledger: Ledger, profile: Profile, period: Period, as_of: datetime | None = None
) -> Mapping[Fraction, int]:
    """Say how many people reached which share of an event's planned minutes, at most.

    Each person who was present in the period stands once, with the largest share that they
    reached in one event; a completed self-paced course is a share of 1. Open identities are taken
    as `best` takes them. Erased people have no dose: sealed rows keep none.
    """
    judge = Judge(ledger, standing(ledger.facts, as_of), profile, period)
    shares = (_largest(judge, judge.presences(one)) for one in _people(judge))
    return Counter(share for share in shares if share is not None)


def _people(judge: Judge) -> Iterator[Records]:
    identities = judge.identities
    blocks = (cluster.records(block) for cluster in identities.clusters for block in cluster.best)
    for records in (*identities.settled, *blocks):
        if not judge.excluded(records):
            yield records


def _largest(judge: Judge, presences: Iterable[Presence]) -> Fraction | None:
    attended: Counter[str] = Counter()
    inside: dict[str, bool] = defaultdict(bool)
    shares: list[Fraction] = []
    for one in presences:
        is_inside = local_day(one.at, judge.profile.zone) in judge.period
        inside[one.event] |= is_inside
        attended[one.event] += one.attended
        if one.completes and is_inside:
            shares.append(ALL)
    shares += [
        Fraction(minutes, judge.plans[event].planned)
        for event, minutes in attended.items()
        if inside[event] and judge.plans[event].planned
    ]
    return max(shares, default=None)
