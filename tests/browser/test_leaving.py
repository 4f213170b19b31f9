"""Leaving in a hurry, and a page that locks when nobody uses it."""

import re
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, Route, expect

from tests.browser.conftest import Audit
from tests.browser.steps import COURSE, PASSPHRASE, colleague, enrol, register, sign_in
from tests.server import Server

HARMLESS = "http://localhost:9/harmless"
MINUTE = 60_000
LOCKED = re.compile(r"/sign-in\?next=")


@pytest.fixture(scope="module")
def lit(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """A platform that people leave to a page of the test."""
    server = Server(tmp_path_factory.mktemp("lit"), {"EXIT_URL": HARMLESS, "IDLE_MINUTES": "20"})
    server.start()
    yield server
    server.stop()


@pytest.fixture
def reader(lit: Server, browser: Browser) -> Iterator[Callable[..., Page]]:
    """Bring somebody with a browser: `reader("ar")`."""
    contexts: list[BrowserContext] = []

    def harmless(route: Route) -> None:
        route.fulfill(body="<title>Weather</title><p>Sunny", content_type="text/html")

    def bring(language: str = "en", **options: Any) -> Page:
        context = browser.new_context(base_url=lit.address, locale=language, **options)
        context.route(HARMLESS, harmless)
        contexts.append(context)
        return context.new_page()

    yield bring
    for context in contexts:
        context.close()


@pytest.mark.parametrize("language", ["en", "ar"])
def test_the_link_leaves_and_whoever_comes_back_is_asked_to_sign_in(
    reader: Callable[..., Page], language: str
) -> None:
    page = reader(language, viewport={"width": 320, "height": 640})
    register(page)
    enrol(page)
    page.evaluate("localStorage.setItem('draft:1', 'words that nobody has sent')")
    page.locator("[data-leave]").click()
    expect(page).to_have_url(HARMLESS)
    page.go_back()
    expect(page).to_have_url(LOCKED)
    assert page.evaluate("() => localStorage.getItem('draft:1')") is None
    expect(page.locator("h1")).to_be_visible()
    page.goto("/details")
    expect(page).to_have_url(re.compile("/sign-in"))


def test_escape_three_times_leaves_from_the_middle_of_a_text(reader: Callable[..., Page]) -> None:
    page = reader()
    register(page)
    page.goto("/details")
    page.locator("[name=display_name]").focus()
    page.keyboard.type("half a wor")
    page.keyboard.press("Escape")
    page.keyboard.press("Escape")
    expect(page).to_have_url(re.compile("/details"))
    page.keyboard.press("Escape")
    expect(page).to_have_url(HARMLESS)


def test_three_slow_presses_do_not_leave(reader: Callable[..., Page]) -> None:
    page = reader()
    page.goto(COURSE)
    for _ in range(3):
        page.keyboard.press("Escape")
        page.wait_for_timeout(1_100)
    expect(page).to_have_url(re.compile(COURSE))


def test_a_stranger_leaves_a_course_and_may_come_back(reader: Callable[..., Page]) -> None:
    page = reader()
    page.goto("/courses")
    page.goto(COURSE)
    page.locator("[data-leave]").click()
    expect(page).to_have_url(HARMLESS)
    page.go_back()
    expect(page).to_have_url(re.compile("/courses$"))
    expect(page.locator("h1")).to_be_visible()


def test_without_scripts_the_link_leads_away(reader: Callable[..., Page]) -> None:
    page = reader(java_script_enabled=False)
    page.goto(COURSE)
    page.locator("[data-leave]").click()
    expect(page).to_have_url(HARMLESS)


def test_an_idle_page_locks_and_its_words_wait_for_the_same_person(
    reader: Callable[..., Page], lit: Server, audit: Audit
) -> None:
    page = reader()
    page.clock.install()
    code = colleague(lit, "facilitator")
    sign_in(page, code)
    page.goto("/workshops/new")
    page.locator("[name=title]").fill("Words that nobody has sent")
    page.clock.run_for(19 * MINUTE + MINUTE // 2)
    expect(page.get_by_role("alert")).to_contain_text("locks in a minute")
    audit(page)
    page.clock.run_for(MINUTE)
    expect(page).to_have_url(LOCKED)
    expect(page.locator(".flashes")).to_contain_text("locked")
    audit(page)
    page.locator("[name=name]").fill(code)
    page.locator("[name=passphrase]").fill(PASSPHRASE)
    page.locator("main form button").first.click()
    expect(page).to_have_url(re.compile("/workshops/new"))
    expect(page.locator("[name=title]")).to_have_value("Words that nobody has sent")
    assert page.evaluate("() => Object.keys(sessionStorage)") == []


def test_whoever_writes_stays_in_and_the_server_hears_of_it(reader: Callable[..., Page]) -> None:
    page = reader()
    page.clock.install()
    register(page)
    page.goto("/details")
    heard: list[str] = []
    page.on("request", lambda request: heard.append(request.url))
    for _ in range(8):
        page.clock.run_for(5 * MINUTE)
        page.keyboard.press("a")
    page.clock.run_for(19 * MINUTE + MINUTE // 2)
    expect(page.get_by_role("alert")).to_be_visible()
    page.keyboard.press("a")
    expect(page.get_by_role("alert")).to_have_count(0)
    expect(page).to_have_url(re.compile("/details"))
    assert any(url.endswith("/awake") for url in heard)


def test_nothing_is_shown_to_another_person_on_the_same_device(reader: Callable[..., Page]) -> None:
    page = reader()
    register(page)
    page.evaluate("sessionStorage.setItem('typed:another:/details', '[[\"display_name\", \"B\"]]')")
    page.goto("/details")
    expect(page.locator("[name=display_name]")).to_have_value("Amal")
    assert page.evaluate("() => Object.keys(sessionStorage)") == []


def test_a_lock_in_one_tab_closes_the_other(reader: Callable[..., Page]) -> None:
    page = reader()
    code = register(page)
    other = page.context.new_page()
    other.goto("/details")
    page.locator("[data-leave]").click()
    expect(page).to_have_url(HARMLESS)
    other.reload()
    expect(other).to_have_url(LOCKED)
    sign_in(other, code)
    other.goto("/details")
    expect(other).to_have_url(re.compile("/details"))
