"""What staff do with the calendar. Nothing here commits."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from flask_babel import lazy_gettext as _
from sqlalchemy import func, select, update

from training import clock
from training.audit.actions import record
from training.audit.rules import Act
from training.database import db
from training.errors import NotFound, Refused
from training.reviews.models import CalendarDate, CalendarPlace, CalendarRule
from training.reviews.rules import Source, Span, Status, Step


class RuleChanged(Refused):
    """Somebody saved another version of the rule while this one was being written."""

    message = _("Somebody else has changed the rule in the meantime. Look at it again.")


@dataclass(frozen=True)
class About:
    """Who enters something, where they read it, and the day on which it was so."""

    person_id: str
    source: Source
    as_of: date


@dataclass(frozen=True)
class Dated:
    """What a date is for: a step of a session, for one State or for all (no country)."""

    session: int
    country: str
    step: Step


def enter_date(uid: str, what: Dated, span: Span, status: Status, about: About) -> CalendarDate:
    """Enter a date, which goes before all that is worked out; sent twice, entered once."""
    if known := db.session.get(CalendarDate, uid):
        return known
    row = CalendarDate(
        id=uid,
        session=what.session,
        country=what.country,
        step=what.step,
        first_day=span.first,
        last_day=span.last,
        status=status,
        source=about.source.title,
        address=about.source.address or None,
        as_of=about.as_of,
        entered_at=clock.now(),
        entered_by=about.person_id,
    )
    db.session.add(row)
    record(Act.CALENDAR_CHANGED, f"{what.session} {what.country}".strip(), what.step.value)
    return row


def take_back(entry_id: str) -> CalendarDate:
    """Take an entered date back: what stood before stands again. Raises NotFound."""
    row = db.session.get(CalendarDate, entry_id)
    if row is None:
        raise NotFound
    if row.taken_back_at is None:
        row.taken_back_at = clock.now()
        about = f"{row.session} {row.country}".strip()
        record(Act.CALENDAR_CHANGED, about, f"{Step(row.step).value} taken back")
    return row


def place(uid: str, country: str, session: int, about: About) -> CalendarPlace:
    """Enter in which session a State is reviewed; sent twice, entered once."""
    if known := db.session.get(CalendarPlace, uid):
        return known
    row = CalendarPlace(
        id=uid,
        country=country,
        session=session,
        source=about.source.title,
        address=about.source.address or None,
        as_of=about.as_of,
        entered_at=clock.now(),
        entered_by=about.person_id,
    )
    db.session.add(row)
    record(Act.CALENDAR_CHANGED, f"{session} {country}", "place")
    return row


def change_rule(
    uid: str, based_on: int, weeks: Mapping[Step, tuple[int, int]], source: str, saved_by: str
) -> CalendarRule:
    """Save a version of the rule; sent twice, saved once. Raises RuleChanged.

    based_on   the version that was on the page
    """
    if known := db.session.get(CalendarRule, uid):
        return known
    db.session.execute(update(CalendarRule).values(number=CalendarRule.number))
    newest = db.session.scalar(select(func.max(CalendarRule.number))) or 0
    if newest != based_on:
        raise RuleChanged
    row = CalendarRule(
        id=uid,
        number=newest + 1,
        weeks={step.value: list(pair) for step, pair in weeks.items()},
        source=source,
        saved_at=clock.now(),
        saved_by=saved_by,
    )
    db.session.add(row)
    record(Act.CALENDAR_CHANGED, f"rule {row.number}")
    return row
