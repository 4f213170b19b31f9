"""The meetings of a workshop as a calendar file (RFC 5545)."""

from collections.abc import Iterable
from datetime import timedelta
from zoneinfo import ZoneInfo

from flask import Response
from flask_babel import gettext as _
from icalendar import Calendar, Event

from training.reviews.exports import download
from training.workshops.models import Meeting, Workshop

PRODUCT = "-//UPR Training//Workshops//EN"
MARGIN = timedelta(days=366)  # of the clocks' rules around the meetings
ADDRESSES = "meetings.upr-training"


def calendar_file(workshop: Workshop, meetings: Iterable[Meeting], *, neutral: bool) -> Response:
    """Return the meetings for a calendar, in the workshop's zone; cancelled ones say so.

    neutral   whether a title stands in it that tells nothing to whoever sees the calendar

    The same meetings give the same bytes; the file's name says nothing about the workshop.
    """
    calendar = Calendar()
    calendar.add("prodid", PRODUCT)
    calendar.add("version", "2.0")
    calendar.add("method", "PUBLISH")
    title = _("Appointment") if neutral else workshop.title
    held = tuple(meetings)
    for meeting in held:
        calendar.add_component(entry(meeting, title, workshop.zone))
    days = [one.starts_at.date() for one in held]
    if days:
        calendar.add_missing_timezones(min(days) - MARGIN, max(days) + MARGIN)
    return download(calendar.to_ical(), "meetings")


def entry(meeting: Meeting, title: str, zone: str) -> Event:
    """Return one meeting; a cancellation replaces what a calendar took before."""
    made, clocks = Event(), ZoneInfo(zone)
    made.add("uid", f"{meeting.id}@{ADDRESSES}")
    made.add("dtstamp", meeting.cancelled_at or meeting.workshop.created_at)
    made.add("dtstart", meeting.starts_at.astimezone(clocks))
    made.add("dtend", meeting.ends_at.astimezone(clocks))
    made.add("summary", title)
    made.add("sequence", 1 if meeting.cancelled_at else 0)
    made.add("status", "CANCELLED" if meeting.cancelled_at else "CONFIRMED")
    made.add("class", "PRIVATE")
    made.add("transp", "TRANSPARENT" if meeting.cancelled_at else "OPAQUE")
    return made
