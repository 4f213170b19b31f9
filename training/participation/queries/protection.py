"""What may be shown: thresholds, names that never leave the house, and tables for an audience."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import date, datetime
from typing import TypeVar

from flask import current_app
from sqlalchemy import select

from training.accounts.models import Organisation
from training.database import db
from training.participation import rules
from training.participation.queries import lines, own
from training.participation.queries.counts import count as count_of
from training.participation.queries.lines import recorded_as
from training.participation.queries.reading import imported_attributes, own_attributes
from training.participation.rules import (
    Audience,
    Count,
    Nest,
    Profile,
    ProtectedTable,
    Thresholds,
)

Plain = TypeVar("Plain")
INSIDE = Audience.INTERNAL


def thresholds() -> Thresholds:
    """Return what the settings say about small numbers and about names."""
    settings = current_app.config
    return Thresholds(
        public=settings["PUBLIC_MINIMUM"],
        organisations=settings["PUBLIC_ORGANISATIONS"],
        donor=settings["DONOR_MINIMUM"],
        rounding=settings["DONOR_ROUNDING"],
        public_dimensions=settings["PUBLIC_DIMENSIONS"],
        never_named=never_named(),
    )


def never_named() -> frozenset[str]:
    """Return the places that no table names which leaves the house, and the organisations there."""
    places: frozenset[str] = current_app.config["PROTECTED_PLACES"]
    if not places:
        return places
    return places | rules.belonging_to(organisations(), places)


def organisations() -> Iterator[tuple[str, str, str | None]]:
    """Yield id, name and country of every organisation that the platform or the ledger knows."""
    for kept in db.session.scalars(select(Organisation)):
        yield kept.id, kept.name, kept.country
    for told in recorded_as(rules.Organisation):
        yield told.id, told.name, told.country


def outgoing(content: Plain, audience: str) -> Plain:
    """Return plain values, such as titles and notes, as they may leave the house to an audience.

    Whatever stands beside a protected table goes through here: names that never leave are taken
    out of it, in all languages that the platform knows (R4).
    """
    if audience == INSIDE:
        return content
    cleared: Plain = rules.without_names(content, never_named())
    return cleared


def outgoing_zone(zone: str, audience: str) -> str:
    """Return a time zone as it may leave the house; one that names a place becomes UTC."""
    return zone if outgoing(zone, audience) == zone else "UTC"


def protected(count: Count, audience: str = "") -> ProtectedTable:
    """Return the table of a count that an audience may see; without one, the profile's."""
    return protected_together((count,), audience)[0]


def protected_together(
    counts: Sequence[Count], audience: str = "", nests: tuple[Nest, ...] = ()
) -> tuple[ProtectedTable, ...]:
    """Return the tables of one count by several dimensions: none gives away what another hides."""
    wanted = Audience(audience) if audience else None
    return rules.protect_together(counts, wanted, thresholds(), nests)


def protected_alone(count: Count, audience: str = "", programme_id: str = "") -> ProtectedTable:
    """Return a table for readers who can ask for the same people cut by something else as well.

    Countries, regions and organisations lie within one another: each is protected as if all were
    shown, so that who asks for one after the other works nothing out.
    """
    wanted = audience or count.profile.audience.value
    if wanted == INSIDE or count.dimension not in rules.NESTED:
        return protected(count, audience)
    period = (count.period.begins, count.period.ends)
    cuts = sorted(rules.NESTED & shown_dimensions(wanted))
    counts = [
        count
        if cut == count.dimension
        else count_of(count.profile, period, count.as_of, cut, programme_id)
        for cut in cuts
    ]
    if count not in counts:
        return protected(count, audience)
    tables = protected_together(counts, audience, nests(cuts))
    return tables[cuts.index(count.dimension)]


def shown_dimensions(audience: str) -> frozenset[str]:
    """Return by what an audience may see people cut; donors by everything."""
    allowed: frozenset[str] = current_app.config["PUBLIC_DIMENSIONS"]
    return allowed if audience == Audience.PUBLIC else rules.NESTED


def counts_by(
    profile: Profile,
    period: tuple[date, date],
    as_of: datetime | None,
    dimensions: Iterable[str],
    programme_id: str = "",
) -> tuple[Count, ...]:
    """Count once for each dimension; without any, totals only."""
    wanted = tuple(dict.fromkeys(dimensions)) or ("",)
    return tuple(count_of(profile, period, as_of, by, programme_id) for by in wanted)


def nests(dimensions: Iterable[str]) -> tuple[Nest, ...]:
    """Return which of some dimensions divide others, by all that the ledger says of people."""
    wanted = rules.NESTED & frozenset(dimensions)
    if len(wanted) < 2:
        return ()
    homes = ((key, country) for key, _name, country in organisations())
    return rules.nests(said(wanted), homes)


def said(dimensions: frozenset[str]) -> Iterator[tuple[str, str, str | None]]:
    """Yield what was said of people in some dimensions: the record, the dimension, the value."""
    if lines.has_unspread():
        told = lines.recorded_as(rules.Attribute)
        for fact in (*told, *own.languages(), *own.affiliations()):
            if isinstance(fact, rules.Attribute) and fact.dimension in dimensions:
                yield fact.person, fact.dimension, fact.value
        return
    for rows in (imported_attributes(dimensions), own_attributes(dimensions)):
        for record, dimension, _since, _fact_id, value in rows:
            yield record, dimension, value
