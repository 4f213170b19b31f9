"""Figures that came out one after the other: what their differences tell."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from itertools import groupby
from typing import TypeVar

from training.participation.rules.disclosure.thresholds import DEFAULTS, Thresholds

Name = TypeVar("Name", str, tuple[str, str])


def too_close(
    earlier: Mapping[Name, int], later: Mapping[Name, int], least: int = DEFAULTS.public
) -> tuple[Name, ...]:
    """Name the figures of a new release that differ so little that the difference tells on people.

    earlier, later   released figures by name; a name that only one release has is not compared
    least            the least persons of a figure that is shown
    """
    return tuple(
        sorted(
            name
            for name in earlier.keys() & later.keys()
            if _is_few(later[name], earlier[name], least)
        )
    )


def _is_few(one: int, other: int, least: int) -> bool:
    return 0 < abs(one - other) < least


@dataclass(frozen=True)
class Part:
    """A public figure that is part of another: of a programme, or of all, in a range of days."""

    programme: str
    begins: date
    ends: date
    total: int


def sums_of_parts(parts: Iterable[Part], most: int) -> frozenset[int]:
    """Return what parts without a day and a programme in common come to, together in any way.

    most   sums above it are left out, so that there are never more than these
    """
    found: set[int] = {0}
    for _programme, own in groupby(sorted(parts, key=_in_order), key=lambda one: one.programme):
        states = {(date.min, so_far) for so_far in found}
        for part in own:
            states |= {
                (part.ends, so_far + part.total)
                for last, so_far in states
                if last < part.begins and so_far + part.total <= most
            }
        found = {so_far for _last, so_far in states}
    return frozenset(found)


def _in_order(part: Part) -> tuple[str, date, date]:
    return part.programme, part.ends, part.begins


def leaves_few(whole: int, parts: Iterable[Part], thresholds: Thresholds = DEFAULTS) -> bool:
    """Tell whether a figure and its parts, all of them public, show that few people are left."""
    return any(whole - one in range(1, thresholds.public) for one in sums_of_parts(parts, whole))
