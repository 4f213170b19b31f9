"""The ledger as a count reads it: facts of few types whole, the abundant ones as rows of a table.

A row comes as it stands in the database; only what corrects or was corrected becomes a fact, since
whoever resolves corrections has to see all of it. What was corrected comes as a row too, and is
passed over there: to ask a database for rows without corrections costs more than to drop a few.
"""

import json
from collections.abc import Iterator
from datetime import datetime
from itertools import chain
from typing import Any

from sqlalchemy import ColumnElement, Select, String, case, literal, select, type_coerce
from sqlalchemy.orm import InstrumentedAttribute

from training.accounts.models import Affiliation, Person
from training.database import db
from training.participation import rules
from training.participation.models import LedgerLine
from training.participation.queries import lines, own
from training.participation.queries.ledger import belonging_to, ledger
from training.participation.rules import AttributeRow, Fact, Ledger, MarkRow, PersonRow
from training.workshops.models import Participation

AT_ONCE = {"yield_per": 20_000}  # rows that are in memory beside what is made of them


def reading(
    dimensions: frozenset[str], as_of: datetime | None = None, programme_id: str = ""
) -> Ledger:
    """Return the ledger, or a programme's part of it, to be counted once: rows come as they go.

    dimensions   of the attributes that are asked for
    as_of        leaves participations out that were recorded later
    """
    if lines.has_unspread():
        return Ledger(ledger(programme_id))
    found = Ledger(
        tuple({fact.id: fact for fact in few()}.values()),
        chain(imported_marks(as_of), own_marks(as_of)),
        chain(imported_persons(), own_persons()),
        chain(imported_attributes(dimensions), own_attributes(dimensions)),
    )
    if not programme_id:
        return found
    return rules.within_ledger(found, *belonging_to(programme_id), programme_id)


def few() -> Iterator[Fact]:
    """Yield facts of few types, completions, and of the other types those about corrections."""
    yield from lines.of_few_types()
    yield from lines.facts_where(LedgerLine.type == rules.Completion.type)
    yield from own.of_few_types()
    yield from own.completions()
    yield from corrections()


def corrections() -> Iterator[Fact]:
    """Yield facts of the abundant types that correct another or were corrected."""
    abundant = LedgerLine.type.in_(lines.ABUNDANT)
    yield from lines.facts_where(abundant, LedgerLine.id.in_(lines.correcting()))
    yield from lines.facts_where(abundant, LedgerLine.id.in_(lines.replaced()))
    yield from own.participations(Participation.supersedes.is_not(None))
    yield from own.participations(Participation.id.in_(older(Participation.supersedes)))
    yield from own.participations(Participation.id.in_(lines.replaced()))
    yield from own.persons(Person.id.in_(lines.replaced()))
    yield from own.languages(language_id().in_(lines.replaced()))
    yield from own.affiliations(Affiliation.id.in_(lines.replaced()))


def older(supersedes: InstrumentedAttribute[str | None]) -> Select[Any]:
    """Return a query of the ids that rows of a table correct."""
    return select(supersedes).where(supersedes.is_not(None))


def language_id() -> ColumnElement[str]:
    """Return the id of the fact that says which language a person reads."""
    return Person.id + ":" + Person.language


def own_marks(as_of: datetime | None) -> Iterator[MarkRow]:
    """Yield the marks on rolls."""
    words = (Participation.part, Participation.mode, Participation.mark)
    part, mode, mark = (type_coerce(word, String) for word in words)
    text = Participation.meeting_id + "\t" + part + " " + mode + " " + mark
    wanted = select(Participation.person_id, Participation.id, text).where(
        Participation.supersedes.is_(None)
    )
    if as_of is not None:
        wanted = wanted.where(Participation.recorded_at <= as_of)
    yield from rows(wanted)


def imported_marks(as_of: datetime | None) -> Iterator[MarkRow]:
    """Yield the participations that came from outside."""
    times = case((LedgerLine.times.is_(None), literal("")), else_=" " + LedgerLine.times)
    text = LedgerLine.about + "\t" + LedgerLine.words + times
    wanted = select(LedgerLine.record, LedgerLine.id, text).where(
        LedgerLine.type == rules.Participation.type, LedgerLine.supersedes.is_(None)
    )
    if as_of is not None:
        wanted = wanted.where(LedgerLine.known_from <= as_of)
    yield from rows(wanted)


def own_persons() -> Iterator[PersonRow]:
    """Yield the people who take part here."""
    category = type_coerce(Person.category, String)
    words = case((Person.is_test, category + f" {rules.TEST}"), else_=category)
    yield from rows(select(Person.id, words))


def imported_persons() -> Iterator[PersonRow]:
    """Yield the people who came from outside."""
    wanted = select(LedgerLine.id, LedgerLine.words)
    firsts = LedgerLine.supersedes.is_(None)
    yield from rows(wanted.where(LedgerLine.type == rules.Person.type, firsts))


def own_attributes(dimensions: frozenset[str]) -> Iterator[AttributeRow]:
    """Yield which language people read and where they belong, where that is asked for."""
    if "language" in dimensions:
        said = select(Person.id, Person.created_at, language_id(), Person.language)
        for record, since, fact_id, value in rows(said):
            yield record, "language", since.date(), fact_id, value
    if "organisation" in dimensions:
        belongs = select(
            Affiliation.person_id, Affiliation.since, Affiliation.id, Affiliation.organisation_id
        )
        for record, since, fact_id, value in rows(belongs):
            yield record, "organisation", since, fact_id, value


def imported_attributes(dimensions: frozenset[str]) -> Iterator[AttributeRow]:
    """Yield attributes that came from outside, of the dimensions that are asked for."""
    if not dimensions:
        return
    who, what = type_coerce(LedgerLine.record, String), type_coerce(LedgerLine.about, String)
    wanted = select(who, what, LedgerLine.times, LedgerLine.id, LedgerLine.line).where(
        LedgerLine.type == rules.Attribute.type,
        LedgerLine.about.in_(sorted(dimensions)),
        LedgerLine.supersedes.is_(None),
    )
    found = db.session.execute(wanted, execution_options=AT_ONCE)  # which opens what is sealed
    for record, dimension, times, fact_id, rest in found:
        value = json.loads(rest)["value"] if rest else None
        yield record, dimension, rules.day_or_time(times), fact_id, value


def rows(wanted: Select[*tuple[Any, ...]]) -> Iterator[Any]:
    """Yield rows some at a time, so that a million of them do not lie in memory twice.

    They come from the connection itself: a session would look at each of them.
    """
    db.session.flush()
    found = db.session.connection().execute(wanted, execution_options=AT_ONCE)
    return chain.from_iterable(found.partitions())
