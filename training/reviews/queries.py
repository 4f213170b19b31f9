"""Reads of the calendar: sessions, States, what is due; and what staff entered."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from sqlalchemy import select

from training import clock
from training.accounts.models import Person
from training.database import db
from training.errors import NotFound
from training.reviews import rules
from training.reviews.models import CalendarDate, CalendarPlace, CalendarRule
from training.reviews.rules import Calendar, Deadline, Place, Sitting, Step


def calendar() -> Calendar:
    """Return all that is known, in three queries: facts, what staff entered, and the rule."""
    known = rules.facts()
    return Calendar(known, offsets(), tuple(entered()), tuple(placed()))


def offsets() -> rules.Offsets:
    """Return the rule that stands: the last version that staff saved, or the platform's own."""
    newest = select(CalendarRule).order_by(CalendarRule.number.desc()).limit(1)
    row = db.session.scalar(newest)
    return as_offsets(row) if row else rules.facts().offsets


def as_offsets(row: CalendarRule) -> rules.Offsets:
    """Return a version of the rule as plain values."""
    weeks = {Step(step): (int(pair[0]), int(pair[1])) for step, pair in row.weeks.items()}
    source = rules.Source(row.source)
    return rules.Offsets(row.number, weeks, source, row.saved_at.date())


def rule_versions() -> tuple[rules.Offsets, ...]:
    """Return every version of the rule, the last one first, the platform's own at the end."""
    rows = db.session.scalars(select(CalendarRule).order_by(CalendarRule.number.desc()))
    return (*map(as_offsets, rows), rules.facts().offsets)


def entered() -> Iterable[rules.Entered]:
    """Yield the dates that staff entered and nobody took back."""
    standing = select(CalendarDate).where(CalendarDate.taken_back_at.is_(None))
    for row in db.session.scalars(standing):
        given = rules.Given(
            rules.Span(row.first_day, row.last_day),
            rules.Status(row.status),
            rules.Source(row.source, row.address or ""),
            row.as_of,
        )
        step = rules.Step(row.step)
        yield rules.Entered(row.id, row.session, row.country, step, given, row.entered_at)


def placed() -> Iterable[Place]:
    """Yield the sessions of States that staff entered, the earliest entry first."""
    in_order = select(CalendarPlace).order_by(CalendarPlace.entered_at, CalendarPlace.id)
    for row in db.session.scalars(in_order):
        source = rules.Source(row.source, row.address or "")
        yield Place(row.country, row.session, rules.Status.PUBLISHED, source, row.as_of)


def deadlines(country: str) -> tuple[Deadline, ...]:
    """Return every step around every known review of a State, in order; none for another code."""
    return calendar().deadlines(country)


def next_deadline(country: str, today: date) -> Deadline | None:
    """Return what is next for a State, or under way; None where nothing is known."""
    left = rules.ahead(deadlines(country), today)
    return left[0] if left else None


def today() -> date:
    """Return today's date: the calendar's days are days of Geneva, and UTC is near enough."""
    return clock.today()


def country_or_404(country: str) -> str:
    """Return the code of a State of the calendar; raises NotFound."""
    if country not in calendar().countries():
        raise NotFound
    return country


def sitting_or_404(number: int) -> Sitting:
    """Return a session that is known or carried on; raises NotFound."""
    found = calendar().sitting(number)
    if found is None:
        raise NotFound
    return found


@dataclass(frozen=True)
class Session:
    """A session as the calendar lists it: its States, and what is next in it."""

    sitting: Sitting
    places: tuple[Place, ...]
    timeline: tuple[Deadline, ...]
    is_over: bool


def sessions(known: Calendar, day: date) -> tuple[Session, ...]:
    """Return every session of the calendar, in order."""
    return tuple(
        Session(
            one,
            known.states_of(one.number),
            known.timeline(one.number),
            one.days.span.last < day,
        )
        for one in known.sittings()
    )


def next_dates(known: Calendar, day: date, most: int) -> tuple[Deadline, ...]:
    """Return what is next in any session, the nearest first."""
    every = (one for sitting in known.sittings() for one in known.timeline(sitting.number))
    return rules.ahead(every, day)[:most]


def who_entered(steps: Iterable[Deadline]) -> Mapping[str, str]:
    """Return the names of those who entered dates, by entry; whoever was erased has none."""
    ids = [one.entry for one in steps if one.entry]
    named = (
        select(CalendarDate.id, Person)
        .join(Person, Person.id == CalendarDate.entered_by)
        .where(CalendarDate.id.in_(ids))
    )
    return {entry: person.display_name for entry, person in db.session.execute(named)}
