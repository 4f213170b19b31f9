"""The part of a ledger that belongs to some awards and events, and nobody outside it."""

from collections.abc import Iterable
from dataclasses import replace

from training.participation.rules.erasing import records_of
from training.participation.rules.facts import (
    Award,
    Completion,
    Event,
    Fact,
    Headcount,
    Meeting,
    Organisation,
    Outcome,
    Participation,
    Sealed,
)
from training.participation.rules.histories import Ledger, meeting_in


def within(
    facts: Iterable[Fact], awards: frozenset[str], events: frozenset[str], programme: str = ""
) -> tuple[Fact, ...]:
    """Return the facts of the events that one of the awards pays for, or that are named.

    Of persons only those are left who took part there, and of them only what happened there; what
    links a record to one elsewhere goes. Outcomes stay that say the programme or one of the awards,
    and sealed rows that count in this part.
    """
    return within_ledger(Ledger(tuple(facts)), awards, events, programme).facts


def within_ledger(
    ledger: Ledger, awards: frozenset[str], events: frozenset[str], programme: str = ""
) -> Ledger:
    """Return the same part of a ledger of which the abundant facts are rows."""
    facts = ledger.facts
    inside = {
        one.id
        for one in facts
        if isinstance(one, Event) and (one.id in events or not awards.isdisjoint(one.awards))
    }
    meetings = {one.id for one in facts if isinstance(one, Meeting) and one.event in inside}
    people = {person for one in facts if _is_there(one, inside, meetings) for person in _who(one)}
    marks = tuple(row for row in ledger.marks if meeting_in(row[2]) in meetings)
    people |= {record for record, _, _ in marks}
    kept = _kept(facts, (inside, meetings, people), awards, programme)
    persons = tuple(row for row in ledger.persons if row[0] in people)
    said = tuple(row for row in ledger.attributes if row[0] in people)
    return Ledger(kept, marks, persons, said)


def _kept(
    facts: Iterable[Fact],
    there: tuple[set[str], set[str], set[str]],
    awards: frozenset[str],
    programme: str,
) -> tuple[Fact, ...]:
    inside, meetings, people = there
    return tuple(
        replace(one, part=None) if isinstance(one, Sealed) else one
        for one in facts
        if _is_there(one, inside, meetings)
        or isinstance(one, Organisation)
        or (isinstance(one, Award) and one.id in awards)
        or (isinstance(one, Sealed) and _is_left_of(one, awards, programme))
        or (isinstance(one, Outcome) and _is_of(one, awards, programme))
        or _is_about(one, people)
    )


def _is_of(outcome: Outcome, awards: frozenset[str], programme: str) -> bool:
    return outcome.award in awards or bool(programme and outcome.programme == programme)


def _is_left_of(sealed: Sealed, awards: frozenset[str], programme: str) -> bool:
    """Tell whether a sealed row counts here; those of earlier versions count by their award."""
    return sealed.award in awards if sealed.part is None else sealed.part == programme


def took_part(facts: Iterable[Fact]) -> bool:
    """Tell whether anybody was in anything."""
    return any(map(_who, facts))


def _who(fact: Fact) -> tuple[str, ...]:
    return (fact.person,) if isinstance(fact, Participation | Completion) else ()


def _is_there(fact: Fact, events: set[str], meetings: set[str]) -> bool:
    if isinstance(fact, Event):
        return fact.id in events
    if isinstance(fact, Meeting):
        return fact.id in meetings
    if isinstance(fact, Completion):
        return fact.event in events
    return isinstance(fact, Participation | Headcount) and fact.meeting in meetings


def _is_about(fact: Fact, people: set[str]) -> bool:
    """Tell whether a fact says something about these people and nobody else."""
    happened = isinstance(fact, Participation | Completion)
    about = () if happened else records_of(fact)
    return bool(about) and people.issuperset(about)
