"""Staff answer for a year: the desk, a count and its reasons, a tally, who is who, a past sheet."""

import re
from collections.abc import Callable
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from openpyxl import Workbook
from playwright.sync_api import Page, expect

from tests.browser.conftest import Audit
from tests.browser.keyboard import Keyboard
from tests.browser.steps import colleague, sign_in
from tests.server import Server

EXAMPLE = Path(__file__).parents[1] / "unit/training/participation/worked_example.jsonl"
SEND = "main form:not([method=post]) button:not([type=button])"
PERIOD = {"from": "2025-01-01", "to": "2025-12-31"}
UNDER_THE_DEFAULT_RULE = "profile=default&from=2025-01-01&to=2025-12-31"


@pytest.fixture(scope="module", autouse=True)
def ledger(server: Server) -> None:
    """The worked example of docs/counting.md, imported while the server runs."""
    server.command("ledger", "import", str(EXAMPLE))


@pytest.fixture
def staff(person: Callable[..., Page], server: Server) -> Callable[[str], Keyboard]:
    """Bring one more colleague, signed in: `staff("ar")`."""

    def bring(language: str) -> Keyboard:
        page = person(language)
        sign_in(page, colleague(server, "staff", language=language))
        expect(page.locator("html")).to_have_attribute("lang", language)
        return Keyboard(page)

    return bring


def sheet(path: Path, language: str, day: str) -> Path:
    """Write a sheet with a title above and totals below, whose second row has a day to be said."""
    book = Workbook()
    for row in (
        ["Training on submissions"],
        ["Name", "Organisation", "Date", "Title"],
        [f"Amal {language}", "Umbrella", "2024-03-12", f"Submissions {language}"],
        [f"Wanjiru {language}", "River Watch", day, f"Submissions {language}"],
        ["Total", "", "", 2],
    ):
        book.active.append(row)
    book.save(path)
    return path


def ask(keys: Keyboard) -> None:
    """Ask for the year of the example."""
    for name, day in PERIOD.items():
        keys.type(keys.page.locator(f"#{name}"), day)
    keys.press(keys.page.locator(SEND).first)


def send(keys: Keyboard, file: Path) -> None:
    """Choose a file by keyboard, send it, and agree with what its columns were taken for."""
    page = keys.page
    with page.expect_file_chooser() as chooser:
        page.goto("/intake")
        keys.reach(page.locator("[name=file]"))
        page.keyboard.press("Space")
    chooser.value.set_files(file)
    keys.press(page.locator("main form button").first)
    keys.press(page.locator("form.draft button:not([type=button])"))


languages = pytest.mark.parametrize("language", ["en", "ar"])


@languages
def test_from_the_desk_to_a_tally_that_two_people_answer_for(
    staff: Callable[[str], Keyboard], audit: Audit, language: str
) -> None:
    keys = staff(language)
    page = keys.page
    page.goto("/reports")
    audit(page)
    keys.press(page.locator("section[aria-labelledby=the-tasks] a").last)
    keys.select(page.locator("#audience"), "internal")
    ask(keys)
    keys.open(page.locator("details.disclosure summary").first)
    expect(page.locator("details.disclosure").first).to_contain_text("amal")
    keys.press(page.locator("form[action$='/issue'] button"))
    expect(page).to_have_url(re.compile(r"/participation/tallies/\d+$"))
    expect(page.locator("main form button")).to_have_count(0)

    other = staff(language)
    other.page.goto("/reports")
    other.press(other.page.locator("section[aria-labelledby=the-tasks] a[href$='/tallies']"))
    other.press(other.page.locator(f"main a[href='{urlsplit(page.url).path}']"))
    other.press(other.page.locator("main form button"))
    expect(other.page.locator("main form button")).to_have_count(0)
    audit(other.page)


@languages
def test_definitions_are_compared_on_one_ledger(
    staff: Callable[[str], Keyboard], audit: Audit, language: str
) -> None:
    keys = staff(language)
    page = keys.page
    page.goto("/participation/counts")
    keys.press(page.locator("main a[href$='/compare']"))
    for profile in ("default", "topic_once", "us_gndr_8"):
        keys.tick(page.locator(f"[name=profile][value={profile}]"))
    ask(keys)
    expect(page.locator("table.bars tbody tr")).to_have_count(3)
    expect(page.locator("section[aria-labelledby^=pair-] li").first).to_be_visible()
    audit(page)


@languages
def test_who_is_who_is_settled_and_undone(
    staff: Callable[[str], Keyboard], audit: Audit, language: str
) -> None:
    keys = staff(language)
    page = keys.page
    page.goto(f"/identities?{UNDER_THE_DEFAULT_RULE}")
    before = page.locator("article.pair-card").count()
    keys.press(page.locator("form.decide button[value=same]").first)
    expect(page.locator("article.pair-card")).to_have_count(before - 1)
    keys.press(page.locator("main a[href='/identities/decisions']"))
    audit(page)
    keys.press(page.locator("form[action$='/undo'] button").first)
    page.goto(f"/identities?{UNDER_THE_DEFAULT_RULE}")
    expect(page.locator("article.pair-card")).to_have_count(before)


@languages
def test_a_past_sheet_is_mended_and_brought_in_once(
    staff: Callable[[str], Keyboard], audit: Audit, tmp_path: Path, language: str
) -> None:
    keys = staff(language)
    page = keys.page
    page.goto("/programmes")
    keys.type(page.locator("[name=title]"), f"Past years {language}")
    page.keyboard.press("Enter")
    page.wait_for_url(re.compile("/programmes/."))
    send(keys, sheet(tmp_path / "past.xlsx", language, "2024-02-31"))
    expect(page.locator("section[aria-labelledby=problems] tbody tr")).to_have_count(1)
    expect(page.locator("form[action$='/take']")).to_have_count(0)
    audit(page)
    mended = sheet(tmp_path / "mended.xlsx", language, "2024-02-29")
    send(keys, mended)
    keys.press(page.locator("form[action$='/take'] button"))
    expect(page.locator(".notice-done")).to_have_count(1)
    send(keys, mended)
    expect(page.locator("form[action$='/take'] .notice-done")).to_have_count(1)
