"""Reads about one person: all that is kept of them, what ends when, and what they agreed to."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from flask import current_app
from sqlalchemy import Column, ForeignKey, Select, Table, func, or_, select

from training import clock
from training.accounts.models import Person
from training.catalogue.queries import course_in
from training.database import Model, db, is_kept_back
from training.i18n import current_language
from training.learning.models import Enrolment, Feedback, LearningEvent
from training.privacy.models import Consent
from training.privacy.rules import Link, Purpose, Term
from training.workshops.models import Meeting, Participation, Registration, Workshop

Values = Mapping[str, Any]


@dataclass(frozen=True)
class Held:
    """The rows of one kind that are kept of a person; `kind` is the name of their table."""

    kind: str
    rows: tuple[Values, ...]


def held_on(person_id: str) -> tuple[Held, ...]:
    """Return all that goes when a person goes, in as many queries as there are kinds.

    These are the rows that hang on the person's, however many steps away, so that what can be
    seen and what is erased are the same by construction. Ids, other people and secrets are left
    out: they say nothing to the person, and could tell on somebody else.
    """
    return tuple(
        Held(table.name, tuple(_told(table, row) for row in rows))
        for table, rows in _hanging_on(person_id)
        if rows
    )


def kinds() -> tuple[str, ...]:
    """Return the names of all tables that can hold something of a person."""
    reached = {Person.__tablename__}
    for table in Model.metadata.sorted_tables:
        if any(key.column.table.name in reached for key in _ties(table)):
            reached.add(table.name)
    return tuple(sorted(reached))


def _hanging_on(person_id: str) -> Iterator[tuple[Table, list[Any]]]:
    """Yield tables with the person's rows; each is looked at after those that it hangs on."""
    found: dict[str, list[Any]] = {}
    for table in Model.metadata.sorted_tables:
        if wanted := _wanted(table, found, person_id):
            rows = db.session.execute(_first_to_last(table, wanted))
            found[table.name] = [row for row in rows if _was_shown(table, row)]
            yield table, found[table.name]


def _was_shown(table: Table, row: Any) -> bool:
    """Tell whether a person saw it: feedback of peers is shown to all of a circle together."""
    return table.name != Feedback.__tablename__ or row.seen_at is not None


def _wanted(table: Table, found: Mapping[str, list[Any]], person_id: str) -> list[Any]:
    if table.name == Person.__tablename__:
        return [table.c.id == person_id]
    return [
        key.parent.in_([getattr(row, key.column.name) for row in found[key.column.table.name]])
        for key in _ties(table)
        if key.column.table.name in found
    ]


def _ties(table: Table) -> Iterable[ForeignKey]:
    """Return the references through which a row goes when another goes."""
    return [
        key
        for key in table.foreign_keys
        if key.ondelete == "CASCADE" and key.column.table is not table
    ]


def _first_to_last(table: Table, wanted: Iterable[Any]) -> Select[Any]:
    return select(table).where(or_(*wanted)).order_by(*table.primary_key.columns)


def _told(table: Table, row: Any) -> Values:
    return {
        column.name: getattr(row, column.name)
        for column in table.columns
        if _is_told(column) and getattr(row, column.name) is not None
    }


def _is_told(column: Column[Any]) -> bool:
    is_id = column.name in ("id", "uid") or column.name.endswith(("_id", "_by"))
    is_ours = is_id and not column.name.startswith(("course", "activity"))
    return not (is_ours or column.foreign_keys or is_kept_back(column))


def terms_of(person_id: str) -> tuple[Term, ...]:
    """Return what ties a person to workshops and courses, that which ends first at the top."""
    found = (*_workshops({person_id}), *_courses({person_id}))
    return tuple(sorted((term for _, term in found), key=lambda term: (term.ends_at, term.title)))


def overdue() -> Mapping[str, tuple[Term, ...]]:
    """Return every tie whose term is over, by person."""
    now = clock.now()
    found: dict[str, list[Term]] = {}
    for person_id, term in (*_workshops(), *_courses()):
        if term.is_over(now):
            found.setdefault(person_id, []).append(term)
    return {person_id: tuple(found[person_id]) for person_id in sorted(found)}


def _workshops(only: Iterable[str] = ()) -> Iterator[tuple[str, Term]]:
    """Yield who is tied to which workshop: registered, or on a roll."""
    days = int(current_app.config["ATTENDANCE_DAYS"])
    last: dict[str, datetime] = {}
    for meeting in db.session.scalars(select(Meeting)):
        ends_at = last.get(meeting.workshop_id, meeting.ends_at)
        last[meeting.workshop_id] = max(ends_at, meeting.ends_at)
    titles = dict(db.session.execute(select(Workshop.id, Workshop.title)).all())
    came = select(Registration.workshop_id, Registration.person_id)
    marked = select(Meeting.workshop_id, Participation.person_id).join(
        Participation, Participation.meeting_id == Meeting.id
    )
    if only:
        came = came.where(Registration.person_id.in_(only))
        marked = marked.where(Participation.person_id.in_(only))
    for workshop_id, person_id in sorted(map(tuple, db.session.execute(came.union(marked)))):
        if workshop_id in last:
            title = titles[workshop_id]
            yield person_id, Term(Link.WORKSHOP, workshop_id, title, last[workshop_id], days)


def _courses(only: Iterable[str] = ()) -> Iterator[tuple[str, Term]]:
    """Yield who takes which course, and when they last did something in it."""
    days = int(current_app.config["LEARNING_DAYS"])
    newest = func.max(LearningEvent.at, type_=LearningEvent.at.type)
    wanted = (
        select(Enrolment, newest)
        .outerjoin(LearningEvent, LearningEvent.enrolment_id == Enrolment.id)
        .group_by(Enrolment.id)
        .order_by(Enrolment.id)
    )
    if only:
        wanted = wanted.where(Enrolment.person_id.in_(only))
    for taken, at in db.session.execute(wanted):
        title = course_in(taken.course_id, taken.version, current_language()).title
        last = at or taken.enrolled_at
        yield taken.person_id, Term(Link.COURSE, taken.id, title, last, days)


def consents_of(person_id: str) -> Mapping[Purpose, Consent]:
    """Return the consents of a person that stand, by purpose."""
    rows = db.session.scalars(
        select(Consent)
        .where(Consent.person_id == person_id, Consent.withdrawn_at.is_(None))
        .order_by(Consent.given_at, Consent.id)
    )
    return {row.purpose: row for row in rows}
