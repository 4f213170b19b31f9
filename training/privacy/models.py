"""What people agreed to, and when they took it back."""

from datetime import datetime

from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from training.database import Model, Uid
from training.privacy.rules import Purpose


class Consent(Model):
    """A person agreed to one purpose in the words of one version; taken back at any time.

    Agreeing again is another row, so that every dated answer stays until the person goes.
    """

    id: Mapped[Uid]
    person_id: Mapped[str] = mapped_column(ForeignKey("person.id", ondelete="CASCADE"), index=True)
    purpose: Mapped[Purpose]
    wording: Mapped[int]
    given_at: Mapped[datetime]
    withdrawn_at: Mapped[datetime | None]
