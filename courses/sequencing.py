"""Where a person stands in a course: a pure function of the course and what happened.

The order of the events does not matter, and the same event twice changes nothing, so progress
can be rebuilt from the facts at any time.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum

from courses.structure import Activity, Course, Live, Sequence


class EventKind(StrEnum):
    """What a person can have done with an activity."""

    OPENED = "opened"
    READ = "read"
    WATCHED = "watched"
    ANSWERED = "answered"
    DRAFTED = "drafted"
    ATTENDED = "attended"
    TICKED = "ticked"


class State(StrEnum):
    """How an activity stands for one person."""

    LOCKED = "locked"
    OPEN = "open"
    STARTED = "started"
    DONE = "done"


@dataclass(frozen=True)
class Event:
    """A fact: what a person did with an activity, and when (zoned).

    share   how much of it was right, from 0 to 1, where that can be said
    passed  whether it was enough, where that can be said
    """

    activity_id: str
    kind: EventKind
    at: datetime
    share: float | None = None
    passed: bool | None = None


@dataclass(frozen=True)
class Progress:
    """What the events say now.

    states        of every activity
    waits_for     for every activity, what must be done before it opens; empty where it is open
    next          the activity to go on with, None where nothing is left that can be done alone
    done          activities done, in the course's order
    missing       activities that completion still asks for, in the course's order
    done_at       when each activity was done for the first time
    share         of the required activities that are done, from 0 to 1
    completed_at  when the last required activity was done for the first time
    """

    states: Mapping[str, State] = field(hash=False)
    waits_for: Mapping[str, tuple[str, ...]] = field(hash=False)
    next: str | None
    done: tuple[str, ...]
    missing: tuple[str, ...]
    done_at: Mapping[str, datetime] = field(hash=False)
    share: float
    complete: bool
    completed_at: datetime | None


COMPLETED_BY: Mapping[str, frozenset[EventKind]] = {
    "lesson": frozenset({EventKind.READ}),
    "video": frozenset({EventKind.WATCHED, EventKind.READ}),
    "quiz": frozenset({EventKind.ANSWERED}),
    "rewrite": frozenset({EventKind.DRAFTED}),
    "live": frozenset({EventKind.ATTENDED}),
    "task": frozenset({EventKind.TICKED}),
}


def progress(course: Course, events: Iterable[Event]) -> Progress:
    """Say what is locked, open, started and done, what is left, and whether that is all.

    Events on activities that this version of the course does not have are left out.
    """
    facts = frozenset(events)
    done_at = _done_at(course, facts)
    waits_for = _waits_for(course, done_at.keys())
    touched = {event.activity_id for event in facts}
    states = {name: _state(name, done_at.keys(), waits_for, touched) for name in waits_for}
    missing = tuple(name for name in course.completion if name not in done_at)
    return Progress(
        states=states,
        waits_for=waits_for,
        next=_next(course, states),
        done=tuple(name for name in states if name in done_at),
        missing=missing,
        done_at=done_at,
        share=1 - len(missing) / len(course.completion),
        complete=not missing,
        completed_at=None if missing else max(done_at[name] for name in course.completion),
    )


def completes(activity: Activity, event: Event) -> bool:
    """Whether the event makes the activity done; an answer does so only when it passed."""
    right_kind = event.kind in COMPLETED_BY[activity.kind]
    return right_kind and (event.kind is not EventKind.ANSWERED or event.passed is True)


def _done_at(course: Course, events: frozenset[Event]) -> dict[str, datetime]:
    activities = {activity.id: activity for activity in course.activities}
    done: dict[str, datetime] = {}
    for event in events:
        activity = activities.get(event.activity_id)
        if activity and completes(activity, event):
            done[activity.id] = min(event.at, done.get(activity.id, event.at))
    return done


def _waits_for(course: Course, done: Iterable[str]) -> dict[str, tuple[str, ...]]:
    waits: dict[str, tuple[str, ...]] = {}
    before: tuple[str, ...] = ()
    for activity in course.activities:
        waits[activity.id] = () if activity.id in done else before
        if _holds_up(course, activity) and activity.id not in done:
            before = (*before, activity.id)
    return waits


def _holds_up(course: Course, activity: Activity) -> bool:
    """A meeting happens when it happens, so it holds up nothing that one can do alone."""
    ordered = course.sequence is Sequence.ORDERED
    return ordered and activity.id in course.completion and not isinstance(activity, Live)


def _state(
    name: str, done: Iterable[str], waits_for: Mapping[str, tuple[str, ...]], touched: set[str]
) -> State:
    if name in done:
        return State.DONE
    if waits_for[name]:
        return State.LOCKED
    return State.STARTED if name in touched else State.OPEN


def _next(course: Course, states: Mapping[str, State]) -> str | None:
    """The first required activity that can be done alone, else the first optional one."""
    able = [
        activity.id
        for activity in course.activities
        if states[activity.id] in (State.OPEN, State.STARTED) and not isinstance(activity, Live)
    ]
    return min(able, key=lambda name: name not in course.completion, default=None)
