"""What staff do with counts: issue and verify them. Nothing here commits."""

import hashlib
import json
from collections import Counter
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from flask_babel import lazy_gettext as _

from training import clock
from training.database import db
from training.errors import Refused
from training.participation import exports, queries, rules
from training.participation.models import Tally
from training.participation.rules import Count


class AlreadySuperseded(Refused):
    """A tally can be corrected once; the correction is what is corrected next."""

    message = _("Tally %(number)s was corrected by a later one already. Correct that one.")


class ProfileOfOwn(Refused):
    """A tally is repeatable only by a profile that the platform keeps."""

    message = _("Only counts by a profile that comes with the platform can be issued.")


@dataclass(frozen=True)
class Verification:
    """What a look at an issued count found.

    intact      the content still has the hash under which it was issued
    repeatable  the ledger, as of the time of the count, still gives the same figures
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


def issue_tally(
    uid: str, count: Count, issuer_id: str | None = None, corrects: int | None = None
) -> Tally:
    """Freeze a count under the next number; sent twice, issued once.

    Raises ProfileOfOwn and, where the tally to be corrected was corrected already,
    AlreadySuperseded.
    """
    if known := queries.tally_of(uid):
        return known
    if rules.presets().get(count.profile.id) != count.profile:
        raise ProfileOfOwn
    if corrects is not None and queries.correction_of(corrects):
        raise AlreadySuperseded(number=corrects)
    content = rules.canonical(frozen(count))
    tally = Tally(
        uid=uid,
        content=content,
        hash=hash_of(content),
        issued_at=clock.now(),
        issued_by=issuer_id,
        supersedes=corrects,
    )
    db.session.add(tally)
    db.session.flush()
    return tally


def hash_of(content: str) -> str:
    """Return the SHA-256 of a tally's content, in hexadecimal."""
    return hashlib.sha256(content.encode()).hexdigest()


def verify_tally(tally: Tally) -> Verification:
    """Look whether an issued count is intact, and whether the ledger still gives the same."""
    intact = hash_of(tally.content) == tally.hash
    repeatable = intact and rules.canonical(frozen(again(tally))) == tally.content
    return Verification(intact, repeatable)


def again(tally: Tally) -> Count:
    """Count once more what a tally counted, by the profile that was used, as of its time."""
    content = json.loads(tally.content)
    profile = rules.presets()[content["profile"]["id"]]
    period = (
        date.fromisoformat(content["period"]["from"]),
        date.fromisoformat(content["period"]["to"]),
    )
    as_of = datetime.fromisoformat(content["as_of"])
    return queries.count(profile, period, as_of, content["dimension"] or "")
