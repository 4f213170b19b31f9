"""Counting outcomes: what training led to, each once, by its own date."""

from collections.abc import Iterable, Iterator
from datetime import date

from training.participation.rules.facts import Outcome
from training.participation.rules.figures import Figures, ranges_of
from training.participation.rules.judging import Judge
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
        tuple(_on_outcomes(judge, every)),
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
        tuple(_on_doers(judge, every)),
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


def _why(judge: Judge, days: Iterable[date]) -> Reason:
    is_inside = any(day in judge.period for day in days)
    return Reason.COUNTED if is_inside else Reason.OUTSIDE_PERIOD


def _on_outcomes(judge: Judge, outcomes: Iterable[Outcome]) -> Iterator[Verdict]:
    """Say of each outcome, in place of each person, why it is counted or not."""
    for one in outcomes:
        yield Verdict(one.id, _why(judge, [one.date]), detail=one.kind)


def _on_doers(judge: Judge, outcomes: Iterable[Outcome]) -> Iterator[Verdict]:
    """Say of each organisation, in place of each person, why it is counted or not."""
    days: dict[str, list[date]] = {}
    for outcome in outcomes:
        for organisation in outcome.organisations:
            days.setdefault(organisation, []).append(outcome.date)
    for organisation, mine in sorted(days.items()):
        yield Verdict(organisation, _why(judge, mine))
