"""Abundant facts spread over columns, so that a count opens nothing; and put together again.

Ids, times and words from closed lists stand in columns. Whatever somebody may have written, or told
about a person, is the rest: it is sealed where it is kept.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

from training.participation.rules.facts import Attribute, Completion, Fact, Participation, Person
from training.participation.rules.histories import TEST, person_row, spans_in, spans_text
from training.participation.rules.times import parse_date, parse_time, written
from training.participation.rules.words import Category, Mark, Mode, PartRole, Recorded, Told


@dataclass(frozen=True, kw_only=True)
class Spread:
    """A fact in columns.

    record   the person
    about    the meeting, the event or the dimension
    words    role, mode and mark; category; source; role and whether the test was passed
    times    intervals of a participation; the day from which an attribute holds
    rest     what is sealed
    """

    record: str
    about: str = ""
    words: str = ""
    times: str | None = None
    known_from: datetime | None = None
    rest: Mapping[str, Any] = field(default_factory=dict)


def spread(fact: Fact) -> Spread | None:
    """Return a fact in columns; None for one of a type that is few."""
    if isinstance(fact, Participation):
        return _participation(fact)
    if isinstance(fact, Person):
        return Spread(record=fact.id, words=person_row(fact)[1])
    if isinstance(fact, Attribute):
        return _attribute(fact)
    return _completion(fact) if isinstance(fact, Completion) else None


def gathered(type_: str, fact_id: str, supersedes: str | None, columns: Spread) -> Fact:
    """Put a fact together again; the same that was spread."""
    return _GATHERERS[type_](columns, {"id": fact_id, "supersedes": supersedes})


def day_or_time(text: str | None) -> date | datetime | None:
    """Read the day or the time from which an attribute holds."""
    return (parse_date(text) or parse_time(text)) if text else None


def _said(**rest: object) -> dict[str, object]:
    return {key: value for key, value in rest.items() if value is not None}


def _participation(fact: Participation) -> Spread:
    return Spread(
        record=fact.person,
        about=fact.meeting,
        words=f"{fact.role.value} {fact.mode.value} {fact.mark.value}",
        times=None if fact.intervals is None else spans_text(fact.intervals)[1:],
        known_from=fact.recorded_at,
        rest=_said(source=fact.source and fact.source.value, recorded_by=fact.recorded_by),
    )


def _attribute(fact: Attribute) -> Spread:
    return Spread(
        record=fact.person,
        about=fact.dimension,
        words=fact.source.value if fact.source else "",
        times=_since(fact.valid_from),
        rest=_said(value=fact.value),
    )


def _since(since: date | datetime | None) -> str | None:
    if since is None:
        return None
    return written(since) if isinstance(since, datetime) else since.isoformat()


def _completion(fact: Completion) -> Spread:
    passed = "" if fact.test_passed is None else str(fact.test_passed)
    return Spread(
        record=fact.person,
        about=fact.event,
        words=f"{fact.role.value} {passed}",
        known_from=fact.completed_at,
        rest=_said(basis=fact.basis, course_version=fact.course_version),
    )


def _to_participation(columns: Spread, who: Mapping[str, Any]) -> Fact:
    role, mode, mark = columns.words.split()
    source = columns.rest.get("source")
    return Participation(
        person=columns.record,
        meeting=columns.about,
        role=PartRole(role),
        mode=Mode(mode),
        mark=Mark(mark),
        intervals=None if columns.times is None else spans_in(columns.times),
        source=Recorded(source) if source else None,
        recorded_by=columns.rest.get("recorded_by"),
        recorded_at=_known(columns),
        **who,
    )


def _to_person(columns: Spread, who: Mapping[str, Any]) -> Fact:
    category, *more = columns.words.split()
    return Person(category=Category(category), test=TEST in more, **who)


def _to_attribute(columns: Spread, who: Mapping[str, Any]) -> Fact:
    return Attribute(
        person=columns.record,
        dimension=columns.about,
        value=columns.rest.get("value"),
        valid_from=day_or_time(columns.times),
        source=Told(columns.words) if columns.words else None,
        **who,
    )


def _to_completion(columns: Spread, who: Mapping[str, Any]) -> Fact:
    role, _, passed = columns.words.partition(" ")
    return Completion(
        person=columns.record,
        event=columns.about,
        role=PartRole(role),
        completed_at=_known(columns),
        test_passed=passed == str(True) if passed else None,
        basis=columns.rest.get("basis"),
        course_version=columns.rest.get("course_version"),
        **who,
    )


def _known(columns: Spread) -> datetime:
    if columns.known_from is None:
        raise ValueError("a participation or completion has no time")
    return columns.known_from


_GATHERERS: Mapping[str, Callable[[Spread, Mapping[str, Any]], Fact]] = {
    Participation.type: _to_participation,
    Person.type: _to_person,
    Attribute.type: _to_attribute,
    Completion.type: _to_completion,
}
