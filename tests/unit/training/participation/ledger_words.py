"""Short ways to say a ledger in tests: every function makes one fact, `said` makes a profile."""

from datetime import UTC, date, datetime, timedelta
from functools import cache
from typing import Any

from training.participation.rules import (
    Cell,
    Count,
    Fact,
    Period,
    Profile,
    read_fact,
    read_profile,
)

YEAR = Period(date(2025, 1, 1), date(2025, 12, 31))


def fact(type_: str, id_: str, **given: Any) -> Fact:
    made, faults = read_fact({"type": type_, "id": id_, **given})
    assert made is not None, [fault.message for fault in faults]
    return made


def at(day: str, time: str = "09:00", offset: str = "Z") -> str:
    return f"{day}T{time}:00{offset}"


def person(id_: str, *, category: str = "external", test: bool = False, **more: Any) -> Fact:
    return fact("person", id_, category=category, test=test, **more)


def event(id_: str, **given: Any) -> Fact:
    return fact("event", id_, **{"kind": "training", "mode": "in_person", "zone": "UTC"} | given)


def course(id_: str, **given: Any) -> Fact:
    return event(id_, **{"mode": "self_paced", "nominal_minutes": 120} | given)


def meeting(id_: str, event_: str, starts_at: str, minutes: int = 120, **more: Any) -> Fact:
    return fact("meeting", id_, event=event_, starts_at=starts_at, minutes=minutes, **more)


def went(person_: str, meeting_: str, **given: Any) -> Fact:
    usual = {
        "role": "trainee",
        "mode": "in_person",
        "mark": "present",
        "recorded_at": at("2025-01-01"),
    }
    given = usual | given
    id_ = given.pop("id", f"{person_} in {meeting_}")
    return fact("participation", id_, person=person_, meeting=meeting_, **given)


def completed(person_: str, event_: str, when: str, **given: Any) -> Fact:
    given = {"role": "trainee", "test_passed": True} | given
    id_ = given.pop("id", f"{person_} completed {event_}")
    return fact("completion", id_, person=person_, event=event_, completed_at=when, **given)


def link(a: str, b: str, verdict: str = "same", confidence: str = "probable", **given: Any) -> Fact:
    given = {"at": at("2025-01-01")} | given
    id_ = given.pop("id", f"{a} {verdict} {b}")
    return fact("identity_link", id_, a=a, b=b, verdict=verdict, confidence=confidence, **given)


def attribute(person_: str, dimension: str, value: str | None, **given: Any) -> Fact:
    given = {"valid_from": "2000-01-01"} | given
    id_ = given.pop("id", f"{person_} {dimension} {value}")
    return fact("attribute", id_, person=person_, dimension=dimension, value=value, **given)


def sealed(id_: str, moments: dict[str, str | None], **given: Any) -> Fact:
    return fact("sealed", id_, verdicts=moments, sealed_at=at("2025-11-01"), **given)


def workshop(id_: str, *days: str, minutes: int = 120, **given: Any) -> list[Fact]:
    """An event with a meeting `<id><number>` at nine on each of the days."""
    meetings = [
        meeting(f"{id_}{number}", id_, at(day), minutes) for number, day in enumerate(days, 1)
    ]
    return [event(id_, **given), *meetings]


def profile_text(basis: str = "presence", **settings: Any) -> str:
    """A profile as an author writes it; `__` in a name stands for the dot."""
    usual = {"id": "p", "version": 1, "unit": "person", "qualify.basis": basis}
    usual |= {name.replace("__", "."): value for name, value in settings.items()}
    return "".join(f"{name}: {value}\n" for name, value in usual.items())


@cache
def said(basis: str = "presence", **settings: Any) -> Profile:
    profile, problems = read_profile(profile_text(basis, **settings))
    assert profile is not None, [str(problem) for problem in problems]
    return profile


def in_2025(*months: int) -> Period:
    """The whole of the months given, first to last."""
    after = date(2025 + months[-1] // 12, months[-1] % 12 + 1, 1)
    return Period(date(2025, months[0], 1), after - timedelta(days=1))


def utc(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=UTC)


def settled(dimension: str, cells: dict[str, int], total: int, organisations: int) -> Count:
    """A count without open identities, everybody new; each cell with so many organisations."""
    return Count(
        profile=said(),
        period=YEAR,
        as_of=None,
        low=total,
        best=total,
        high=total,
        new=total,
        people=(),
        input_hash="",
        dimension=dimension,
        cells=tuple(Cell(value, n, n, n, organisations) for value, n in sorted(cells.items())),
    )
