"""What the ledger keeps beside the application's own rows, and the tallies that were issued."""

from datetime import datetime

from sqlalchemy import CheckConstraint, ForeignKey, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from training.database import Key, Model, Uid
from training.vault import Secret

HIGHEST_NUMBER = 2**31 - 1  # of a Key
PROFILE_ID_LENGTH = 60
PROFILE_LENGTH = 8000
CHANGE_LENGTH = 300


class LedgerLine(Model):
    """One fact that came from outside or was recorded by staff. Never changed, never deleted.

    A fact of a type that is few is a sealed line. Of the abundant types counts read the columns
    beside it: whom it is about, the meeting, event or dimension, words from closed lists, times,
    and what it corrects. What else such a fact says is a sealed object, if it says more.
    """

    id: Mapped[str] = mapped_column(String(200), primary_key=True)
    type: Mapped[str] = mapped_column(String(32), index=True)
    line: Mapped[str | None] = mapped_column(Secret("ledger_line.line"))
    added_at: Mapped[datetime]
    record: Mapped[str | None] = mapped_column(String(200), index=True)
    about: Mapped[str | None] = mapped_column(String(200))
    words: Mapped[str | None] = mapped_column(String(80))
    times: Mapped[str | None] = mapped_column(Text)
    known_from: Mapped[datetime | None]
    supersedes: Mapped[str | None] = mapped_column(String(200), index=True)


class ForgottenRecord(Model):
    """A record of somebody who was erased: what files say of it later is passed over.

    The fingerprint is the keyed SHA-256 of its id, and all that is kept.
    """

    fingerprint: Mapped[str] = mapped_column(String(64), primary_key=True)


class CountState(Model):
    """The last answer to a question about the ledger, so that pages need not count again.

    `key` stands for the question, `ledger` for the state of the ledger, `answer` is the figures as
    JSON, and names nobody. Its verdicts are dropped whenever somebody is erased, it itself in time.
    """

    id: Mapped[Uid]
    key: Mapped[str] = mapped_column(String(64), index=True)
    ledger: Mapped[str] = mapped_column(String(64))
    answer: Mapped[str] = mapped_column(Secret("count_state.answer"))
    milliseconds: Mapped[int]
    made_at: Mapped[datetime]


class CountPage(Model):
    """Some of the verdicts of a kept answer that give one reason, in order: compressed JSON."""

    state_id: Mapped[str] = mapped_column(
        ForeignKey("count_state.id", ondelete="CASCADE"), primary_key=True
    )
    reason: Mapped[str] = mapped_column(String(32), primary_key=True)
    number: Mapped[int] = mapped_column(primary_key=True)
    verdicts: Mapped[str] = mapped_column(Secret("count_page.verdicts"))


class Tally(Model):
    """An issued count: frozen, numbered, hashed. Corrected only by a later one.

    `content` is the canonical JSON of the count and its protected table, without persons;
    `hash` is its SHA-256. With a programme, only its part of the ledger was counted.
    A second person signs it off; from then on a count for the public is public.
    """

    __table_args__ = (CheckConstraint("length(hash) = 64", name="hash_is_sha256"),)

    number: Mapped[Key]
    uid: Mapped[str] = mapped_column(String(36), unique=True)
    content: Mapped[str] = mapped_column(Text)
    hash: Mapped[str] = mapped_column(String(64))
    issued_at: Mapped[datetime]
    issued_by: Mapped[str | None] = mapped_column(ForeignKey("person.id", ondelete="SET NULL"))
    supersedes: Mapped[int | None] = mapped_column(
        ForeignKey("tally.number", ondelete="RESTRICT"), unique=True
    )
    signed_by: Mapped[str | None] = mapped_column(ForeignKey("person.id", ondelete="SET NULL"))
    signed_at: Mapped[datetime | None]
    programme_id: Mapped[str | None] = mapped_column(
        ForeignKey("programme.id", ondelete="RESTRICT"), index=True
    )


class ProfileVersion(Model):
    """One version of a counting profile. Never changed, never deleted.

    Staff saved it, or a count was issued by one that came with the platform, which may bring
    another one later. `text` is the profile as YAML and `digest` the one that counts name; `change`
    says what is different from the version before.
    """

    __table_args__ = (UniqueConstraint("profile_id", "version"),)

    id: Mapped[Uid]
    profile_id: Mapped[str] = mapped_column(String(PROFILE_ID_LENGTH))
    version: Mapped[str] = mapped_column(String(20))
    text: Mapped[str] = mapped_column(Secret("profile_version.text", PROFILE_LENGTH))
    digest: Mapped[str] = mapped_column(String(64))
    change: Mapped[str] = mapped_column(Secret("profile_version.change", CHANGE_LENGTH, 0))
    saved_at: Mapped[datetime]
    saved_by: Mapped[str | None] = mapped_column(ForeignKey("person.id", ondelete="SET NULL"))
