"""Writing a recommendation: hints on the way, and words that do not get lost."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, Route, expect

from tests.browser.conftest import Audit
from tests.browser.keyboard import Keyboard
from tests.browser.steps import COURSE, enrol, register, send
from training.learning.rules import word_count

PAGE = f"{COURSE}/rewrite-press"
LESSONS = ("letters", "film", "one-action")
VAGUE = "Continue efforts to improve the press."
BETTER = "Repeal article 214 of the Penal Code by 31 December 2028."
TEXTS = (
    "A time-bound step, the State’s own: 1,000 of 2.5 (31.12.2028)",
    "D’ici à 2028, publier la liste n° 5 des décès",
    "Derogar el artículo 5 — ¡ya!",
    "Отменить статью 305-ю к 2028 году…",
    "إلغاء المادة ٣٠٥ من قانونِ العقـــوباتِ بحلول عام 2028،",
    "在2028年年底前废除《刑法》第305条。Article 5",
    "👩🏽\u200d⚖️ 🕊️ e\u0301te\u0301 a,b zero\u200bwidth",
)


def at_the_exercise(page: Page) -> Page:
    """Register, and do what comes before the first rewrite."""
    register(page)
    enrol(page)
    for lesson in LESSONS:
        page.goto(f"{COURSE}/{lesson}")
        send(page)
    page.goto(PAGE)
    return page


def text_of(page: Page) -> str:
    return page.locator("[name=text]").input_value()


def save(page: Page) -> None:
    page.locator("form.draft button.primary").click()


@pytest.fixture
def writer(person: Callable[..., Page]) -> Page:
    """Somebody at the first exercise."""
    return at_the_exercise(person())


@pytest.mark.parametrize(
    ("language", "draft", "told", "urgent"),
    [
        ("en", "Improve prisons as soon as possible 🕊️.", "By when?", "as soon as possible"),
        ("ar", "تحسين السجون في أقرب وقت ممكن 🕊️.", "متى؟", "في أقرب وقت"),
    ],
)
def test_hints_come_while_somebody_writes_and_keep_nothing(
    person: Callable[..., Page], audit: Audit, language: str, draft: str, told: str, urgent: str
) -> None:
    page = at_the_exercise(person(language, viewport={"width": 360, "height": 700}))
    audit(page)
    page.locator("[name=text]").press_sequentially(draft)
    found = page.locator(".found")
    expect(found).to_contain_text(told)
    late = found.locator("mark[data-letters*=T]")
    assert "".join(late.all_text_contents()).endswith(urgent)
    expect(page.locator("[data-heard]")).not_to_be_empty()
    expect(page.locator("[data-row='4'][aria-current]")).to_have_count(1)
    audit(page)
    page.evaluate("() => localStorage.clear()")
    page.reload()
    assert text_of(page) == ""


def test_hints_come_once_for_a_pause_and_not_for_the_same_words(writer: Page) -> None:
    asked: list[str] = []
    writer.on("request", lambda one: asked.append(one.url) if "/hints" in one.url else None)
    field = writer.locator("[name=text]")
    field.press_sequentially(VAGUE, delay=20)
    expect(writer.locator(".found .card").first).to_be_visible()
    field.press("x")
    field.press("Backspace")
    writer.wait_for_timeout(1200)
    assert len(asked) == 1


def test_words_wait_on_the_device_until_the_connection_is_back_and_are_kept_once(
    writer: Page, audit: Audit
) -> None:
    status = writer.locator(".kept")
    expect(status).to_have_text("These words are not saved yet.")
    writer.locator("[name=text]").fill(VAGUE)
    expect(status).to_have_text("Saved on this device, not yet on the server.")
    writer.context.set_offline(True)
    save(writer)
    expect(status).to_contain_text("No connection. Your words will be sent when it is back")
    expect(status).to_contain_text("Saved on this device, not yet on the server.")
    audit(writer)
    assert text_of(writer) == VAGUE
    writer.context.set_offline(False)
    expect(status).to_contain_text("Saved on the server")
    expect(writer.get_by_text("Your draft number 1")).to_be_visible()
    writer.reload()
    expect(writer.get_by_text("Your draft number 1")).to_be_visible()
    expect(writer.locator("[data-again]")).to_be_hidden()


@pytest.mark.parametrize(("more", "drafts"), [("", 1), (" More.", 2)])
def test_what_arrived_before_the_connection_broke_is_not_kept_twice(
    writer: Page, more: str, drafts: int
) -> None:
    def lose_the_answer(route: Route) -> None:
        route.fetch(max_redirects=0)
        route.abort()

    writer.route(f"**{PAGE}", lose_the_answer)
    writer.locator("[name=text]").fill(VAGUE)
    save(writer)
    expect(writer.locator(".kept")).to_contain_text("No connection")
    writer.unroute(f"**{PAGE}")
    writer.locator("[name=text]").press_sequentially(more)
    writer.evaluate("() => dispatchEvent(new Event('online'))")
    expect(writer.locator("#newest")).to_have_text(f"Your draft number {drafts}")
    writer.reload()
    expect(writer.locator("#newest")).to_have_text(f"Your draft number {drafts}")
    assert text_of(writer) == VAGUE + more


def test_a_closed_page_brings_back_its_words_and_lets_go_of_them(
    writer: Page, audit: Audit
) -> None:
    writer.locator("[name=text]").fill(VAGUE)
    context = writer.context
    writer.close()
    page = context.new_page()
    page.goto(PAGE)
    assert text_of(page) == VAGUE
    expect(page.locator("[data-again]")).to_contain_text("were left on this device")
    expect(page.locator(".kept")).to_have_text("Saved on this device, not yet on the server.")
    audit(page)
    page.get_by_role("button", name="Discard them").click()
    assert text_of(page) == ""
    expect(page.locator(".kept")).to_have_text("These words are not saved yet.")
    page.reload()
    assert text_of(page) == ""


def test_old_words_and_those_of_somebody_else_are_not_brought_back(writer: Page) -> None:
    writer.locator("[name=text]").fill(VAGUE)
    writer.evaluate(
        """() => {
          const name = Object.keys(localStorage).find((one) => one.startsWith("draft:"));
          const kept = JSON.parse(localStorage.getItem(name));
          localStorage.setItem("draft:other", JSON.stringify({ ...kept, text: "Theirs" }));
          localStorage.setItem(name, JSON.stringify({ ...kept, at: Date.now() - 8 * 86_400_000 }));
        }"""
    )
    writer.reload()
    assert text_of(writer) == ""
    kept = "() => Object.keys(localStorage).filter((one) => one.startsWith('draft:'))"
    assert writer.evaluate(kept) == ["draft:other"]


def test_signing_out_leaves_no_words_on_the_device(writer: Page) -> None:
    writer.locator("[name=text]").fill(VAGUE)
    writer.goto("/details")
    with writer.expect_navigation():
        writer.get_by_role("button", name="Sign out", exact=True).click()
    kept = "() => Object.keys(localStorage).filter((one) => one.startsWith('draft:'))"
    assert writer.evaluate(kept) == []


def test_who_was_signed_out_meanwhile_is_told_and_loses_nothing(writer: Page) -> None:
    writer.locator("[name=text]").fill(VAGUE)
    writer.context.clear_cookies()
    save(writer)
    expect(writer.locator(".kept")).to_contain_text("Saved on this device, not yet on the server.")
    assert text_of(writer) == VAGUE


def test_the_browser_counts_words_as_the_server_does(writer: Page) -> None:
    for text in TEXTS:
        writer.locator("[name=text]").fill(text)
        expect(writer.locator("[data-counts=text]")).to_have_text(f"Words: {word_count(text)}")


def test_an_exercise_is_done_by_keyboard(writer: Page, audit: Audit) -> None:
    keys = Keyboard(writer)
    keys.reach(writer.locator(".sheet summary"))
    writer.keyboard.press("Enter")
    expect(writer.get_by_text("Put the sentence together")).to_be_visible()
    keys.type(writer.locator("[name=text]"), VAGUE)
    keys.reach(writer.locator("form.draft summary"))
    writer.keyboard.press("Enter")
    keys.type(writer.locator("[name=spoken]"), "word " * 26)
    expect(writer.locator("[data-counts=spoken]")).to_contain_text("That is more than one breath.")
    keys.reach(writer.locator("form.draft button.primary"))
    writer.keyboard.press("Enter")
    expect(writer.locator("#newest")).to_be_focused()
    expect(writer.locator("#newest")).to_have_text("Your draft number 1")
    keys.type(writer.locator("[name=text]"), BETTER)
    keys.reach(writer.locator("form.draft button.primary"))
    writer.keyboard.press("Enter")
    expect(writer.locator("#newest")).to_have_text("Your draft number 2")
    keys.press(writer.get_by_role("link", name="Compare two drafts"))
    expect(writer.locator("ins").first).to_be_visible()
    audit(writer)
