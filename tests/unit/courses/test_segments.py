"""Texts in segments, and put together again."""

from hypothesis import given
from hypothesis import strategies as st

from courses import to_html
from courses.segments import changed, segments
from courses.source import Data, lined, parse_yaml
from quizzes import Report

MARKDOWN = """\
# Why

Words that run
over two lines.

> - a quoted
>   item

| a | 1 |
|---|---|
| `b` | c |

    no = "code"

1. first\\
   second
"""

YAML = """\
type: quiz
questions:
  - {id: q, type: matching, prompt: Which?, pairs: [{id: m, left: L, right: R}]}
  - {id: n, type: number, prompt: Count., right: 2, unit: years}
  - {id: t, type: true_false, prompt: So?, right: yes}
"""

TABLE = "| a | b |\n|---|--:|\n| c | d |\n"
PIECES = (
    *("# A b", "## t ##", "a", "b c", "- ", "> ", "1. ", "===", "---", TABLE, "[r]: x"),
    *("    ", "\t", "\n", "\n\n", "\\\n", "  \n", "**x**", "`y|z`", "```\nx\n```\n"),
)
any_markdown = st.lists(st.sampled_from(PIECES), max_size=14).map("".join)


def texts(content: Data, file: str) -> list[tuple[int, str]]:
    return [(segment.line, segment.text) for segment in segments(content, file)]


def yaml(text: str) -> Data:
    content = parse_yaml(text, Report("a.yaml"))
    assert content is not None
    return content


def test_a_markdown_text_falls_into_blocks_and_code_stays_out() -> None:
    assert texts(lined(MARKDOWN, 1), "a.md") == [
        (1, "Why"),
        (3, "Words that run over two lines."),
        (6, "a quoted item"),
        (9, "a"),
        (11, "`b`"),
        (11, "c"),
        (15, "first\\\nsecond"),
    ]


def test_prose_keys_are_translated_and_right_only_where_it_holds_words() -> None:
    assert [text for _, text in texts(yaml(YAML), "a.yaml")] == [
        *("Which?", "L", "R", "Count.", "years", "So?")
    ]


def test_the_reasons_of_marks_are_translated_and_the_marks_are_not() -> None:
    gold = "gold:\n  - text: Publish.\n    marks: {S: 1, T: 0}\n    reasons: {S: One., T: None.}\n"
    assert texts(yaml(gold), "a.yaml") == [(2, "Publish."), (4, "One."), (4, "None.")]


def test_changed_blocks_stand_where_the_old_ones_stood() -> None:
    html = to_html(str(changed(lined(MARKDOWN, 1), "a.md", lambda text, _: text.upper())))
    for words in (">WHY<", "<li>A QUOTED ITEM", "<code>B</code></td>", "FIRST<br />\nSECOND"):
        assert words in html
    assert "no = &quot;code&quot;" in html


@given(any_markdown)
def test_a_text_put_together_again_means_the_same(text: str) -> None:
    again = changed(lined(text, 1), "a.md", lambda segment, _: segment)
    assert to_html(str(again)).split() == to_html(text.expandtabs(4)).split()
