"""A facilitator marks a draft by keyboard and sends it back; its author reads it and goes on."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import Audit
from tests.browser.keyboard import Keyboard
from tests.browser.steps import COURSE, colleague, plan, register, sign_in
from tests.server import Server

EXERCISE = f"{COURSE}/rewrite-press"
FIRST = "Repeal article 214 🌍 and article 215, promptly."
SECOND = "Repeal articles 214 to 216 of the Penal Code by 30 June 2028."
SELECT = """(draft, words) => {
  const text = draft.firstChild, start = text.data.lastIndexOf(words);
  const range = document.createRange();
  range.setStart(text, start);
  range.setEnd(text, start + words.length);
  getSelection().removeAllRanges();
  getSelection().addRange(range);
}"""


@pytest.fixture
def facilitator(person: Callable[..., Page], server: Server) -> Callable[..., Keyboard]:
    """Bring somebody who runs workshops: `facilitator("ar")`."""

    def bring(language: str = "en") -> Keyboard:
        page = person(language)
        sign_in(page, colleague(server, "facilitator"))
        return Keyboard(page)

    return bring


def come_to_the_exercise(keys: Keyboard, code: str) -> None:
    """Join a workshop with its code, and do what comes before the first exercise."""
    register(keys.page, name="Zuleika")
    keys.page.goto(f"/join?code={code}")
    keys.press(keys.page.locator("main form.form button"))
    for lesson in ("letters", "film", "one-action"):
        keys.page.goto(f"{COURSE}/{lesson}")
        keys.press(keys.page.locator("form.next-step button, #film ~ form button").first)


def write(keys: Keyboard, text: str) -> None:
    """Save a wording of the first exercise."""
    keys.page.goto(EXERCISE)
    keys.type(keys.page.locator("[name=text]"), text)
    keys.reach(keys.page.locator("form.draft button.primary"))
    keys.page.keyboard.press("Enter")
    expect(keys.page.locator("#newest")).to_contain_text("Your draft number")


def mark(keys: Keyboard, marks: str) -> None:
    """Mark the letters with the number keys, and arrive at the comment."""
    keys.reach(keys.page.locator("[name=mark-S]").first)
    for number in marks:
        keys.page.keyboard.press(number)
    expect(keys.page.locator("[name=comment]")).to_be_focused()


@pytest.mark.parametrize("language", ["en", "ar"])
def test_a_draft_is_sent_back_and_another_follows(
    person: Callable[..., Page],
    facilitator: Callable[..., Keyboard],
    audit: Audit,
    language: str,
) -> None:
    farida, zuleika = (
        facilitator(language),
        Keyboard(person(viewport={"width": 360, "height": 700})),
    )
    come_to_the_exercise(zuleika, plan(farida))
    write(zuleika, FIRST)
    farida.page.goto("/feedback")
    audit(farida.page)
    expect(farida.page).not_to_have_title("Zuleika")
    farida.press(farida.page.locator("article h2 a"))
    mark(farida, "21210")
    farida.page.keyboard.type("متى؟ By when?")
    farida.type(farida.page.locator("[name=words-1]"), "PROMPTLY")
    farida.type(farida.page.locator("[name=note-1]"), "This sets no date.")
    audit(farida.page)
    farida.press(farida.page.locator("button[name=back]"))
    expect(farida.page.locator(".empty")).to_be_visible()
    zuleika.page.goto("/")
    zuleika.press(zuleika.page.locator(".notice a"))
    told = zuleika.page.locator(".told")
    expect(told).to_contain_text("Please write another draft.")
    expect(told).to_contain_text("6 of 10")
    expect(told.locator(".noted")).to_have_text("promptly")
    audit(zuleika.page)
    write(zuleika, SECOND)
    expect(zuleika.page.locator("main")).to_contain_text(SECOND)
    farida.page.goto("/feedback")
    expect(farida.page.locator("article")).to_contain_text(SECOND)


def test_words_that_are_selected_become_a_note_where_they_stand(
    person: Callable[..., Page], facilitator: Callable[..., Keyboard]
) -> None:
    farida, zuleika = facilitator(), Keyboard(person())
    come_to_the_exercise(zuleika, plan(farida))
    write(zuleika, FIRST)
    farida.page.goto("/feedback")
    farida.press(farida.page.locator("article h2 a"))
    expect(farida.page.locator("#quote")).to_be_hidden()
    expect(farida.page.locator(".note-row:visible")).to_have_count(1)
    farida.page.locator("#quotable").evaluate(SELECT, "article")
    farida.page.locator("#quote").click()
    farida.page.keyboard.type("Of which law?")
    expect(farida.page.locator(".note-row:visible")).to_have_count(2)
    mark(farida, "11111")
    farida.press(farida.page.locator("#marking button").first)
    zuleika.page.goto(EXERCISE)
    marked = zuleika.page.locator(".told .sample").inner_text()
    assert marked == FIRST.replace("article 215", "article1 215")
