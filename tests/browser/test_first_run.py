"""A newcomer becomes the first administrator; a trainee comes back with a card."""

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import Audit
from tests.browser.steps import PASSPHRASE, register
from tests.server import Server


def test_the_printed_link_makes_one_administrator(page: Page, server: Server, audit: Audit) -> None:
    register(page, server.invitation, "Ada")
    expect(page.get_by_role("heading", level=1)).to_have_text("Your card")
    audit(page)
    page.goto("/accounts")
    expect(page.get_by_role("main")).to_contain_text("Ada")
    audit(page)
    page.context.clear_cookies()
    answer = page.goto(server.invitation)
    assert answer is not None
    assert answer.status == 410


@pytest.mark.parametrize(("language", "direction"), [("en", "ltr"), ("ar", "rtl")])
def test_a_person_registers_by_keyboard_and_comes_back_with_the_card(
    person: Callable[..., Page], audit: Audit, language: str, direction: str
) -> None:
    page = person(language)
    code = register(page)
    expect(page.locator("html")).to_have_attribute("dir", direction)
    audit(page)
    page.context.clear_cookies()
    page.goto("/sign-in")
    audit(page)
    page.get_by_role("main").get_by_role("textbox").first.focus()
    page.keyboard.type(code)
    page.keyboard.press("Tab")
    page.keyboard.type(PASSPHRASE)
    page.keyboard.press("Enter")
    expect(page).not_to_have_url(re.compile("/sign-in"))
    page.goto("/details")
    expect(page.get_by_role("main").get_by_role("textbox").first).to_have_value("Amal")
