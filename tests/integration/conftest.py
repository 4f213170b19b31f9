"""The real application on a real database, fresh for every test, and the people who visit it."""

import shutil
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import Engine, Executable, event, select

from tests.application import dispose, make_app
from tests.database import DATABASES, Database
from tests.integration.visitor import Visitor
from training import clock as product_clock
from training.access import Role
from training.accounts import actions, login
from training.accounts.models import Means
from training.cli import cli
from training.database import Model, db, new_uid

PASSPHRASE = "seven green rivers sing"


@pytest.fixture(autouse=True)
def _push_request_context() -> None:
    """Keep pytest-flask from holding a context open, which all requests of a test would share."""


@pytest.fixture(scope="session")
def database(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Database]:
    """A migrated database that every test gets fresh: the one that --database says."""
    with DATABASES[request.param](tmp_path_factory.mktemp(request.param)) as database:
        yield database


@pytest.fixture(scope="session")
def usual_app(database: Database) -> Flask:
    """The application that most tests share; making one for each would double their time."""
    return make_app(database.url, database.folder)


@pytest.fixture
def app(request: pytest.FixtureRequest, database: Database, usual_app: Flask) -> Iterator[Flask]:
    """The application on a fresh database and an empty folder of files.

    `@pytest.mark.settings(RATELIMIT_ENABLED=True)` makes one of the test's own.
    """
    shutil.rmtree(database.folder / "files", ignore_errors=True)
    (database.folder / "files").mkdir()
    usual_app.extensions.pop("shelf", None)  # it remembers courses that were just thrown away
    database.renew()
    marked = request.node.get_closest_marker("settings")
    app = make_app(database.url, database.folder, marked.kwargs) if marked else usual_app
    yield app
    dispose(app)


@pytest.fixture
def new_visitor(app: Flask) -> Callable[..., Visitor]:
    """Bring another person's browser: `new_visitor(language="ar")`."""

    def make(language: str = "en") -> Visitor:
        return Visitor(app.test_client(), language)

    return make


@pytest.fixture
def visitor(new_visitor: Callable[..., Visitor]) -> Visitor:
    """A stranger with a browser that prefers English."""
    return new_visitor()


@pytest.fixture
def member(
    request: pytest.FixtureRequest, app: Flask, new_visitor: Callable[..., Visitor]
) -> Callable[..., Visitor]:
    """Bring somebody who is signed in: `member(Role.STAFF, name="Amal", language="ar")`.

    The visitor's `person_id` says who it is; the passphrase of every account is PASSPHRASE.
    """
    if "clock" in request.fixturenames:
        request.getfixturevalue("clock")  # it stands still before anybody signs in

    def make(*roles: Role, name: str = "Amal", language: str = "en") -> Visitor:
        with app.app_context():
            account = actions.register(new_uid(), name, language, PASSPHRASE)
            for role in roles:
                actions.grant(account, role)
            db.session.commit()
            person_id = account.person_id
            remembered = login.remember(
                account.person, account, Means.PASSPHRASE, second_factor=True
            )
            db.session.commit()
        visitor = new_visitor(language)
        visitor.person_id = person_id
        with visitor.client.session_transaction() as cookie:
            cookie.update(_user_id=remembered, _fresh=True)
        return visitor

    return make


@pytest.fixture
def trainee(member: Callable[..., Visitor]) -> Visitor:
    """Somebody signed in, without any further role."""
    return member()


@pytest.fixture
def facilitator(member: Callable[..., Visitor]) -> Visitor:
    """Somebody who runs workshops."""
    return member(Role.FACILITATOR, name="Farida")


@pytest.fixture
def author(member: Callable[..., Visitor]) -> Visitor:
    """Somebody who publishes courses."""
    return member(Role.AUTHOR, name="Aurora")


@pytest.fixture
def staff(member: Callable[..., Visitor]) -> Visitor:
    """Somebody who counts and reports."""
    return member(Role.STAFF, name="Sergei")


@pytest.fixture
def administrator(member: Callable[..., Visitor]) -> Visitor:
    """Somebody who looks after accounts."""
    return member(Role.ADMINISTRATOR, name="Ada")


@pytest.fixture
def stored(app: Flask) -> Callable[[Executable], list[Any]]:
    """Read what is committed: values if one column is asked for, else tuples."""

    def read(statement: Executable) -> list[Any]:
        with app.app_context():
            rows = db.session.execute(statement).all()
        return [row[0] if len(row) == 1 else tuple(row) for row in rows]

    return read


@pytest.fixture
def ids_with(stored: Callable[[Executable], list[Any]]) -> Callable[[Any, str], list[str]]:
    """Find rows by a sealed text, which no query can: `ids_with(Person.display_name, "Amal")`."""

    def find(column: Any, text: str) -> list[str]:
        return [
            row_id for row_id, plain in stored(select(column.class_.id, column)) if plain == text
        ]

    return find


@pytest.fixture
def keep(app: Flask) -> Callable[..., None]:
    """Store rows that were there before the test begins."""

    def store(*rows: Model) -> None:
        with app.app_context():
            db.session.add_all(rows)
            db.session.commit()

    return store


class FrozenClock:
    """A clock that moves only when told."""

    def __init__(self, moment: datetime) -> None:
        self.moment = moment

    def now(self) -> datetime:
        """Stand in for training.clock.now."""
        return self.moment

    def set(self, moment: datetime) -> None:
        """Go to a moment, forwards or backwards."""
        self.moment = moment.astimezone(UTC)

    def advance(self, **duration: float) -> None:
        """Let time pass: `advance(days=2, hours=1)`."""
        self.moment += timedelta(**duration)


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> FrozenClock:
    """Stop the clock at noon on Monday 1 March 2027, UTC."""
    frozen = FrozenClock(datetime(2027, 3, 1, 12, tzinfo=UTC))
    monkeypatch.setattr(product_clock, "now", frozen.now)
    return frozen


@dataclass
class Statements:
    """What was asked of the database."""

    texts: list[str] = field(default_factory=list)

    @property
    def count(self) -> int:
        """How many statements there were."""
        return len(self.texts)


@contextmanager
def counted() -> Iterator[Statements]:
    """Listen to every statement on its way to the database."""
    seen = Statements()

    def listen(_connection: Any, _cursor: Any, statement: str, *_rest: Any) -> None:
        seen.texts.append(statement)

    event.listen(Engine, "before_cursor_execute", listen)
    try:
        yield seen
    finally:
        event.remove(Engine, "before_cursor_execute", listen)


@pytest.fixture
def queries() -> Callable[[], AbstractContextManager[Statements]]:
    """Count statements: `with queries() as asked: visitor.open("/")`, then `asked.count`."""
    return counted


@pytest.fixture
def run(app: Flask) -> Callable[..., Any]:
    """Run a command of `training`: `run("course", "list")` gives exit_code, stdout and stderr."""

    def invoke(*arguments: str, stdin: str | bytes = "") -> Any:
        return app.test_cli_runner().invoke(cli, list(arguments), input=stdin)

    return invoke
