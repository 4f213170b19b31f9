"""Releases one after the other: what a reader of all of them, also of corrected ones, works out.

People are divided into parts by every day on which a release begins or ends, and by programme. A
reader who adds parts up takes them to share nobody: a quarter and the rest of its year, a programme
and all others. Where figures then contradict one another, the ledger has changed between them: the
older figure tells nothing by addition, and what the two tell by subtraction is for `too_close`.
"""

from collections.abc import Hashable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta

from training.participation.rules.disclosure.attack import Attacker
from training.participation.rules.disclosure.linking import (
    TOTAL,
    Nest,
    Release,
    Unknown,
    knowledge,
)
from training.participation.rules.disclosure.suppression import Target, targets
from training.participation.rules.profile import Audience

DAY = timedelta(days=1)
ELSEWHERE = ""


@dataclass(frozen=True)
class Reported:
    """A release and whom it is about; without a programme it is about the whole ledger."""

    release: Release
    programme: str
    begins: date
    ends: date

    def touches(self, other: "Reported") -> bool:
        """Tell whether two releases can be about the same people."""
        same_people = self.programme == other.programme or "" in (self.programme, other.programme)
        return same_people and self.begins <= other.ends and other.begins <= self.ends


@dataclass(frozen=True)
class Leak:
    """A number that can be worked out, and the release that it is hidden in.

    dimension, values   the row, or rows together; of no dimension: people whom no figure names
    by                  an earlier release without which it could not
    """

    dimension: str
    values: tuple[str, ...]
    release: Hashable
    by: Hashable


def leak(
    wanted: Reported, earlier: Sequence[Reported], nests: tuple[Nest, ...] = ()
) -> Leak | None:
    """Return what a new release would give away to who has the earlier ones; None if nothing.

    earlier   the latest first

    Two readers are tried for a public release: one who has the public ones, and a donor, who has
    all and knows from the donor's table which rows are small.
    """
    in_public = [one for one in earlier if one.release.audience is Audience.PUBLIC]
    if wanted.release.audience is Audience.PUBLIC and in_public != list(earlier):
        return _leak_to(wanted, in_public, nests) or _leak_to(wanted, earlier, nests)
    return _leak_to(wanted, earlier, nests)


def _leak_to(wanted: Reported, earlier: Sequence[Reported], nests: tuple[Nest, ...]) -> Leak | None:
    known = _connected(wanted, earlier)
    found = _worked_out([wanted, *known], nests)
    before = frozenset(map(_key, _worked_out(known, nests))) if found else frozenset()
    for target in found:
        if _key(target) not in before:
            by = _needed(target, wanted, known, nests)
            return Leak(target.dimension, target.values, target.release, by)
    return None


def _key(target: Target) -> tuple[Hashable, ...]:
    return target.release, target.dimension, target.values


def _needed(
    target: Target, wanted: Reported, known: Sequence[Reported], nests: tuple[Nest, ...]
) -> Hashable:
    """Return an earlier release that by itself, with the new one, gives a number away, if any."""
    for one in known:
        if _key(target) in map(_key, _worked_out([wanted, one], nests)):
            return one.release.key
    return known[0].release.key if known else None


def _connected(wanted: Reported, earlier: Sequence[Reported]) -> list[Reported]:
    """Return the releases that a chain of common people connects with the new one."""
    left, found, last = list(earlier), list[Reported](), [wanted]
    while last:
        last = [one for one in left if any(one.touches(other) for other in last)]
        left = [one for one in left if one not in last]
        found += last
    return [one for one in earlier if one in found]


def _worked_out(told: Sequence[Reported], nests: tuple[Nest, ...]) -> list[Target]:
    """Return all that readers of some releases can work out, the latest of them first."""
    told = _agreeing(_divided(told), nests)
    wanted = [*_hidden(told, nests), *_left_over(told)]
    if not wanted:
        return []
    attacker = Attacker(knowledge([one.release for one in told], nests))
    return [one for one in wanted if one.is_told(attacker.reach(one.unknown))]


def _hidden(told: Sequence[Reported], nests: tuple[Nest, ...]) -> Iterator[Target]:
    """Yield what releases hide; who has a donor's table was told which rows are small."""
    is_donor = any(one.release.audience is Audience.DONOR for one in told)
    for target in (target for one in told for target in targets(one.release, nests)):
        if not is_donor:
            yield target
        elif target.width is not None:
            yield replace(target, width=min(1, target.width))


def _divided(told: Sequence[Reported]) -> list[Reported]:
    """Say of each release which parts it is about."""
    days = sorted({one.begins for one in told} | {one.ends + DAY for one in told})
    programmes = sorted({ELSEWHERE} | {one.programme for one in told})
    return [
        replace(one, release=replace(one.release, parts=frozenset(_parts(one, days, programmes))))
        for one in told
    ]


def _parts(one: Reported, days: Iterable[date], programmes: Iterable[str]) -> Iterator[Hashable]:
    for programme in programmes:
        if one.programme in (ELSEWHERE, programme):
            yield from ((programme, day) for day in days if one.begins <= day <= one.ends)


def _agreeing(told: Sequence[Reported], nests: tuple[Nest, ...]) -> list[Reported]:
    """Leave out older releases that contradict later ones: the ledger has changed since."""
    found: list[Reported] = []
    for one in told:
        if Attacker(knowledge([*(other.release for other in found), one.release], nests)).agrees:
            found.append(one)
    return found


def _left_over(told: Sequence[Reported]) -> Iterator[Target]:
    """Yield the people of each release that others together leave: they may not be seen as few."""
    for one in told:
        parts = one.release.parts
        inside = [
            other.release.parts
            for other in told
            if other is not one and other.release.parts < parts
        ]
        rest = parts - frozenset(part for held in inside for part in held)
        if inside and rest:
            unknown = tuple(Unknown(TOTAL, "", part) for part in sorted(rest, key=repr))
            yield Target(one.release.key, TOTAL, (), unknown, one.release.least)
