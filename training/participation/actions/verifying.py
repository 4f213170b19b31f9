"""Verifying an issued count: today, or years later. Nothing here writes."""

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from training.participation import queries
from training.participation.models import Tally
from training.participation.rules import Count, Profile

FIGURES = ("low", "best", "high", "new", "continuing", "dimension", "cells", "organisations")


@dataclass(frozen=True)
class Verification:
    """What a look at an issued count found.

    found       the hash that the content has now
    intact      the content still has the hash under which it was issued
    by_version  the very version of the profile is still here
    repeatable  the ledger, as of the time of the count, still gives the same figures; the reasons
                may have moved to sealed rows, where people were erased since
    """

    found: str
    intact: bool
    by_version: bool = False
    repeatable: bool = False


def hash_of(content: str) -> str:
    """Return the SHA-256 of a tally's content, in hexadecimal."""
    return hashlib.sha256(content.encode()).hexdigest()


def is_intact(tally: Tally) -> bool:
    """Tell whether the content of a tally still has the hash under which it was issued."""
    return hash_of(tally.content) == tally.hash


def verify_tally(tally: Tally) -> Verification:
    """Look whether an issued count is intact, and whether the ledger still gives the same.

    What the settings hide in tables today makes no difference: the figures themselves are compared.
    """
    found = hash_of(tally.content)
    if found != tally.hash:
        return Verification(found, intact=False)
    issued = json.loads(tally.content)
    count = again(tally, issued)
    same = count is not None and still_gives(tally, issued, count)
    return Verification(found, intact=True, by_version=count is not None, repeatable=same)


def still_gives(tally: Tally, issued: Mapping[str, Any], count: Count) -> bool:
    """Tell whether a count that was made again gives the issued figures, in all its tables."""
    counts = (count, *further(tally, issued, count))
    cells = [cell for one in counts for cell in one.as_json()["cells"]]
    return figures({**count.as_json(), "cells": cells}) == figures(issued)


def further(tally: Tally, content: Mapping[str, Any], count: Count) -> tuple[Count, ...]:
    """Make a count of a tally's question also by the further dimensions that it has tables for."""
    dimensions, programme_id = content.get("dimensions", [])[1:], tally.programme_id or ""
    return tuple(
        queries.count(count.profile, days(content), count.as_of, by, programme_id)
        for by in dimensions
    )


def figures(content: Mapping[str, Any]) -> dict[str, Any]:
    """Return what neither erasing people nor other thresholds may change."""
    return {name: content[name] for name in FIGURES}


def again(tally: Tally, content: Mapping[str, Any]) -> Count | None:
    """Count once more what a tally counted, by the version that was used, as of its time.

    None where that version is not here any more.
    """
    profile = version_of(content)
    if profile is None:
        return None
    as_of = datetime.fromisoformat(content["as_of"])
    dimension = content["dimension"] or ""
    return queries.count(profile, days(content), as_of, dimension, tally.programme_id or "")


def version_of(content: Mapping[str, Any]) -> Profile | None:
    """Return the very version that a tally was counted by; None where it is not here any more."""
    named = f"{content['profile']['id']}@{content['profile']['version']}"
    return queries.by_digest(named, content["profile_hash"])


def days(content: Mapping[str, Any]) -> tuple[date, date]:
    """Return the first and the last day of a tally, both included."""
    period = content["period"]
    return date.fromisoformat(period["from"]), date.fromisoformat(period["to"])
