"""People and the ways they sign in."""

from datetime import date, datetime
from enum import StrEnum

from sqlalchemy import BigInteger, ForeignKey, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship, validates

from training.access import Role
from training.accounts.rules import Device
from training.database import KEPT_BACK, Model, Uid
from training.vault import Secret, vault

CREDENTIAL_LENGTH = 1400  # 1023 bytes in Base64 (Web Authentication, section 5.8.3)


class Category(StrEnum):
    """Whom a programme reports: people from outside, or its own staff."""

    EXTERNAL = "external"
    STAFF = "staff"


class OrganisationKind(StrEnum):
    """What an organisation is."""

    CSO = "cso"
    NHRI = "nhri"
    PARLIAMENT = "parliament"
    UN = "un"
    GOVERNMENT = "government"
    MEDIA = "media"
    ACADEMIA = "academia"
    OTHER = "other"


class Person(Model):
    """A human being who takes part, under a name of their own choice."""

    id: Mapped[Uid]
    display_name: Mapped[str] = mapped_column(Secret("person.display_name", 80))
    language: Mapped[str] = mapped_column(String(8))
    category: Mapped[Category] = mapped_column(default=Category.EXTERNAL)
    is_test: Mapped[bool] = mapped_column(default=False)
    created_at: Mapped[datetime]


class Account(Model):
    """The way a person signs in; `epoch` changes to end all their sign-ins at once."""

    id: Mapped[Uid]
    person_id: Mapped[str] = mapped_column(ForeignKey("person.id", ondelete="CASCADE"), unique=True)
    email: Mapped[str | None] = mapped_column(Secret("account.email", 254))
    email_index: Mapped[str | None] = mapped_column(
        String(64), unique=True, info={"blind_of": "email", **KEPT_BACK}
    )
    passphrase_hash: Mapped[str] = mapped_column(String(200), info=KEPT_BACK)
    epoch: Mapped[int] = mapped_column(default=0)
    links_used: Mapped[int] = mapped_column(default=0)
    created_at: Mapped[datetime]
    person: Mapped[Person] = relationship()

    @validates("email")
    def index_email(self, _name: str, email: str | None) -> str | None:
        """Keep with an address the blind index that it is found by."""
        self.email_index = email and vault().blind("account.email", email)
        return email


class AccountRole(Model):
    """A role that an account holds."""

    account_id: Mapped[str] = mapped_column(
        ForeignKey("account.id", ondelete="CASCADE"), primary_key=True
    )
    role: Mapped[Role] = mapped_column(primary_key=True)


class Card(Model):
    """A participant card. Only a keyed fingerprint is kept: the database cannot print a card."""

    id: Mapped[Uid]
    person_id: Mapped[str] = mapped_column(ForeignKey("person.id", ondelete="CASCADE"), index=True)
    fingerprint: Mapped[str] = mapped_column(String(64), unique=True, info=KEPT_BACK)
    issued_at: Mapped[datetime]
    ended_at: Mapped[datetime | None]
    person: Mapped[Person] = relationship()


class Organisation(Model):
    """A civil society organisation or another body that people come from."""

    id: Mapped[Uid]
    name: Mapped[str] = mapped_column(Secret("organisation.name", 200))
    kind: Mapped[OrganisationKind]
    country: Mapped[str | None] = mapped_column(String(2))


class Affiliation(Model):
    """A person belongs to an organisation from a date on, until the next one begins."""

    __table_args__ = (UniqueConstraint("person_id", "since"),)

    id: Mapped[Uid]
    person_id: Mapped[str] = mapped_column(ForeignKey("person.id", ondelete="CASCADE"), index=True)
    organisation_id: Mapped[str | None] = mapped_column(
        ForeignKey("organisation.id", ondelete="RESTRICT")
    )
    since: Mapped[date]


class Invitation(Model):
    """A link that creates one account with roles; it works once."""

    id: Mapped[Uid]
    role: Mapped[Role]
    created_at: Mapped[datetime]
    expires_at: Mapped[datetime]
    used_at: Mapped[datetime | None]

    def is_open(self, now: datetime) -> bool:
        """Tell whether the link was not used and has not run out."""
        return self.used_at is None and now < self.expires_at


class Means(StrEnum):
    """What somebody signed in with."""

    CARD = "card"
    PASSPHRASE = "passphrase"  # noqa: S105  # a word for one, not one
    LINK = "link"
    PASSKEY = "passkey"


class SignIn(Model):
    """A browser in which a person is signed in; the row goes when that ends.

    It says neither from where nor with which program. `ends_with` is the epoch of their account,
    or else the card that they came with: replacing the card also signs out whoever found it.
    """

    id: Mapped[Uid]
    person_id: Mapped[str] = mapped_column(ForeignKey("person.id", ondelete="CASCADE"), index=True)
    fingerprint: Mapped[str] = mapped_column(String(64), unique=True, info=KEPT_BACK)
    ends_with: Mapped[str] = mapped_column(String(36), info=KEPT_BACK)
    means: Mapped[Means]
    second_factor: Mapped[bool]
    device: Mapped[Device]
    begun_at: Mapped[datetime]
    seen_at: Mapped[datetime]


class Authenticator(Model):
    """The program on a person's phone that shows a new code every half minute (RFC 6238).

    `last_step` is the half minute of the last code that was used: each opens once.
    """

    account_id: Mapped[str] = mapped_column(
        ForeignKey("account.id", ondelete="CASCADE"), primary_key=True
    )
    secret: Mapped[str] = mapped_column(Secret("authenticator.secret", 64), info=KEPT_BACK)
    last_step: Mapped[int] = mapped_column(info=KEPT_BACK)
    set_up_at: Mapped[datetime]


class RecoveryCode(Model):
    """A code on paper for the day the phone is lost. Only its keyed fingerprint is kept."""

    id: Mapped[Uid]
    account_id: Mapped[str] = mapped_column(
        ForeignKey("account.id", ondelete="CASCADE"), index=True
    )
    fingerprint: Mapped[str] = mapped_column(String(64), unique=True, info=KEPT_BACK)
    used_at: Mapped[datetime | None]


class Passkey(Model):
    """A key in a person's device that signs in by itself (Web Authentication, level 3)."""

    id: Mapped[Uid]
    account_id: Mapped[str] = mapped_column(
        ForeignKey("account.id", ondelete="CASCADE"), index=True
    )
    credential_id: Mapped[str] = mapped_column(
        String(CREDENTIAL_LENGTH), unique=True, info=KEPT_BACK
    )
    public_key: Mapped[bytes] = mapped_column(info=KEPT_BACK)
    sign_count: Mapped[int] = mapped_column(BigInteger, info=KEPT_BACK)
    name: Mapped[str] = mapped_column(Secret("passkey.name", 60))
    created_at: Mapped[datetime]


class AddressClaim(Model):
    """An e-mail address that somebody says is theirs, until a link sent to it was opened."""

    id: Mapped[Uid]
    account_id: Mapped[str] = mapped_column(
        ForeignKey("account.id", ondelete="CASCADE"), index=True
    )
    email: Mapped[str] = mapped_column(Secret("address_claim.email", 254))
    created_at: Mapped[datetime]
