"""docs/smart.md has a row for every rule and hint, and its examples are true."""

import re
from pathlib import Path

import pytest

from quizzes import HINTS, RULES, analyse, categorise

DOCUMENT = (Path(__file__).parents[4] / "docs" / "smart.md").read_text("utf-8")
ROWS = {
    cells[0].strip(" `"): cells
    for cells in re.findall(r"(?m)^\| (`\w+`) \|.* \| (.*) \|$", DOCUMENT)
}


def example_of(code: str) -> tuple[str, str]:
    """The text of the last cell, and the evidence or the category that stands behind it."""
    text, _, note = ROWS[code][1].partition(" (")
    return text, note.rstrip(")")


@pytest.mark.parametrize("code", RULES)
def test_the_example_of_a_rule_shows_the_rule(code: str) -> None:
    text, category = example_of(code)

    answer = categorise(text, "en")

    assert answer.rule == code
    assert category in {"", str(answer.number)}


@pytest.mark.parametrize("code", HINTS)
def test_the_example_of_a_hint_earns_the_hint(code: str) -> None:
    text, note = example_of(code)

    findings = analyse(text, "en", note.removeprefix("evidence: "))

    assert code in [hint for finding in findings for hint in finding.hints]
