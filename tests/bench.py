"""`make bench`: does more work take more time than it should? Ratios within one run, one machine.

Seconds say little: machines differ. That ten times the people take about ten times the time, and
not a hundred times, holds everywhere. Each figure is the shortest of several tries.

Then a larger ledger is counted on each database, beside what the database alone would say: see
tests/scale.py. `BENCH_PEOPLE=200000 make bench` makes it a million participations.
"""

import os
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, date, datetime, timedelta
from functools import partial
from pathlib import Path
from typing import NamedTuple

import click
from flask.testing import FlaskClient
from sqlalchemy import Engine, event

from quizzes import analyse, categorise
from tests.application import dispose, make_app, migrate
from tests.builders import MARCH, new_meeting, new_person, new_workshop, registered
from tests.scale import compare
from training.access import Role
from training.accounts import actions, login
from training.accounts.models import Means
from training.database import db, new_uid
from training.participation import rules

TRIES = 7
TEXTS = (
    "Repeal article {n} of the press law by 31 December 2028 and publish the new text.",
    "Continue efforts to improve conditions in prison number {n}.",
    "Train {n} judges on the Istanbul Protocol each year and report the results to Parliament.",
    "Consider ratifying Optional Protocol {n} to the Convention against Torture.",
    "Ensure that all {n} shelters for survivors of violence are accessible, with public funding.",
)


class Measure(NamedTuple):
    """One line of the table."""

    what: str
    small: tuple[int, float]
    large: tuple[int, float]
    note: str

    def __str__(self) -> str:
        (few, quick), (many, slow) = self.small, self.large
        return (
            f"{self.what:<34}{few:>6}{many:>7}{quick * 1000:>11.1f}{slow * 1000:>10.1f}"
            f"{many / few:>8.0f}x{slow / quick:>8.1f}x   {self.note}"
        )


def seconds(work: Callable[[], object]) -> float:
    """The shortest of several tries: whatever else the machine does can only add to it."""
    taken = []
    for _try in range(TRIES):
        began = time.perf_counter()
        work()
        taken.append(time.perf_counter() - began)
    return min(taken)


def queries(work: Callable[[], object]) -> int:
    """How often the database is asked."""
    asked: list[str] = []

    def listen(_connection: object, _cursor: object, statement: str, *_rest: object) -> None:
        asked.append(statement)

    event.listen(Engine, "before_cursor_execute", listen)
    work()
    event.remove(Engine, "before_cursor_execute", listen)
    return len(asked)


def facts(people: int) -> tuple[rules.Fact, ...]:
    """A ledger in which everybody was in two of two meetings, and every fiftieth has a double."""
    workshop = rules.Event(
        id="event", kind=rules.EventKind.TRAINING, mode=rules.Mode.IN_PERSON, zone="Europe/Zurich"
    )
    meetings = [
        rules.Meeting(
            id=f"m{day}", event="event", starts_at=MARCH + timedelta(days=day), minutes=90
        )
        for day in range(2)
    ]
    return (workshop, *meetings, *(fact for one in range(people) for fact in person(one, meetings)))


def person(number: int, meetings: list[rules.Meeting]) -> Iterator[rules.Fact]:
    """Somebody who came to all meetings, and now and then a doubt whether they are another."""
    name = f"person-{number:05}"
    yield rules.Person(id=name, category=rules.Category.EXTERNAL)
    for meeting in meetings:
        yield rules.Participation(
            id=f"{name}-{meeting.id}",
            person=name,
            meeting=meeting.id,
            role=rules.PartRole.TRAINEE,
            mode=rules.Mode.IN_PERSON,
            mark=rules.Mark.PRESENT,
            recorded_at=meeting.starts_at,
        )
    if number % 50 == 49:
        yield rules.IdentityLink(
            id=f"{name}-double",
            a=name,
            b=f"person-{number - 1:05}",
            verdict=rules.Sameness.SAME,
            confidence=rules.Confidence.PROBABLE,
            at=MARCH,
        )


def counting(few: int, many: int) -> Measure:
    """Counting people trained, from facts in memory."""
    period = rules.Period(date(2027, 1, 1), date(2027, 12, 31))
    profile = rules.presets()["default"]

    def count(ledger: tuple[rules.Fact, ...]) -> rules.Count:
        return rules.count(ledger, profile, period, None, "")

    times = {size: seconds(partial(count, facts(size))) for size in (few, many)}
    found = count(facts(many))
    note = f"{found.low} to {found.high}, best {found.best}"
    return Measure("count people", (few, times[few]), (many, times[many]), note)


def coaching(few: int, many: int) -> Measure:
    """Hints and category of many recommendations, all different."""

    def coach(number: int) -> None:
        for one in range(number):
            text = TEXTS[one % len(TEXTS)].format(n=one)
            analyse(text, "en")
            categorise(text, "en")

    times = {size: seconds(partial(coach, size)) for size in (few, many)}
    note = f"{times[many] / many * 1000:.2f} ms each"
    return Measure("analyse recommendations", (few, times[few]), (many, times[many]), note)


@contextmanager
def facilitator() -> Iterator[tuple[FlaskClient, str]]:
    """A browser in which a facilitator is signed in, and their id, on a fresh SQLite."""
    with tempfile.TemporaryDirectory(prefix="bench-") as folder:
        app = make_app("", Path(folder))
        migrate(app)
        with app.app_context():
            account = actions.register(new_uid(), "Farida", "en", "seven green rivers sing")
            actions.grant(account, Role.FACILITATOR)
            person_id = account.person_id
            remembered = login.remember(account.person, account, Means.PASSPHRASE)
            db.session.commit()
        browser = app.test_client()
        with browser.session_transaction() as cookie:
            cookie.update(_user_id=remembered, _fresh=True)
        yield browser, person_id
        dispose(app)


def roll_address(browser: FlaskClient, person_id: str, people: int) -> str:
    """The page of the roll of a new workshop with so many people."""
    with browser.application.app_context():
        workshop = new_workshop(person_id, join_code=f"R{people:05}")
        db.session.add(workshop)
        db.session.flush()
        meeting = new_meeting(workshop.id, datetime.now(UTC))
        trainees = [new_person(f"Person {number}") for number in range(people)]
        db.session.add_all([meeting, *trainees])
        db.session.flush()
        db.session.add_all(registered(workshop.id, trainee.id) for trainee in trainees)
        db.session.commit()
        return f"/workshops/{workshop.id}/meetings/{meeting.id}/roll"


def calling_the_roll(few: int, many: int) -> Measure:
    """The page of a roll, as the server makes it."""
    times, statements = {}, {}
    with facilitator() as (browser, person_id):
        for size in (few, many):
            address = roll_address(browser, person_id, size)

            def visit(address: str = address) -> None:
                answer = browser.get(address)
                assert answer.status_code == 200, answer.status

            times[size] = seconds(visit)
            statements[size] = queries(visit)
    note = f"{statements[few]} and {statements[many]} queries"
    return Measure("show the roll", (few, times[few]), (many, times[many]), note)


def main() -> None:
    """Measure, and print a line for each measure as soon as it is known."""
    click.echo(f"{'':<34}{'few':>6}{'many':>7}{'few ms':>11}{'many ms':>10}{'work':>9}{'time':>9}")
    for measure in (
        partial(counting, 500, 5000),
        partial(coaching, 100, 1000),
        partial(calling_the_roll, 4, 40),
    ):
        click.echo(measure())
    compare(int(os.environ.get("BENCH_PEOPLE", "20000")))


if __name__ == "__main__":
    main()
