"""What people may agree to, and when what is kept of them ends. Terms: docs/privacy.md."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum

WORDING = 1  # raised when what the purposes say changes: consent is to words that were read
WARNING_DAYS = 30


class Purpose(StrEnum):
    """What a person may agree to, each apart from all others and from taking part."""

    CERTIFICATE = "certificate"
    CONTACT = "contact"
    PHOTO = "photo"
    RECORDING = "recording"
    QUOTATION = "quotation"
    QUOTATION_NAMED = "quotation_named"
    RESEARCH = "research"
    FOLLOW_UP = "follow_up"


class Link(StrEnum):
    """What ties a person to the platform, and ends after its term."""

    WORKSHOP = "workshop"
    COURSE = "course"


@dataclass(frozen=True)
class Term:
    """One tie of one person: the last time it was of use, and for how many days it is kept.

    thing_id   the workshop or the enrolment
    title      what the person knows it by
    """

    link: Link
    thing_id: str
    title: str
    last: datetime
    days: int

    @property
    def ends_at(self) -> datetime:
        """When it is erased."""
        return self.last + timedelta(days=self.days)

    def is_over(self, now: datetime) -> bool:
        """Tell whether it has to go."""
        return self.ends_at <= now

    def ends_soon(self, now: datetime) -> bool:
        """Tell whether the person should be warned."""
        return self.ends_at - timedelta(days=WARNING_DAYS) <= now

    def days_left(self, now: datetime) -> int:
        """Count the days until it goes, 0 on the last."""
        return max((self.ends_at - now).days, 0)


@dataclass(frozen=True)
class Receipt:
    """What an erasure did, without saying whose it was.

    sealed       rows that keep the figures of past reports as they were
    backups_end  the day on which the last backup that still knows them is gone
    """

    erased_on: date
    rows: int
    sealed: int
    backups_end: date
