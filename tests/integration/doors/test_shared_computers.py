"""What a browser that others use as well shows and remembers of our pages."""

from collections.abc import Iterator
from html.parser import HTMLParser

from tests.integration.doors.conftest import COURSE, TITLE, Survey

TYPED = {"text", "email", "number", "password", "search", "tel", "textarea", "url"}
REMEMBERED = {"username", "nickname", "email", "current-password", "new-password", "one-time-code"}
TELLING = ("canary", TITLE.lower(), COURSE.lower(), "example.org", "universal periodic", "upr")


def pages(survey: Survey) -> Iterator[tuple[str, str]]:
    """The HTML of every page that somebody can open."""
    return ((one.what, one.html) for one in survey if one.html and one.what.startswith("GET"))


class Typed(HTMLParser):
    """Name and `autocomplete` of everything that is typed into a page."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.found: list[tuple[str, str]] = []
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Take note of a control."""
        about = {name: value or "" for name, value in attrs}
        kind = about.get("type", "text") if tag == "input" else tag
        if tag in {"input", "textarea"} and kind in TYPED:
            self.found.append((about.get("name", ""), about.get("autocomplete", "")))


def test_no_title_says_who_reads_what(survey: Survey) -> None:
    titles = {what: html.partition("<title>")[2].partition("<")[0] for what, html in pages(survey)}
    assert {
        what: title
        for what, title in titles.items()
        if not title.endswith(" · Training") or any(word in title.lower() for word in TELLING)
    } == {}


def test_browsers_remember_nothing_that_is_typed_but_what_signs_in(survey: Survey) -> None:
    assert {
        (what, name, said)
        for what, html in pages(survey)
        for name, said in Typed(html).found
        if said != "off" and said not in REMEMBERED
    } == set()


def test_every_page_but_the_projector_can_be_left_quickly(survey: Survey) -> None:
    without = {what for what, html in pages(survey) if html.count("data-leave") != 1}
    assert {what.partition(" as ")[0] for what in without} == {
        "GET /workshops/<workshop_id>/projector"
    }


def test_only_pages_of_people_who_are_signed_in_lock(survey: Survey) -> None:
    locking = {what for what, html in pages(survey) if "data-minutes=" in html}
    assert any(what.endswith("as amal") for what in locking)
    assert [what for what in locking if what.endswith("as stranger")] == []
