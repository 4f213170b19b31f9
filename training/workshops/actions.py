"""What facilitators and participants do about workshops. Nothing here commits.

Whoever writes about a workshop or a meeting first holds its row, so that what arrives twice at
the same moment is kept once.
"""

import secrets
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime

from flask_babel import lazy_gettext as _

from training import clock
from training.accounts.actions import admit
from training.accounts.models import Person
from training.accounts.queries import account_of_person, person_of_card
from training.database import db, hold, new_uid
from training.errors import Refused
from training.learning.actions import FormOfAnotherPage, complete_live, enrol
from training.learning.rules import derived_uid
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
from training.workshops.rules import Step, code_from, join_code, merged, moved

SEED_BYTES = 16


class UnknownCode(Refused):
    """A join code that opens no workshop."""

    message = _("No workshop has this code. Look at it once more, or ask the facilitator.")


class NameMissing(Refused):
    """Somebody wants to come in without saying who they are."""

    message = _("Write a display name, or the code of your card if you have one.")


class UnknownCard(Refused):
    """A card code that belongs to nobody."""

    message = _("Nobody has this card. Look at the code once more, or write a display name.")


class PassphraseNeeded(Refused):
    """A card whose person chose a passphrase does not open anything alone."""

    message = _("This card works together with a passphrase. Sign in first, then join.")


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
class Newcomer:
    """Somebody who was never here before; the id was made with the form."""

    id: str
    name: str
    language: str


@dataclass(frozen=True)
class Sheet:
    """A roll as it was filled in: the mark of each person, and the mark each row was based on."""

    id: str
    marks: Mapping[str, Mark]
    basis: Mapping[str, str]


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


def open_with(code: str) -> Workshop:
    """Return the workshop that a typed code opens; raises UnknownCode."""
    workshop = queries.by_code(join_code(code))
    if workshop is None:
        raise UnknownCode
    return workshop


def returning(card: str) -> Person:
    """Return whose card it is, if the card alone says so; raises UnknownCard, PassphraseNeeded."""
    person = person_of_card(card)
    if person is None:
        raise UnknownCard
    if account_of_person(person.id):
        raise PassphraseNeeded
    return person


def register(workshop: Workshop, person_id: str) -> Registration:
    """Put a person on a workshop's roster and into its course; done twice, they are there once.

    Who facilitates the workshop is on the roster as such.
    """
    hold(Workshop, workshop.id)
    if known := db.session.get(Registration, (workshop.id, person_id)):
        return known
    leads = workshop.facilitator_id == person_id
    registration = Registration(
        workshop_id=workshop.id,
        person_id=person_id,
        part=Part.FACILITATOR if leads else Part.TRAINEE,
        registered_at=clock.now(),
    )
    db.session.add(registration)
    db.session.flush()
    if not leads:
        begin_course(workshop, person_id)
    return registration


def begin_course(workshop: Workshop, person_id: str) -> None:
    """Let a participant take the workshop's course, in their language where it has it."""
    person = db.session.get_one(Person, person_id)
    course = queries.course_of(workshop, person.language)
    if course:
        enrol(new_uid(), person_id, course.id, course.language)


def come_in(workshop: Workshop, newcomer: Newcomer, offered: str) -> Person:
    """Admit somebody new, with a card, and register them; the same form twice admits once.

    offered   the id that this browser was given with its form. An id that somebody has already is
              accepted only from there, and only while they have no passphrase: nobody becomes
              somebody else by sending their id.

    Raises NameMissing and FormOfAnotherPage.
    """
    hold(Workshop, workshop.id)
    if not newcomer.name:
        raise NameMissing
    known = db.session.get(Person, newcomer.id)
    if known and (newcomer.id != offered or account_of_person(known.id)):
        raise FormOfAnotherPage
    person = admit(newcomer.id, newcomer.name, newcomer.language)
    register(workshop, person.id)
    return person


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
