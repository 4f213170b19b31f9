"""The real server: it does not start where it is unsafe, and ends without dropping a request."""

import os
import signal
import socket
import stat
import threading
import time
from collections.abc import Callable, Iterator
from http.client import HTTPConnection
from pathlib import Path

import pytest

from tests.server import DidNotStart, Server

BEGINNING = (
    b"POST /sign-in HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n"
    b"Content-Type: application/x-www-form-urlencoded\r\n"
)
REST = b"name=nobody"


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of one installation, which the servers here take over from one another."""
    return tmp_path_factory.mktemp("served")


@pytest.fixture
def new_server(folder: Path) -> Iterator[Callable[..., Server]]:
    """Bring a server that is not started yet: `new_server(PLAIN_HTTP="yes")`."""
    made: list[Server] = []

    def make(**settings: str) -> Server:
        made.append(Server(folder, settings))
        return made[-1]

    yield make
    for server in made:
        server.kill()


@pytest.fixture
def server(new_server: Callable[..., Server]) -> Server:
    """A server that runs."""
    running = new_server()
    running.start()
    return running


def test_it_does_not_start_where_others_could_do_harm(tmp_path: Path) -> None:
    exposed = Server(tmp_path, {"SECRET_KEY": "short", "TRUSTED_PROXIES": "1"})
    with pytest.raises(DidNotStart) as refusal:
        exposed.start()
    for setting in ("PUBLIC_URL", "SECURE_COOKIES", "SECRET_KEY", "ARGON2_MEMORY_KIB"):
        assert f"- {setting}:" in str(refusal.value)
    assert "Traceback" not in str(refusal.value)
    assert not (tmp_path / "files" / "training.db").exists()


def test_a_room_without_https_is_served_when_that_is_said(
    new_server: Callable[..., Server], folder: Path
) -> None:
    site = {"PLAIN_HTTP": "yes", "PUBLIC_URL": "http://box.local"}
    new_server(**site, ARGON2_MEMORY_KIB="19456").start()
    assert stat.S_IMODE((folder / "files").stat().st_mode) == 0o700


def test_a_request_that_is_being_answered_is_answered_before_the_server_ends(
    server: Server,
) -> None:
    assert server.process
    with socket.create_connection(("127.0.0.1", server.port)) as line:
        line.sendall(BEGINNING + b"Content-Length: %d\r\n\r\n" % len(REST) + REST[:4])
        time.sleep(0.3)
        os.killpg(server.process.pid, signal.SIGTERM)
        time.sleep(0.3)
        line.sendall(REST[4:])
        answer = line.recv(65536)
    assert answer.startswith(b"HTTP/1.1 400")  # it had no token against forgery, and was told so
    assert server.process.wait(10) == 0
    with pytest.raises(OSError, match="refused"):
        HTTPConnection("127.0.0.1", server.port, timeout=5).request("GET", "/healthz")


def test_many_at_once_are_all_answered_when_it_ends_in_the_middle(server: Server) -> None:
    assert server.process
    broken: list[str] = []
    finished: list[int] = []

    def ask() -> None:
        for _ in range(200):
            connection = HTTPConnection("127.0.0.1", server.port, timeout=10)
            try:
                connection.connect()
            except ConnectionRefusedError:
                return
            try:
                connection.request("GET", "/about")
                finished.append(connection.getresponse().status)
            except ConnectionResetError:
                return  # it was in the queue of the door that closed: nothing was taken from it
            except OSError as fault:
                broken.append(repr(fault))
            finally:
                connection.close()

    people = [threading.Thread(target=ask) for _ in range(4)]
    for one in people:
        one.start()
    time.sleep(0.5)
    os.killpg(server.process.pid, signal.SIGTERM)
    for one in people:
        one.join()
    assert set(finished) == {200}
    assert broken == []
