"""Strict YAML."""

import pytest

from courses.source import Data, LinedDict, decode, parse_yaml
from quizzes import Report


def parsed(text: str) -> tuple[Data | None, list[str]]:
    report = Report("a.yaml")
    content = parse_yaml(text, report)
    return content, [str(problem) for problem in report.problems()]


def test_every_scalar_stays_text() -> None:
    content, problems = parsed("a: no\nb: 1.0\nc: 2027-01-01\nd:\n")
    assert content == {"a": "no", "b": "1.0", "c": "2027-01-01", "d": ""}
    assert problems == []


def test_every_value_and_key_knows_its_line() -> None:
    content, _ = parsed("a: x\nb:\n  - y\n  - c: z\n")
    assert isinstance(content, LinedDict)
    assert content["a"].line == 1
    assert content["b"][0].line == 3
    assert content["b"][1]["c"].line == 4
    assert [getattr(key, "line", 0) for key in content] == [1, 2]


@pytest.mark.parametrize(
    ("text", "place", "words"),
    [
        ("a: 1\nb: 2\na: 3\n", "a.yaml:3", "stands here twice"),
        ("a: &x [1]\nb: 2\n", "a.yaml:1", "Anchors"),
        ("a: 1\nb: !!python/object:os.system x\n", "a.yaml:2", "Tags"),
        ("a: 1\nb: [1, 2\n", "a.yaml:3", "This is not YAML"),
        ("a: 1\n\tb: 2\n", "a.yaml:2", "This is not YAML"),
        ("a: 1\n---\nb: 2\n", "a.yaml:2", "This is not YAML"),
        ("[x]: 1\n", "a.yaml:1", "A key has to be a word"),
        ("# nothing\n", "a.yaml:1", "The file is empty"),
        ("a: \x00\n", "a.yaml:1", "This is not YAML"),
        ("[" * 10_000, "a.yaml:1", "nested too deep"),
    ],
)
def test_what_is_not_strict_yaml_is_refused_with_its_line(
    text: str, place: str, words: str
) -> None:
    _, problems = parsed(text)
    assert len(problems) == 1
    assert problems[0].startswith(f"{place}: error: ")
    assert words in problems[0]


def test_text_that_is_not_utf_8_is_refused_with_its_line() -> None:
    report = Report("a.md")
    assert decode(b"one\ntwo \xff\n", report) == ""
    assert [problem.line for problem in report.problems()] == [2]


def test_a_byte_order_mark_and_old_line_ends_do_no_harm() -> None:
    assert decode(b"\xef\xbb\xbfone\r\ntwo\r", Report("a.md")) == "one\ntwo\n"
