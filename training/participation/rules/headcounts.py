"""People who were counted in a room and have no records: they stand beside a count, never in it."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from training.participation.rules.facts import Event, Fact, Headcount, Meeting
from training.participation.rules.ledger import standing
from training.participation.rules.profile import Profile
from training.participation.rules.results import Period
from training.participation.rules.times import local_day


@dataclass(frozen=True)
class Uncounted:
    """How many people were counted without records, and in how many events.

    Who came twice is in it twice: that is why it is added to no count of persons. Of the meetings
    of one event the largest number is taken, since most of them are the same people.
    """

    people: int
    events: int


NOBODY = Uncounted(0, 0)


def without_records(
    facts: Iterable[Fact], profile: Profile, period: Period, as_of: datetime | None = None
) -> Uncounted:
    """Add up the headcounts of the events that a profile admits, in a period.

    facts   headcounts, with the meetings and events that they name; others change nothing
    """
    stood = standing(facts, as_of).facts
    largest: dict[str, int] = {}
    for headcount in stood.values():
        if isinstance(headcount, Headcount):
            meeting = stood.get(headcount.meeting)
            event = stood.get(meeting.event) if isinstance(meeting, Meeting) else None
            if (
                isinstance(meeting, Meeting)
                and isinstance(event, Event)
                and is_inside(meeting, profile, period)
                and admits(profile, event)
            ):
                largest[event.id] = max(headcount.present, largest.get(event.id, 0))
    counted = [number for number in largest.values() if number]
    return Uncounted(sum(counted), len(counted))


def is_inside(meeting: Meeting, profile: Profile, period: Period) -> bool:
    """Tell whether a meeting took place in a period, by the clocks of the profile."""
    day = local_day(meeting.starts_at, profile.zone)
    return not meeting.cancelled and period.begins <= day <= period.ends


def admits(profile: Profile, event: Event) -> bool:
    """Tell whether a profile counts events of this kind, mode and award."""
    if profile.event_kinds is not None and event.kind not in profile.event_kinds:
        return False
    if profile.modes is not None and event.mode not in profile.modes:
        return False
    return profile.awards is None or not profile.awards.isdisjoint(event.awards)
