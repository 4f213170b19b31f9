"""Who was in which meeting, and for how long: exact, in microseconds."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime

from training.participation.rules.times import microseconds

Span = tuple[datetime, datetime]


@dataclass(frozen=True, slots=True)
class Presence:
    """A person in one meeting, or their completion of one self-paced course.

    at           the time it counts at
    source       the meeting, or the completion: sorts what happens at the same time
    attended     microseconds
    credited     microseconds towards completing the event: a meeting that little was missed of
                 is whole
    completes    the rule of a self-paced course was fulfilled
    """

    at: datetime
    event: str
    source: str
    day: date
    attended: int
    credited: int
    completes: bool = False


def union(spans: Iterable[Span]) -> tuple[Span, ...]:
    """Join intervals that touch or overlap, so that no minute counts twice."""
    joined: list[Span] = []
    for came, left in sorted(spans):
        if joined and came <= joined[-1][1]:
            joined[-1] = (joined[-1][0], max(left, joined[-1][1]))
        else:
            joined.append((came, left))
    return tuple(joined)


def clip(spans: Iterable[Span], bounds: Span) -> tuple[Span, ...]:
    """Keep the part of intervals inside the bounds; what has no length there is gone."""
    begins, ends = bounds
    inside = ((max(came, begins), min(left, ends)) for came, left in spans)
    return tuple((came, left) for came, left in inside if came < left)


def length(spans: Iterable[Span]) -> int:
    """Add up intervals that do not overlap, in microseconds."""
    return sum(microseconds(left - came) for came, left in spans)
