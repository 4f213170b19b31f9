"""Ids and orders that follow from what is there: the same each time, and they give nothing away."""

import hashlib
from collections.abc import Sequence
from uuid import NAMESPACE_OID, uuid5


def derived_uid(*parts: str) -> str:
    """Return the id of a fact that follows from others: the same facts give the same id."""
    return str(uuid5(NAMESPACE_OID, ":".join(parts)))


def shuffled(ids: Sequence[str], seed: str) -> tuple[str, ...]:
    """Return the ids in an order that follows from the seed and is never the one given.

    Two people see different orders, one person always the same. One id alone stays where it is.
    """
    order = tuple(sorted(ids, key=lambda one: hashlib.sha256(f"{seed}:{one}".encode()).digest()))
    return order if order != tuple(ids) else (*order[1:], *order[:1])
