"""Reads for those who report: targets, and all that their desk shows."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime
from fractions import Fraction
from typing import Any

from sqlalchemy import Select, select

from training import clock
from training.database import db
from training.errors import NotFound
from training.outcomes.rules import LINE
from training.participation import queries as ledger
from training.participation import rules as counting
from training.participation.queries.protection import organisations
from training.participation.queries.reading import reading
from training.participation.rules import (
    Answer,
    Audience,
    Count,
    Hidden,
    Ledger,
    Period,
    Profile,
    ProtectedTable,
    Question,
    Thresholds,
    Uncounted,
)
from training.participation.rules.doses import doses
from training.participation.rules.times import local_day
from training.reports import rules
from training.reports.models import Target
from training.reports.rules import Column, Progress, Step

ORGANISATION = "organisation"


def period_of(target: Target) -> Period:
    """Return the days of a target."""
    return Period(target.begins, target.ends)


def targets(programme_id: str) -> tuple[Target, ...]:
    """Return the last state of each target that is pursued, of a programme or of the whole."""
    wanted = select(Target).where(Target.programme_id == (programme_id or None))
    return tuple(one for one in _last_states(wanted) if one.number is not None)


def targets_in(reach: frozenset[str] | None) -> tuple[Target, ...]:
    """Return the last state of each target in reach, also of those no longer pursued."""
    wanted = select(Target)
    if reach is not None:
        wanted = wanted.where(Target.programme_id.in_(reach))
    return _last_states(wanted)


def _last_states(wanted: Select[Target]) -> tuple[Target, ...]:
    last = {one.first_id: one for one in db.session.scalars(wanted.order_by(Target.place))}
    return tuple(
        sorted(last.values(), key=lambda one: (one.begins, one.ends, one.indicator, one.id))
    )


def history(first_id: str) -> tuple[Target, ...]:
    """Return all that a target ever said, the oldest first; empty for none."""
    wanted = select(Target).where(Target.first_id == first_id).order_by(Target.place)
    return tuple(db.session.scalars(wanted))


def history_or_404(first_id: str, reach: frozenset[str] | None) -> tuple[Target, ...]:
    """Return all that a target in reach ever said; raises NotFound. None reaches everything."""
    found = history(first_id)
    if not found or (reach is not None and found[0].programme_id not in reach):
        raise NotFound
    return found


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
class Figure:
    """A count as a reader may see it; the count itself only says how it was made."""

    count: Count
    table: ProtectedTable


@dataclass(frozen=True)
class Aim:
    """A target, the figure it is about, and how the one stands to the other."""

    target: Target
    figure: Figure
    progress: Progress


@dataclass(frozen=True)
class Desk:
    """What the desk shows.

    this, before  the chosen year, and the one before it
    beside        what was done in the chosen year: organisations with submissions, joint statements
    by_then       the year before as far as it had come by the same day; None for the public, once
                  the year is over, and where those counted have no day
    years         each year since anybody was counted, at most five, the chosen one last
    steps, along  the chosen year by its months or quarters, and the columns of it; None and empty
                  where those counted have no day
    doses         all who took part in the chosen year, by how much of what was planned they
                  reached; None where those counted have no day, or where it would take long
    groups, names
                  the chosen year by the chosen dimension, and what organisations are called by id
    uncounted     people of the chosen year who were counted without records; nobody where figures
                  are not for the house
    open          how many records wait for somebody to say who is who
    is_kept, is_current
                  some figures were made earlier, and whether the ledger is as it was then
    titles, zones, programme
                  how definitions are called and where their days begin, by id, and whose part of
                  the ledger it is, in words: as they may leave the house to the audience
    """

    this: Figure
    before: Figure
    beside: tuple[Figure, ...]
    by_then: Figure | None
    years: tuple[Column, ...]
    steps: Figure | None
    along: tuple[Column, ...]
    doses: Figure | None
    groups: Figure | None
    names: Mapping[str, str]
    aims: tuple[Aim, ...]
    uncounted: Uncounted
    open: int
    is_kept: bool
    is_current: bool
    titles: Mapping[str, str]
    zones: Mapping[str, str]
    programme: str

    @property
    def is_empty(self) -> bool:
        """Whether nobody was counted in any of the years."""
        return not any(one.total or one.hidden for one in self.years)


@dataclass(frozen=True)
class Tasks:
    """What waits for those who look after the figures.

    unsigned  how many issued counts no second person has signed off
    due       a quarter that is over, and for which no count was issued
    """

    unsigned: int
    due: Period | None


def tasks(reach: frozenset[str] | None, programme_id: str) -> Tasks:
    """Return what waits among the issued counts in reach, and in a programme or the whole."""
    issued = ledger.tallies(reach)
    corrected = {one.tally.supersedes for one in issued}
    standing = [one for one in issued if one.tally.number not in corrected]
    own = (one.ends for one in standing if (one.tally.programme_id or "") == programme_id)
    return Tasks(
        unsigned=sum(one.tally.signed_at is None for one in standing),
        due=rules.due(own, clock.now().date()),
    )


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


def kept(questions: Collection[Question]) -> Mapping[Question, Answer]:
    """Return the answers that are kept since they took long, in a fixed number of queries."""
    states, now = ledger.last_states(questions), ledger.fingerprint()
    return {
        one: ledger.answer_in(one, states[one.key], now)
        for one in questions
        if one.key in states and ledger.took_long(states[one.key].milliseconds)
    }


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


def desk(
    plan: Plan, found: Mapping[Question, Answer], shares: Mapping[Fraction, int] | None
) -> Desk:
    """Put together what the desk shows from what was counted for it.

    shares  how many people of the chosen year reached which share of what was planned; None where
            that was not worked out
    """
    asked, this, before = plan.asked, found[plan.year], found[plan.years[-2]]
    show, has_days = Shower(asked.audience, ledger.thresholds()), rules.has_days(this.count)
    steps = show.figure(rules.by_step(this, asked.step)) if has_days else None
    years = rules.worth_showing([found[one].count for one in plan.years])
    return Desk(
        this=show.figure(this.count),
        before=show.figure(before.count),
        beside=tuple(show.figure(found[one].count) for one in plan.line),
        by_then=_by_then(before, asked, show),
        years=tuple(map(show.year, years)),
        steps=steps,
        along=rules.along(steps.table, today(asked.profile)) if steps else (),
        doses=show.figure(rules.by_dose(this.count, shares)) if has_days and shares else None,
        groups=show.figure(found[plan.cut].count) if plan.cut else None,
        names={key: name for key, name, _home in organisations()}
        if asked.by == ORGANISATION
        else {},
        aims=tuple(show.aim(one, found[asks].count) for one, asks in plan.aimed.items()),
        uncounted=_uncounted(plan),
        open=this.reasons.get(counting.Reason.IDENTITY_OPEN, 0),
        is_kept=shares is None,
        is_current=all(one.is_current for one in found.values()),
        **_words(asked, tuple({one.profile.id: one.profile for one in plan.questions}.values())),
    )


def _names(dimension: str) -> Mapping[str, str]:
    if dimension != ORGANISATION:
        return {}
    return {key: name for key, name, _home in organisations()}


def _uncounted(plan: Plan) -> Uncounted:
    asked, period = plan.asked, plan.year.period
    if not asked.is_internal or asked.profile.counts_outcomes:
        return counting.NOBODY
    days = (period.begins, period.ends)
    return ledger.headcounts(asked.profile, days, clock.now(), asked.programme_id)


def _words(asked: Asked, profiles: Collection[Profile]) -> Mapping[str, Any]:
    """Return what stands beside figures, without names that never leave the house (R4)."""
    plain = [asked.programme, *(one.title for one in profiles), *(one.zone for one in profiles)]
    programme, *told = ledger.outgoing(plain, asked.audience)
    titles, zones = told[: len(profiles)], told[len(profiles) :]
    return {
        "programme": programme,
        "titles": {one.id: title for one, title in zip(profiles, titles, strict=True)},
        "zones": {
            one.id: zone if zone == one.zone else "UTC"
            for one, zone in zip(profiles, zones, strict=True)
        },
    }


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


@dataclass(frozen=True)
class Shower:
    """Shows counts to one audience, and nothing that it may not see."""

    audience: str
    thresholds: Thresholds

    def table(self, count: Count) -> ProtectedTable:
        """Protect a count; the settings are looked up once for all of them."""
        return counting.protect(count, Audience(self.audience), self.thresholds)

    def figure(self, count: Count) -> Figure:
        """Keep a protected count together with how it was made."""
        return Figure(count, self.table(count))

    def year(self, count: Count) -> Column:
        """Make the column of a year, cut into new and returning people."""
        cut = self.table(rules.by_novelty(count))
        return rules.yearly(count.period.begins, self.table(count), cut)

    def aim(self, target: Target, count: Count) -> Aim:
        """Put a target beside what was reached, as far as the audience may know.

        To the public only whole years are shown: figures of other days would, taken from those of
        the year, leave a few people (R7, R11).
        """
        figure, number = self.figure(count), target.number or 1
        if figure.table.audience is Audience.PUBLIC and not rules.is_whole_year(count.period):
            hidden = replace(figure.table.total, numbers=None, hidden=Hidden.COMPLEMENT)
            figure = replace(figure, table=replace(figure.table, total=hidden))
        reached = figure.table.total.numbers
        judged = rules.progress(number, count.period, reached, today(count.profile))
        return Aim(target, figure, judged)


def today(profile: Profile) -> date:
    """Return the day it is where the days of a profile begin."""
    return local_day(clock.now(), profile.zone)


def touches(target: Target, year: Period) -> bool:
    """Tell whether a target has a day in common with a year."""
    return target.begins <= year.ends and year.begins <= target.ends


def _last_years(year: int) -> range:
    return range(year - rules.YEARS_SHOWN + 1, year + 1)


def _by_then(before: Answer, asked: Asked, show: Shower) -> Figure | None:
    day = today(asked.profile)
    if show.audience == Audience.PUBLIC:
        return None  # the whole year would tell on those who came after that day
    if day.year != asked.year or not rules.has_days(before.count):
        return None
    return show.figure(rules.until(before, rules.same_day_in(asked.year - 1, day)))
