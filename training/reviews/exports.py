"""Dates of reviews as an iCalendar file (RFC 5545): whole days, the same bytes each time."""

from collections.abc import Iterable
from datetime import UTC, datetime, time, timedelta
from uuid import NAMESPACE_URL, uuid5

from flask import Response
from flask_babel import lazy_gettext as _
from icalendar import Calendar, Event

from training.i18n import country_name, days
from training.reviews.rules import Deadline, Status, Step

STEP_NAMES = {
    Step.CONSULTATIONS: _("National consultations"),
    Step.SUBMISSION: _("Written submissions are due"),
    Step.NATIONAL_REPORT: _("The national report is due"),
    Step.APPLICATION: _("Apply to speak at the pre-session"),
    Step.DOCUMENTS: _("The three documents are online"),
    Step.PRE_SESSION: _("Pre-session"),
    Step.REVIEW: _("Review in the Working Group"),
    Step.ADDENDUM: _("The State answers the recommendations"),
    Step.ADOPTION: _("Adoption in the Human Rights Council"),
    Step.MID_TERM: _("Mid-term report"),
    Step.NEXT_REVIEW: _("Next review"),
}
STATUS_WORDS = {
    Status.PUBLISHED: _("published"),
    Status.MEASURED: _("worked out from published dates"),
    Status.EXPECTED: _("expected"),
}


def calendar_file(deadlines: Iterable[Deadline], *, neutral: bool) -> bytes:
    """Return a calendar with an event for each step; a range of days is one long event.

    neutral   say neither State nor step: for phones that others look at
    """
    made = Calendar()
    made.add("prodid", "-//Training//Calendar//EN")
    made.add("version", "2.0")
    made.add("calscale", "GREGORIAN")
    for one in deadlines:
        made.add_component(event(one, neutral=neutral))
    return bytes(made.to_ical())


def event(one: Deadline, *, neutral: bool) -> Event:
    """Return the event of a step. Its id never changes, so that a moved date moves."""
    made = Event()
    changed = one.entered_at or datetime.combine(one.as_of, time(), UTC)
    made.add("uid", str(uuid5(NAMESPACE_URL, f"calendar:{one.key}")))
    made.add("dtstamp", changed.replace(microsecond=0))
    made.add("dtstart", one.span.first)
    made.add("dtend", one.span.last + timedelta(days=1))
    made.add("transp", "TRANSPARENT")
    made.add("summary", str(_("Date to keep in mind")) if neutral else title(one))
    if not neutral:
        made.add("description", description(one))
    return made


def title(one: Deadline) -> str:
    """Say what is due, and for whom."""
    who = country_name(one.country) if one.country else _("UPR")
    return f"{who}: {STEP_NAMES[one.step]}"


def description(one: Deadline) -> str:
    """Say how sure a date is, who says so, and when that was so."""
    return str(
        _(
            "Session %(session)s. %(days)s, %(status)s. Source: %(source)s. As of %(as_of)s.",
            session=one.session,
            days=days(one.span.first, one.span.last),
            status=STATUS_WORDS[one.status],
            source=one.source.title,
            as_of=days(one.as_of, one.as_of),
        )
    )


def download(content: bytes, name: str = "calendar") -> Response:
    """Send a calendar; like every page it is kept nowhere: it says what matters to whom.

    name   of the file, without its ending
    """
    answer = Response(content, content_type="text/calendar; charset=utf-8")
    answer.headers["Content-Disposition"] = f'attachment; filename="{name}.ics"'
    answer.vary.add("Accept-Language")
    return answer
