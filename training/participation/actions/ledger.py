"""What staff take into the ledger, and what leaves it. Nothing here commits."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from datetime import datetime
from itertools import islice
from typing import Any

from flask_babel import lazy_gettext as _
from sqlalchemy import delete, insert, select, update

from quizzes import Problem
from training import clock
from training.audit.actions import record
from training.audit.rules import Act
from training.database import db
from training.errors import Refused
from training.participation import queries, rules
from training.participation.actions.counts import drop_verdicts
from training.participation.models import ForgottenRecord, LedgerLine
from training.participation.rules import Fact, Leaves

Facts = tuple[Fact, ...]
AT_ONCE = 5_000  # rows of one statement
NO_COLUMNS: dict[str, Any] = dict.fromkeys(
    ("record", "about", "words", "times", "known_from", "supersedes")
)


class InvalidLedger(Refused):
    """Lines that cannot be taken in; nothing of the file was."""

    message = _("Nothing was imported. Mend these lines first:\n%(problems)s")
    status = 422

    def __init__(self, problems: tuple[Problem, ...]) -> None:
        super().__init__(problems="\n".join(map(str, problems)))
        self.problems = problems


def import_lines(lines: Iterable[str | bytes], file: str) -> int:
    """Take the facts of a JSON Lines file into the ledger; return how many were new.

    The same line again changes nothing. Raises InvalidLedger with every problem; then nothing
    of the file is taken.
    """
    facts, problems = rules.read_many(lines, file, queries.known())
    if problems:
        raise InvalidLedger(problems)
    facts = unforgotten(facts)
    add_lines(facts, clock.now())
    if facts:
        record(Act.IMPORT, "ledger", rows=len(facts))
    return len(facts)


def keep_facts(facts: Iterable[Fact]) -> int:
    """Take facts that staff record into the ledger; return how many were new.

    The same fact again changes nothing. Raises Clash where an id stands for other content already.
    """
    wanted = rules.merged(facts)
    known = {fact.id: fact for fact in queries.recorded(wanted)}
    for fact_id, fact in known.items():
        if fact != wanted[fact_id]:
            raise rules.Clash(fact_id)
    fresh = unforgotten(fact for fact_id, fact in wanted.items() if fact_id not in known)
    add_lines(fresh, clock.now())
    return len(fresh)


def unforgotten(facts: Iterable[Fact]) -> tuple[Fact, ...]:
    """Leave out what is said of people who were erased: no file brings them back."""
    facts = tuple(facts)
    named = {one for fact in facts for one in rules.everybody_in(fact)}
    gone = queries.forgotten_among(named)
    return rules.without(facts, *gone) if gone else facts


def forget(departures: Mapping[str, Leaves]) -> int:
    """Seal what persons' facts added to the counts, and take out the lines that name them.

    departures   for each person, by id, which facts about them go; the application's own rows are
                 deleted by the caller, in the same transaction

    Returns how many sealed rows were kept. Persons who are linked to one another are taken one
    after the other, so that whoever stays still counts.
    """
    if not departures:
        return 0
    drop_verdicts()
    facts = before = queries.facts_about(departures)
    sealer, sealed = Sealer(), list[Fact]()
    for person_id, leaves in sorted(departures.items()):
        near = rules.around(facts, person_id)
        stays = rules.without(near, person_id, leaves=leaves)
        rows = tuple(sealer.rows(near, stays))
        facts = (*rules.without(facts, person_id, leaves=leaves), *rows)
        sealed += rows
    rewrite_lines({one.id: one for one in before}, {one.id: one for one in facts})
    add_lines(sealed, rules.day_begun(clock.now()))
    remember_forgotten(one for one, leaves in departures.items() if leaves is rules.wholly)
    return len(sealed)


class Sealer:
    """Seals what facts that go added to the whole ledger, and to the part of each programme.

    A part is counted by itself: what is a second training in the whole may be the first one there.
    """

    def __init__(self) -> None:
        self._profiles, self._parts = queries.every_profile(), queries.parts()
        self._may_keep: dict[str, rules.May] = {}

    def rows(self, before: Facts, after: Facts) -> Iterator[Fact]:
        """Yield the sealed rows of somebody."""
        yield from self._seal(before, after)
        for programme_id, (awards, events) in self._parts.items():
            had, has = (
                rules.within(facts, awards, events, programme_id) for facts in (before, after)
            )
            if rules.took_part(had):
                yield from self._seal(had, has, programme_id)

    def _seal(self, before: Facts, after: Facts, programme_id: str = "") -> Iterator[Fact]:
        if programme_id not in self._may_keep:
            self._may_keep[programme_id] = queries.large_cells(programme_id)
        may_keep = self._may_keep[programme_id]
        for row in rules.seal(before, after, self._profiles, may_keep, clock.now()):
            yield replace(row, part=programme_id or rules.WHOLE)


def remember_forgotten(records: Iterable[str]) -> None:
    """Keep the fingerprints of records whose people were erased; kept once."""
    wanted = {queries.fingerprint_of(one) for one in records}
    known = db.session.scalars(
        select(ForgottenRecord.fingerprint).where(ForgottenRecord.fingerprint.in_(wanted))
    )
    fresh = wanted.difference(known)
    db.session.add_all(ForgottenRecord(fingerprint=one) for one in sorted(fresh))


def add_lines(facts: Iterable[Fact], added_at: datetime) -> None:
    """Add facts to the ledger, each under its id: into the table, since no row of it is at hand."""
    table: Any = LedgerLine.__table__
    rest = iter(facts)
    while some := list(islice(rest, AT_ONCE)):
        rows = [columns_of(fact) | {"added_at": added_at} for fact in some]
        db.session.execute(insert(table), rows)


def columns_of(fact: Fact) -> dict[str, Any]:
    """Return what the ledger keeps of a fact: a line, or columns and the rest."""
    columns = rules.spread(fact)
    if columns is None:
        return {**NO_COLUMNS, "id": fact.id, "type": fact.type, "line": rules.to_line(fact)}
    return {
        "id": fact.id,
        "type": fact.type,
        "line": rules.canonical(columns.rest) if columns.rest else None,
        "record": columns.record,
        "about": columns.about,
        "words": columns.words,
        "times": columns.times,
        "known_from": columns.known_from,
        "supersedes": fact.supersedes,
    }


def rewrite_lines(before: Mapping[str, Fact], after: Mapping[str, Fact]) -> None:
    """Take out the lines of facts that went, and let those that changed say what is left."""
    for ids in queries.batches(before.keys() - after.keys()):
        db.session.execute(delete(LedgerLine).where(LedgerLine.id.in_(ids)))
    for fact_id in before.keys() & after.keys():
        if before[fact_id] != after[fact_id] and (row := db.session.get(LedgerLine, fact_id)):
            row.line = columns_of(after[fact_id])["line"]


def spread_lines() -> int:
    """Spread lines of abundant facts that an earlier version kept whole; return how many."""
    whole = tuple(queries.unspread())
    rewritten = [columns_of(fact) for fact in whole]
    if rewritten:
        db.session.execute(update(LedgerLine), rewritten)
    return len(rewritten)
