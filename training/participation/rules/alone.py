"""One person in one event: the same judgement as in a count, with the time behind it."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from fractions import Fraction

from training.participation.rules.facts import (
    Completion,
    Event,
    Fact,
    Headcount,
    Meeting,
    Outcome,
    Participation,
    Sealed,
)
from training.participation.rules.histories import Ledger
from training.participation.rules.identity import Records
from training.participation.rules.judging import Judge
from training.participation.rules.ledger import standing
from training.participation.rules.planning import Plan
from training.participation.rules.profile import Basis, Profile
from training.participation.rules.results import Period, Reason
from training.participation.rules.times import FIRST_DAY, MINUTE


@dataclass(frozen=True)
class Alone:
    """What a profile says of one person in one event.

    is_known  whether any fact ties the person to the event, a corrected one among them
    last_day  when they were last there, by the clocks of the event; None where they never were
    attended, planned, asked
              minutes; `asked` is 0 where the profile asks for no share of the minutes
    """

    reason: Reason
    is_known: bool
    last_day: date | None
    attended: int
    planned: int
    asked: int

    @property
    def counts(self) -> bool:
        """Whether the profile counts the person for this event."""
        return self.reason is Reason.COUNTED


def alone(
    facts: Iterable[Fact], profile: Profile, person: str, event: str, as_of: datetime
) -> Alone:
    """Judge one person by what they did in one event, from the first day of the ledger on.

    facts   at least all that is about the event and about the person
    Open identities are taken as `best` takes them. Source: docs/certificates.md.
    """
    inside = _of_event(tuple(facts), event)
    period = Period(FIRST_DAY, as_of.date())
    judge = Judge(Ledger(inside), standing(inside, as_of), profile, period)
    records = _records(judge, person)
    presences = judge.presences(records)
    reason = judge.judgement(records).reason
    plan = judge.plans.get(event)
    if plan and plan.is_self_paced and reason is Reason.ABSENT:
        reason = Reason.NOT_COMPLETED
    return Alone(
        reason=reason,
        is_known=any(_ties(fact, records) for fact in inside),
        last_day=max((one.day for one in presences), default=None),
        attended=sum(one.attended for one in presences) // MINUTE,
        planned=plan.planned // MINUTE if plan else 0,
        asked=_asked(plan, profile) if plan else 0,
    )


def _of_event(facts: tuple[Fact, ...], event: str) -> tuple[Fact, ...]:
    meetings = {one.id for one in facts if isinstance(one, Meeting) and one.event == event}

    def belongs(fact: Fact) -> bool:
        if isinstance(fact, Event):
            return fact.id == event
        if isinstance(fact, Meeting | Completion):
            return fact.event == event or (isinstance(fact, Completion) and _corrects(fact))
        if isinstance(fact, Participation):
            return fact.meeting in meetings or _corrects(fact)
        return not isinstance(fact, Outcome | Headcount | Sealed)

    return tuple(filter(belongs, facts))


def _corrects(fact: Participation | Completion) -> bool:
    """Tell whether a fact replaces another, which may be one of the event's."""
    return bool(fact.supersedes)


def _ties(fact: Fact, records: Records) -> bool:
    return isinstance(fact, Participation | Completion) and fact.person in records


def _records(judge: Judge, person: str) -> Records:
    identities = judge.identities
    blocks = (cluster.records(block) for cluster in identities.clusters for block in cluster.best)
    everybody = (*identities.settled, *blocks)
    return next((one for one in everybody if person in one), (person,))


def _asked(plan: Plan, profile: Profile) -> int:
    shares = {
        Basis.MINUTES_SHARE: profile.minimum * plan.planned,
        Basis.COMPLETION: Fraction(plan.asked),
    }
    return -int(-shares.get(profile.basis, Fraction(0)) // MINUTE)
