"""The visitor of the integration tests reads a page as a browser does."""

import pytest

from tests.integration.page import NotOnThePage, Page

PAGE = """<!doctype html><html lang="ar" dir="rtl"><head><title>A title</title>
<style>p {}</style></head><body>
<form action="/language" method="post"><button name="language" value="fr">Français</button></form>
<main><p>One <b>bold</b>word.</p><p>Two</p> <a href="/next">Go <i>on</i></a>
<form method="post"><input type="hidden" name="csrf_token" value="t1">
<input name="title" value="as it was"> <textarea name="text">
 kept </textarea>
<input type="checkbox" name="agree" value="yes">
<input type="radio" name="way" value="a" checked><input type="radio" name="way" value="b">
<input type="checkbox" name="days" value="1" checked><input type="checkbox" name="days" value="2">
<select name="zone"><option value="UTC">UTC</option><option>Asia/Beirut</option></select>
<input name="never" disabled> <input type="file" name="sheet">
<button>Send</button> <button name="then" value="more">Send and add</button></form></main>
</body></html>"""


def test_words_are_read_as_they_are_seen() -> None:
    assert (
        Page(PAGE).text
        == "A title Français One boldword. Two Go on kept UTC Asia/Beirut Send Send and add"
    )


def test_a_form_sends_what_the_page_put_there() -> None:
    form = Page(PAGE).chosen_form(None, {"title"})
    assert form.sent(form.buttons[0]) == {
        "csrf_token": ["t1"],
        "title": ["as it was"],
        "text": [" kept "],
        "way": ["a"],
        "days": ["1"],
        "zone": ["UTC"],
    }


def test_a_form_sends_what_was_filled_in() -> None:
    form = Page(PAGE).chosen_form(None, set())
    form.fill(
        {
            "agree": True,
            "way": "b",
            "days": ["1", "2"],
            "zone": "Asia/Beirut",
            "sheet": ("a", "b.csv"),
        }
    )
    sent = form.sent(form.button("Send and add"))
    assert sent["agree"] == ["yes"]
    assert sent["way"] == ["b"]
    assert sent["days"] == ["1", "2"]
    assert sent["zone"] == ["Asia/Beirut"]
    assert sent["sheet"] == [(b"a", "b.csv")]
    assert sent["then"] == ["more"]


@pytest.mark.parametrize("fields", [{"nobody": "x"}, {"never": "x"}, {"way": "c"}, {"title": True}])
def test_what_a_person_could_not_fill_in_is_refused(fields: dict[str, object]) -> None:
    form = Page(PAGE).chosen_form(None, {"csrf_token"})
    with pytest.raises(NotOnThePage):
        form.fill(fields)


def test_a_form_is_found_by_its_address() -> None:
    form = Page(PAGE).chosen_form("/language", set())
    assert [button.label for button in form.buttons] == ["Français"]


def test_links_and_the_language_are_known() -> None:
    page = Page(PAGE)
    assert page.attributes == {"lang": "ar", "dir": "rtl"}
    assert [(link.words, link.href) for link in page.links] == [("Go on", "/next")]
