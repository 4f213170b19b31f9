"""What the ledger says of each record of a person, as rows: there may be a million of them.

A row is what a count reads of a fact. Of a participation that is the record, the id of the fact
and its *mark*: the meeting, and after a tab the role, the mode, the word on the roll and, where it
was not the whole meeting, the intervals. People who did the same in the same meetings have the same
history, and what follows from a history is worked out once.
"""

from collections import defaultdict
from collections.abc import Container, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from hashlib import sha256
from itertools import chain
from typing import NamedTuple

from training.participation.rules.facts import (
    Attribute,
    Completion,
    Fact,
    Meeting,
    Participation,
    Person,
)
from training.participation.rules.identity import Records
from training.participation.rules.ledger import Standing
from training.participation.rules.lines import to_line
from training.participation.rules.presence import Span
from training.participation.rules.times import written

MarkRow = tuple[str, str, str]  # the record, the fact's id, the mark
PersonRow = tuple[str, str]  # the record, the category and perhaps "test"
AttributeRow = tuple[str, str, date | datetime | None, str, str | None]
# the record, the dimension, from when, the fact's id, the value

ABUNDANT = (Participation, Person, Attribute, Completion)
TEST = "test"


class History(NamedTuple):
    """What a person did: marks in their order, each once, and completions of courses."""

    marks: tuple[str, ...] = ()
    completions: tuple[Completion, ...] = ()


@dataclass(frozen=True)
class Ledger:
    """A ledger as it comes from a database: few facts whole, and many as rows.

    facts        all facts of the types that are few; of the others those that correct or were
                 corrected, and completions
    marks, persons, attributes
                 the rest, as known at the time of the count; a row whose fact is among the facts
                 is passed over
    """

    facts: tuple[Fact, ...]
    marks: Iterable[MarkRow] = ()
    persons: Iterable[PersonRow] = ()
    attributes: Iterable[AttributeRow] = ()


def person_row(fact: Person) -> PersonRow:
    """Return what a count reads of a person."""
    return fact.id, f"{fact.category.value} {TEST}" if fact.test else fact.category.value


def mark_row(fact: Participation) -> MarkRow:
    """Return what a count reads of a participation."""
    words = f"{fact.meeting}\t{fact.role.value} {fact.mode.value} {fact.mark.value}"
    return fact.person, fact.id, words + spans_text(fact.intervals)


def attribute_row(fact: Attribute) -> AttributeRow:
    """Return what a count reads of an attribute."""
    return fact.person, fact.dimension, fact.valid_from, fact.id, fact.value


def meeting_in(mark: str) -> str:
    """Return the meeting that a mark is about."""
    return mark.partition("\t")[0]


def spans_text(spans: Iterable[Span] | None) -> str:
    """Write intervals as the end of a mark; nothing for a whole meeting, a space for none."""
    if spans is None:
        return ""
    return " " + ",".join(f"{written(came)}/{written(left)}" for came, left in spans)


def spans_in(text: str) -> tuple[Span, ...]:
    """Read intervals back from the end of a mark."""
    pairs = (pair.split("/") for pair in text.split(",") if pair)
    return tuple(
        (datetime.fromisoformat(came), datetime.fromisoformat(left)) for came, left in pairs
    )


class _Marks(dict[str, str]):
    """Every mark once, with the meeting that stands now."""

    def __init__(self, stands_for: Mapping[str, str]) -> None:
        super().__init__()
        self._stands_for = stands_for

    def __missing__(self, mark: str) -> str:
        meeting, tab, rest = mark.partition("\t")
        now = self._stands_for.get(meeting)
        found = self[mark] = mark if now is None else f"{now}{tab}{rest}"
        return found


@dataclass
class Histories:
    """What is known of each record: who it is, its marks and its completions."""

    persons: dict[str, str] = field(default_factory=dict)
    marks: dict[str, list[tuple[str, str]]] = field(default_factory=lambda: defaultdict(list))
    completions: dict[str, list[Completion]] = field(default_factory=lambda: defaultdict(list))
    attributes: list[AttributeRow] = field(default_factory=list)

    @property
    def records(self) -> dict[str, None]:
        """Every record that a fact makes, or names in a meeting or a course, in that order.

        Whoever goes through them finds in memory together what was read together.
        """
        return dict.fromkeys(chain(self.marks, self.persons, self.completions))

    @property
    def meetings(self) -> frozenset[str]:
        """Every meeting that a mark names."""
        marks = {mark for rows in self.marks.values() for _, mark in rows}
        return frozenset(map(meeting_in, marks))

    def of(self, records: Records) -> History:
        """Put together what one person did, whatever number of records they have."""
        first, *others = records
        rows = self.marks.get(first, [])
        for one in others:
            rows = [*rows, *self.marks.get(one, ())]
        marks = tuple(sorted({mark for _, mark in rows}))
        if not self.completions:
            return History(marks)
        done = (one for record in records for one in self.completions.get(record, ()))
        return History(marks, tuple(done))

    def words(self, records: Records) -> tuple[str, ...]:
        """Return what is said of these records as persons, where they are known."""
        return tuple(self.persons[one] for one in records if one in self.persons)

    def texts(self) -> Iterator[str]:
        """Yield what the hash is made of: for each record, sorted, its facts sorted by id."""
        more = defaultdict(list)
        for record, dimension, since, fact_id, value in self.attributes:
            more[record].append((fact_id, f"{dimension}\t{since}\t{value!r}"))
        for record, completions in self.completions.items():
            more[record] += ((one.id, _completion_text(one)) for one in completions)
        marks, persons = self.marks, self.persons
        for record in sorted({*persons, *marks, *more}):
            rows = sorted([*marks.get(record, ()), *more.get(record, ())])
            yield "\n".join([record, persons.get(record, ""), *chain.from_iterable(rows), ""])


def _completion_text(one: Completion) -> str:
    passed = "" if one.test_passed is None else one.test_passed
    return f"{one.event}\t{one.role.value} {passed} {written(one.completed_at)}"


def histories(ledger: Ledger, standing: Standing, dimensions: frozenset[str]) -> Histories:
    """Sort rows, and the facts of the same types that stand, by the record that they are about.

    dimensions   of the attributes that the count reads; others are left out
    """
    found, now = Histories(), standing.stands_for
    given = {fact.id for fact in ledger.facts if isinstance(fact, ABUNDANT)}
    found.persons.update(row for row in ledger.persons if row[0] not in given)
    found.persons.update(map(person_row, standing.of(Person)))
    known = _Marks(now)
    _take_marks(found, known, ledger.marks, given)
    _take_marks(found, known, map(mark_row, standing.of(Participation)), frozenset())
    for done in standing.of(Completion):
        found.completions[done.person].append(done)
    rows = (row for row in ledger.attributes if row[3] not in given)
    said = chain(rows, map(attribute_row, standing.of(Attribute)))
    found.attributes.extend(row for row in said if row[1] in dimensions)
    if now:
        _redirect(found, now)
    return found


def _take_marks(
    found: Histories, known: _Marks, rows: Iterable[MarkRow], given: Container[str]
) -> None:
    """Sort marks by record, but those that are given: the loop that a million rows go through."""
    marks = found.marks
    for record, fact_id, mark in rows:
        if fact_id not in given:
            marks[record].append((fact_id, known[mark]))


def _redirect(found: Histories, stands_for: Mapping[str, str]) -> None:
    """Let rows name the record and the organisation that stand now."""
    for old in found.marks.keys() & stands_for.keys():
        rows = found.marks.pop(old)
        found.marks[stands_for[old]].extend(rows)
    for place, (record, dimension, since, fact_id, value) in enumerate(found.attributes):
        if dimension == "organisation":
            value = stands_for.get(value or "", value)
        record = stands_for.get(record, record)
        found.attributes[place] = (record, dimension, since, fact_id, value)


def _few_text(fact: Fact) -> str:
    if isinstance(fact, Meeting):
        begins = f"{written(fact.starts_at)} {fact.minutes} {fact.cancelled}"
        return f"{fact.id}\t{fact.event}\t{begins}\t{fact.supersedes or ''}"
    return to_line(fact)


def digest(standing: Standing, found: Histories) -> str:
    """Return the SHA-256 of all that a count read, whatever its order and wherever it was kept.

    First the facts of few types, sorted by id, then the rows of each record.
    """
    made = sha256()
    for fact in standing.facts.values():
        if not isinstance(fact, ABUNDANT):
            made.update(f"{_few_text(fact)}\n".encode())
    for text in found.texts():
        made.update(text.encode())
    return made.hexdigest()
