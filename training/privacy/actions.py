"""What a person does about their own data, and what ends by itself. Nothing here commits."""

from collections.abc import Iterable, Mapping
from datetime import timedelta

from flask import current_app
from flask_babel import lazy_gettext as _
from sqlalchemy import delete, exists, select, update

from training import clock
from training.accounts.actions import refuse_last_administrator
from training.accounts.models import Account, Person
from training.accounts.queries import account_of_person
from training.audit.actions import record, record_about
from training.audit.rules import Act
from training.circles.actions import leave
from training.database import db, hold
from training.errors import Refused
from training.identities.actions import forget as forget_hints
from training.learning.actions import FormOfAnotherPage
from training.learning.models import Completion, Draft, Enrolment
from training.participation.actions import forget
from training.participation.queries import facts_about
from training.participation.rules import Fact, everybody_in, wholly
from training.participation.rules import Participation as Attended
from training.privacy import queries
from training.privacy.models import Consent
from training.privacy.rules import WORDING, Link, Purpose, Receipt, Term
from training.workshops.models import NOBODY, Meeting, Participation, Registration, Workshop

YEAR_DAYS = 365


class StillLeads(Refused):
    """Whoever runs workshops cannot leave them without anybody."""

    message = _("Workshops of yours are still listed. Ask staff to hand them over first.")


class NoSuchRecord(Refused):
    """An id under which no file brought anything of a person."""

    message = _("The ledger has nothing about a record “%(record)s” that came from a file.")


def agree(uid: str, person_id: str, purpose: Purpose) -> Consent:
    """Keep that a person agrees to a purpose in the present wording; sent twice, kept once.

    Raises FormOfAnotherPage for an id that stands for another consent, or for one taken back.
    """
    hold(Person, person_id)
    standing = queries.consents_of(person_id).get(purpose)
    if standing and standing.wording == WORDING:
        return standing
    if db.session.get(Consent, uid):
        raise FormOfAnotherPage
    consent = Consent(
        id=uid, person_id=person_id, purpose=purpose, wording=WORDING, given_at=clock.now()
    )
    db.session.add(consent)
    return consent


def withdraw(person_id: str, purpose: Purpose) -> None:
    """Take a consent back; what was never given, or taken back before, stays as it is."""
    hold(Person, person_id)
    if standing := queries.consents_of(person_id).get(purpose):
        standing.withdrawn_at = clock.now()


def delete_drafts(person_id: str) -> int:
    """Erase the wordings of a person's rewrites, not that they wrote them; return how many."""
    hold(Person, person_id)
    own = select(Enrolment.id).where(Enrolment.person_id == person_id)
    ids = db.session.scalars(select(Draft.id).where(Draft.enrolment_id.in_(own))).all()
    db.session.execute(delete(Draft).where(Draft.id.in_(ids)))
    return len(ids)


def erase(person_id: str) -> Receipt:
    """Erase a person and all that hangs on them; sealed rows keep the counts as they were.

    Raises StillLeads and LastAdministrator.
    """
    hold(Person, person_id)
    refuse_needed(person_id)
    rows = sum(len(held.rows) for held in queries.held_on(person_id))
    sealed = forget({person_id: wholly})
    recorded = update(Participation).where(Participation.recorded_by == person_id)
    db.session.execute(recorded.values(recorded_by=NOBODY))
    db.session.execute(delete(Person).where(Person.id == person_id))
    record_about(person_id, Act.ERASURE, rows=rows)
    return receipt(rows, sealed)


def erase_record(record_id: str) -> Receipt:
    """Erase what files brought of somebody without an account; done again, it changes nothing.

    Sealed rows keep the counts as they were, and no file brings the record back. Raises
    NoSuchRecord, also for people of the platform, who erase themselves.
    """
    held = [one for one in facts_about({record_id}) if record_id in everybody_in(one)]
    if not held or db.session.get(Person, record_id) is not None:
        raise NoSuchRecord(record=record_id)
    sealed = forget({record_id: wholly})
    forget_hints([record_id])
    record_about(record_id, Act.ERASURE, rows=len(held))
    return receipt(len(held), sealed)


def receipt(rows: int, sealed: int) -> Receipt:
    """Say what an erasure did today."""
    today = clock.now().date()
    backups = timedelta(days=int(current_app.config["BACKUP_DAYS"]))
    return Receipt(today, rows, sealed, today + backups)


def refuse_needed(person_id: str) -> None:
    """Raise StillLeads or LastAdministrator for somebody whom the platform cannot lose yet."""
    if db.session.scalar(select(exists().where(Workshop.facilitator_id == person_id))):
        raise StillLeads
    refuse_last_administrator(account_of_person(person_id))


def let_go(overdue: Mapping[str, tuple[Term, ...]]) -> int:
    """Seal and erase ties whose term is over; return how many sealed rows they left."""
    departures = {person_id: Leaving(terms).covers for person_id, terms in overdue.items()}
    sealed = forget(departures)
    for person_id, terms in overdue.items():
        for term in terms:
            untie(person_id, term)
    if overdue:
        record(Act.RETENTION, rows=sum(map(len, overdue.values())))
    return sealed


class Leaving:
    """Which facts of a person go with some of their ties."""

    def __init__(self, terms: Iterable[Term]) -> None:
        ids = {link: [one.thing_id for one in terms if one.link is link] for link in Link}
        meetings = select(Meeting.id).where(Meeting.workshop_id.in_(ids[Link.WORKSHOP]))
        completed = select(Completion.id).where(Completion.enrolment_id.in_(ids[Link.COURSE]))
        self._meetings = frozenset(db.session.scalars(meetings))
        self._completions = frozenset(db.session.scalars(completed))

    def covers(self, fact: Fact) -> bool:
        """Tell whether a fact goes."""
        if isinstance(fact, Attended):
            return fact.meeting in self._meetings
        return fact.id in self._completions


def untie(person_id: str, term: Term) -> None:
    """Delete the rows that tie a person to a workshop or a course."""
    if term.link is Link.COURSE:
        db.session.execute(delete(Enrolment).where(Enrolment.id == term.thing_id))
        return
    leave(term.thing_id, person_id)
    meetings = select(Meeting.id).where(Meeting.workshop_id == term.thing_id)
    db.session.execute(
        delete(Registration).where(
            Registration.workshop_id == term.thing_id, Registration.person_id == person_id
        )
    )
    db.session.execute(
        delete(Participation).where(
            Participation.meeting_id.in_(meetings), Participation.person_id == person_id
        )
    )


def drop_strays() -> int:
    """Erase people without an account whose last tie is gone for long; return how many."""
    past = clock.now() - timedelta(days=int(current_app.config["ATTENDANCE_DAYS"]))
    strays = db.session.scalars(
        select(Person.id).where(
            Person.created_at <= past,
            ~exists().where(Account.person_id == Person.id),
            ~exists().where(Registration.person_id == Person.id),
            ~exists().where(Participation.person_id == Person.id),
            ~exists().where(Enrolment.person_id == Person.id),
            ~exists().where(Workshop.facilitator_id == Person.id),
        )
    ).all()
    forget(dict.fromkeys(strays, wholly))
    db.session.execute(delete(Person).where(Person.id.in_(strays)))
    return len(strays)


def drop_old_consents() -> int:
    """Erase consents that were taken back more than a year ago; return how many."""
    past = clock.now() - timedelta(days=YEAR_DAYS)
    ended = db.session.scalars(select(Consent.id).where(Consent.withdrawn_at <= past)).all()
    db.session.execute(delete(Consent).where(Consent.id.in_(ended)))
    return len(ended)
