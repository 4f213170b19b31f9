"""A passkey in a real browser, whose device is a virtual one."""

from collections.abc import Callable

from playwright.sync_api import Page, expect

from tests.browser.conftest import Audit
from tests.browser.steps import register

DEVICE = {
    "protocol": "ctap2",
    "transport": "internal",
    "hasResidentKey": True,
    "hasUserVerification": True,
    "isUserVerified": True,
    "automaticPresenceSimulation": True,
}


def give_device(page: Page) -> None:
    """Let the browser have a device with a lock, which is always opened."""
    browser = page.context.new_cdp_session(page)
    browser.send("WebAuthn.enable")
    browser.send("WebAuthn.addVirtualAuthenticator", {"options": DEVICE})


def test_a_person_adds_a_passkey_and_comes_back_with_it(page: Page, audit: Audit) -> None:
    give_device(page)
    register(page)
    page.goto("/security")
    audit(page)
    page.get_by_role("link", name="Look after passkeys").click()
    audit(page)
    page.get_by_label("Name").fill("my phone")
    page.keyboard.press("Enter")
    expect(page.get_by_role("main")).to_contain_text("The passkey is kept.")
    expect(page.get_by_role("listitem").filter(has_text="my phone")).to_be_visible()
    page.goto("/security")
    page.get_by_role("button", name="Sign out", exact=True).click()
    page.goto("/sign-in")
    page.get_by_role("link", name="Sign in with a passkey").click()
    audit(page)
    page.get_by_role("button", name="Sign in with a passkey").click()
    page.wait_for_url("/")
    page.goto("/security")
    expect(page.get_by_role("main")).to_contain_text("with a passkey")


def test_a_device_without_a_passkey_is_told_so(page: Page) -> None:
    give_device(page)
    page.goto("/sign-in/passkey")
    page.get_by_role("button", name="Sign in with a passkey").click()
    expect(page.get_by_role("alert")).to_contain_text("Your device gave no passkey.")


def test_without_scripts_the_page_says_what_is_missing(person: Callable[..., Page]) -> None:
    page = person(java_script_enabled=False)
    page.goto("/sign-in/passkey")
    expect(page.get_by_role("main")).to_contain_text("This needs scripts")
    page.get_by_role("button", name="Sign in with a passkey").click()
    expect(page.get_by_role("alert")).to_contain_text("This needs scripts")
