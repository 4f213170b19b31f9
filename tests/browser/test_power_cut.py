"""What was acknowledged outlives the server, even when it is killed right afterwards."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Page, expect

from tests.browser.steps import COURSE, enrol, register, send
from tests.server import Server

DRAFT = "Repeal articles 12 and 14 of the Press Act by December 2028."


@pytest.fixture
def own_server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """A server that a test may kill."""
    server = Server(tmp_path_factory.mktemp("power-cut"))
    server.start()
    yield server
    server.kill()


def test_an_account_outlives_a_power_cut(page: Page, own_server: Server) -> None:
    register(page, f"{own_server.address}/register")
    own_server.kill()
    own_server.start()
    page.goto(f"{own_server.address}/details")
    expect(page.locator("[name=display_name]")).to_have_value("Amal")


def test_a_draft_and_the_way_to_it_outlive_a_power_cut(page: Page, own_server: Server) -> None:
    register(page, f"{own_server.address}/register")
    course = own_server.address + COURSE
    enrol(page, course)
    for activity in ("letters", "film", "one-action"):
        page.goto(f"{course}/{activity}")
        send(page)
    page.goto(f"{course}/rewrite-press")
    page.locator("[name=text]").fill(DRAFT)
    page.locator("main form.draft button.primary").click()
    expect(page.get_by_text("Saved on the server")).to_be_visible()
    own_server.kill()
    own_server.start()
    page.reload()
    expect(page.locator("main .sample").first).to_have_text(DRAFT)
    expect(page.locator("[name=text]")).to_have_value(DRAFT)
