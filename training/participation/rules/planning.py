"""What was planned: the meetings of each event that were not cancelled, and what they add up to."""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cached_property
from math import ceil

from training.participation.rules.facts import Event, Meeting
from training.participation.rules.ledger import Standing
from training.participation.rules.presence import Span
from training.participation.rules.times import MINUTE, local_day
from training.participation.rules.words import Mode


@dataclass(frozen=True)
class Sitting:
    """A meeting that takes place: its bounds and the local day on which it starts."""

    id: str
    event: str
    bounds: Span
    day: date
    planned: int


@dataclass(frozen=True)
class Plan:
    """An event with the meetings planned for it; cancelled ones are not here."""

    event: Event
    sittings: tuple[Sitting, ...]

    @cached_property
    def planned(self) -> int:
        """Planned microseconds."""
        return sum(sitting.planned for sitting in self.sittings)

    @cached_property
    def asked(self) -> int:
        """Microseconds that complete it: a share of the planned ones, all whole numbers from it."""
        return ceil(self.event.completion_share * self.planned)

    @cached_property
    def is_multi_day(self) -> bool:
        """Planned meetings on two or more local days; a self-paced course is never that."""
        return not self.is_self_paced and len({sitting.day for sitting in self.sittings}) > 1

    @cached_property
    def is_self_paced(self) -> bool:
        """Everybody takes it alone."""
        return self.event.mode is Mode.SELF_PACED

    @cached_property
    def course(self) -> str:
        """The course, whatever its version; an event without one stands on its own."""
        slug = (self.event.course or "").split("@")[0]
        return f"course {slug}" if slug else f"event {self.event.id}"


def plans(standing: Standing) -> Mapping[str, Plan]:
    """Return every event's plan, by its id."""
    events = {event.id: event for event in standing.of(Event)}
    sittings: dict[str, list[Sitting]] = defaultdict(list)
    for meeting in standing.of(Meeting):
        if not meeting.cancelled and meeting.event in events:
            sittings[meeting.event].append(_sitting(meeting, events[meeting.event]))
    return {key: Plan(event, tuple(sittings[key])) for key, event in events.items()}


def _sitting(meeting: Meeting, event: Event) -> Sitting:
    ends = meeting.starts_at + timedelta(minutes=meeting.minutes)
    return Sitting(
        meeting.id,
        event.id,
        (meeting.starts_at, ends),
        local_day(meeting.starts_at, event.zone),
        meeting.minutes * MINUTE,
    )
