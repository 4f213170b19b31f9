"""Hints by which two records of one human can be noticed, and what was suggested from them.

What staff decide is a fact of the ledger and stands in neither.
"""

from datetime import datetime
from typing import Any

from sqlalchemy import ForeignKey, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from training.database import KEPT_BACK, Model, Uid
from training.identities.rules import HintKind
from training.vault import Secret

RECORD_LENGTH = 200  # of an id in the ledger
VALUE_LENGTH = 32


class HintKey(Model):
    """The key of all hints, sealed: there is one, and without it no hint says anything.

    It outlives the data keys, since nobody could make the hints of imported people anew.
    """

    id: Mapped[Uid]
    secret: Mapped[str] = mapped_column(Secret("hint_key.secret", 64), info=KEPT_BACK)
    made_at: Mapped[datetime]


class IdentityHint(Model):
    """What a record can be compared by, as a keyed fingerprint: nothing readable is kept.

    Imported records have no row of a person; `own_id` lets the hints of others go with theirs.
    """

    person_id: Mapped[str] = mapped_column(String(RECORD_LENGTH), primary_key=True)
    value: Mapped[str] = mapped_column(
        String(VALUE_LENGTH), primary_key=True, index=True, info=KEPT_BACK
    )
    kind: Mapped[HintKind]
    own_id: Mapped[str | None] = mapped_column(
        ForeignKey("person.id", ondelete="CASCADE"), index=True
    )


class IdentitySuggestion(Model):
    """Two records that may be one human, and why; it merges nothing, and is made anew at will.

    bits      the weight of the evidence, log2 of the odds
    findings  what speaks for and against it: [finding, how many records have it in common]
    """

    __table_args__ = (UniqueConstraint("one_id", "other_id"),)

    id: Mapped[Uid]
    one_id: Mapped[str] = mapped_column(String(RECORD_LENGTH), info=KEPT_BACK)
    other_id: Mapped[str] = mapped_column(String(RECORD_LENGTH), index=True, info=KEPT_BACK)
    own_one_id: Mapped[str | None] = mapped_column(
        ForeignKey("person.id", ondelete="CASCADE"), index=True
    )
    own_other_id: Mapped[str | None] = mapped_column(
        ForeignKey("person.id", ondelete="CASCADE"), index=True
    )
    bits: Mapped[float] = mapped_column(info=KEPT_BACK)
    findings: Mapped[list[Any]] = mapped_column(info=KEPT_BACK)
    made_at: Mapped[datetime]
    put_off_until: Mapped[datetime | None] = mapped_column(info=KEPT_BACK)
