"""Three people who share no language read each other's drafts, and none learns who is who."""

from collections.abc import Callable

from playwright.sync_api import Page, expect

from tests.browser.conftest import Audit
from tests.browser.keyboard import Keyboard
from tests.browser.steps import COURSE, colleague, plan, send, sign_in
from tests.server import Server

BEFORE = ("letters", "film", "one-action")
REWRITE = "rewrite-press"
PHONE = {"width": 320, "height": 640}
PEOPLE = {
    "ar": ("أمل", "إلغاء المواد من 214 إلى 216 بحلول نهاية عام 2028.", "أي جريدة رسمية؟"),
    "en": ("Berta", "Repeal articles 214 to 216 by the end of 2028.", "Which gazette?"),
    "fr": ("Chloé", "Abroger les articles 214 à 216 d’ici à fin 2028.", "Quel journal ?"),
}


def come(page: Page, code: str, language: str) -> None:
    """Join the workshop, go through what comes before the rewrite, and write a draft."""
    name, draft, _comment = PEOPLE[language]
    page.goto(f"/join?code={code}")
    page.locator("[name=display_name]").fill(name)
    page.locator("main form button").last.click()
    expect(page.locator(".big-code code").first).to_be_visible()
    for activity in BEFORE:
        page.goto(f"{COURSE}/{activity}")
        send(page)
    page.goto(f"{COURSE}/{REWRITE}")
    page.locator("[name=text]").fill(draft)
    page.locator("form.draft button").last.click()
    expect(page.locator("#newest")).to_be_visible()


def hand_in(page: Page, workshop: str, audit: Audit) -> None:
    """Find the circle on the page of the workshop, take part, and hand in the draft."""
    page.goto(f"{workshop}/attend")
    page.locator("a[href*='/circles/']").click()
    audit(page)
    page.locator("form[action$='/join'] button").click()
    audit(page)
    page.locator("form[action$='/hand-in'] button").click()
    expect(page.locator(".notice-done").first).to_be_visible()


def mark(page: Page) -> None:
    """Give each letter a mark."""
    for number in range(5):
        page.locator(".marks").nth(number).locator("input").nth(1 + number % 2).check()


def practise(page: Page, audit: Audit) -> None:
    """Mark the example, and see what experts say."""
    page.reload()
    page.locator(".next-step a[href$='/practice']").click()
    audit(page)
    mark(page)
    page.locator("form.draft button").last.click()
    expect(page.locator("#experts")).to_be_visible()
    audit(page)
    page.locator(".next-step a").click()


def read_all(page: Page, language: str, audit: Audit) -> str:
    """Give feedback on both drafts; returns all that the pages held."""
    seen = ""
    for _ in range(2):
        page.locator(".next-step a").click()
        audit(page)
        seen += page.content() + page.url
        mark(page)
        page.locator("[name=comment]").fill(PEOPLE[language][2])
        page.locator("#marking button:not([type=button])").first.click()
        expect(page.locator(".flashes .notice-done")).to_be_visible()
    audit(page)
    return seen


def received(page: Page, audit: Audit) -> str:
    """See what others said; returns all that the page held."""
    page.reload()
    page.locator(".next-step a[href$='/received']").click()
    expect(page.locator(".told")).to_have_count(2)
    audit(page)
    return page.content()


def test_three_people_in_three_languages_help_each_other(
    person: Callable[..., Page], server: Server, audit: Audit
) -> None:
    facilitator = Keyboard(person())
    sign_in(facilitator.page, colleague(server, "facilitator"))
    code = plan(facilitator)
    workshop = facilitator.page.url
    open_circle(facilitator, audit)
    people = {one: person(one, viewport=PHONE) if one == "ar" else person(one) for one in PEOPLE}
    for language, page in people.items():
        come(page, code, language)
    for page in people.values():
        hand_in(page, workshop, audit)
    facilitator.page.reload()
    audit(facilitator.page)
    for page in people.values():
        practise(page, audit)
    pages = {language: read_all(page, language, audit) for language, page in people.items()}
    for language, page in people.items():
        html = received(page, audit)
        others = [one for one in PEOPLE if one != language]
        for other in others:
            name, draft, comment = PEOPLE[other]
            assert draft in pages[language]
            assert f'lang="{other}"' in html
            assert comment in html
            assert name not in pages[language] + html


def open_circle(keys: Keyboard, audit: Audit) -> None:
    """Open a circle by keyboard, with deadlines far ahead."""
    page = keys.page
    keys.press(page.locator("a[href$='/circles/new']"))
    audit(page)
    keys.select(page.locator("[name=activity_id]"), REWRITE)
    keys.type(page.locator("[name=drafts_day]"), "2090-05-10")
    keys.type(page.locator("[name=feedback_day]"), "2090-05-12")
    keys.press(page.locator("main form button:not([type=button])").last)
    expect(page.locator(".flashes .notice-done")).to_be_visible()
    audit(page)
