"""The ledger as facts: the application's own rows and the lines that came from outside."""

from collections.abc import Collection, Iterator
from typing import TypeVar

from sqlalchemy import select

from training.accounts.models import Affiliation, Organisation, Person
from training.catalogue import queries as catalogue
from training.catalogue.models import Programme
from training.database import db
from training.learning import queries as learning
from training.participation import rules
from training.participation.models import LedgerLine
from training.participation.rules import Fact
from training.workshops import queries as workshops
from training.workshops.models import Meeting, Participation, Workshop

Kind = TypeVar("Kind", bound=Fact)
SELF_PACED_ZONE = "UTC"
MOST_PARAMETERS = 500  # of one statement, on every database


def ledger(programme_id: str = "") -> tuple[Fact, ...]:
    """Return every fact there is, or those of one programme, in a fixed number of queries.

    They are sorted by type and id.
    """
    found = {fact.id: fact for fact in (*imported(), *own())}
    facts = tuple(found[key] for key in sorted(found, key=lambda key: (found[key].type, key)))
    return within_programme(facts, programme_id) if programme_id else facts


def within_programme(facts: tuple[Fact, ...], programme_id: str) -> tuple[Fact, ...]:
    """Return the facts of a programme: what its awards pay for, and its own workshops."""
    awards = frozenset(one.id for one in catalogue.awards(programme_id))
    own = select(Workshop.id).where(Workshop.programme_id == programme_id)
    return rules.within(facts, awards, frozenset(db.session.scalars(own)), programme_id)


def imported() -> Iterator[Fact]:
    """Yield the facts that came from outside."""
    lines = db.session.scalars(select(LedgerLine.line).order_by(LedgerLine.id))
    facts, _problems = rules.read_lines(lines)
    yield from facts


def recorded(ids: Collection[str]) -> tuple[Fact, ...]:
    """Return those of these facts that came from outside or were recorded by staff."""
    wanted, lines = sorted(ids), list[str]()
    for first in range(0, len(wanted), MOST_PARAMETERS):
        some = wanted[first : first + MOST_PARAMETERS]
        lines += db.session.scalars(select(LedgerLine.line).where(LedgerLine.id.in_(some)))
    facts, _problems = rules.read_lines(lines)
    return facts


def recorded_as(kind: type[Kind]) -> tuple[Kind, ...]:
    """Return the facts of a type that came from outside or were recorded by staff, by id.

    Corrections are among them: rules.standing says what of it stands.
    """
    wanted = select(LedgerLine.line).where(LedgerLine.type == kind.type).order_by(LedgerLine.id)
    facts, _problems = rules.read_lines(db.session.scalars(wanted))
    return tuple(fact for fact in facts if isinstance(fact, kind))


def own() -> Iterator[Fact]:
    """Yield the facts that the application's own rows stand for."""
    yield from people()
    yield from organisations()
    yield from awards()
    yield from events()
    yield from completions()


def people() -> Iterator[Fact]:
    """Yield the persons, the language each reads, and where they belong."""
    for person in db.session.scalars(select(Person)):
        yield rules.Person(
            id=person.id, category=rules.Category(person.category), test=person.is_test
        )
        yield rules.Attribute(
            id=f"{person.id}:{person.language}",
            person=person.id,
            dimension="language",
            value=person.language,
            valid_from=person.created_at.date(),
            source=rules.Told.SELF,
        )
    for belongs in db.session.scalars(select(Affiliation)):
        yield rules.Attribute(
            id=belongs.id,
            person=belongs.person_id,
            dimension="organisation",
            value=belongs.organisation_id,
            valid_from=belongs.since,
            source=rules.Told.SELF,
        )


def organisations() -> Iterator[Fact]:
    """Yield the organisations of the controlled list."""
    for one in db.session.scalars(select(Organisation)):
        yield rules.Organisation(
            id=one.id, name=one.name, kind=rules.OrganisationKind(one.kind), country=one.country
        )


def awards() -> Iterator[Fact]:
    """Yield the awards, each in its programme's zone."""
    zones = {one.id: one.zone for one in db.session.scalars(select(Programme))}
    for award in catalogue.awards():
        yield rules.Award(
            id=award.id,
            title=award.title,
            donor=award.donor,
            begins=award.starts_on,
            ends=award.ends_on,
            zone=zones[award.programme_id],
        )


def events() -> Iterator[Fact]:
    """Yield workshops with their meetings and participations."""
    facts = workshops.facts()
    for workshop in facts.workshops:
        yield rules.Event(
            id=workshop.id,
            title=workshop.title,
            kind=rules.EventKind(workshop.kind),
            curriculum=workshop.course_id is not None,
            mode=rules.Mode(workshop.mode),
            zone=workshop.zone,
            completion_share=rules.exact(workshop.share),
            awards=facts.awards.get(workshop.id, ()),
            course=workshop.course_id,
        )
    for meeting in facts.meetings:
        yield from sittings(meeting)
    for row in facts.participations:
        yield participation(row)


def sittings(meeting: Meeting) -> Iterator[Fact]:
    """Yield a meeting as it was planned and, where it was cancelled, the fact that corrects it."""
    planned = rules.Meeting(
        id=meeting.id,
        event=meeting.workshop_id,
        starts_at=meeting.starts_at,
        minutes=meeting.minutes,
    )
    yield planned
    if meeting.cancelled_at is not None:
        yield rules.Meeting(
            id=f"{meeting.id}:cancelled",
            event=meeting.workshop_id,
            starts_at=meeting.starts_at,
            minutes=meeting.minutes,
            cancelled=True,
            supersedes=meeting.id,
        )


def participation(row: Participation) -> Fact:
    """Return the fact that a mark on a roll stands for."""
    return rules.Participation(
        id=row.id,
        person=row.person_id,
        meeting=row.meeting_id,
        role=rules.PartRole(row.part),
        mode=rules.Mode(row.mode),
        mark=rules.Mark(row.mark),
        source=rules.Recorded(row.source),
        recorded_by=row.recorded_by or None,
        recorded_at=row.recorded_at,
        supersedes=row.supersedes,
    )


def completions() -> Iterator[Fact]:
    """Yield each released course as a self-paced event, and who completed it."""
    for release in catalogue.releases():
        course = catalogue.course_in(release.course_id, release.version, "")
        yield rules.Event(
            id=f"{release.course_id}@{release.version}",
            title=course.title,
            kind=rules.EventKind.TRAINING,
            curriculum=True,
            mode=rules.Mode.SELF_PACED,
            zone=SELF_PACED_ZONE,
            nominal_minutes=course.minutes,
            course=f"{release.course_id}@{release.version}",
        )
    for row in learning.completions():
        yield rules.Completion(
            id=row.id,
            person=row.person_id,
            event=f"{row.course_id}@{row.course_version}",
            role=rules.PartRole.TRAINEE,
            completed_at=row.completed_at,
            basis="course rule",
            course_version=row.course_version,
            test_passed=row.test_passed,
        )
