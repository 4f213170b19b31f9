"""What was acknowledged outlives a power cut, and repeating it afterwards doubles nothing."""

import sqlite3
from collections.abc import Iterator, Mapping
from contextlib import closing
from http.cookiejar import CookieJar
from pathlib import Path
from typing import Any
from urllib.parse import urlencode
from urllib.request import HTTPCookieProcessor, OpenerDirector, build_opener

import pytest

from tests.integration.page import Page
from tests.server import Server

COURSE = "/courses/smart-recommendations"
PASSPHRASE = "seven green rivers sing"


class Browser:
    """A browser with cookies that outlive the server."""

    def __init__(self, server: Server) -> None:
        self.server = server
        self.opener: OpenerDirector = build_opener(HTTPCookieProcessor(CookieJar()))
        self.page = Page("")
        self.last: tuple[str, bytes] = ("", b"")

    def open(self, path: str, content: bytes | None = None) -> None:
        with self.opener.open(f"{self.server.address}{path}", content) as response:
            self.page = Page(response.read().decode())

    def submit(self, path: str, known_field: str, **fields: object) -> None:
        form = self.page.chosen_form(None, {known_field, *fields})
        form.fill(fields)
        sent: Mapping[str, Any] = form.sent(None)
        self.last = (path, urlencode(sent, doseq=True).encode())
        self.open(*self.last)


@pytest.fixture
def server(tmp_path: Path) -> Iterator[Server]:
    """A platform of its own, which may be killed."""
    server = Server(tmp_path)
    server.start()
    yield server
    server.kill()


def events(folder: Path) -> list[tuple[str, str]]:
    """The facts in the database file."""
    with closing(sqlite3.connect(folder / "files" / "training.db")) as connection:
        return connection.execute("SELECT activity_id, kind FROM learning_event").fetchall()


def test_a_fact_outlives_a_killed_server_and_is_not_doubled(server: Server, tmp_path: Path) -> None:
    browser = Browser(server)
    browser.open("/register")
    browser.submit("/register", "passphrase", display_name="Amal", passphrase=PASSPHRASE)
    browser.open(COURSE)
    browser.submit(COURSE, "uid", language="en")
    browser.open(f"{COURSE}/letters")
    browser.submit(f"{COURSE}/letters", "uid")
    server.kill()

    assert "Saved." in browser.page.text
    assert events(tmp_path) == [("letters", "read")]

    server.start()
    browser.open(*browser.last)
    browser.open(COURSE)
    assert "1 of 19 required steps done" in browser.page.text
    assert events(tmp_path) == [("letters", "read")]
