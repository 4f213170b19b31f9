"""What is asked of the ledger, and the answer that pages show: figures and numbers of reasons."""

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime
from hashlib import sha256
from typing import Any

from training.participation.rules.lines import canonical
from training.participation.rules.profile import Profile
from training.participation.rules.results import (
    Cell,
    Count,
    Note,
    NoteCode,
    Period,
    Reason,
    Verdict,
)
from training.participation.rules.times import local_day, parse_time, written

_ABOUT_NOBODY = (NoteCode.DOES_NOT_ADD_UP, NoteCode.SEALED_INCLUDED, NoteCode.CONFIDENTIAL_INCLUDED)
_SETTLED = frozenset({Reason.COUNTED, Reason.SEALED})
_FIGURES = ("low", "best", "high", "new", "input_hash", "sealed")


@dataclass(frozen=True)
class Question:
    """What to count: by which profile, in which period, cut by what, in the whole or a programme.

    by             a dimension; empty for totals only
    programme_id   a programme whose part of the ledger is asked; empty for the whole ledger
    """

    profile: Profile
    period: Period
    by: str = ""
    programme_id: str = ""

    @property
    def key(self) -> str:
        """SHA-256 of what was asked: the same for the same question, on every machine."""
        days = [self.period.begins.isoformat(), self.period.ends.isoformat()]
        asked = [self.profile.name, self.profile.digest, *days, self.by, self.programme_id]
        return sha256(canonical(asked).encode()).hexdigest()


@dataclass(frozen=True, kw_only=True)
class Answer:
    """The state of a count when it was last worked out.

    count       the figures, the cells and the notes, without the verdicts on persons
    reasons     how many records have which reason; those with none are not here
    days        how many of those in `best` first fulfilled the rule inside the period on which day
                of the profile's calendar
    made_at     when it was worked out
    is_current  nothing that can move it was added to the ledger since
    """

    question: Question
    count: Count
    reasons: Mapping[Reason, int]
    days: Mapping[date, int]
    made_at: datetime
    is_current: bool = True

    @property
    def as_of(self) -> datetime:
        """The time whose knowledge it has."""
        return self.count.as_of or self.made_at

    @property
    def cells(self) -> tuple[Cell, ...]:
        """The figures by the dimension that was asked for."""
        return self.count.cells

    def as_plain(self) -> dict[str, Any]:
        """Return plain values that `read_answer` takes: figures, and nothing about anybody."""
        return {
            **{name: getattr(self.count, name) for name in _FIGURES},
            "as_of": written(self.as_of),
            "cells": [[getattr(one, name) for name in Cell.__match_args__] for one in self.cells],
            "organisations": list(self.count.organisations),
            "notes": list(map(_note, self.count.notes)),
            "reasons": {reason.value: number for reason, number in self.reasons.items()},
            "days": {day.isoformat(): number for day, number in sorted(self.days.items())},
        }


def _note(note: Note) -> list[str]:
    """Return a note without the records that it is about."""
    return [note.code.value, *(note.about if note.code in _ABOUT_NOBODY else ())]


def answered(question: Question, count: Count, made_at: datetime) -> Answer:
    """Sum a count up as the answer to a question."""
    numbers = Counter(verdict.reason for verdict in count.people)
    reasons = {reason: numbers[reason] for reason in Reason if numbers[reason]}
    return Answer(
        question=question,
        count=replace(count, people=()),
        reasons=reasons,
        days=Counter(local_day(at, count.profile.zone) for at in first_moments(count)),
        made_at=made_at,
    )


def first_moments(count: Count) -> Iterator[datetime]:
    """Yield when each of those in `best` first fulfilled the rule inside the period.

    Of persons there is one for each: they add up to the best figure. Of seats it is a person's
    first one; courses and outcomes have none of their own.
    """
    for verdict in count.people:
        likely = verdict.reason is Reason.IDENTITY_OPEN and verdict.detail == Reason.COUNTED
        if verdict.moment is not None and (likely or verdict.reason in _SETTLED):
            yield verdict.moment


def read_answer(
    question: Question, plain: Mapping[str, Any], made_at: datetime, *, is_current: bool
) -> Answer:
    """Read an answer back from plain values."""
    count = Count(
        profile=question.profile,
        period=question.period,
        as_of=parse_time(plain["as_of"]),
        people=(),
        dimension=question.by,
        cells=tuple(Cell(*cell) for cell in plain["cells"]),
        organisations=tuple(plain["organisations"]),
        notes=tuple(Note(NoteCode(code), tuple(about)) for code, *about in plain["notes"]),
        **{name: plain[name] for name in _FIGURES},
    )
    return Answer(
        question=question,
        count=count,
        reasons={Reason(word): number for word, number in plain["reasons"].items()},
        days={date.fromisoformat(day): number for day, number in plain.get("days", {}).items()},
        made_at=made_at,
        is_current=is_current,
    )


def verdict_as_plain(verdict: Verdict) -> list[str | None]:
    """Return a verdict as plain values; the reason stands where it is kept."""
    moment = written(verdict.moment) if verdict.moment else None
    return [verdict.person, moment, verdict.duplicate_of, verdict.detail]


def read_verdict(reason: Reason, plain: list[str]) -> Verdict:
    """Read a verdict back from plain values."""
    person, moment, duplicate_of, detail = plain
    return Verdict(person, reason, parse_time(moment) if moment else None, duplicate_of, detail)
