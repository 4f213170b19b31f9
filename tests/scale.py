"""How long a count takes in a large ledger, beside a plain COUNT(DISTINCT) on the same database.

The ledger is a realistic one: workshops of forty people in five meetings of two hours, one mark in
ten absent, one in a hundred corrected, and one person in a hundred who is probably another.
`BENCH_PEOPLE=200000 make bench` makes it a million participations. Every database is counted by a
process of its own, so that its peak memory is that of a count. *Busy* is what that process itself
worked, which a machine with other things to do makes less of a riddle.
"""

import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterable, Iterator
from datetime import UTC, date, datetime, timedelta
from itertools import islice
from pathlib import Path
from random import Random
from typing import Any

import click
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import func, insert, select

from tests.application import dispose, make_app, migrate
from tests.database import DATABASES
from training.access import Role
from training.accounts import actions as accounts
from training.accounts import login
from training.accounts.models import Means, Person
from training.database import Model, db, new_uid
from training.participation import actions, queries, rules
from training.workshops.models import Meeting, Participation, Workshop

IN_A_ROOM, MEETINGS = 40, 5
AT_ONCE = 10_000
BEGINS = datetime(2025, 1, 6, 9, tzinfo=UTC)
YEAR = rules.Period(date(2025, 1, 1), date(2025, 12, 31))
PAGE = "/participation/counts?profile=default&from=2025-01-01&to=2025-12-31"
MEGABYTE = 1024  # in the unit of ru_maxrss on Linux

Row = dict[str, Any]


def workshop_rows(number: int, leads: str) -> Row:
    """A workshop; each begins on another day of the year."""
    return {
        "id": f"w{number:06}",
        "title": f"Workshop {number}",
        "kind": "training",
        "mode": "in_person",
        "zone": "Europe/Paris",
        "share": 0.8,
        "join_code": f"{number:08}",
        "facilitator_id": leads,
        "created_at": BEGINS,
    }


def meeting_rows(number: int) -> Iterator[Row]:
    """The meetings of a workshop, one a day."""
    for day in range(MEETINGS):
        yield {
            "id": f"w{number:06}-{day}",
            "workshop_id": f"w{number:06}",
            "starts_at": BEGINS + timedelta(days=number % 350 + day),
            "minutes": 120,
        }


def person_row(person_id: str) -> Row:
    """Somebody without an account."""
    about = {"category": "external", "is_test": False, "language": "en", "created_at": BEGINS}
    return {"id": person_id, "display_name": "Somebody", **about}


def marks(person_id: str, number: int, chance: Random) -> Iterator[Row]:
    """What the rolls of a workshop say of a person."""
    for meeting in meeting_rows(number):
        first = {
            "id": new_uid(),
            "person_id": person_id,
            "meeting_id": meeting["id"],
            "part": "trainee",
            "mode": "in_person",
            "mark": "absent" if chance.random() < 0.1 else "present",
            "source": "roll_call",
            "recorded_by": "",
            "recorded_at": meeting["starts_at"],
            "supersedes": None,
        }
        yield first
        if chance.random() < 0.01:
            yield {**first, "id": new_uid(), "mark": "late", "supersedes": first["id"]}


def links(people: list[str], chance: Random) -> Iterator[rules.Fact]:
    """Who is probably whom."""
    for one in chance.sample(people, len(people) // 100):
        yield rules.IdentityLink(
            id=new_uid(),
            a=one,
            b=chance.choice(people),
            verdict=rules.Sameness.SAME,
            confidence=rules.Confidence.PROBABLE,
            at=BEGINS,
        )


def keep(model: type[Model], rows: Iterable[Row]) -> None:
    """Store rows, some at a time."""
    rest = iter(rows)
    while some := list(islice(rest, AT_ONCE)):
        db.session.execute(insert(model.__table__), some)  # type: ignore[arg-type]  # a Table


def fill(people: int) -> None:
    """Store a ledger of so many people."""
    chance = Random(7)
    ids = [new_uid() for _ in range(people)]
    rooms = range(-(-people // IN_A_ROOM))
    keep(Person, map(person_row, ids))
    keep(Workshop, (workshop_rows(number, ids[0]) for number in rooms))
    keep(Meeting, (row for number in rooms for row in meeting_rows(number)))
    came = ((one, place // IN_A_ROOM) for place, one in enumerate(ids))
    keep(Participation, (row for one, number in came for row in marks(one, number, chance)))
    actions.keep_facts(links(ids, chance))
    db.session.commit()


def staff(app: Flask) -> FlaskClient:
    """A browser in which somebody is signed in who may count."""
    with app.app_context():
        account = accounts.register(new_uid(), "Sergei", "en", "seven green rivers sing")
        accounts.grant(account, Role.STAFF)
        remembered = login.remember(account.person, account, Means.PASSPHRASE, second_factor=True)
        db.session.commit()
    browser = app.test_client()
    with browser.session_transaction() as cookie:
        cookie.update(_user_id=remembered, _fresh=True)
    return browser


def timed(what: str, work: Callable[[], object]) -> None:
    """Do something and print how long it took and what came out."""
    began, busy = time.perf_counter(), time.process_time()
    found = work()
    taken, busy = time.perf_counter() - began, time.process_time() - busy
    click.echo(f"  {what:<34}{taken * 1000:>8.0f} ms, busy {busy * 1000:>6.0f} ms   {found}")


def plain() -> object:
    """How many people were present, as one would ask a database that knows no rule."""
    there = Participation.mark.in_(("present", "late"))
    return db.session.scalar(select(func.count(Participation.person_id.distinct())).where(there))


def whole() -> str:
    """Count with a reason for everybody."""
    found = queries.count(rules.presets()["default"], (YEAR.begins, YEAR.ends))
    return f"{found.low} to {found.high}, best {found.best}, {len(found.people)} reasons"


def measure(url: str, folder: str) -> None:
    """Count in a database that is filled: what `python -m tests.scale URL FOLDER` does."""
    app = make_app(url, Path(folder), {"LONG_COUNT_SECONDS": 0})
    with app.app_context():
        timed("COUNT(DISTINCT person_id)", plain)
        timed("a count with all reasons", whole)
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / MEGABYTE
    click.echo(f"  {'peak memory':<34}{peak:>8.0f} MB")
    browser = staff(app)
    timed("the page, counted anew", lambda: browser.get(PAGE).status)
    timed("the page, from the last state", lambda: browser.get(PAGE).status)
    timed("its second page of reasons", lambda: browser.get(f"{PAGE}&page=2").status)
    dispose(app)


def compare(people: int) -> None:
    """Fill each database and measure in it."""
    for name, kind in DATABASES.items():
        with tempfile.TemporaryDirectory(prefix="bench-") as folder, kind(Path(folder)) as database:
            database.renew()
            app = make_app(database.url, Path(folder))
            migrate(app)
            with app.app_context():
                fill(people)
                total = db.session.scalar(select(func.count()).select_from(Participation))
            dispose(app)
            click.echo(f"{name}: {people} people, {total} participations")
            command = [sys.executable, "-m", "tests.scale", database.url, folder]
            subprocess.run(command, check=True)


if __name__ == "__main__":
    measure(*sys.argv[1:])
