"""Every page as each role: nothing is fetched from elsewhere, and no browser has a complaint."""

import re
from collections.abc import Callable, Iterator
from contextlib import suppress
from dataclasses import dataclass, field
from urllib.parse import urlsplit

import pytest
from flask import Flask
from playwright.sync_api import Browser, ConsoleMessage, Error, Page
from werkzeug.exceptions import HTTPException

from tests.application import make_app
from tests.browser.steps import COURSE, colleague, enrol, register, sign_in
from tests.server import Server

COMPLAINTS = {"error", "warning"}
MOST_PAGES = 60
AN_ANSWER_WITHOUT_THE_PAGE = "Failed to load resource"
VIOLATIONS = """addEventListener("securitypolicyviolation", event =>
  console.error(`policy: ${event.violatedDirective} ${event.blockedURI} ${event.sample}`))"""


@pytest.fixture(scope="module")
def demonstration(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """A platform with workshops, people and counts to look at."""
    server = Server(tmp_path_factory.mktemp("demonstration"))
    server.start()
    yield server
    server.stop()


@pytest.fixture(scope="module")
def facilitators_key(demonstration: Server) -> tuple[str, str]:
    """Address and passphrase of the facilitator whom the demonstration invented."""
    printed = demonstration.command("demo")
    found = re.search(r"(facilitator@example\.org)\s+(\S+)", printed)
    assert found, printed
    return found[1], found[2]


@pytest.fixture(scope="module")
def addresses(tmp_path_factory: pytest.TempPathFactory) -> Flask:
    """The application, asked only which view answers which address."""
    return make_app("", tmp_path_factory.mktemp("addresses"))


@dataclass
class Journey:
    """What a reader meets who follows every link, one for each view."""

    page: Page
    addresses: Flask
    site: str
    seen: dict[str, str] = field(default_factory=dict)
    asked: list[str] = field(default_factory=list)
    complaints: list[str] = field(default_factory=list)

    def begin(self) -> None:
        """Listen from now on."""
        self.page.context.add_init_script(VIOLATIONS)
        self.page.context.on("request", lambda request: self.asked.append(request.url))
        self.page.context.on("console", self.heard)

    def heard(self, message: ConsoleMessage) -> None:
        """Keep what the browser complains about."""
        if message.type in COMPLAINTS and AN_ANSWER_WITHOUT_THE_PAGE not in message.text:
            self.complaints.append(f"{self.page.url}: {message.text}")

    def view_of(self, path: str) -> str:
        """Name the view that answers an address."""
        try:
            return str(self.addresses.url_map.bind("localhost").match(path)[0])
        except HTTPException:
            return ""

    def follow(self, *first: str) -> None:
        """Open one address of each view that can be reached, beginning with these."""
        waiting = [*first]
        while waiting and len(self.seen) < MOST_PAGES:
            path = waiting.pop(0)
            view = self.view_of(urlsplit(path).path)
            if view and view not in self.seen:
                self.seen[view] = path
                waiting += self.links_of(path)

    def links_of(self, path: str) -> list[str]:
        """Open an address; return the addresses of ours on it."""
        with suppress(Error):  # an address may be that of a file, which no page shows
            self.page.goto(self.site + path)
        found = self.page.locator("a[href^='/']").evaluate_all(
            "links => links.map(link => link.getAttribute('href'))"
        )
        return [str(href).partition("#")[0] for href in found]

    @property
    def elsewhere(self) -> list[str]:
        """The addresses that were asked for and are not of this site."""
        ours = (self.site + "/", "data:", "blob:", "about:")
        return [url for url in self.asked if not url.startswith(ours)]


@pytest.fixture
def journey(browser: Browser, addresses: Flask, demonstration: Server) -> Iterator[Journey]:
    """Somebody who sets out on the demonstration."""
    with browser.new_context(base_url=demonstration.address, locale="en") as context:
        yield Journey(context.new_page(), addresses, demonstration.address)


def as_stranger(_page: Page, _server: Server, _key: tuple[str, str]) -> list[str]:
    return ["/", "/accessibility", "/components", "/join", "/register", COURSE]


def as_trainee(page: Page, _server: Server, _key: tuple[str, str]) -> list[str]:
    register(page)
    enrol(page)
    page.locator("main a[href*='/courses/']").last.click()
    return ["/", COURSE, "/passphrase"]


def as_facilitator(page: Page, _server: Server, key: tuple[str, str]) -> list[str]:
    sign_in(page, *key)
    return ["/", "/workshops"]


def as_staff(page: Page, server: Server, _key: tuple[str, str]) -> list[str]:
    sign_in(page, colleague(server, "staff"))
    return ["/", "/participation/counts", "/programmes"]


def as_author(page: Page, server: Server, _key: tuple[str, str]) -> list[str]:
    sign_in(page, colleague(server, "author"))
    return ["/", "/releases"]


def as_administrator(page: Page, server: Server, _key: tuple[str, str]) -> list[str]:
    sign_in(page, colleague(server, "administrator"))
    return ["/", "/accounts", "/organisations"]


@pytest.mark.parametrize(
    ("arrive", "fewest"),
    [
        (as_stranger, 8),
        (as_trainee, 10),
        (as_facilitator, 12),
        (as_staff, 10),
        (as_author, 6),
        (as_administrator, 8),
    ],
)
def test_no_page_asks_another_host_and_no_browser_complains(
    journey: Journey,
    demonstration: Server,
    facilitators_key: tuple[str, str],
    arrive: Callable[[Page, Server, tuple[str, str]], list[str]],
    fewest: int,
) -> None:
    journey.begin()
    journey.follow(*arrive(journey.page, demonstration, facilitators_key))
    assert (journey.elsewhere, journey.complaints) == ([], [])
    assert len(journey.seen) >= fewest, journey.seen
