"""Entries become sittings: which meetings an event had on a day, and for how long."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from training.intake.rules.attendance import MINUTES_IN_A_DAY
from training.intake.rules.entries import Entry
from training.intake.rules.plain import key
from training.intake.rules.plans import Plan

PRESENT = frozenset({"present", "late"})
Span = tuple[int, int]
Together = tuple[str, date | None]


@dataclass(frozen=True)
class Sitting:
    """A meeting of an event: its day and number, from and to in minutes since midnight."""

    event: Together
    day: date
    number: int
    begins: int
    ends: int

    @property
    def minutes(self) -> int:
        """How long it was planned to be."""
        return self.ends - self.begins


def event_of(entry: Entry, day: date, plan: Plan) -> Together:
    """Return what makes an event one: its title, and its day unless days go together."""
    return key(entry.title), None if plan.together else day


def span_of(entry: Entry, plan: Plan) -> Span | None:
    """Return from when to when somebody was there; None for the whole meeting."""
    if entry.said.span:
        return entry.said.span
    if entry.said.minutes:
        begins = plan.starts.hour * 60 + plan.starts.minute
        return begins, min(begins + entry.said.minutes, MINUTES_IN_A_DAY)
    return None


def sittings_of(
    entries: Sequence[Entry], plan: Plan
) -> Mapping[tuple[Together, date], tuple[Sitting, ...]]:
    """Return the meetings of every event and day, in their order.

    Times that overlap make one meeting, from the first who came to the last who left; times apart
    make several, such as a morning and an afternoon.
    """
    spans: dict[tuple[Together, date], list[Span]] = defaultdict(list)
    for entry in entries:
        for day in entry.days:
            found = spans[event_of(entry, day, plan), day]
            found += [span] if (span := span_of(entry, plan)) else []
    if plan.meetings:
        stretch(spans, entries, plan)
    return {
        (event, day): tuple(
            Sitting(event, day, number, *span)
            for number, span in enumerate(joined(some) or [usual(plan)], 1)
        )
        for (event, day), some in spans.items()
    }


def stretch(
    spans: Mapping[tuple[Together, date], list[Span]], entries: Iterable[Entry], plan: Plan
) -> None:
    """Let meetings of a matrix be as long as usual where a mark without times says the whole."""
    whole = usual(plan)
    plain = (one for one in entries if one.said.mark in PRESENT and not span_of(one, plan))
    for event, day in {(event_of(one, day, plan), day) for one in plain for day in one.days}:
        found = spans[event, day]
        if len(joined([*found, whole])) <= len(joined(found)):
            found.append(whole)


def usual(plan: Plan) -> Span:
    """Return from when to when a meeting was of which nobody says it."""
    begins = plan.starts.hour * 60 + plan.starts.minute
    return begins, min(begins + plan.minutes, MINUTES_IN_A_DAY)


def joined(spans: Iterable[Span]) -> list[Span]:
    """Join the spans that overlap."""
    found: list[Span] = []
    for begins, ends in sorted(spans):
        if found and begins < found[-1][1]:
            found[-1] = (found[-1][0], max(found[-1][1], ends))
        else:
            found.append((begins, ends))
    return found


def attended(sittings: Sequence[Sitting], span: Span | None) -> tuple[Sitting, ...]:
    """Return the meetings of a day that somebody was in; without times, all of them."""
    if span is None:
        return tuple(sittings)
    return tuple(one for one in sittings if span[0] < one.ends and one.begins < span[1])
