"""The facts that the application's own rows stand for."""

from collections.abc import Iterator
from typing import Any

from sqlalchemy import ColumnElement, Row, select

from training.accounts.models import Affiliation, Organisation, Person
from training.catalogue import queries as catalogue
from training.catalogue.models import Programme
from training.database import db
from training.learning import queries as learning
from training.participation import rules
from training.participation.rules import Fact
from training.workshops import queries as workshops
from training.workshops.models import Participation

SELF_PACED_ZONE = "UTC"


def own() -> Iterator[Fact]:
    """Yield all of them."""
    yield from of_few_types()
    yield from persons()
    yield from languages()
    yield from affiliations()
    yield from participations()
    yield from completions()


def of_few_types() -> Iterator[Fact]:
    """Yield what there is few of, however many people come."""
    yield from organisations()
    yield from awards()
    yield from events()
    yield from courses()


def persons(*conditions: ColumnElement[bool]) -> Iterator[Fact]:
    """Yield persons."""
    for one in db.session.scalars(select(Person).where(*conditions)):
        yield rules.Person(id=one.id, category=rules.Category(one.category), test=one.is_test)


def languages(*conditions: ColumnElement[bool]) -> Iterator[Fact]:
    """Yield the language that each person reads."""
    for one in db.session.scalars(select(Person).where(*conditions)):
        yield rules.Attribute(
            id=f"{one.id}:{one.language}",
            person=one.id,
            dimension="language",
            value=one.language,
            valid_from=one.created_at.date(),
            source=rules.Told.SELF,
        )


def affiliations(*conditions: ColumnElement[bool]) -> Iterator[Fact]:
    """Yield where persons belong."""
    for one in db.session.scalars(select(Affiliation).where(*conditions)):
        yield rules.Attribute(
            id=one.id,
            person=one.person_id,
            dimension="organisation",
            value=one.organisation_id,
            valid_from=one.since,
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
    """Yield workshops with their meetings."""
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


def sittings(meeting: Row[*tuple[Any, ...]]) -> Iterator[Fact]:
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


def participations(*conditions: ColumnElement[bool]) -> Iterator[Fact]:
    """Yield the facts that marks on rolls stand for."""
    columns = Participation.__table__.columns
    for row in db.session.execute(select(*columns).where(*conditions)):
        yield rules.Participation(
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


def courses() -> Iterator[Fact]:
    """Yield each released course as a self-paced event."""
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


def completions() -> Iterator[Fact]:
    """Yield who completed which course."""
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
