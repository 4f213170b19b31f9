"""What whoever brings a sheet says about it: columns, and what the sheet leaves open."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, time

from training.intake.rules.columns import Column, Field
from training.intake.rules.days import Order
from training.participation.rules import EventKind, Mode, OrganisationKind, PartRole

MORNING = time(9)
HALF_A_DAY = 240


@dataclass(frozen=True)
class Plan:
    """How a sheet is read.

    order      which number of 03/04/2025 is the day; None while nobody has said so
    title      of the event where no column gives it; `day` likewise, as text
    together   whether all days of one title belong to one event; otherwise each is its own
    starts     when meetings begin of which no column tells; `minutes` how long they last
    award_id   the grant that pays where no column says which; empty for none
    whole      whether the sheet names everybody who was in its meetings
    answers    by question, whether the same name or address is the same human
    """

    columns: tuple[Column, ...]
    order: Order | None = None
    title: str = ""
    day: str = ""
    together: bool = True
    starts: time = MORNING
    minutes: int = HALF_A_DAY
    kind: EventKind = EventKind.TRAINING
    mode: Mode = Mode.IN_PERSON
    role: PartRole = PartRole.TRAINEE
    curriculum: bool = False
    organisations: OrganisationKind = OrganisationKind.CSO
    whole: bool = False
    zone: str = "UTC"
    award_id: str = ""
    latest: date = date.max
    answers: Mapping[str, bool] = field(default_factory=dict)

    def column(self, wanted: Field) -> Column | None:
        """Return the column that means something; None where no one does."""
        return next((one for one in self.columns if one.field is wanted), None)

    @property
    def meetings(self) -> tuple[Column, ...]:
        """The columns that are meetings: with any, the sheet is a matrix."""
        return tuple(one for one in self.columns if one.field is Field.MEETING)
