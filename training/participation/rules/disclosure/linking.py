"""Tables about the same people, and what they tell together.

A release is the total and a table for each breakdown. People fall into *parts*: a programme in a
stretch of days. What a release shows of its parts, and what an earlier one showed of some of them,
become one body of knowledge.
"""

from collections.abc import Hashable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import NamedTuple

from training.participation.rules.disclosure.attack import INFINITE, Knowledge
from training.participation.rules.disclosure.thresholds import (
    DEFAULTS,
    Hidden,
    Thresholds,
    before_rounding,
    is_small,
    rounded,
)
from training.participation.rules.profile import Audience
from training.participation.rules.results import (
    NOT_STATED,
    PREFERS_NOT_TO_SAY,
    Cell,
    Range,
)

TOTAL = ""
UNSAID = frozenset({NOT_STATED, PREFERS_NOT_TO_SAY})
HERE: frozenset[Hashable] = frozenset({0})


class Place(NamedTuple):
    """A row of a table in a release; the total has no dimension."""

    release: Hashable
    dimension: str
    value: str


class Unknown(NamedTuple):
    """How many of one part have one value; of no dimension: how many they are."""

    dimension: str
    value: str
    part: Hashable


class Crossed(NamedTuple):
    """How many of one part have a value of a breakdown and one of the breakdown around it."""

    inner: str
    value: str
    outer: str
    around: str
    part: Hashable


@dataclass(frozen=True)
class Nest:
    """Two breakdowns of which one divides the other, such as countries in regions.

    pairs   an inner value and the outer one that it belongs to
    """

    inner: str
    outer: str
    pairs: frozenset[tuple[str, str]]

    def may_meet(self, value: str, around: str) -> bool:
        """Tell whether somebody can have both; who did not say one of them can be anywhere."""
        if value in UNSAID or around in UNSAID or (value, around) in self.pairs:
            return True
        return value not in self._placed

    @cached_property
    def _placed(self) -> frozenset[str]:
        """The inner values of which anybody knows where they belong."""
        return frozenset(inner for inner, _outer in self.pairs)

    def within(self, around: str) -> frozenset[str]:
        """Return the inner values that belong to an outer one and to no other."""
        mine = {inner for inner, outer in self.pairs if outer == around}
        return frozenset(mine - {inner for inner, outer in self.pairs if outer != around})


@dataclass(frozen=True)
class Plan:
    """What is to be shown of one breakdown.

    adds_up    whether nobody stands in two rows
    hidden     the values without a figure, each with the reason
    merged     those of them that are not even named: they go into one row together
    withheld   why there is no table
    """

    dimension: str
    cells: tuple[Cell, ...]
    adds_up: bool = True
    hidden: Mapping[str, Hidden] = field(default_factory=dict)
    merged: frozenset[str] = frozenset()
    withheld: Hidden | None = None

    @property
    def named(self) -> tuple[Cell, ...]:
        """The rows that have a figure."""
        return tuple(cell for cell in self.cells if cell.value not in self.hidden)

    @property
    def rest(self) -> tuple[Cell, ...]:
        """The rows that go into the one for all others."""
        return tuple(cell for cell in self.cells if cell.value in self.merged)

    def hiding(self, value: str, reason: Hidden, *, merge: bool) -> "Plan":
        """Show one figure less."""
        merged = self.merged | {value} if merge else self.merged
        return replace(self, hidden={**self.hidden, value: reason}, merged=merged)

    def showing(self, value: str) -> "Plan":
        """Show one figure more."""
        hidden = {one: reason for one, reason in self.hidden.items() if one != value}
        return replace(self, hidden=hidden, merged=self.merged - {value})


@dataclass(frozen=True)
class Release:
    """Figures about some people that one audience sees together.

    key    what it is called: the number of a tally, None for the one that is being made
    open   whether identities are open, so that a best figure tells less than it seems to
    parts  the people, in parts that no two of them share
    """

    key: Hashable
    audience: Audience
    total: Range
    plans: tuple[Plan, ...]
    total_hidden: bool = False
    open: bool = False
    limits: Thresholds = DEFAULTS
    parts: frozenset[Hashable] = HERE

    @property
    def tables(self) -> tuple[Plan, ...]:
        """The breakdowns that have rows."""
        return tuple(plan for plan in self.plans if not plan.withheld)

    @property
    def least(self) -> int:
        """The least persons of a figure that this audience sees."""
        return self.limits.public if self.audience is Audience.PUBLIC else self.limits.donor

    def may_stand(self, plan: Plan) -> bool:
        """Tell whether what a table does not name is nothing, or two rows and not small."""
        few = is_small(sum((cell.numbers for cell in plan.rest), Range()), self.least)
        return not plan.merged or (len(plan.rest) > 1 and not few)

    def between(self, number: int) -> tuple[float, float]:
        """Return what a reader takes from a figure that is shown: itself, or what was rounded."""
        if self.audience is Audience.PUBLIC:
            return number, number
        base = self.limits.rounding
        return before_rounding(rounded(number, base), base, self.least)

    def beneath(self, reason: Hidden) -> tuple[float, float]:
        """Return what a reader takes from a named row without a figure."""
        if reason is Hidden.SMALL:
            return (0, INFINITE) if self.open else (1, self.least - 1)
        return (self.least, INFINITE) if reason is Hidden.COMPLEMENT else (0, INFINITE)


def cells_of(release: Release, dimension: str, value: str) -> tuple[Unknown, ...]:
    """Return the unknowns that add up to a row of a release."""
    return tuple(Unknown(dimension, value, part) for part in sorted(release.parts, key=repr))


def knowledge(releases: Iterable[Release], nests: Iterable[Nest] = ()) -> Knowledge:
    """Put together all that a reader of these releases knows."""
    found, releases = Knowledge(), tuple(releases)
    values = _values(releases)
    parts = sorted({part for one in releases for part in one.parts}, key=repr)
    for dimension in values:
        adds_up = all(
            plan.adds_up for one in releases for plan in one.tables if plan.dimension == dimension
        )
        for part in parts:
            _divide(found, part, [Unknown(dimension, v, part) for v in values[dimension]], adds_up)
    for nest in nests:
        if nest.inner in values and nest.outer in values:
            for part in parts:
                _cross(found, nest, part, values)
    for release in releases:
        _publish(found, release, values)
    return found


def _values(releases: Iterable[Release]) -> dict[str, tuple[str, ...]]:
    found: dict[str, set[str]] = {}
    for plan in (plan for one in releases for plan in one.tables):
        found.setdefault(plan.dimension, set()).update(cell.value for cell in plan.cells)
    return {dimension: tuple(sorted(values)) for dimension, values in sorted(found.items())}


def _divide(found: Knowledge, part: Hashable, rows: list[Unknown], adds_up: bool) -> None:  # noqa: FBT001  # one of two ways to divide
    """Know that a breakdown divides a total, or that its rows overlap within it."""
    whole = [Unknown(TOTAL, "", part)]
    found.add(rows, whole, between=(0, 0 if adds_up else INFINITE))
    if not adds_up:
        for row in rows:
            found.add([row], whole, between=(-INFINITE, 0))


def _cross(
    found: Knowledge, nest: Nest, part: Hashable, values: Mapping[str, tuple[str, ...]]
) -> None:
    """Know who can have which value of two breakdowns, one of which lies within the other."""
    met = [
        Crossed(nest.inner, value, nest.outer, around, part)
        for value in values[nest.inner]
        for around in values[nest.outer]
        if nest.may_meet(value, around)
    ]
    for value in values[nest.inner]:
        mine = [one for one in met if one.value == value]
        found.add(mine, [Unknown(nest.inner, value, part)], between=(0, 0))
    for around in values[nest.outer]:
        theirs = [one for one in met if one.around == around]
        found.add(theirs, [Unknown(nest.outer, around, part)], between=(0, 0))


def _publish(found: Knowledge, release: Release, values: Mapping[str, tuple[str, ...]]) -> None:
    """Know what a release shows."""
    total = Place(release.key, TOTAL, "")
    few = (1, release.least - 1) if not release.open else (0, INFINITE)
    between = few if release.total_hidden else release.between(release.total.best)
    found.add(cells_of(release, TOTAL, ""), between=between, name=total)
    for plan in release.tables:
        for value, between in _seen(release, plan, values[plan.dimension]):
            name = Place(release.key, plan.dimension, value)
            found.add(cells_of(release, plan.dimension, value), between=between, name=name)
        rest = [value for value in values[plan.dimension] if value in _unnamed(plan, values)]
        if rest and plan.adds_up and plan.merged:
            unknown = [key for v in rest for key in cells_of(release, plan.dimension, v)]
            found.add(unknown, between=release.between(sum(cell.best for cell in plan.rest)))


def _unnamed(plan: Plan, values: Mapping[str, tuple[str, ...]]) -> frozenset[str]:
    """Return the values that a table does not name, as far as any table knows them."""
    named = {cell.value for cell in plan.cells} - plan.merged
    return frozenset(values[plan.dimension]) - named


def _seen(
    release: Release, plan: Plan, values: Iterable[str]
) -> Iterator[tuple[str, tuple[float, float]]]:
    """Yield what the rows of a table tell; who is not named in a full table is not there."""
    best = {cell.value: cell.best for cell in plan.cells}
    for value in values:
        if value in plan.merged or (value not in best and plan.merged):
            continue
        if value in plan.hidden:
            yield value, release.beneath(plan.hidden[value])
        else:
            yield value, release.between(best.get(value, 0))
