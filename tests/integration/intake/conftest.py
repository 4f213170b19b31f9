"""A programme that history is brought to, and the ways to bring it."""

from collections.abc import Callable
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import func, select

from tests.integration.conftest import FrozenClock
from tests.integration.visitor import Visitor
from training.catalogue.models import Award, Programme
from training.database import Model, new_uid
from training.participation.models import LedgerLine
from training.participation.queries import recorded_as
from training.participation.rules import Fact, standing


@pytest.fixture
def programme(keep: Callable[..., None], clock: FrozenClock) -> str:
    """A programme with one award: its id."""
    return new_programme(keep, clock, "Reviews")


@pytest.fixture
def elsewhere(keep: Callable[..., None], clock: FrozenClock) -> str:
    """Another programme: its id."""
    return new_programme(keep, clock, "Elsewhere")


def new_programme(keep: Callable[..., None], clock: FrozenClock, title: str) -> str:
    """Set up a programme with an award."""
    programme_id, today = new_uid(), clock.now().date()
    keep(Programme(id=programme_id, title=title, zone="Africa/Nairobi", created_at=clock.now()))
    days = {"starts_on": today.replace(year=2020), "ends_on": today.replace(year=2030)}
    names = {"title": f"Grant for {title}", "donor": "A foundation"}
    keep(Award(id=new_uid(), programme_id=programme_id, **names, **days))
    return programme_id


@pytest.fixture
def send() -> Callable[..., Visitor]:
    """Send a file by the page: `send(staff, content, name="list.csv")`."""

    def sent(
        visitor: Visitor, content: str | bytes, name: str = "list.csv", **fields: Any
    ) -> Visitor:
        return visitor.open("/intake").submit(file=(content, name), **fields)

    return sent


@pytest.fixture
def bring(send: Callable[..., Visitor]) -> Callable[..., Visitor]:
    """Bring a file in by the page, all the way: `bring(staff, content, title="A workshop")`."""

    def brought(visitor: Visitor, content: str | bytes, **said: Any) -> Visitor:
        send(visitor, content).press("Show what would come", **said)
        return visitor.press("Bring it in")

    return brought


@pytest.fixture
def size(stored: Callable[..., list[Any]]) -> Callable[..., int]:
    """Count the rows of a table, the lines of the ledger unless another is named."""

    def counted(model: type[Model] = LedgerLine) -> int:
        return int(stored(select(func.count()).select_from(model))[0])

    return counted


@pytest.fixture
def facts(app: Flask) -> Callable[[type[Fact]], tuple[Fact, ...]]:
    """Return the facts of a type that stand."""

    def found(kind: type[Fact]) -> tuple[Fact, ...]:
        with app.app_context():
            return standing(recorded_as(kind)).of(kind)

    return found
