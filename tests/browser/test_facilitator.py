"""A facilitator plans a workshop, people join with the code, the roll is called, by keyboard."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import Audit
from tests.browser.keyboard import Keyboard
from tests.browser.steps import COURSE, colleague, enrol, plan, register, sign_in
from tests.server import Server

PRESENT, ABSENT = "present", "absent"


@pytest.mark.parametrize("language", ["en", "ar"])
def test_a_room_joins_and_is_called(
    person: Callable[..., Page], server: Server, audit: Audit, language: str
) -> None:
    facilitator = Keyboard(person(language))
    sign_in(facilitator.page, colleague(server, "facilitator"))
    code = plan(facilitator)
    audit(facilitator.page)
    names = ["Amal", "Борис", "陈"]
    for name in names:
        guest = person(language, viewport={"width": 360, "height": 700})
        guest.goto(f"/join?code={code}")
        audit(guest)
        Keyboard(guest).type(guest.locator("[name=display_name]"), name)
        guest.keyboard.press("Enter")
        expect(guest.locator(".big-code code").first).to_be_visible()
        audit(guest)
    facilitator.page.reload()
    facilitator.press(facilitator.page.locator(".next-step a"))
    call_the_roll(facilitator, audit)


def call_the_roll(keys: Keyboard, audit: Audit) -> None:
    """Mark two of three as present and one as absent; the page shows it after saving."""
    page = keys.page
    audit(page)
    people = page.locator("#roll fieldset.segments")
    expect(people).to_have_count(3)
    for number, mark in enumerate([PRESENT, ABSENT, PRESENT]):
        keys.pick(people.nth(number).locator("input"), mark)
    keys.press(page.locator("#roll .counter button").first)
    for number, mark in enumerate([PRESENT, ABSENT, PRESENT]):
        expect(people.nth(number).locator(f"input[value={mark}]")).to_be_checked()
    audit(page)


def test_attendance_completes_the_live_activity_of_a_trainee(
    person: Callable[..., Page], server: Server
) -> None:
    facilitator, trainee = Keyboard(person()), person()
    sign_in(facilitator.page, colleague(server, "facilitator"))
    code = plan(facilitator)
    register(trainee, name="Dina")
    enrol(trainee)
    trainee.goto(f"/join?code={code}")
    Keyboard(trainee).press(trainee.locator("main form.form button"))
    facilitator.page.reload()
    facilitator.press(facilitator.page.locator(".next-step a"))
    facilitator.press(facilitator.page.locator("button[name=all]"))
    trainee.goto(COURSE)
    workshop = trainee.locator("li", has=trainee.locator(f"a[href='{COURSE}/workshop']"))
    expect(workshop.locator(".state-done")).to_be_visible()


def test_the_projector_shows_the_code_and_no_name(
    person: Callable[..., Page], server: Server, audit: Audit
) -> None:
    facilitator = Keyboard(person(viewport={"width": 1280, "height": 720}))
    sign_in(facilitator.page, colleague(server, "facilitator"))
    code = plan(facilitator)
    guest = person()
    guest.goto(f"/join?code={code}")
    Keyboard(guest).type(guest.locator("[name=display_name]"), "Zuleika")
    guest.keyboard.press("Enter")
    expect(guest.locator(".big-code code").first).to_be_visible()
    facilitator.press(facilitator.page.locator("a[href$='/projector']").first)
    expect(facilitator.page.locator("body")).to_contain_text(code)
    expect(facilitator.page.locator("body")).not_to_contain_text("Zuleika")
    audit(facilitator.page)


def test_a_wrong_code_is_said_at_its_field(person: Callable[..., Page], audit: Audit) -> None:
    page = person()
    page.goto("/join")
    Keyboard(page).type(page.locator("[name=code]"), "ZZZZZZ")
    Keyboard(page).type(page.locator("[name=display_name]"), "Amal")
    page.keyboard.press("Enter")
    expect(page.locator(".field.wrong [name=code]")).to_have_value("ZZZZZZ")
    audit(page)
