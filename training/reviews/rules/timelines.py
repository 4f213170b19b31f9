"""What is due for a State, and when: published days, days that staff entered, or worked out."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime
from functools import cached_property

from training.reviews.rules.sittings import (
    LAST_SESSION,
    ROUND,
    Facts,
    Given,
    Offsets,
    Place,
    Sitting,
    carried_on,
    cycle_of,
)
from training.reviews.rules.spans import Source, Span
from training.reviews.rules.words import SHOWN_STEPS, Status, Step


@dataclass(frozen=True)
class Entered:
    """A date that staff entered: for one State, or without one for the whole session."""

    id: str
    session: int
    country: str
    step: Step
    given: Given
    entered_at: datetime


@dataclass(frozen=True)
class Deadline:
    """One step of one review: when, how sure that is, and who says so.

    country      empty for the session as a whole
    entry        the id of what staff entered; empty where nobody did
    entered_at   when that was
    is_counted   it was worked out by the rule, and no source says it
    """

    country: str
    session: int
    step: Step
    span: Span
    status: Status
    source: Source
    as_of: date
    hrc: int
    entry: str = ""
    entered_at: datetime | None = None
    is_counted: bool = False

    @property
    def key(self) -> str:
        """What it is called for good, whatever its date becomes."""
        return f"{self.country}-{self.session}-{self.step}"


@dataclass(frozen=True)
class Calendar:
    """All that is known: facts, what staff entered, and the rule for the rest."""

    facts: Facts
    offsets: Offsets
    entered: tuple[Entered, ...] = ()
    placed: tuple[Place, ...] = ()

    def sitting(self, number: int) -> Sitting | None:
        """Return a session: with the days that were entered, as known, or carried on."""
        known = self.facts.sittings.get(number)
        if known is None and self.facts.first <= number - ROUND <= self.facts.last + ROUND:
            earlier = self.sitting(number - ROUND)
            known = carried_on(earlier, self.offsets) if earlier else None
        entry = self.entry(number, "", Step.REVIEW)
        return replace(known, days=entry.given) if known and entry else known

    def sittings(self) -> tuple[Sitting, ...]:
        """Return the sessions of this cycle and of the next one, in order."""
        numbers = [*self.facts.sittings, *(number + ROUND for number in self.facts.sittings)]
        return tuple(one for one in map(self.sitting, sorted(numbers)) if one)

    def entry(self, session: int, country: str, step: Step) -> Entered | None:
        """Return what staff entered last for a step of a State, or of the whole session."""
        return self._newest.get((session, country, step))

    @cached_property
    def _newest(self) -> Mapping[tuple[int, str, Step], Entered]:
        in_order = sorted(self.entered, key=lambda one: (one.entered_at, one.id))
        return {(one.session, one.country, one.step): one for one in in_order}

    @cached_property
    def places(self) -> Mapping[tuple[str, int], Place]:
        """Return where each State is reviewed, by State and cycle; what staff say goes before."""
        known = {(one.country, cycle_of(one.session)): one for one in self.facts.places}
        known |= {(one.country, cycle_of(one.session)): one for one in self.placed}
        again = {
            (country, cycle + 1): replace(
                place,
                session=place.session + ROUND,
                status=Status.EXPECTED,
                as_in=place.session,
            )
            for (country, cycle), place in known.items()
            if place.session + ROUND <= LAST_SESSION
        }
        return again | known

    def places_of(self, country: str) -> tuple[Place, ...]:
        """Return the sessions of a State, the earliest first."""
        mine = (place for (state, _cycle), place in self.places.items() if state == country)
        return tuple(sorted(mine, key=lambda one: one.session))

    def states_of(self, session: int) -> tuple[Place, ...]:
        """Return the States of a session, in the order in which they were listed."""
        return tuple(one for one in self.places.values() if one.session == session)

    def countries(self) -> tuple[str, ...]:
        """Return every State of the calendar, those without a session too."""
        return tuple(sorted({country for country, _ in self.places} | {*self.facts.not_placed}))

    def timeline(self, session: int, country: str = "") -> tuple[Deadline, ...]:
        """Return every step around a session, or around one State's review in it, in order."""
        sitting = self.sitting(session)
        if sitting is None:
            return ()
        place = next((one for one in self.states_of(session) if one.country == country), None)
        unsure = place is not None and place.status is Status.EXPECTED
        found = (self._deadline(sitting, country, step, unsure=unsure) for step in SHOWN_STEPS)
        return tuple(sorted(found, key=_in_order))

    def deadlines(self, country: str) -> tuple[Deadline, ...]:
        """Return every step around every review of a State that is known, in order."""
        found = (self.timeline(place.session, country) for place in self.places_of(country))
        return tuple(sorted((one for steps in found for one in steps), key=_in_order))

    def _deadline(self, sitting: Sitting, country: str, step: Step, *, unsure: bool) -> Deadline:
        """Take what was entered for the State, for the session, what is known, or work it out."""
        number, hrc = sitting.number, sitting.hrc
        own = self.entry(number, country, step)
        for entry in (own, self.entry(number, "", step)):
            if entry:
                given = entry.given if entry is own else _less_sure(entry.given, unsure=unsure)
                known = (given.span, given.status, given.source, given.as_of)
                return Deadline(country, number, step, *known, hrc, entry.id, entry.entered_at)
        given = _less_sure(self._given(sitting, step), unsure=unsure)
        known = (given.span, given.status, given.source, given.as_of)
        is_counted = given.source == self.offsets.source
        return Deadline(country, number, step, *known, hrc, is_counted=is_counted)

    def _given(self, sitting: Sitting, step: Step) -> Given:
        if step is Step.REVIEW:
            return sitting.days
        if known := sitting.dates.get(step):
            return known
        status = Status.MEASURED if sitting.is_published else Status.EXPECTED
        span = sitting.week_0.moved(*self.offsets.weeks[step])
        return Given(span, status, self.offsets.source, self.offsets.as_of)


def _less_sure(given: Given, *, unsure: bool) -> Given:
    """Return a date of a session for a State that is only expected in it."""
    return replace(given, status=Status.EXPECTED) if unsure else given


def _in_order(deadline: Deadline) -> tuple[Span, int, int]:
    return deadline.span, deadline.session, list(Step).index(deadline.step)


def ahead(deadlines: Iterable[Deadline], today: date) -> tuple[Deadline, ...]:
    """Return what is not over, the nearest first: what has begun before what has not."""
    left = (one for one in deadlines if one.span.last >= today)
    return tuple(sorted(left, key=lambda one: (max(one.span.first, today), *_in_order(one))))
