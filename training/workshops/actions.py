"""What facilitators and participants do about workshops. Nothing here commits."""

import secrets
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from flask_babel import lazy_gettext as _
from sqlalchemy import delete

from training import clock
from training.accounts.actions import admit
from training.accounts.models import Person
from training.database import db, new_uid
from training.errors import Refused
from training.learning.actions import complete_live
from training.workshops import queries
from training.workshops.models import (
    AgendaItem,
    Kind,
    Mark,
    Meeting,
    Mode,
    Part,
    Participation,
    Registration,
    Source,
    Workshop,
    WorkshopAward,
)
from training.workshops.rules import code_from, join_code, mark_id

SEED_BYTES = 16


class UnknownCode(Refused):
    """A join code that opens no workshop."""

    message = _("No workshop has this code. Look at it once more, or ask the facilitator.")
    status = 404


class NotYet(Refused):
    """A roll was called before the meeting."""

    message = _("The roll opens half an hour before the meeting begins.")


class Cancelled(Refused):
    """A cancelled meeting has no roll."""

    message = _("This meeting was cancelled. Nobody can be marked in it.")


class AlreadyMarked(Refused):
    """A meeting in which people were marked cannot be cancelled."""

    message = _("People were already marked in this meeting, so it stays.")


@dataclass(frozen=True)
class WorkshopPlan:
    """What a facilitator decides when planning a workshop."""

    title: str
    kind: Kind
    mode: Mode
    zone: str
    share: float
    programme_id: str | None
    award_ids: tuple[str, ...]
    course_id: str | None
    activity_id: str | None


@dataclass(frozen=True)
class Sheet:
    """A roll as it was filled in: the mark of each person, and the mark each row was based on."""

    id: str
    marks: Mapping[str, Mark]
    basis: Mapping[str, str]


def plan_workshop(uid: str, plan: WorkshopPlan, facilitator_id: str) -> Workshop:
    """Plan a workshop; sent twice, planned once."""
    if known := db.session.get(Workshop, uid):
        return known
    workshop = Workshop(
        id=uid,
        title=plan.title,
        kind=plan.kind,
        mode=plan.mode,
        zone=plan.zone,
        share=plan.share,
        join_code=new_code(),
        programme_id=plan.programme_id,
        course_id=plan.course_id,
        activity_id=plan.activity_id,
        facilitator_id=facilitator_id,
        created_at=clock.now(),
    )
    db.session.add(workshop)
    db.session.flush()
    db.session.add_all(
        WorkshopAward(workshop_id=uid, award_id=award_id) for award_id in plan.award_ids
    )
    return workshop


def new_code() -> str:
    """Make a join code that no other workshop has."""
    code = code_from(secrets.token_bytes(SEED_BYTES))
    return code if queries.by_code(code) is None else new_code()


def add_meeting(uid: str, workshop: Workshop, starts_at: datetime, minutes: int) -> Meeting:
    """Date a meeting; sent twice, dated once."""
    if known := db.session.get(Meeting, uid):
        return known
    meeting = Meeting(id=uid, workshop=workshop, starts_at=starts_at, minutes=minutes)
    db.session.add(meeting)
    return meeting


def cancel_meeting(meeting: Meeting) -> None:
    """Cancel a meeting in which nobody was marked; raises AlreadyMarked."""
    if queries.marks_in([meeting.id]):
        raise AlreadyMarked
    meeting.cancelled_at = meeting.cancelled_at or clock.now()


def set_agenda(workshop: Workshop, steps: Sequence[tuple[str | None, str, int]]) -> None:
    """Replace the agenda by steps of (activity id or None, title, minutes), in this order."""
    db.session.execute(delete(AgendaItem).where(AgendaItem.workshop_id == workshop.id))
    db.session.add_all(
        AgendaItem(
            id=new_uid(),
            workshop_id=workshop.id,
            position=position,
            activity_id=activity_id,
            title=title,
            minutes=minutes,
        )
        for position, (activity_id, title, minutes) in enumerate(steps)
    )


def open_with(code: str) -> Workshop:
    """Return the workshop that a typed code opens; raises UnknownCode."""
    workshop = queries.by_code(join_code(code))
    if workshop is None:
        raise UnknownCode
    return workshop


def register(workshop: Workshop, person_id: str, part: Part = Part.TRAINEE) -> Registration:
    """Put a person on a workshop's roster; done twice, they are on it once."""
    if known := db.session.get(Registration, (workshop.id, person_id)):
        return known
    registration = Registration(
        workshop_id=workshop.id, person_id=person_id, part=part, registered_at=clock.now()
    )
    db.session.add(registration)
    return registration


def add_walk_in(workshop: Workshop, person_id: str, name: str, language: str) -> Person:
    """Admit somebody who stands in the door: a new person with a card, on the roster."""
    person = admit(person_id, name, language)
    register(workshop, person.id)
    return person


def take_roll(meeting: Meeting, sheet: Sheet, recorder_id: str) -> tuple[str, ...]:
    """Append a mark for each person whose mark changed; sent twice, appended once.

    A row that somebody else changed after the sheet was shown is left as it is; the names of
    those people are returned. Raises NotYet and Cancelled.
    """
    if meeting.cancelled_at is not None:
        raise Cancelled
    if clock.now() < meeting.starts_at - queries.EARLY:
        raise NotYet
    contested = []
    for row in queries.roster(meeting):
        mark = sheet.marks.get(row.person_id)
        if mark is None or mark == row.mark:
            continue
        if sheet.basis.get(row.person_id, "") != row.basis:
            contested.append(row.name)
            continue
        db.session.add(participation(meeting, row, mark, sheet.id, recorder_id))
    db.session.flush()
    complete_live_activity(meeting.workshop)
    return tuple(contested)


def participation(
    meeting: Meeting, row: queries.Row, mark: Mark, sheet_id: str, recorder_id: str
) -> Participation:
    """Return the fact that a person was, or was not, in a meeting."""
    return Participation(
        id=mark_id(sheet_id, row.person_id),
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
    for person_id in queries.enough(workshop):
        complete_live(person_id, workshop.course_id, workshop.activity_id, clock.now())
