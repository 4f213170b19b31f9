"""What has to be counted for a desk, what of it is kept, and the ledger read for the rest."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import datetime
from fractions import Fraction

from training import clock
from training.outcomes.rules import LINE
from training.participation import queries as ledger
from training.participation import rules as counting
from training.participation.queries.reading import reading
from training.participation.rules import (
    Answer,
    Audience,
    Count,
    Ledger,
    Period,
    Profile,
    Question,
)
from training.participation.rules.doses import doses
from training.reports import rules
from training.reports.models import Target
from training.reports.queries.targets import period_of, targets, touches
from training.reports.rules import Step


@dataclass(frozen=True)
class Asked:
    """What a reader wants on the desk, and as whom they read it.

    programme  how it is called, or that all of them are meant
    audience   decides how small a figure may be; internal for those who may see people
    anew       count everything, also where an answer is kept since it took long
    """

    profile: Profile
    year: int
    programme_id: str
    programme: str
    audience: str
    by: str
    step: Step
    anew: bool = False

    @property
    def is_internal(self) -> bool:
        """Whether figures are shown before protection."""
        return self.audience == Audience.INTERNAL

    def question(self, period: Period, by: str = "") -> Question:
        """Ask by the chosen definition and in the chosen programme."""
        return Question(self.profile, period, by, self.programme_id)


@dataclass(frozen=True)
class Plan:
    """What has to be counted for a desk.

    year    the chosen year in totals; `cut` is the same by a dimension, if one was chosen
    years   the chosen year and those before it, the oldest first
    line    what came of the training in the chosen year
    aimed   for each target that touches it, what it is about
    """

    asked: Asked
    years: tuple[Question, ...]
    line: tuple[Question, ...]
    cut: Question | None
    aimed: Mapping[Target, Question]

    @property
    def year(self) -> Question:
        """The chosen year."""
        return self.years[-1]

    @property
    def questions(self) -> tuple[Question, ...]:
        """Everything that is to be counted, each once."""
        cut = (self.cut,) if self.cut else ()
        return tuple(dict.fromkeys((*self.years, *self.line, *cut, *self.aimed.values())))


def plan(asked: Asked) -> Plan:
    """Return what has to be counted for a desk."""
    profiles = {one.id: one for one in ledger.profiles()}
    year = rules.year_of(asked.year)
    return Plan(
        asked=asked,
        years=tuple(asked.question(rules.year_of(one)) for one in _last_years(asked.year)),
        line=_line(asked, profiles),
        cut=asked.question(year, asked.by) if asked.by else None,
        aimed=_aimed(asked, profiles),
    )


def _last_years(year: int) -> range:
    return range(year - rules.YEARS_SHOWN + 1, year + 1)


def _aimed(asked: Asked, profiles: Mapping[str, Profile]) -> Mapping[Target, Question]:
    """Return the targets that touch the chosen year, and what is to be counted for each."""
    year = rules.year_of(asked.year)
    return {
        one: Question(profiles[one.indicator], period_of(one), programme_id=asked.programme_id)
        for one in targets(asked.programme_id)
        if one.indicator in profiles and touches(one, year)
    }


def _line(asked: Asked, profiles: Mapping[str, Profile]) -> tuple[Question, ...]:
    """Return the rest of the line of figures: what came of the training in the chosen year."""
    year, others = rules.year_of(asked.year), (profiles[one] for one in LINE if one in profiles)
    return tuple(
        Question(one, year, programme_id=asked.programme_id)
        for one in others
        if one.counts_outcomes and one != asked.profile
    )


def kept(questions: Collection[Question]) -> Mapping[Question, Answer]:
    """Return the kept answers to be shown: those that took long, and all where all of them hold.

    Where counting is quick, other pages may have kept a few; then everything is counted. It takes
    a fixed number of queries.
    """
    states, now = ledger.last_states(questions), ledger.fingerprint()
    found = {one: states[one.key] for one in questions if one.key in states}
    slow = {one for one, state in found.items() if ledger.took_long(state.milliseconds)}
    holding = {one for one, state in found.items() if state.ledger == now}
    wanted = slow | holding if slow or len(holding) == len(questions) else slow
    return {one: ledger.answer_in(one, found[one], now) for one in questions if one in wanted}


@dataclass(frozen=True)
class Reading:
    """One part of the ledger as it is now, read once for everything that is asked about it."""

    ledger: Ledger
    at: datetime

    def count(self, question: Question) -> Count:
        """Count what is asked."""
        about = (question.profile, question.period, self.at, question.by or None)
        return counting.count_ledger(self.ledger, *about)

    def doses(self, question: Question) -> Mapping[Fraction, int]:
        """Say how many people reached which share of what was planned."""
        return doses(self.ledger, question.profile, question.period, self.at)


def read(questions: Collection[Question]) -> Reading:
    """Read all that questions about one part of the ledger need, as of now."""
    now = clock.now()
    dimensions = (counting.dimensions_read(one.profile, one.by) for one in questions)
    programme_id = next(iter(questions)).programme_id
    found = reading(frozenset().union(*dimensions), now, programme_id)
    marks, persons = tuple(found.marks), tuple(found.persons)
    attributes = tuple(found.attributes)
    return Reading(Ledger(found.facts, marks, persons, attributes), now)
