"""Days and ranges of days, and where they came from."""

from dataclasses import dataclass
from datetime import date, timedelta


@dataclass(frozen=True, order=True)
class Span:
    """From a day to a day, both included; one day where both are the same."""

    first: date
    last: date

    def __post_init__(self) -> None:
        if self.last < self.first:
            raise ValueError("A span cannot end before it begins.")

    @classmethod
    def on(cls, day: date) -> "Span":
        """Make a span of one day."""
        return cls(day, day)

    @property
    def is_day(self) -> bool:
        """Whether it is one day only."""
        return self.first == self.last

    def moved(self, earliest: int, latest: int) -> "Span":
        """Return it moved by weeks: its beginning by the fewest, its end by the most."""
        return Span(self.first + timedelta(weeks=earliest), self.last + timedelta(weeks=latest))


@dataclass(frozen=True)
class Source:
    """Where something was read; the address is text and is never asked for."""

    title: str
    address: str = ""
