"""The evidence pack of an issued count, for an auditor. Nothing here commits."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from flask import current_app
from flask_babel import gettext
from flask_babel import lazy_gettext as _

from training.access import Role
from training.accounts import queries as accounts
from training.audit.actions import record
from training.audit.rules import Act
from training.errors import Refused
from training.participation import queries, rules
from training.participation.actions.exporting import outgoing
from training.participation.actions.verifying import again, still_gives
from training.participation.exports import Draw, Evidence
from training.participation.models import Tally
from training.participation.rules import Count, Redacted
from training.vault import keyed

WERE_THERE = (rules.Reason.COUNTED, rules.Reason.IDENTITY_OPEN)


class TooMuchEvidence(Refused):
    """More than a pack is made of while somebody waits."""

    message = _(
        "A pack holds at most %(most)s lines, and this one would have %(lines)s or more. "
        "Issue a count of one programme or of a shorter period, and take its pack."
    )


class NothingToShow(Refused):
    """A tally whose rule is not kept any more: nobody can say who was counted."""

    message = _("The rule of this count is not here any more: nobody can say who was in it.")


def evidence(tally: Tally, number: int, size: int, *, titles: bool) -> Evidence:
    """Gather what speaks for an issued count, as of its time, with nobody's name.

    number, size   what the auditor chose; the sample follows from them and the tally's hash
    titles         whether the titles of trainings may be given

    Raises NotAsIssued, NothingToShow and TooMuchEvidence.
    """
    issued = outgoing(tally)
    content = json.loads(tally.content)
    refuse_more(least_lines(content["reasons"]))
    count = again(tally, content)
    if count is None:
        raise NothingToShow
    found = redacted(tally, count, number)
    return Evidence(
        count=issued,
        content=content,
        redacted=found,
        draw=Draw(number, size, rules.drawn(tally.hash, number, len(found.register), size)),
        signatures=signatures(tally),
        repeatable=still_gives(tally, content, count),
        titles=titles,
    )


@dataclass(frozen=True)
class InSample:
    """One of a sample: its word in the pack, and the record that is looked at on the screen."""

    line: int
    word: str
    record: str
    reason: str


def sample(tally: Tally, number: int, size: int) -> tuple[InSample, ...]:
    """Return whose records an auditor's number draws, in the order of drawing.

    Raises NotAsIssued, NothingToShow and TooMuchEvidence.
    """
    made = evidence(tally, number, size, titles=False)
    register = {one.line: one for one in made.redacted.register}
    records = {word: record for record, word in made.redacted.people.items()}
    drawn = (register[one.line] for one in made.draw.lines)
    return tuple(InSample(one.line, one.person, records[one.person], one.reason) for one in drawn)


def redacted(tally: Tally, count: Count, number: int) -> Redacted:
    """Return the facts behind a count under words; each number of an auditor has other words."""

    def word(of: str) -> bytes:
        return keyed("evidence pack", f"{tally.hash}:{number}:{of}")

    found = rules.redacted(queries.ledger(tally.programme_id or ""), count, word)
    refuse_more(found.lines)
    return found


def least_lines(reasons: Mapping[str, int]) -> int:
    """Return how many lines a pack has at least: two for each who was there, and counts."""
    return 2 * sum(reasons.get(one, 0) for one in WERE_THERE)


def refuse_more(lines: int) -> None:
    """Raise TooMuchEvidence where a pack would have more lines than the settings allow."""
    most = int(current_app.config["EVIDENCE_LINES"])
    if lines > most:
        raise TooMuchEvidence(most=most, lines=lines)


def signatures(tally: Tally) -> list[tuple[str, str, datetime | None]]:
    """Return in which role a tally was issued and signed off, and when; never by whom."""
    issued = (gettext("Issued by"), roles_of(tally.issued_by), tally.issued_at)
    signed = (gettext("Signed off by"), roles_of(tally.signed_by), tally.signed_at)
    return [issued, signed] if tally.signed_at else [issued]


def roles_of(person_id: str | None) -> str:
    """Return the roles that a person has now, as words of the code; nobody is the console."""
    if person_id is None:
        return str(gettext("not known any more, or the console"))
    held = accounts.roles_of(accounts.account_of_person(person_id)) - {Role.TRAINEE}
    return ", ".join(sorted(held)) or str(gettext("a role in the programme"))


def record_evidence(tally: Tally, made: Evidence) -> None:
    """Keep in the audit log that a pack leaves the platform: of which tally, by which number."""
    how = f"zip number {made.draw.number} size {made.draw.size}"
    record(Act.EXPORT, f"tally {tally.number}", how, made.redacted.lines)


def record_sample(tally: Tally, number: int, rows: int) -> None:
    """Keep in the audit log that the records of a sample were shown on the screen."""
    record(Act.EXPORT, f"tally {tally.number}", f"sample number {number} on the screen", rows)
