"""Times across zones, join codes, and when attendance suffices."""

import uuid
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from fractions import Fraction
from zoneinfo import ZoneInfo

CODE_LENGTH = 6
CODE_ALPHABET = "23456789ABCDEFGHJKMNPQRSTVWXYZ"
COUNTS_AS_THERE = frozenset({"present", "late"})


class NoSuchTime(ValueError):
    """The clocks go forward past this time: in this zone it does not exist."""


@dataclass(frozen=True)
class Marked:
    """One recorded mark, as the rules see it."""

    id: str
    person_id: str
    meeting_id: str
    mark: str
    supersedes: str | None


def moment_of(local: datetime, zone: str) -> datetime:
    """Return a wall-clock time of a zone in UTC; of a time that comes twice, the first.

    Raises NoSuchTime in the hour that is skipped when the clocks go forward.
    """
    there = local.replace(tzinfo=ZoneInfo(zone), fold=0)
    moment = there.astimezone(UTC)
    if moment.astimezone(ZoneInfo(zone)).replace(tzinfo=None) != local.replace(fold=0):
        raise NoSuchTime(zone)
    return moment


def code_from(seed: bytes) -> str:
    """Spell a join code from random bytes, without characters that look alike (29 bits)."""
    number, code = int.from_bytes(seed, "big"), ""
    for _ in range(CODE_LENGTH):
        number, position = divmod(number, len(CODE_ALPHABET))
        code += CODE_ALPHABET[position]
    return code


def join_code(text: str) -> str:
    """Return a join code as it is kept, however it was typed."""
    return "".join(character for character in text.upper() if character.isalnum())


def mark_id(sheet_id: str, person_id: str) -> str:
    """Return the id of one person's mark on one sheet: the sheet sent twice makes it once."""
    return str(uuid.uuid5(uuid.UUID(sheet_id), person_id))


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

    Source: the platform's rule for live activities (docs/counting.md, "Workshops").
    """
    meetings = set(planned)
    there = {meeting for meeting in meetings if marks.get(meeting) in COUNTS_AS_THERE}
    wanted = Fraction(str(share)) * len(meetings)
    return bool(meetings) and len(there) >= wanted
