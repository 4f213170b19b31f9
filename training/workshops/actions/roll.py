"""Marks on the roll of a meeting, and what attendance completes. Nothing here commits."""

from collections.abc import Mapping
from dataclasses import dataclass

from flask_babel import lazy_gettext as _

from training import clock
from training.database import db, hold
from training.errors import Refused
from training.learning.actions import complete_live
from training.learning.rules import derived_uid
from training.workshops import queries
from training.workshops.models import Mark, Meeting, Participation, Source, Workshop


class NotYet(Refused):
    """A roll was called before the meeting."""

    message = _("The roll opens half an hour before the meeting begins.")


class Cancelled(Refused):
    """A cancelled meeting has no roll."""

    message = _("This meeting was cancelled. Nobody can be marked in it.")


@dataclass(frozen=True)
class Sheet:
    """A roll as it was filled in: the mark of each person, and the mark each row was based on."""

    id: str
    marks: Mapping[str, Mark]
    basis: Mapping[str, str]


def take_roll(meeting: Meeting, sheet: Sheet, recorder_id: str) -> tuple[str, ...]:
    """Append a mark for each person whose mark changed; sent twice, appended once.

    A row that somebody else changed after the sheet was shown is left as it is; the ids of those
    people are returned. Raises NotYet and Cancelled.
    """
    hold(Meeting, meeting.id)
    db.session.refresh(meeting, ["cancelled_at"])
    if meeting.cancelled_at is not None:
        raise Cancelled
    if clock.now() < meeting.starts_at - queries.EARLY:
        raise NotYet
    contested = []
    for row in queries.roster(meeting):
        mark = sheet.marks.get(row.person_id, row.mark)
        if mark is None or mark == row.mark:
            continue
        if sheet.basis.get(row.person_id, "") != row.basis:
            contested.append(row.person_id)
            continue
        db.session.add(participation(meeting, row, mark, sheet.id, recorder_id))
    db.session.flush()
    complete_live_activity(meeting.workshop)
    return tuple(contested)


def participation(
    meeting: Meeting, row: queries.Row, mark: Mark, sheet_id: str, recorder_id: str
) -> Participation:
    """Return the fact that a person was, or was not, in a meeting.

    Its id follows from the sheet and from what it supersedes: no sheet can write it twice.
    """
    return Participation(
        id=derived_uid(sheet_id, meeting.id, row.person_id, row.basis),
        person_id=row.person_id,
        meeting_id=meeting.id,
        part=row.part,
        mode=meeting.workshop.mode,
        mark=mark,
        intervals=None,
        source=Source.ROLL_CALL,
        recorded_by=recorder_id,
        recorded_at=clock.now(),
        supersedes=row.basis or None,
    )


def complete_live_activity(workshop: Workshop) -> None:
    """Complete the workshop's live activity for all who attended enough; never takes it back."""
    if workshop.course_id is None or workshop.activity_id is None:
        return
    for person_id in queries.to_complete(workshop, workshop.activity_id):
        complete_live(person_id, workshop.course_id, workshop.activity_id, clock.now())
