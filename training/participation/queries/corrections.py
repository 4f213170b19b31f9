"""What corrections changed, read back from what was frozen; and what strangers may ask of it."""

import hmac
import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from hashlib import sha256
from typing import Any

from training.database import db
from training.participation.models import HIGHEST_NUMBER, Tally
from training.participation.queries.tallies import correction_of, issued
from training.participation.rules import Changed, Move, Range, Reason

LONGEST_NUMBER = 10  # digits


@dataclass(frozen=True)
class Changes:
    """What a correction says about the tally before it.

    corrected      the number and the hash of the tally that it takes the place of
    before, after  the two figures, in full
    moves          how many people's reasons became others, in full
    settings       what a newer version of the profile says differently
    """

    corrected: int
    hash: str
    before: Range
    after: Range
    moves: tuple[Move, ...]
    settings: tuple[Changed, ...]

    @property
    def material(self) -> tuple[Move, ...]:
        """The moves of those who took part in something."""
        return tuple(one for one in self.moves if one.is_material)


def changes_of(tally: Tally) -> Changes | None:
    """Return what a tally corrected, if anything and if it was kept: not every one of old was."""
    found = json.loads(tally.content).get("changes")
    if not found:
        return None
    before, after = zip(*(found["figures"][name] for name in ("low", "best", "high")), strict=True)
    return Changes(
        corrected=found["corrects"],
        hash=found["hash"],
        before=Range(*before),
        after=Range(*after),
        moves=tuple(map(move, found["reasons"])),
        settings=tuple(settings_in(found["settings"])),
    )


def move(plain: Mapping[str, Any]) -> Move:
    """Read a move back."""
    before, after = plain["before"], plain["after"]
    return Move(
        Reason(before) if before else None, Reason(after) if after else None, plain["people"]
    )


def settings_in(plain: Iterable[Mapping[str, Any]]) -> Iterable[Changed]:
    """Read settings that changed back."""
    for one in plain:
        before, after = (
            tuple(value) if isinstance(value, list) else value
            for value in (one["before"], one["after"])
        )
        yield Changed(one["key"], before, after)


@dataclass(frozen=True)
class Proof:
    """What anybody may learn of a public tally whose number and hash they hold.

    is_intact      the content still has the hash; where it has not, nothing else is sure
    corrected_by   the public tally that took its place, if there is one
    """

    number: int
    issued_at: datetime
    signed_at: datetime
    is_intact: bool = True
    corrected_by: int | None = None


def proof(number: str, digest: str) -> Proof | None:
    """Return what a number and a hash prove.

    None where no public tally has both: nobody learns which of them is wrong, or whether there is
    a tally that is not public.
    """
    if not (number.isdecimal() and len(number) <= LONGEST_NUMBER and digest.isascii()):
        return None
    tally = db.session.get(Tally, int(number)) if int(number) <= HIGHEST_NUMBER else None
    if tally is None or not hmac.compare_digest(tally.hash, digest):
        return None
    if tally.signed_at is None:
        return None
    if sha256(tally.content.encode()).hexdigest() != tally.hash:
        return Proof(tally.number, tally.issued_at, tally.signed_at, is_intact=False)
    if not issued(tally).is_public:
        return None
    later = correction_of(tally.number)
    is_known = later is not None and later.signed_at is not None and issued(later).is_public
    number_of_later = later.number if later and is_known else None
    return Proof(tally.number, tally.issued_at, tally.signed_at, corrected_by=number_of_later)
