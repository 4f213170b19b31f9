"""What sealing asks of the ledger: which attributes stood in cells large enough to be kept."""

from collections.abc import Collection
from datetime import date
from functools import cache

from sqlalchemy import func, select

from training.accounts.models import Affiliation, Person
from training.database import db
from training.participation import rules
from training.participation.models import LedgerLine
from training.participation.queries import lines, own
from training.participation.queries.counts import count
from training.participation.queries.ledger import ledger
from training.participation.queries.protection import thresholds
from training.participation.queries.reading import corrections
from training.participation.queries.states import answer_in, last_states
from training.participation.rules import Cell, Fact, IdentityLink, Lost, Period, Profile, Question
from training.workshops.models import Participation

LARGE = 100_000  # participations and lines: above, no cell is counted while somebody waits


def facts_about(people: Collection[str]) -> tuple[Fact, ...]:
    """Return all facts of few types, and of the others those about people and whom links join.

    Every correction is among them: one may move a participation from one record to another.
    """
    if lines.has_unspread():
        return ledger()
    few = (*lines.of_few_types(), *own.of_few_types())
    links = [one for one in few if isinstance(one, IdentityLink)]
    records = set(people).union(*rules.linked_to(people, links))
    found = list(few)
    for some in lines.batches(records):
        found += lines.facts_where(LedgerLine.record.in_(some))
        found += own.participations(Participation.person_id.in_(some))
        found += own.persons(Person.id.in_(some))
        found += own.languages(Person.id.in_(some))
        found += own.affiliations(Affiliation.person_id.in_(some))
    found += corrections()
    found += (one for one in own.completions() if records.issuperset(rules.records_of(one)))
    return tuple({fact.id: fact for fact in found}.values())


def large_cells(programme_id: str = "") -> rules.May:
    """Return a test of whether a lost attribute stood in a cell that the public may see.

    programme_id   in the table of that programme; without one, in that of the whole ledger

    Each cell's year is counted once, however many people are sealed. In a large ledger nothing is
    counted: there the last state of the same count decides, and without one nothing is kept.
    """
    limits, is_large = thresholds(), size() > LARGE

    @cache
    def large(profile: Profile, year: int, dimension: str) -> frozenset[str]:
        question = Question(
            profile, Period(date(year, 1, 1), date(year, 12, 31)), dimension, programme_id
        )
        cells = last_cells(question) if is_large else counted_cells(question)
        return frozenset(cell.value for cell in cells if cell.low >= limits.public)

    def may_keep(lost: Lost, dimension: str, value: str) -> bool:
        return not rules.is_named(value, limits.never_named) and value in large(
            lost.profile, lost.year, dimension
        )

    return may_keep


def size() -> int:
    """Return how many participations and lines the ledger has."""
    counts = (
        select(func.count(one)).scalar_subquery() for one in (Participation.id, LedgerLine.id)
    )
    return sum(db.session.execute(select(*counts)).one())


def counted_cells(question: Question) -> tuple[Cell, ...]:
    """Return the cells of a count."""
    period = (question.period.begins, question.period.ends)
    return count(question.profile, period, None, question.by, question.programme_id).cells


def last_cells(question: Question) -> tuple[Cell, ...]:
    """Return the cells of the last state of a count; none where there is no state."""
    state = last_states([question]).get(question.key)
    return answer_in(question, state, "").cells if state else ()
