"""Authored text as HTML."""

import pytest

from courses import to_html


def test_raw_html_is_shown_as_text() -> None:
    assert to_html("<script>x</script>") == "<p>&lt;script&gt;x&lt;/script&gt;</p>\n"


@pytest.mark.parametrize(
    "url",
    ["javascript:x", "data:text/html,x", "//evil.org", "/logout", r"\\evil.org", "http:evil"],
)
def test_a_link_that_leads_astray_stays_text(url: str) -> None:
    assert "<a" not in to_html(f"[x]({url})")


def test_a_link_to_the_web_tells_the_other_side_nothing() -> None:
    assert 'href="https://x.org" rel="noopener noreferrer"' in to_html("[x](https://x.org)")


@pytest.mark.parametrize("target", ["check.yaml", "../2-more/check.yaml"])
def test_a_link_to_the_file_of_an_activity_leads_to_the_activity(target: str) -> None:
    assert 'href="check"' in to_html(f"[x]({target})")


def test_pictures_come_from_the_package_alone() -> None:
    html = to_html('![A "map"](media/map.svg) ![spy](https://x.org/1.png)', "/m/{}".format)
    assert '<img src="/m/media/map.svg" alt="A &quot;map&quot;"' in html
    assert html.count("<img") == 1
    assert "spy" in html


@pytest.mark.parametrize("source", ["media/../course.yaml", "../media/a.svg", "media/.hidden"])
def test_a_picture_outside_the_media_folder_is_not_shown(source: str) -> None:
    assert "<img" not in to_html(f"![x]({source})")


def test_headings_begin_below_the_page_s_own_and_have_ids_of_their_own() -> None:
    assert to_html("# Why\n## Why\n### Почему") == (
        '<h2 id="h-why">Why</h2>\n<h2 id="h-why-2">Why</h2>\n<h3 id="h-почему">Почему</h3>\n'
    )


def test_a_table_has_column_headings_and_no_inline_style() -> None:
    html = to_html("|a|b|\n|-:|-|\n|1|2|")
    assert '<th class="align-end" scope="col">a</th>' in html
    assert "style" not in html


@pytest.mark.parametrize(
    ("markdown", "html"),
    [
        ("**加粗。**后面", "<strong>加粗。</strong>后面"),
        ("他说**“你好”**吗", "他说<strong>“你好”</strong>吗"),
        ("*加粗*后面", "<em>加粗</em>后面"),
        ("2 * 3 * 4", "2 * 3 * 4"),
        ("a_b_c", "a_b_c"),
    ],
)
def test_emphasis_works_beside_chinese_punctuation(markdown: str, html: str) -> None:
    assert to_html(markdown) == f"<p>{html}</p>\n"
