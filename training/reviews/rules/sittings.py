"""Sessions of the Working Group: read from facts, or carried on from those fourteen before."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

import yaml

from training.reviews.rules.spans import Source, Span
from training.reviews.rules.words import Status, Step

ROUND = 14  # sessions in a cycle since the second: HRC decision 17/119
FIRST_CYCLE = 12  # sessions of the first one
ADOPTED_AFTER = 11  # session 46 was adopted at HRC 57: both sit three times a year
LAST_SESSION = 999
FACTS = Path(__file__).parent.parent / "sessions.yaml"


@dataclass(frozen=True)
class Given:
    """A date that a source gives, or that somebody entered, with the day on which it was so."""

    span: Span
    status: Status
    source: Source
    as_of: date


@dataclass(frozen=True)
class Sitting:
    """One session of the Working Group.

    days     where published, its first and last day; else the days between which it begins
    dates    what is known of single steps
    hrc      the session of the Human Rights Council that adopts its outcomes, as far as is known
    """

    number: int
    days: Given
    hrc: int
    hrc_status: Status
    dates: Mapping[Step, Given] = field(default_factory=dict)

    @property
    def cycle(self) -> int:
        """The round of reviews that it belongs to."""
        return cycle_of(self.number)

    @property
    def is_published(self) -> bool:
        """Whether its days are known."""
        return self.days.status is Status.PUBLISHED

    @property
    def week_0(self) -> Span:
        """The first day of the session, or the days between which it lies."""
        return Span.on(self.days.span.first) if self.is_published else self.days.span


@dataclass(frozen=True)
class Place:
    """A State in a session: listed there, or expected because the order of review repeats."""

    country: str
    session: int
    status: Status
    source: Source
    as_of: date
    as_in: int = 0


@dataclass(frozen=True)
class Offsets:
    """Weeks from the first day of a session to each step: the earliest and the latest."""

    version: int
    weeks: Mapping[Step, tuple[int, int]]
    source: Source
    as_of: date


@dataclass(frozen=True)
class Facts:
    """What comes with the platform."""

    sittings: Mapping[int, Sitting]
    places: tuple[Place, ...]
    offsets: Offsets
    not_placed: tuple[str, ...]
    as_of: date

    @property
    def first(self) -> int:
        """The number of the first session that is known."""
        return min(self.sittings)

    @property
    def last(self) -> int:
        """The number of the last session that is known; later ones are carried on."""
        return max(self.sittings)


def cycle_of(session: int) -> int:
    """Return the cycle of a session: 1-12, 13-26, 27-40, 41-54 and so on."""
    return 1 if session <= FIRST_CYCLE else (session - FIRST_CYCLE - 1) // ROUND + 2


@cache
def facts() -> Facts:
    """Return the facts of the fourth cycle."""
    text = FACTS.read_text(encoding="utf-8")
    plain: Any = yaml.load(text, Loader=yaml.BaseLoader)  # noqa: S506  # it makes texts, and nothing else
    return read(plain)


def read(plain: Mapping[str, Any]) -> Facts:
    """Read the facts from plain data, whose scalars are texts."""
    as_of = date.fromisoformat(plain["as_of"])
    sources = {name: source(about) for name, about in plain["sources"].items()}
    rows = {int(number): about for number, about in plain["sessions"].items()}
    weeks = plain["offsets"]["weeks"].items()
    return Facts(
        {number: _sitting(number, about, sources, as_of) for number, about in rows.items()},
        tuple(
            one for number, about in rows.items() for one in _places(number, about, sources, as_of)
        ),
        Offsets(
            0,
            {Step(step): (int(pair[0]), int(pair[1])) for step, pair in weeks},
            source(plain["offsets"]["source"]),
            as_of,
        ),
        tuple(plain["not_placed"]),
        as_of,
    )


def source(about: Mapping[str, str]) -> Source:
    """Read where something was found."""
    return Source(about["title"], about.get("address", ""))


def span(days: str | list[str]) -> Span:
    """Read a day, or two."""
    both = [days, days] if isinstance(days, str) else days
    return Span(date.fromisoformat(both[0]), date.fromisoformat(both[1]))


def _sitting(
    number: int, about: Mapping[str, Any], sources: Mapping[str, Source], as_of: date
) -> Sitting:
    known = "days" in about
    days = span(about["days"] if known else about["between"])
    status = Status.PUBLISHED if known else Status.EXPECTED
    read_in = sources[about.get("dates_source", about["source"])]
    dates = {
        Step(step): Given(span(day), status_of, read_in, as_of)
        for status_of in (Status.PUBLISHED, Status.EXPECTED)
        for step, day in about.get(status_of, {}).items()
    }
    hrc_status = Status.PUBLISHED if "adopted_at" in about else Status.EXPECTED
    return Sitting(
        number,
        Given(days, status, sources[about["source"]], as_of),
        int(about.get("adopted_at", number + ADOPTED_AFTER)),
        hrc_status,
        dates,
    )


def _places(
    number: int, about: Mapping[str, Any], sources: Mapping[str, Source], as_of: date
) -> Iterable[Place]:
    as_in = int(about.get("as_in", 0))
    status = Status.EXPECTED if as_in else Status.PUBLISHED
    found = sources[about.get("states_source", about["source"])]
    for country in about["states"]:
        yield Place(country, number, status, found, as_of, as_in)


def carried_on(earlier: Sitting, offsets: Offsets) -> Sitting:
    """Return the session in which the States of an earlier one are expected again."""
    number = earlier.number + ROUND
    days = earlier.week_0.moved(*offsets.weeks[Step.NEXT_REVIEW])
    given = Given(days, Status.EXPECTED, offsets.source, offsets.as_of)
    return Sitting(number, given, number + ADOPTED_AFTER, Status.EXPECTED)
