"""Staff set up a programme, count people trained, ask why, and issue the count, by keyboard."""

import re
from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import Audit
from tests.browser.keyboard import Keyboard
from tests.browser.steps import colleague, sign_in
from tests.server import Server

EXAMPLE = Path(__file__).parents[1] / "unit/training/participation/worked_example.jsonl"


@pytest.fixture(scope="module", autouse=True)
def ledger(server: Server) -> None:
    """The worked example of docs/counting.md, imported while the server runs."""
    server.command("ledger", "import", str(EXAMPLE))


@pytest.mark.parametrize("language", ["en", "ar"])
def test_a_count_is_made_explained_and_issued(
    person: Callable[..., Page], server: Server, audit: Audit, language: str
) -> None:
    page = person(language)
    keys = Keyboard(page)
    sign_in(page, colleague(server, "staff", language=language))
    expect(page.locator("html")).to_have_attribute("lang", language)
    page.goto("/participation/counts")
    audit(page)
    keys.select(page.locator("[name=profile]"), "default")
    keys.type(page.locator("[name=from]"), "2025-01-01")
    keys.type(page.locator("[name=to]"), "2025-12-31")
    keys.select(page.locator("[name=audience]"), "internal")
    keys.press(page.locator("main form[method=get] button:not([type=button])"))
    expect(page.locator(".headline")).to_contain_text("3")
    keys.open(page.locator("details.disclosure summary").first)
    expect(page.locator("details.disclosure").first.locator("code").first).to_be_visible()
    audit(page)
    keys.press(page.locator("form[action$='/issue'] button"))
    expect(page).to_have_url(re.compile(r"/participation/tallies/\d+$"))
    expect(page.locator(".notice-done")).to_have_count(2)
    audit(page)


def test_a_table_can_be_taken_along(person: Callable[..., Page], server: Server) -> None:
    page = person()
    sign_in(page, colleague(server, "staff"))
    page.goto("/participation/counts?profile=default&from=2025-01-01&to=2025-12-31")
    with page.expect_download() as download:
        page.locator("a[href*='.csv']").focus()
        page.keyboard.press("Enter")
    assert download.value.suggested_filename == "default-2025-01-01-2025-12-31.csv"
    assert Path(download.value.path()).read_text().startswith("profile,default@1")


def test_a_programme_and_its_award_are_set_up(
    person: Callable[..., Page], server: Server, audit: Audit
) -> None:
    page = person()
    keys = Keyboard(page)
    sign_in(page, colleague(server, "staff"))
    page.goto("/programmes")
    audit(page)
    keys.type(page.locator("[name=title]"), "Voices 2027")
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", level=1)).to_have_text("Voices 2027")
    keys.type(page.locator("[name=title]"), "Grant 7")
    keys.type(page.locator("[name=donor]"), "A foundation")
    keys.type(page.locator("[name=starts_on]"), "2027-01-01")
    keys.type(page.locator("[name=ends_on]"), "2027-12-31")
    keys.press(page.locator("main form button").last)
    expect(page.get_by_role("main")).to_contain_text("Grant 7")
    audit(page)
