"""Correcting an issued count: what would change, in numbers, before the correction is issued."""

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from hashlib import sha256
from typing import Any

from flask_babel import lazy_gettext as _

from training import clock
from training.errors import Refused
from training.participation import queries, rules
from training.participation.actions.verifying import days, is_intact, version_of
from training.participation.models import Tally
from training.participation.rules import Audience, Changed, Count, Move, Profile, Reason

FIGURES = ("low", "best", "high")


class AlreadySuperseded(Refused):
    """A tally can be corrected once; the correction is what is corrected next."""

    message = _("Tally %(number)s was corrected by a later one already. Correct that one.")


class NoSuchTally(Refused):
    """A correction of what was never issued."""

    message = _("There is no tally %(number)s.")
    status = 404


class OtherQuestion(Refused):
    """A correction answers the question that was asked; another question is a tally of its own."""

    message = _(
        "Tally %(number)s asked something else: %(what)s differs. "
        "A correction has the same profile, unit, period and programme. "
        "Issue this count as a tally of its own."
    )


ASKED = {
    "profile": _("the profile"),
    "unit": _("what is counted"),
    "period": _("the period"),
    "programme": _("the programme"),
}


@dataclass(frozen=True)
class Correction:
    """An issued count and the one that would take its place.

    moves      how many people's reasons became others; the issued numbers and these make the new
    settings   what a newer version of the profile says differently
    """

    tally: Tally
    issued: Mapping[str, Any]
    count: Count
    moves: tuple[Move, ...]
    settings: tuple[Changed, ...]

    @property
    def material(self) -> tuple[Move, ...]:
        """The moves of those who took part in something."""
        return tuple(one for one in self.moves if one.is_material)

    @property
    def mark(self) -> str:
        """What a page shows of it in short: whoever issues it has seen the same."""
        seen = self.as_json(Audience.INTERNAL) | {"reasons": []}
        return sha256(rules.canonical(seen).encode()).hexdigest()

    @property
    def is_the_same(self) -> bool:
        """Whether there is nothing to correct: no figure and no reason would change."""
        plain = self.count.as_json()
        return not self.material and all(plain[name] == self.issued[name] for name in FIGURES)

    def as_json(self, audience: Audience) -> dict[str, Any]:
        """Return what the correction keeps of it: no person, and apart what an audience may see."""
        shown = rules.shown_moves(self.moves, audience, queries.thresholds())
        plain = self.count.as_json()
        return {
            "corrects": self.tally.number,
            "hash": self.tally.hash,
            "figures": {name: [self.issued[name], plain[name]] for name in FIGURES},
            "reasons": [move_json(one) for one in self.moves],
            "shown": [move_json(one) for one in shown],
            "settings": [setting_json(one) for one in self.settings],
        }


def move_json(move: Move) -> dict[str, Any]:
    """Return a move as plain values."""
    return {"before": move.before, "after": move.after, "people": move.people}


def setting_json(changed: Changed) -> dict[str, Any]:
    """Return a setting of the profile that changed as plain values."""
    plain = {"key": changed.key, "before": changed.before, "after": changed.after}
    return {key: list(one) if isinstance(one, tuple) else one for key, one in plain.items()}


def recount(tally: Tally, profile: Profile | None = None) -> Correction:
    """Ask the question of a tally as of now, and say what would change.

    profile   a newer version of the tally's profile; without one the version that it was issued by,
              or the newest where that is not here any more

    Raises AlreadySuperseded and, for another profile, OtherQuestion.
    """
    content = json.loads(tally.content)
    profile = profile or version_of(content) or queries.profile_or_404(content["profile"]["id"])
    by, programme_id = content["dimension"] or "", tally.programme_id or ""
    count = queries.count(profile, days(content), clock.now(), by, programme_id)
    return correction(tally, count, programme_id)


def correction(tally: Tally, count: Count, programme_id: str) -> Correction:
    """Compare an issued count with the one that is to take its place.

    Raises AlreadySuperseded, and OtherQuestion where they do not answer the same question.
    """
    if queries.correction_of(tally.number):
        raise AlreadySuperseded(number=tally.number)
    issued = json.loads(tally.content)
    refuse_other_question(tally, issued, count, programme_id)
    before = as_it_was(tally, issued) if is_intact(tally) else None
    numbers = {Reason(reason): number for reason, number in issued["reasons"].items()}
    verdicts = before.people if before else ()
    return Correction(
        tally,
        issued,
        count,
        rules.moves(numbers, verdicts, count.people),
        rules.changes(before.profile, count.profile) if before else (),
    )


def as_it_was(tally: Tally, issued: Mapping[str, Any]) -> Count | None:
    """Count as it was issued; None where that version of the profile is not here any more."""
    profile = version_of(issued)
    if profile is None:
        return None
    as_of, programme_id = datetime.fromisoformat(issued["as_of"]), tally.programme_id or ""
    return queries.as_issued(profile, days(issued), as_of, programme_id, tally.issued_at)


def refuse_other_question(
    tally: Tally, issued: Mapping[str, Any], count: Count, programme_id: str
) -> None:
    """Raise OtherQuestion where a count is no correction of a tally."""
    plain = count.as_json()
    same = {
        "profile": plain["profile"]["id"] == issued["profile"]["id"],
        "unit": plain["unit"] == issued["unit"],
        "period": days(plain) == days(issued),
        "programme": (tally.programme_id or "") == programme_id,
    }
    differs = [name for name, holds in same.items() if not holds]
    if differs:
        raise OtherQuestion(number=tally.number, what=in_words(differs))


def in_words(differs: Iterable[str]) -> str:
    """Return the names of what differs, one after the other."""
    return ", ".join(str(ASKED[name]) for name in differs)
