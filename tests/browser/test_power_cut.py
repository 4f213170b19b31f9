"""What was acknowledged outlives the server, even when it is killed right afterwards."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Page, expect

from tests.server import Server

PASSPHRASE = "seven green rivers sing"


@pytest.fixture
def own_server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """A server that a test may kill."""
    server = Server(tmp_path_factory.mktemp("power-cut"))
    server.start()
    yield server
    server.kill()


def test_an_account_outlives_a_power_cut(page: Page, own_server: Server) -> None:
    page.goto(f"{own_server.address}/register")
    page.locator("[name=display_name]").fill("Amal")
    page.locator("[name=passphrase]").fill(PASSPHRASE)
    page.locator("main form button").first.click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Your card")
    own_server.kill()
    own_server.start()
    page.goto(f"{own_server.address}/details")
    expect(page.locator("[name=display_name]")).to_have_value("Amal")
