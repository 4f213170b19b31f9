"""Who comes into a workshop, and how: by code, with a card, or new. Nothing here commits."""

from dataclasses import dataclass

from flask_babel import lazy_gettext as _

from training import clock
from training.accounts.actions import admit
from training.accounts.models import Person
from training.accounts.queries import account_of_person, person_of_card
from training.database import db, hold, new_uid
from training.errors import Refused
from training.learning.actions import FormOfAnotherPage, enrol
from training.workshops import queries
from training.workshops.models import Part, Registration, Workshop
from training.workshops.rules import join_code


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


@dataclass(frozen=True)
class Newcomer:
    """Somebody who was never here before; the id was made with the form."""

    id: str
    name: str
    language: str


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
