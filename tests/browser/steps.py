"""Steps that several journeys begin with."""

from datetime import UTC, datetime
from itertools import count

from playwright.sync_api import Page, expect

from tests.browser.keyboard import Keyboard
from tests.server import Server

PASSPHRASE = "seven green rivers sing"
COURSE = "/courses/smart-recommendations"
NUMBERS = count(1)


def register(page: Page, address: str = "/register", name: str = "Amal") -> str:
    """Open an account by keyboard alone; returns the code of the card."""
    page.goto(address)
    page.locator("[name=display_name]").focus()
    page.keyboard.type(name)
    page.keyboard.press("Tab")
    page.keyboard.type(PASSPHRASE)
    page.keyboard.press("Enter")
    expect(page.locator(".big-code code")).to_be_visible()
    return page.locator(".big-code code").inner_text()


def enrol(page: Page, address: str = COURSE) -> None:
    """Start the bundled course."""
    page.goto(address)
    page.locator("main form button").first.click()
    expect(page.locator("main form select")).to_have_count(0)


def send(page: Page) -> None:
    """Press the last button of the activity that is shown, and wait for what follows."""
    before = page.url
    page.locator("main form button").last.click()
    expect(page).not_to_have_url(before)


def plan(keys: Keyboard) -> str:
    """Plan a workshop that begins now; returns its join code."""
    page, now = keys.page, datetime.now(UTC)
    page.goto("/workshops")
    keys.press(page.locator("main a[href='/workshops/new']").first)
    keys.type(page.locator("[name=title]"), "Drafting day")
    keys.select(page.locator("[name=course_id]"), "smart-recommendations")
    keys.type(page.locator("[name=day]"), f"{now:%Y-%m-%d}")
    keys.type(page.locator("[name=begins]"), f"{now:%H%M}")
    keys.press(page.locator("form.draft button:not([type=button])"))
    return page.locator(".big-code code").first.inner_text()


def colleague(server: Server, *roles: str, language: str = "en") -> str:
    """Open an account with roles on the command line; returns the code of its card."""
    given = [argument for role in roles for argument in ("--role", role)]
    known = ("--name", f"{'-'.join(roles)} {next(NUMBERS)}", "--language", language)
    return server.command("user", "add", *known, "--passphrase", PASSPHRASE, *given).strip()


def sign_in(page: Page, code: str, passphrase: str = PASSPHRASE) -> None:
    """Sign in with a card by keyboard."""
    page.goto("/sign-in")
    page.locator("[name=name]").focus()
    page.keyboard.type(code)
    page.keyboard.press("Tab")
    page.keyboard.type(passphrase)
    with page.expect_navigation():
        page.keyboard.press("Enter")
