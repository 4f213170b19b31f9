"""What somebody may have a certificate for, and how one that was made stands today."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from sqlalchemy import select

from training import clock
from training.catalogue.queries import course_in
from training.certificates.models import Certificate, CertificateHolder, Kind
from training.certificates.rules import State, state_of
from training.database import db
from training.i18n import current_language
from training.learning.models import Completion, Enrolment
from training.learning.queries import completion_of, enrolment_or_404
from training.participation import queries as ledger
from training.participation.rules import Fact, Profile
from training.participation.rules.alone import Alone, alone
from training.workshops.models import Registration, Workshop
from training.workshops.queries import attended_by

USUAL_RULE = "default"


@dataclass(frozen=True)
class Event:
    """A workshop or a course as certificates see it; `id` is that of the ledger's event."""

    id: str
    kind: Kind
    title: str
    thing_id: str

    @property
    def place(self) -> dict[str, str]:
        """What stands in the address of its page."""
        name = "course_id" if self.kind is Kind.COURSE else "workshop_id"
        return {name: self.thing_id}


@dataclass(frozen=True)
class Standing:
    """What the rule says of one person in one event, and the certificate, once there is one."""

    event: Event
    profile: Profile
    verdict: Alone
    certificate: Certificate | None

    @property
    def month(self) -> date:
        """The month that the certificate names."""
        if self.certificate:
            return self.certificate.month
        return (self.verdict.last_day or clock.now().date()).replace(day=1)


@dataclass(frozen=True)
class Checked:
    """What anybody may learn of a certificate."""

    kind: Kind
    month: date
    state: State


def event_of(person_id: str, workshop_id: str, course_id: str) -> Event:
    """Return a workshop that the person joined, or a course that they take; raises NotFound."""
    if workshop_id:
        return of_workshop(attended_by(workshop_id, person_id))
    taken = enrolment_or_404(person_id, course_id)
    done = completion_of(taken)
    return of_course(taken, done.course_version if done else taken.version)


def of_workshop(workshop: Workshop) -> Event:
    """Return a workshop as certificates see it."""
    return Event(workshop.id, Kind(workshop.kind), workshop.title, workshop.id)


def of_course(taken: Enrolment, version: str) -> Event:
    """Return a version of a course as certificates see it, titled in the reader's language."""
    title = course_in(taken.course_id, version, current_language()).title
    return Event(f"{taken.course_id}@{version}", Kind.COURSE, title, taken.course_id)


def events_of(person_id: str) -> tuple[Event, ...]:
    """Return the workshops that a person joined and the courses that they completed."""
    joined = db.session.scalars(
        select(Workshop)
        .join(Registration, Registration.workshop_id == Workshop.id)
        .where(Registration.person_id == person_id)
        .order_by(Registration.registered_at.desc(), Workshop.id)
    )
    completed = db.session.execute(
        select(Enrolment, Completion.course_version)
        .join(Completion, Completion.enrolment_id == Enrolment.id)
        .where(Enrolment.person_id == person_id)
        .order_by(Completion.completed_at.desc(), Completion.id)
    )
    courses = [of_course(taken, version) for taken, version in completed]
    return (*map(of_workshop, joined), *courses)


def standing(person_id: str, event: Event) -> Standing:
    """Return what the rule says of a person in one event."""
    return standings(person_id, [event])[0]


def standings(person_id: str, events: Iterable[Event]) -> tuple[Standing, ...]:
    """Return what the rule says of a person in events, in a fixed number of queries.

    What was issued is judged by the rule that it names, all else by the newest of the platform.
    """
    wanted = tuple(events)
    facts = ledger.facts_about({person_id})
    made = certificates_of(person_id)
    rules = {one.name: one for one in ledger.every_profile()}
    usual = ledger.profile_or_404(USUAL_RULE)
    found = []
    for event in wanted:
        certificate = made.get(event.id)
        rule = rules.get(certificate.rule, usual) if certificate else usual
        verdict = judged(facts, rule, person_id, event.id)
        found.append(Standing(event, rule, verdict, certificate))
    return tuple(found)


def judged(facts: tuple[Fact, ...], rule: Profile, person_id: str, event_id: str) -> Alone:
    """Return what a rule says now of a person in an event."""
    return alone(facts, rule, person_id, event_id, clock.now())


def certificates_of(person_id: str) -> dict[str, Certificate]:
    """Return the certificates of a person, by the id of the event."""
    rows = db.session.execute(
        select(CertificateHolder.event_id, Certificate)
        .join(Certificate, CertificateHolder.number == Certificate.number)
        .where(CertificateHolder.person_id == person_id)
    )
    return {event_id: certificate for event_id, certificate in rows}  # noqa: C416 - mypy: a row is not a pair


def checked(number: str) -> Checked | None:
    """Say how a certificate stands, worked out from the ledger as it is now.

    None where no certificate has the number.
    """
    found = db.session.get(Certificate, number)
    return Checked(found.kind, found.month, state_today(found)) if found else None


def state_today(certificate: Certificate) -> State:
    """Judge the holder by the rule that the certificate names; without either it has ended."""
    holder = db.session.get(CertificateHolder, certificate.number)
    rule = ledger.profile(certificate.rule)
    if holder is None or rule is None:
        return State.ENDED
    facts = ledger.facts_about({holder.person_id})
    verdict = judged(facts, rule, holder.person_id, holder.event_id)
    return state_of(is_known=verdict.is_known, counts=verdict.counts)
