"""What a count says: the figures, the cells, a reason for every person, and how it was made."""

from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum
from typing import Any

from training.participation.rules.profile import Profile
from training.participation.rules.times import written

NOT_STATED = "not stated"
PREFERS_NOT_TO_SAY = "prefers not to say"


class Reason(StrEnum):
    """Why a person is in a count, or is not."""

    COUNTED = "COUNTED"
    DUPLICATE_OF = "DUPLICATE_OF"
    BELOW_DOSE = "BELOW_DOSE"
    NOT_COMPLETED = "NOT_COMPLETED"
    OUTSIDE_PERIOD = "OUTSIDE_PERIOD"
    OTHER_AWARD = "OTHER_AWARD"
    EVENT_KIND = "EVENT_KIND"
    ROLE = "ROLE"
    CATEGORY = "CATEGORY"
    MODE = "MODE"
    ABSENT = "ABSENT"
    IDENTITY_OPEN = "IDENTITY_OPEN"
    TEST_PERSON = "TEST_PERSON"
    SEALED = "SEALED"
    NOT_EVALUABLE = "NOT_EVALUABLE"


class NoteCode(StrEnum):
    """What a report has to say beside its figures."""

    CERTAIN_OVERRULES_DIFFERENT = "certain_overrules_different"
    CLUSTER_BOUNDED = "cluster_bounded"
    DOES_NOT_ADD_UP = "does_not_add_up"
    SEALED_INCLUDED = "sealed_included"
    LOOSE_ENDS = "loose_ends"
    CONFIDENTIAL_INCLUDED = "confidential_included"


@dataclass(frozen=True)
class Note:
    """One remark: its code, and the ids or numbers it is about."""

    code: NoteCode
    about: tuple[str, ...] = ()


@dataclass(frozen=True)
class Period:
    """From a day to a day, both included."""

    begins: date
    ends: date

    def __post_init__(self) -> None:
        if self.ends < self.begins:
            raise ValueError("A period cannot end before it begins.")

    def __contains__(self, day: date) -> bool:
        return self.begins <= day <= self.ends

    @property
    def is_whole_year(self) -> bool:
        """Whether it is one calendar year."""
        year = self.begins.year
        return (self.begins, self.ends) == (date(year, 1, 1), date(year, 12, 31))


@dataclass(frozen=True)
class Range:
    """A figure while identities are open; all three are one where none is."""

    low: int = 0
    best: int = 0
    high: int = 0

    def __add__(self, other: "Range") -> "Range":
        return Range(self.low + other.low, self.best + other.best, self.high + other.high)

    @classmethod
    def exactly(cls, number: int) -> "Range":
        """Make a figure that no open identity touches."""
        return cls(number, number, number)


@dataclass(frozen=True)
class Cell:
    """Those with one value in a dimension: a set of its own, and the organisations in it."""

    value: str
    low: int
    best: int
    high: int
    organisations: int = 0

    @property
    def numbers(self) -> Range:
        """The three figures."""
        return Range(self.low, self.best, self.high)


@dataclass(frozen=True, slots=True)
class Verdict:
    """Why one record, or one sealed row, is in the count or not.

    moment         when it qualified, where it did inside the period
    duplicate_of   the record that speaks for the same person
    detail         what was reached of what was asked ("120 < 180"), the reason that would hold
                   if an open identity were settled as `best` has it, or the organisation
    """

    person: str
    reason: Reason
    moment: datetime | None = None
    duplicate_of: str | None = None
    detail: str = ""


@dataclass(frozen=True, kw_only=True)
class Count:
    """The result of a profile on the ledger as of a time.

    new             those in `best` who never qualified before the period; the rest continue
    dimension       what `cells` are cut by; empty where there are none
    organisations   the ids that were counted, where the unit is the organisation
    sealed          how many of the counted are sealed rows
    """

    profile: Profile
    period: Period
    as_of: datetime | None
    low: int
    best: int
    high: int
    new: int
    people: tuple[Verdict, ...]
    input_hash: str
    dimension: str = ""
    cells: tuple[Cell, ...] = ()
    organisations: tuple[str, ...] = ()
    sealed: int = 0
    notes: tuple[Note, ...] = field(default=())

    @property
    def unit(self) -> str:
        """What was counted."""
        return self.profile.unit

    @property
    def continuing(self) -> int:
        """Those in `best` who had qualified before the period."""
        return self.best - self.new

    @property
    def profile_hash(self) -> str:
        """SHA-256 of the profile as it was written."""
        return self.profile.digest

    def as_json(self) -> dict[str, Any]:
        """Return plain values: what `training count --format json` prints, and tallies hash."""
        return {
            "profile": _profile(self.profile),
            "period": {
                "from": self.period.begins.isoformat(),
                "to": self.period.ends.isoformat(),
                "zone": self.profile.zone,
            },
            "as_of": _time(self.as_of),
            "unit": self.unit,
            "low": self.low,
            "best": self.best,
            "high": self.high,
            "new": self.new,
            "continuing": self.continuing,
            "sealed": self.sealed,
            "dimension": self.dimension or None,
            "cells": [self._cell(cell) for cell in self.cells],
            "organisations": list(self.organisations),
            "people": [_verdict(verdict) for verdict in self.people],
            "notes": [{"code": note.code.value, "about": list(note.about)} for note in self.notes],
            "input_hash": self.input_hash,
            "profile_hash": self.profile_hash,
        }

    def _cell(self, cell: Cell) -> dict[str, Any]:
        return {
            "dimension": self.dimension,
            "value": cell.value,
            "low": cell.low,
            "best": cell.best,
            "high": cell.high,
        }


def _profile(profile: Profile) -> dict[str, Any]:
    days = {"source_as_of": profile.source_as_of, "effective": profile.effective}
    return {
        "id": profile.id,
        "version": profile.version,
        "title": profile.title,
        "source": profile.source,
        "prints": profile.prints.value,
        **{key: day.isoformat() if day else None for key, day in days.items()},
    }


def _verdict(verdict: Verdict) -> dict[str, Any]:
    return {
        "person": verdict.person,
        "reason": verdict.reason.value,
        "moment": _time(verdict.moment),
        "duplicate_of": verdict.duplicate_of,
        "detail": verdict.detail,
    }


def _time(at: datetime | None) -> str | None:
    return written(at) if at else None
