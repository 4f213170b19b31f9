"""Count: facts, a profile and a period in; figures with a reason for everybody out."""

from collections.abc import Callable, Iterable, Mapping
from datetime import datetime

from training.participation.rules.facts import Attribute, Fact, Meeting, Sealed
from training.participation.rules.figures import Figures
from training.participation.rules.histories import Ledger
from training.participation.rules.judging import Judge, dimensions_read
from training.participation.rules.ledger import loose_ends, standing
from training.participation.rules.outcomes import count_doers, count_outcomes
from training.participation.rules.profile import Profile, Unit
from training.participation.rules.results import (
    Cell,
    Count,
    Note,
    NoteCode,
    Period,
    Range,
    Verdict,
)
from training.participation.rules.sealing import SealedRow, sealed_rows
from training.participation.rules.shared import count_shared
from training.participation.rules.things import count_things

Rows = tuple[SealedRow, ...]
_WAYS: Mapping[Unit, Callable[[Judge, str, Rows], Figures]] = {
    Unit.PERSON: count_things,
    Unit.SEAT: count_things,
    Unit.ORGANISATION: count_shared,
    Unit.COURSE: count_shared,
    Unit.OUTCOME: count_outcomes,
}


def count(
    facts: Iterable[Fact],
    profile: Profile,
    period: Period,
    as_of: datetime | None = None,
    by: str | None = None,
) -> Count:
    """Apply a profile to a ledger: pure, and the same for the same facts in any order.

    facts    the whole ledger; corrections and undone links among them
    as_of    what was known then; None for all that the ledger knows
    by       the dimension to cut cells by; None for none

    Raises Clash where two facts with one id say different things.
    """
    return count_ledger(Ledger(tuple(facts)), profile, period, as_of, by)


def count_ledger(
    ledger: Ledger,
    profile: Profile,
    period: Period,
    as_of: datetime | None = None,
    by: str | None = None,
) -> Count:
    """Count a ledger of which the abundant facts are rows; those are as they were known then."""
    dimensions = dimensions_read(profile, by or "")
    judge = Judge(ledger, standing(ledger.facts, as_of), profile, period, dimensions)
    rows = sealed_rows(judge.standing.of(Sealed), judge)
    figures = _way(profile)(judge, by or "", rows)
    total = figures.ranges[None]
    kept = tuple(Verdict(row.id, row.reason, row.moment if row.counts else None) for row in rows)
    return Count(
        profile=profile,
        period=period,
        as_of=as_of,
        low=total.low,
        best=total.best,
        high=total.high,
        new=figures.new,
        people=tuple(sorted((*figures.verdicts, *kept), key=lambda one: one.person)),
        input_hash=judge.input_hash,
        dimension=by or "",
        cells=_cells(figures),
        organisations=figures.organisations,
        sealed=sum(row.counts for row in rows),
        notes=tuple(_notes(judge, figures, rows, by)),
    )


def _way(profile: Profile) -> Callable[[Judge, str, Rows], Figures]:
    by_deed = profile.unit is Unit.ORGANISATION and profile.counts_outcomes
    return count_doers if by_deed else _WAYS[profile.unit]


def _cells(figures: Figures) -> tuple[Cell, ...]:
    found = ((key, numbers) for key, numbers in figures.ranges.items() if key is not None)
    return tuple(
        Cell(key, numbers.low, numbers.best, numbers.high, len(figures.backing.get(key, ())))
        for key, numbers in sorted(found)
        if numbers != Range()
    )


def _notes(judge: Judge, figures: Figures, rows: Rows, by: str | None) -> Iterable[Note]:
    for pair in judge.identities.overruled:
        yield Note(NoteCode.CERTAIN_OVERRULES_DIFFERENT, pair)
    for speaker in figures.bounded:
        yield Note(NoteCode.CLUSTER_BOUNDED, (speaker,))
    if by and not judge.profile.adds_up(by):
        yield Note(NoteCode.DOES_NOT_ADD_UP, (by,))
    if included := sum(row.counts for row in rows):
        yield Note(NoteCode.SEALED_INCLUDED, (str(included),))
    if figures.confidential:
        yield Note(NoteCode.CONFIDENTIAL_INCLUDED, (str(figures.confidential),))
    if lost := sorted(_missing(judge)):
        yield Note(NoteCode.LOOSE_ENDS, tuple(lost))


def _missing(judge: Judge) -> set[str]:
    """Return every id that something names and that the ledger never heard of."""
    stands, histories = judge.standing, judge.histories
    read = {
        key: fact
        for key, fact in stands.facts.items()
        if not isinstance(fact, Attribute) or fact.dimension in judge.dimensions
    }
    others = {**stands.replaced, **dict.fromkeys(histories.persons, "person")}
    missing = {target for _, _, target in loose_ends(read, others)}
    missing |= histories.records.keys() - histories.persons.keys()
    missing |= {row[0] for row in histories.attributes} - histories.persons.keys()
    return missing | histories.meetings - {one.id for one in stands.of(Meeting)}
