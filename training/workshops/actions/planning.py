"""Workshops, their meetings and agenda: planned, changed, cancelled. Nothing here commits."""

import secrets
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date, datetime

from flask_babel import lazy_gettext as _

from training import clock
from training.accounts.models import Person
from training.database import db, hold, new_uid
from training.errors import Refused
from training.learning.actions import FormOfAnotherPage
from training.learning.rules import derived_uid
from training.workshops import queries
from training.workshops.actions.roll import complete_live_activity
from training.workshops.models import AgendaItem, Kind, Meeting, Mode, Workshop, WorkshopAward
from training.workshops.rules import NoSuchTime, Step, code_from, merged, moved, repeated

SEED_BYTES = 16


class AlreadyMarked(Refused):
    """A meeting in which people were marked cannot be cancelled."""

    message = _("People were already marked in this meeting, so it stays.")


class SkippedHour(Refused):
    """A meeting would begin while the clocks go forward."""

    message = _(
        "One of the meetings would fall into an hour that the clocks skip. Choose another day."
    )


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


def plan_workshop(
    uid: str, plan: WorkshopPlan, facilitator_id: str, first: tuple[datetime, int]
) -> Workshop:
    """Plan a workshop with its first meeting (when, minutes); sent twice, planned once.

    Raises FormOfAnotherPage for the id of somebody else's workshop.
    """
    hold(Person, facilitator_id)
    if known := db.session.get(Workshop, uid):
        if known.facilitator_id != facilitator_id:
            raise FormOfAnotherPage
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
    add_meeting(derived_uid(uid, "first meeting"), workshop, *first)
    return workshop


def repeat_workshop(uid: str, workshop: Workshop, title: str, first_day: date) -> Workshop:
    """Plan a workshop again from a day on: its meetings, agenda, course and awards, and no people.

    Sent twice, it is planned once. Raises FormOfAnotherPage and SkippedHour.
    """
    meetings = queries.planned(queries.meetings_of(workshop.id))
    try:
        starts = repeated([one.starts_at for one in meetings], first_day, workshop.zone)
    except NoSuchTime:
        raise SkippedHour from None
    first = (starts[0], meetings[0].minutes)
    again = plan_workshop(uid, plan_of(workshop, title), workshop.facilitator_id, first)
    for old, start in list(zip(meetings, starts, strict=True))[1:]:
        add_meeting(derived_uid(uid, "again", old.id), again, start, old.minutes)
    if not queries.agenda_of(uid):
        write_agenda(again, [replace(step, id="") for step in queries.steps_of(workshop.id)])
    return again


def plan_of(workshop: Workshop, title: str) -> WorkshopPlan:
    """Return what was decided about a workshop, under another title."""
    return WorkshopPlan(
        title=title,
        kind=workshop.kind,
        mode=workshop.mode,
        zone=workshop.zone,
        share=workshop.share,
        programme_id=workshop.programme_id,
        award_ids=queries.awards_of(workshop.id),
        course_id=workshop.course_id,
        activity_id=workshop.activity_id,
    )


def new_code() -> str:
    """Make a join code that no other workshop has."""
    code = code_from(secrets.token_bytes(SEED_BYTES))
    return code if queries.by_code(code) is None else new_code()


def add_meeting(uid: str, workshop: Workshop, starts_at: datetime, minutes: int) -> Meeting:
    """Date a meeting; sent twice, dated once.

    Raises FormOfAnotherPage for the id of another workshop's meeting.
    """
    hold(Workshop, workshop.id)
    if known := db.session.get(Meeting, uid):
        if known.workshop_id != workshop.id:
            raise FormOfAnotherPage
        return known
    meeting = Meeting(id=uid, workshop=workshop, starts_at=starts_at, minutes=minutes)
    db.session.add(meeting)
    return meeting


def cancel_meeting(meeting: Meeting) -> None:
    """Cancel a meeting in which nobody was marked; raises AlreadyMarked.

    One planned meeting fewer may be what somebody lacked to have attended enough.
    """
    hold(Meeting, meeting.id)
    if queries.marks_in([meeting.id]):
        raise AlreadyMarked
    meeting.cancelled_at = meeting.cancelled_at or clock.now()
    db.session.flush()
    complete_live_activity(meeting.workshop)


def set_agenda(workshop: Workshop, wanted: Iterable[Step]) -> None:
    """Let the agenda hold the wanted steps; those that it has keep their place."""
    hold(Workshop, workshop.id)
    write_agenda(workshop, merged(queries.steps_of(workshop.id), wanted))


def change_step(workshop: Workshop, step: Step, place: int) -> None:
    """Give a step of the agenda other minutes and another place, counted from 1."""
    hold(Workshop, workshop.id)
    write_agenda(workshop, moved(queries.steps_of(workshop.id), step, place))


def write_agenda(workshop: Workshop, steps: Iterable[Step]) -> None:
    """Make the agenda these steps in this order."""
    left = {item.id: item for item in queries.agenda_of(workshop.id)}
    for position, step in enumerate(steps):
        item = left.pop(step.id, None)
        if item is None:
            item = AgendaItem(id=new_uid(), workshop_id=workshop.id, activity_id=step.activity_id)
            db.session.add(item)
        item.position, item.title, item.minutes = position, step.title, step.minutes
    for item in left.values():
        db.session.delete(item)
