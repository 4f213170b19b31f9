"""Certificates that were made: a number without a person, and who holds it."""

from datetime import date
from enum import StrEnum

from sqlalchemy import ForeignKey, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from training.accounts.models import Person
from training.database import Model

NUMBER_LENGTH = 13


class Kind(StrEnum):
    """What somebody took part in, as anybody may learn it."""

    TRAINING = "training"
    SENSITISATION = "sensitisation"
    CONFERENCE = "conference"
    MEETING = "meeting"
    COURSE = "course"


class Certificate(Model):
    """A number, and all that its page says to others. It leads to nobody, and is never changed.

    `month` is the first day of the month; `rule` the version of the profile, `id@version`.
    """

    number: Mapped[str] = mapped_column(String(NUMBER_LENGTH), primary_key=True)
    kind: Mapped[Kind]
    month: Mapped[date]
    rule: Mapped[str] = mapped_column(String(160))


class CertificateHolder(Model):
    """Whose certificate it is, and for which event of the ledger. It goes when the person goes."""

    __table_args__ = (UniqueConstraint("person_id", "event_id"),)

    number: Mapped[str] = mapped_column(
        ForeignKey("certificate.number", ondelete="CASCADE"), primary_key=True
    )
    person_id: Mapped[str] = mapped_column(ForeignKey("person.id", ondelete="CASCADE"))
    event_id: Mapped[str] = mapped_column(String(160))
    issued_on: Mapped[date]
    certificate: Mapped[Certificate] = relationship()
    person: Mapped[Person] = relationship()
