"""Reads about workshops, meetings, rosters and marks.

Who facilitates a workshop sees its roster; all others only what concerns themselves.
"""

from training.workshops.queries.ahead import (
    EARLY,
    meeting_rows,
    meetings_ahead,
    rolls_due,
    workshops_led_by,
)
from training.workshops.queries.facts import facts
from training.workshops.queries.planned import (
    agenda_in,
    agenda_of,
    attended_by,
    awards_of,
    by_code,
    course_of,
    led_by,
    live_activity,
    meeting_of,
    meetings_of,
    planned,
    standing_of,
    step_of,
    steps_of,
    taken_by,
    workshop_or_404,
)
from training.workshops.queries.roll import (
    Row,
    marks_in,
    own_marks,
    registered,
    roster,
    to_complete,
)

__all__ = [
    "EARLY",
    "Row",
    "agenda_in",
    "agenda_of",
    "attended_by",
    "awards_of",
    "by_code",
    "course_of",
    "facts",
    "led_by",
    "live_activity",
    "marks_in",
    "meeting_of",
    "meeting_rows",
    "meetings_ahead",
    "meetings_of",
    "own_marks",
    "planned",
    "registered",
    "rolls_due",
    "roster",
    "standing_of",
    "step_of",
    "steps_of",
    "taken_by",
    "to_complete",
    "workshop_or_404",
    "workshops_led_by",
]
