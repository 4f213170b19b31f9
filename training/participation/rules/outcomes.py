"""Counting outcomes: what training led to, each once, by its own date."""

from collections.abc import Iterable, Iterator
from datetime import date

from training.participation.rules.facts import Outcome
from training.participation.rules.figures import Figures, duplicates, ranges_of
from training.participation.rules.judging import Finding, Judge, Judgement
from training.participation.rules.ranges import Adds, Key
from training.participation.rules.results import NOT_STATED, Reason, Verdict
from training.participation.rules.sealing import SealedRow


def count_outcomes(judge: Judge, dimension: str, _: Iterable[SealedRow] = ()) -> Figures:
    """Count the outcomes of the period; sealed rows and open identities do not touch them."""
    every = _of_kinds(judge)
    counted = [one for one in every if one.date in judge.period]
    adds = Adds()
    for outcome in counted:
        adds.update((None, _value(outcome, dimension)) if dimension else (None,))
    return Figures(
        ranges_of(adds, adds, adds),
        len(counted),
        tuple(_verdicts(judge, every)),
        confidential=sum(one.confidential for one in counted),
    )


def count_doers(judge: Judge, dimension: str, _: Iterable[SealedRow] = ()) -> Figures:
    """Count the organisations that had a part in an outcome of the period, each once."""
    every = _of_kinds(judge)
    counted = [one for one in every if one.date in judge.period]
    named: set[tuple[Key, str]] = set()
    for outcome in counted:
        keys = (None, _value(outcome, dimension)) if dimension else (None,)
        named.update((key, who) for key in keys for who in outcome.organisations)
    adds = Adds(key for key, _who in named)
    doers = {who for key, who in named if key is None}
    begins = judge.period.begins
    known = {who for one in every if one.date < begins for who in one.organisations}
    return Figures(
        ranges_of(adds, adds, adds),
        len(doers - known),
        tuple(_verdicts(judge, every)),
        organisations=tuple(sorted(doers)),
        confidential=sum(one.confidential for one in counted),
    )


def _of_kinds(judge: Judge) -> list[Outcome]:
    """Return what the profile's kinds and awards admit; what was withdrawn never happened."""
    kinds, awards = judge.profile.outcome_kinds, judge.awards
    return [
        one
        for one in judge.standing.of(Outcome)
        if not one.withdrawn
        and (kinds is None or one.kind in kinds)
        and (awards is None or one.award in awards)
    ]


def _value(outcome: Outcome, dimension: str) -> str:
    found = {
        "kind": outcome.kind,
        "country": outcome.country,
        "upr_session": outcome.upr_session,
    }
    value = found.get(dimension)
    return NOT_STATED if value is None else str(value)


def _verdicts(judge: Judge, outcomes: list[Outcome]) -> Iterator[Verdict]:
    dates: dict[str, list[date]] = {}
    for outcome in outcomes:
        for person in outcome.persons:
            dates.setdefault(person, []).append(outcome.date)
    identities = judge.identities
    blocks = (cluster.records(block) for cluster in identities.clusters for block in cluster.best)
    for records in (*identities.settled, *blocks):
        named = [day for record in records for day in dates.get(record, ())]
        reason = judge.excluded(records) or _reason(judge, named)
        judgement = Judgement(records, Finding(reason))
        yield Verdict(judgement.speaker, reason)
        yield from duplicates(judgement)


def _reason(judge: Judge, named: list[date]) -> Reason:
    if not named:
        return Reason.ABSENT
    return Reason.COUNTED if any(day in judge.period for day in named) else Reason.OUTSIDE_PERIOD
