"""What a desk shows, put together from what was counted for it."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, replace
from datetime import date
from fractions import Fraction
from typing import Any

from training import clock
from training.participation import queries as ledger
from training.participation import rules as counting
from training.participation.queries.protection import organisations
from training.participation.rules import (
    Answer,
    Audience,
    Count,
    Hidden,
    Profile,
    ProtectedTable,
    Question,
    Thresholds,
    Uncounted,
)
from training.participation.rules.times import local_day
from training.reports import rules
from training.reports.models import Target
from training.reports.queries.planning import Asked, Plan
from training.reports.rules import Column, Progress

ORGANISATION = "organisation"


@dataclass(frozen=True)
class Figure:
    """A count as a reader may see it; the count itself only says how it was made."""

    count: Count
    table: ProtectedTable


@dataclass(frozen=True)
class Aim:
    """The figure that a target is about, in its days, and how it stands to the target."""

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

    def ranked(self, count: Count, programme_id: str) -> Figure:
        """Keep a count by groups, the largest first.

        Whoever reads it can ask for the same people by other groups too (R7): countries, regions
        and organisations are protected as if all were shown.
        """
        table = ledger.protected_alone(count, self.audience, programme_id)
        return Figure(count, replace(table, rows=rules.ranked(table)))

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
        return Aim(figure, judged)


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
        groups=show.ranked(found[plan.cut].count, asked.programme_id) if plan.cut else None,
        names=_names(asked.by),
        aims=tuple(show.aim(one, found[asks].count) for one, asks in plan.aimed.items()),
        uncounted=_uncounted(plan),
        open=this.reasons.get(counting.Reason.IDENTITY_OPEN, 0),
        is_kept=shares is None,
        is_current=all(one.is_current for one in found.values()),
        **_words(asked, tuple({one.profile.id: one.profile for one in plan.questions}.values())),
    )


def _by_then(before: Answer, asked: Asked, show: Shower) -> Figure | None:
    day = today(asked.profile)
    if show.audience == Audience.PUBLIC:
        return None  # the whole year would tell on those who came after that day
    if day.year != asked.year or not rules.has_days(before.count):
        return None
    return show.figure(rules.until(before, rules.same_day_in(asked.year - 1, day)))


def today(profile: Profile) -> date:
    """Return the day it is where the days of a profile begin."""
    return local_day(clock.now(), profile.zone)


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
