"""The part of the ledger that decides how some records count: a page about a few reads no more."""

from collections.abc import Collection

from training.participation.queries.reading import corrections
from training.participation.queries.sealing import facts_about
from training.participation.rules import Fact


def ledger_about(records: Collection[str]) -> tuple[Fact, ...]:
    """Return what is said of some records and of those that links tie to them, and all few facts.

    Every correction is among it: one may move a participation from one record to another.
    """
    found = {fact.id: fact for fact in (*facts_about(records), *corrections())}
    return tuple(found.values())
