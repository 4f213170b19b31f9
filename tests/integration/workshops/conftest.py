"""A workshop that Farida runs, and people who come to it."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import pytest

from tests.builders import new_meeting, new_person, new_workshop, registered
from tests.integration.visitor import Visitor


@dataclass(frozen=True)
class Led:
    """A workshop, its meetings, and where its pages are."""

    id: str
    code: str
    meetings: tuple[str, ...]

    @property
    def path(self) -> str:
        """The page from which it is run."""
        return f"/workshops/{self.id}"

    @property
    def roll(self) -> str:
        """The roll of its first meeting."""
        return self.roll_of(0)

    def roll_of(self, number: int) -> str:
        """The roll of one of its meetings."""
        return f"{self.path}/meetings/{self.meetings[number]}/roll"


@pytest.fixture
def plan(clock: Any, keep: Callable[..., None]) -> Callable[..., Led]:
    """Plan a workshop: `plan(facilitator, meetings=5, share=0.6)`; all meetings have begun."""

    def make(facilitator: Visitor, meetings: int = 1, **about: Any) -> Led:
        workshop = new_workshop(facilitator.person_id, **about)
        rows = [new_meeting(workshop.id) for _ in range(meetings)]
        led = Led(workshop.id, workshop.join_code, tuple(sorted(row.id for row in rows)))
        keep(workshop)
        keep(*rows)
        return led

    return make


@pytest.fixture
def led(plan: Callable[..., Led], facilitator: Visitor) -> Led:
    """Farida's workshop, whose only meeting has just begun."""
    return plan(facilitator)


@pytest.fixture
def enter(keep: Callable[..., None]) -> Callable[..., list[str]]:
    """Put new people on the roster: `enter(led, "Amal", "Boris")` gives their ids."""

    def make(led: Led, *names: str) -> list[str]:
        people = [new_person(name) for name in names]
        ids = [person.id for person in people]
        keep(*people)
        keep(*(registered(led.id, person_id) for person_id in ids))
        return ids

    return make
