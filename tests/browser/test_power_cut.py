"""What was acknowledged outlives the server, even when it is killed right afterwards."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Page, expect

from tests.server import Server

PASSPHRASE = "seven green rivers sing"
COURSE = "/courses/smart-recommendations"
DRAFT = "Repeal articles 12 and 14 of the Press Act by December 2028."


@pytest.fixture
def own_server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """A server that a test may kill."""
    server = Server(tmp_path_factory.mktemp("power-cut"))
    server.start()
    yield server
    server.kill()


def register(page: Page, server: Server) -> None:
    page.goto(f"{server.address}/register")
    page.locator("[name=display_name]").fill("Amal")
    page.locator("[name=passphrase]").fill(PASSPHRASE)
    page.locator("main form button").first.click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Your card")


def send(page: Page) -> None:
    """Press the button of the activity that is shown, and wait for what follows."""
    before = page.url
    page.locator("main form button[type=submit], main form button:not([type])").last.click()
    expect(page).not_to_have_url(before)


def test_an_account_outlives_a_power_cut(page: Page, own_server: Server) -> None:
    register(page, own_server)
    own_server.kill()
    own_server.start()
    page.goto(f"{own_server.address}/details")
    expect(page.locator("[name=display_name]")).to_have_value("Amal")


def test_a_draft_and_the_way_to_it_outlive_a_power_cut(page: Page, own_server: Server) -> None:
    register(page, own_server)
    page.goto(f"{own_server.address}{COURSE}")
    page.locator("main form button").first.click()
    for activity in ("letters", "film", "one-action"):
        page.goto(f"{own_server.address}{COURSE}/{activity}")
        send(page)
    page.goto(f"{own_server.address}{COURSE}/rewrite-press")
    page.locator("textarea").fill(DRAFT)
    page.locator("main form.draft button").click()
    expect(page.get_by_text("Saved on the server")).to_be_visible()
    own_server.kill()
    own_server.start()
    page.reload()
    expect(page.locator("main .sample").first).to_have_text(DRAFT)
    expect(page.locator("textarea")).to_have_value(DRAFT)
