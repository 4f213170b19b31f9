"""Who is on the roll of a meeting, what stands about them, and who attended enough."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from sqlalchemy import func, select
from sqlalchemy.orm import InstrumentedAttribute

from courses import EventKind
from training.accounts.models import Person
from training.database import db
from training.learning.models import Enrolment, LearningEvent
from training.learning.rules import derived_uid
from training.workshops.models import Mark, Meeting, Part, Participation, Registration, Workshop
from training.workshops.queries.planned import meetings_of, planned
from training.workshops.rules import Marked, attended_enough, standing


@dataclass(frozen=True)
class Row:
    """One person on the roll: who, and what stands in the ledger about this meeting."""

    person_id: str
    name: str
    part: Part
    mark: Mark | None
    basis: str


def registered(workshop_id: str) -> int:
    """Count who registered for a workshop."""
    return counts(Registration.workshop_id, [workshop_id]).get(workshop_id, 0)


def marks_in(meeting_ids: Iterable[str]) -> tuple[Participation, ...]:
    """Return the marks that stand in some meetings."""
    wanted = select(Participation).where(Participation.meeting_id.in_(list(meeting_ids)))
    return those_standing(db.session.scalars(wanted))


def those_standing(rows: Iterable[Participation]) -> tuple[Participation, ...]:
    """Return the participations that no later one supersedes."""
    by_id = {row.id: row for row in rows}
    return tuple(by_id[mark.id] for mark in standing(map(as_marked, by_id.values())))


def as_marked(row: Participation) -> Marked:
    """Return a participation as the rules see it."""
    return Marked(row.id, row.person_id, row.meeting_id, row.mark, row.supersedes)


def roster(meeting: Meeting) -> tuple[Row, ...]:
    """Return everybody on the roll of a meeting by name, with what stands about them."""
    marks = {mark.person_id: mark for mark in marks_in([meeting.id])}
    people = db.session.execute(
        select(Registration, Person)
        .join(Person, Registration.person_id == Person.id)
        .where(Registration.workshop_id == meeting.workshop_id)
    )
    rows = (
        row_of(registration.part, person, marks.get(person.id)) for registration, person in people
    )
    return tuple(sorted(rows, key=lambda row: (row.name.casefold(), row.person_id)))


def row_of(part: Part, person: Person, mark: Participation | None) -> Row:
    """Return one line of a roll."""
    return Row(
        person.id, person.display_name, part, mark.mark if mark else None, mark.id if mark else ""
    )


def enough(workshop: Workshop) -> tuple[str, ...]:
    """Return the trainees who attended the wanted share of the planned meetings."""
    meetings = [meeting.id for meeting in planned(meetings_of(workshop.id))]
    marks: dict[str, dict[str, str]] = {}
    for mark in marks_in(meetings):
        if mark.part == Part.TRAINEE:
            marks.setdefault(mark.person_id, {})[mark.meeting_id] = mark.mark
    return tuple(
        person_id
        for person_id, theirs in sorted(marks.items())
        if attended_enough(meetings, theirs, workshop.share)
    )


def to_complete(workshop: Workshop, activity_id: str) -> tuple[str, ...]:
    """Return who attended enough, takes the course, and has not been told so yet."""
    taken = db.session.execute(
        select(Enrolment.id, Enrolment.person_id).where(
            Enrolment.course_id == workshop.course_id, Enrolment.person_id.in_(enough(workshop))
        )
    )
    events = {
        derived_uid(enrolment_id, activity_id, EventKind.ATTENDED): person_id
        for enrolment_id, person_id in taken
    }
    known = set(db.session.scalars(select(LearningEvent.id).where(LearningEvent.id.in_(events))))
    return tuple(person_id for uid, person_id in sorted(events.items()) if uid not in known)


def own_marks(workshop_id: str, person_id: str) -> Mapping[str, Mark]:
    """Return what the roll says of one person: meeting id → mark."""
    rows = db.session.scalars(
        select(Participation)
        .join(Meeting, Participation.meeting_id == Meeting.id)
        .where(Meeting.workshop_id == workshop_id, Participation.person_id == person_id)
    )
    return {row.meeting_id: row.mark for row in those_standing(rows)}


def counts(of: InstrumentedAttribute[str], wanted: Iterable[str]) -> Mapping[str, int]:
    """Count the persons recorded under each of the wanted ids."""
    people = of.class_.person_id
    rows = db.session.execute(
        select(of, func.count(people.distinct())).where(of.in_(list(wanted))).group_by(of)
    )
    return {key: number for key, number in rows}  # noqa: C416 - mypy: a row is not a pair
