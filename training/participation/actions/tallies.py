"""What staff do with counts: issue and verify them. Nothing here commits."""

import json
from collections import Counter
from dataclasses import dataclass, replace
from typing import Any

from flask_babel import lazy_gettext as _
from sqlalchemy import update

from training import clock
from training.audit.actions import record
from training.audit.rules import Act
from training.database import db
from training.errors import Refused
from training.participation import exports, queries, rules
from training.participation.actions.correcting import (
    AlreadySuperseded,
    Correction,
    NoSuchTally,
    correction,
)
from training.participation.actions.profiles import keep_profile
from training.participation.actions.releasing import refuse_telling
from training.participation.actions.verifying import further, hash_of, is_intact
from training.participation.models import Tally
from training.participation.rules import Count


class OwnTally(Refused):
    """Nobody signs off what they issued themselves."""

    message = _("You issued this count. A second person has to sign it off.")


class NotAsIssued(Refused):
    """A tally whose content was changed behind the platform's back."""

    message = _("This is not what was issued: the content no longer has its hash.")


class ProfileOfOwn(Refused):
    """A tally is repeatable only by a profile that the platform keeps."""

    message = _("Only counts by a profile that the platform keeps can be issued. Save it first.")


@dataclass(frozen=True)
class Issue:
    """How a count is issued: who does, whose part of the ledger it was, what it corrects.

    audience   for whom; empty for whom the profile says
    also       the same count by further dimensions: the tally has a table for each
    """

    issuer_id: str | None = None
    programme_id: str = ""
    corrects: int | None = None
    audience: str = ""
    also: tuple[Count, ...] = ()


BY_NOBODY = Issue()


def issue_tally(uid: str, count: Count, how: Issue = BY_NOBODY) -> Tally:
    """Freeze a count under the next number; sent twice, issued once.

    Raises ProfileOfOwn and, where it corrects another tally, what `correction` raises.
    """
    if known := queries.tally_of(uid):
        return known
    if not keep_profile(count.profile):
        raise ProfileOfOwn
    how = as_before(how, count)
    content = rules.canonical(frozen(count, how, corrected_by(count, how)))
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


def frozen(
    count: Count, how: Issue = BY_NOBODY, corrected: Correction | None = None
) -> dict[str, Any]:
    """Return what a tally keeps: the count and its protected tables, reasons without persons.

    A correction also keeps what it changes, in numbers.
    """
    content, counts = count.as_json(), (count, *how.also)
    people = content.pop("people")
    content["reasons"] = dict(sorted(Counter(one["reason"] for one in people).items()))
    content["dimensions"] = [one.dimension for one in counts]
    content["cells"] = [cell for one in counts for cell in one.as_json()["cells"]]
    nests = queries.nests(content["dimensions"])
    tables = queries.protected_together(counts, how.audience, nests)
    content["tables"] = [exports.table_json(table) for table in tables]
    content["table"] = content["tables"][0]
    if corrected:
        content["changes"] = corrected.as_json(tables[0].audience)
    return content


def as_before(how: Issue, count: Count) -> Issue:
    """Give a correction the audience and the tables of what it corrects, unless it says others."""
    tally = db.session.get(Tally, how.corrects) if how.corrects is not None else None
    if tally is None:
        return how
    content = json.loads(tally.content)
    also = how.also or further(tally, content, count)
    return replace(how, audience=how.audience or content["table"]["audience"], also=also)


def corrected_by(count: Count, how: Issue) -> Correction | None:
    """Return what a count corrects, if anything; raises NoSuchTally and what `correction` does."""
    if how.corrects is None:
        return None
    tally = db.session.get(Tally, how.corrects)
    if tally is None:
        raise NoSuchTally(number=how.corrects)
    return correction(tally, count, how.programme_id)


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
