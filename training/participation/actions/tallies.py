"""What staff do with counts: issue and verify them. Nothing here commits."""

import hashlib
import json
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from flask_babel import lazy_gettext as _
from sqlalchemy import update

from training import clock
from training.audit.actions import record
from training.audit.rules import Act
from training.database import db
from training.errors import Refused
from training.participation import exports, queries, rules
from training.participation.actions.releasing import refuse_telling
from training.participation.models import Tally
from training.participation.rules import Count

MOVED_BY_SEALING = frozenset({"reasons", "input_hash", "sealed", "notes"})


class AlreadySuperseded(Refused):
    """A tally can be corrected once; the correction is what is corrected next."""

    message = _("Tally %(number)s was corrected by a later one already. Correct that one.")


class OwnTally(Refused):
    """Nobody signs off what they issued themselves."""

    message = _("You issued this count. A second person has to sign it off.")


class NotAsIssued(Refused):
    """A tally whose content was changed behind the platform's back."""

    message = _("This is not what was issued: the content no longer has its hash.")


class ProfileOfOwn(Refused):
    """A tally is repeatable only by a profile that the platform keeps."""

    message = _("Only counts by a profile that comes with the platform can be issued.")


@dataclass(frozen=True)
class Verification:
    """What a look at an issued count found.

    intact      the content still has the hash under which it was issued
    repeatable  the ledger, as of the time of the count, still gives the same figures; the reasons
                may have moved to sealed rows, where people were erased since
    """

    intact: bool
    repeatable: bool


def frozen(count: Count) -> dict[str, Any]:
    """Return what a tally keeps: the count and its protected table, reasons without persons."""
    content = count.as_json()
    people = content.pop("people")
    content["reasons"] = dict(sorted(Counter(one["reason"] for one in people).items()))
    content["table"] = exports.table_json(queries.protected(count))
    return content


@dataclass(frozen=True)
class Issue:
    """How a count is issued: who does, whose part of the ledger it was, what it corrects."""

    issuer_id: str | None = None
    programme_id: str = ""
    corrects: int | None = None


BY_NOBODY = Issue()


def issue_tally(uid: str, count: Count, how: Issue = BY_NOBODY) -> Tally:
    """Freeze a count under the next number; sent twice, issued once.

    Raises ProfileOfOwn and, where the tally to be corrected was corrected already,
    AlreadySuperseded.
    """
    if known := queries.tally_of(uid):
        return known
    if rules.presets().get(count.profile.id) != count.profile:
        raise ProfileOfOwn
    if how.corrects is not None and queries.correction_of(how.corrects):
        raise AlreadySuperseded(number=how.corrects)
    content = rules.canonical(frozen(count))
    tally = Tally(
        uid=uid,
        content=content,
        hash=hash_of(content),
        issued_at=clock.now(),
        issued_by=how.issuer_id,
        supersedes=how.corrects,
        programme_id=how.programme_id or None,
    )
    db.session.add(tally)
    db.session.flush()
    record(Act.TALLY_ISSUED, f"tally {tally.number}", count.profile.name)
    return tally


def record_export(count: Count, detail: str, rows: int) -> None:
    """Keep in the audit log that a count leaves the platform: by which rule set, for whom."""
    period = f"{count.period.begins}/{count.period.ends}"
    record(Act.EXPORT, count.profile.name, f"{detail} {period}", rows)


def sign(tally: Tally, signer_id: str) -> None:
    """Sign a tally off as a second person; signed twice, signed once.

    A count for the public becomes public by it. Raises OwnTally, NotAsIssued, AlreadySuperseded,
    TooClose and TooSoon (rules R9 and R10 of docs/counting.md).
    """
    hold_tallies()
    db.session.refresh(tally)
    if tally.signed_at is not None:
        return
    if tally.issued_by == signer_id:
        raise OwnTally
    if not is_intact(tally):
        raise NotAsIssued
    if queries.correction_of(tally.number):
        raise AlreadySuperseded(number=tally.number)
    refuse_telling(queries.issued(tally))
    tally.signed_by, tally.signed_at = signer_id, clock.now()
    record(Act.TALLY_SIGNED, f"tally {tally.number}", tally.hash[:16])


def hold_tallies() -> None:
    """Let those who sign at the same moment do it one after the other."""
    db.session.execute(update(Tally).where(Tally.signed_at.is_(None)).values(signed_at=None))


def hash_of(content: str) -> str:
    """Return the SHA-256 of a tally's content, in hexadecimal."""
    return hashlib.sha256(content.encode()).hexdigest()


def is_intact(tally: Tally) -> bool:
    """Tell whether the content of a tally still has the hash under which it was issued."""
    return hash_of(tally.content) == tally.hash


def verify_tally(tally: Tally) -> Verification:
    """Look whether an issued count is intact, and whether the ledger still gives the same."""
    if not is_intact(tally):
        return Verification(intact=False, repeatable=False)
    issued = json.loads(tally.content)
    same = figures(frozen(again(tally, issued))) == figures(issued)
    return Verification(intact=True, repeatable=same)


def figures(content: dict[str, Any]) -> dict[str, Any]:
    """Return what erasing people must not change: all but who and what spoke for the figures."""
    return {name: value for name, value in content.items() if name not in MOVED_BY_SEALING}


def again(tally: Tally, content: Mapping[str, Any]) -> Count:
    """Count once more what a tally counted, by the profile that was used, as of its time."""
    profile = rules.presets()[content["profile"]["id"]]
    period = (
        date.fromisoformat(content["period"]["from"]),
        date.fromisoformat(content["period"]["to"]),
    )
    as_of = datetime.fromisoformat(content["as_of"])
    dimension = content["dimension"] or ""
    return queries.count(profile, period, as_of, dimension, tally.programme_id or "")
