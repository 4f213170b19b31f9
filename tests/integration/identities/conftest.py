"""Lists of people that came in, and a year in which they took part."""

from collections.abc import Callable, Iterable, Mapping
from datetime import timedelta

import pytest
from flask import Flask

from tests.builders import MARCH, note_hints
from training.database import db
from training.identities.actions import look
from training.participation.actions import keep_facts
from training.participation.rules import (
    Attribute,
    Category,
    Event,
    EventKind,
    Fact,
    IdentityLink,
    Mark,
    Meeting,
    Mode,
    Organisation,
    OrganisationKind,
    Participation,
    PartRole,
    Person,
)

YEAR = {"from": "2027-01-01", "to": "2027-12-31"}
AMAL, SAME = "Amal Hassan", "أمل حسن"
TIMES = ("A1", "A2", "A3")


def training_of_three_days() -> Iterable[Fact]:
    """A training with a meeting of two hours on each of three days in January 2027."""
    yield Organisation(id="o", name="Umbrella", kind=OrganisationKind.CSO, country="KE")
    yield Event(
        id="A",
        title="Training A",
        kind=EventKind.TRAINING,
        mode=Mode.IN_PERSON,
        zone="UTC",
        curriculum=True,
    )
    for day, name in enumerate(TIMES):
        starts_at = MARCH - timedelta(days=50 - day)
        yield Meeting(id=name, event="A", starts_at=starts_at, minutes=120)


def came(record: str, *meetings: str) -> Iterable[Fact]:
    """A record of somebody of the umbrella who was in some meetings."""
    yield Person(id=record, category=Category.EXTERNAL)
    yield Attribute(
        id=f"{record} o", person=record, dimension="organisation", value="o", valid_from=None
    )
    for meeting in meetings:
        yield Participation(
            id=f"{record} {meeting}",
            person=record,
            meeting=meeting,
            role=PartRole.TRAINEE,
            mode=Mode.IN_PERSON,
            mark=Mark.PRESENT,
            recorded_at=MARCH - timedelta(days=40),
        )


@pytest.fixture
def bring(app: Flask, clock: object) -> Callable[..., None]:
    """Take records in: `bring({"a": AMAL, "b": SAME}, a=("A1", "A2"), b=("A3",))`, and look."""

    def make(names: Mapping[str, str], /, *links: IdentityLink, **meetings: Iterable[str]) -> None:
        with app.app_context():
            keep_facts([*training_of_three_days(), *links])
            for record, name in names.items():
                keep_facts(came(record, *meetings.get(record, TIMES)))
                note_hints(record, name=name)
            look()
            db.session.commit()

    return make
