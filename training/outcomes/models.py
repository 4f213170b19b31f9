"""The countries that staff watch."""

from datetime import datetime

from sqlalchemy import ForeignKey, String
from sqlalchemy.orm import Mapped, mapped_column

from training.database import Model


class WatchedCountry(Model):
    """A country on the watch-list, from the moment when somebody put it there."""

    country: Mapped[str] = mapped_column(String(2), primary_key=True)
    since: Mapped[datetime]
    added_by: Mapped[str | None] = mapped_column(ForeignKey("person.id", ondelete="SET NULL"))
