"""The ledger as facts: the application's own rows and the lines that came from outside."""

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime

from flask import current_app
from sqlalchemy import select

from training.accounts.models import Affiliation, Organisation, Person
from training.catalogue import queries as catalogue
from training.catalogue.models import Programme
from training.database import db
from training.errors import NotFound
from training.learning import queries as learning
from training.participation import rules
from training.participation.models import LedgerLine, Tally
from training.participation.rules import (
    Audience,
    Count,
    Fact,
    Period,
    Profile,
    ProtectedTable,
    Reason,
    Thresholds,
    Verdict,
)
from training.workshops import queries as workshops
from training.workshops.models import Meeting, Participation

SELF_PACED_ZONE = "UTC"


def ledger() -> tuple[Fact, ...]:
    """Return every fact there is, sorted by type and id, in a fixed number of queries."""
    found = {fact.id: fact for fact in (*imported(), *own())}
    return tuple(found[key] for key in sorted(found, key=lambda key: (found[key].type, key)))


def imported() -> Iterator[Fact]:
    """Yield the facts that came from outside."""
    lines = db.session.scalars(select(LedgerLine.line).order_by(LedgerLine.id))
    facts, _problems = rules.read_lines(lines)
    yield from facts


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
        recorded_by=row.recorded_by,
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


def profile_or_404(name: str) -> Profile:
    """Return a counting profile that comes with the platform; raises NotFound."""
    try:
        return rules.presets()[name]
    except KeyError:
        raise NotFound from None


def count(
    profile: Profile,
    period: tuple[date, date],
    as_of: datetime | None = None,
    by: str = "",
) -> Count:
    """Count the ledger by a profile in a period (both days included), as of a time."""
    return rules.count(ledger(), profile, Period(*period), as_of, by)


def thresholds() -> Thresholds:
    """Return what the settings say about small numbers."""
    settings = current_app.config
    return Thresholds(
        public=settings["PUBLIC_MINIMUM"],
        organisations=settings["PUBLIC_ORGANISATIONS"],
        donor=settings["DONOR_MINIMUM"],
        rounding=settings["DONOR_ROUNDING"],
        public_dimensions=settings["PUBLIC_DIMENSIONS"],
        never_named=settings["PROTECTED_PLACES"],
    )


def protected(count: Count, audience: str = "") -> ProtectedTable:
    """Return the table of a count that an audience may see; without one, the profile's."""
    return rules.protect(count, Audience(audience) if audience else None, thresholds())


@dataclass(frozen=True)
class ReasonGroup:
    """Everybody about whom a count gives the same reason."""

    reason: Reason
    verdicts: tuple[Verdict, ...]


def reasons(count: Count) -> tuple[ReasonGroup, ...]:
    """Return everybody by reason, those counted first."""
    groups: dict[Reason, list[Verdict]] = {}
    for verdict in count.people:
        groups.setdefault(verdict.reason, []).append(verdict)
    return tuple(
        ReasonGroup(reason, tuple(groups[reason])) for reason in Reason if reason in groups
    )


@dataclass(frozen=True)
class Issued:
    """An issued count, read back from its content."""

    tally: Tally
    title: str
    unit: str
    begins: date
    ends: date
    total: int | None
    rows: tuple[tuple[str, int | None, str], ...]
    reasons: Mapping[str, int]


def issued(tally: Tally) -> Issued:
    """Read an issued count back from its content."""
    content = json.loads(tally.content)
    table = content["table"]
    return Issued(
        tally=tally,
        title=content["profile"]["title"],
        unit=content["unit"],
        begins=date.fromisoformat(content["period"]["from"]),
        ends=date.fromisoformat(content["period"]["to"]),
        total=table["total"]["best"],
        rows=tuple((row["value"], row["best"], row["hidden"] or "") for row in table["rows"]),
        reasons=content["reasons"],
    )


def tallies() -> tuple[Issued, ...]:
    """Return the issued counts, the latest first."""
    return tuple(map(issued, db.session.scalars(select(Tally).order_by(Tally.number.desc()))))


def tally_or_404(number: int) -> Tally:
    """Return an issued count; raises NotFound."""
    found = db.session.get(Tally, number)
    if found is None:
        raise NotFound
    return found


def tally_of(uid: str) -> Tally | None:
    """Return the tally that a form issued already."""
    return db.session.scalar(select(Tally).where(Tally.uid == uid))


def correction_of(number: int) -> Tally | None:
    """Return the tally that corrects another."""
    return db.session.scalar(select(Tally).where(Tally.supersedes == number))
