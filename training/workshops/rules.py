"""Times across zones, join codes, agendas, and when attendance suffices."""

import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, timedelta
from fractions import Fraction
from zoneinfo import ZoneInfo

from training.accounts.rules import characters_from, grouped

CODE_LENGTH = 6
CODE_GROUP = 3
COUNTS_AS_THERE = frozenset({"present", "late"})
LONGEST_MINUTES = 24 * 60
MINUTES_DIGITS = 4
TITLE_LENGTH = 200


class NoSuchTime(ValueError):
    """The clocks go forward past this time: in this zone it does not exist."""


class UnreadableStep(ValueError):
    """A line of an agenda that is not minutes and a title; `line` says which."""

    def __init__(self, line: int) -> None:
        super().__init__(f"line {line}")
        self.line = line


@dataclass(frozen=True)
class Marked:
    """One recorded mark, as the rules see it."""

    id: str
    person_id: str
    meeting_id: str
    mark: str
    supersedes: str | None


@dataclass(frozen=True)
class Step:
    """A part of an agenda: an activity of the course, or (None) the facilitator's own.

    `id` is empty until it was kept.
    """

    activity_id: str | None
    title: str
    minutes: int
    id: str = ""


def moment_of(local: datetime, zone: str) -> datetime:
    """Return a wall-clock time of a zone in UTC; of a time that comes twice, the first.

    Raises NoSuchTime in the hour that is skipped when the clocks go forward.
    """
    there = local.replace(tzinfo=ZoneInfo(zone), fold=0)
    moment = there.astimezone(UTC)
    if moment.astimezone(ZoneInfo(zone)).replace(tzinfo=None) != local.replace(fold=0):
        raise NoSuchTime(zone)
    return moment


def repeated(starts: Sequence[datetime], first_day: date, zone: str) -> tuple[datetime, ...]:
    """Return when meetings begin if they are held again, the first of them on a day.

    They stay as many days apart, and keep their hours by the clocks of the zone, also where those
    were put forward or back in between. Raises NoSuchTime for an hour that is skipped then.
    """
    clocks = [start.astimezone(ZoneInfo(zone)).replace(tzinfo=None) for start in starts]
    later = first_day - min(clocks).date() if clocks else timedelta()
    return tuple(moment_of(there + later, zone) for there in clocks)


def code_from(seed: bytes) -> str:
    """Spell a join code from random bytes, without characters that look alike (29 bits)."""
    return characters_from(seed, CODE_LENGTH)


def join_code(text: str) -> str:
    """Return a join code as it is kept, however it was typed: in any case and any digits."""
    plain = unicodedata.normalize("NFKC", text).upper()
    digits = {sign: str(unicodedata.decimal(sign)) for sign in plain if sign.isdecimal()}
    return "".join(digits.get(sign, sign) for sign in plain if sign.isalnum())


def spelled(code: str) -> str:
    """Return a join code in groups of three, as it is shown and read aloud."""
    return grouped(code, CODE_GROUP)


def steps_in(text: str) -> tuple[Step, ...]:
    """Read a facilitator's own steps, a line each: minutes, a blank, a title.

    Blank lines are left out. Raises UnreadableStep for the first line that says something else.
    """
    steps = []
    for number, line in enumerate(text.splitlines(), start=1):
        minutes, _blank, title = line.strip().partition(" ")
        if not line.strip():
            continue
        is_number = minutes.isdecimal() and len(minutes) <= MINUTES_DIGITS
        if not (is_number and title.strip()) or not 0 < int(minutes) <= LONGEST_MINUTES:
            raise UnreadableStep(number)
        steps.append(Step(None, title.strip()[:TITLE_LENGTH], int(minutes)))
    return tuple(steps)


def merged(known: Iterable[Step], wanted: Iterable[Step]) -> tuple[Step, ...]:
    """Return the wanted steps: those known keep their place, new ones follow.

    An activity also keeps the minutes that it was given; a step of one's own takes the new ones.
    """
    new, kept = list(wanted), []
    for step in known:
        again = next((one for one in new if is_same(one, step)), None)
        if again is not None:
            new.remove(again)
            kept.append(step if step.activity_id else replace(again, id=step.id))
    return (*kept, *new)


def is_same(one: Step, other: Step) -> bool:
    """Tell whether two steps are the same activity, or own steps with the same title."""
    if one.activity_id or other.activity_id:
        return one.activity_id == other.activity_id
    return one.title == other.title


def moved(steps: Sequence[Step], step: Step, place: int) -> tuple[Step, ...]:
    """Return the steps with the one that has the id of `step` replaced by it, at a place from 1 on.

    A place beyond the end is the end.
    """
    rest = [one for one in steps if one.id != step.id]
    rest.insert(place - 1, step)
    return tuple(rest)


def standing(marks: Iterable[Marked]) -> tuple[Marked, ...]:
    """Return the marks that no later one supersedes."""
    known = tuple(marks)
    replaced = {mark.supersedes for mark in known}
    return tuple(mark for mark in known if mark.id not in replaced)


def attended_enough(planned: Iterable[str], marks: Mapping[str, str], share: float) -> bool:
    """Tell whether a person was in enough of the planned meetings.

    planned   ids of the meetings that were not cancelled
    marks     meeting id → what the roll says of the person
    share     of the planned meetings, above 0 up to 1; nothing planned, nothing attended

    Source: the platform's rule for live activities (docs/workshops.md, "What is recorded").
    """
    meetings = set(planned)
    there = {meeting for meeting in meetings if marks.get(meeting) in COUNTS_AS_THERE}
    wanted = Fraction(str(share)) * len(meetings)
    return bool(meetings) and len(there) >= wanted
