"""The coach against recommendations of our own in each language, graded by reading them."""

from pathlib import Path
from typing import Any

import pytest
import yaml

from quizzes import HINTS, RULES, analyse, categorise

GRADED: dict[str, list[dict[str, Any]]] = {
    path.stem: yaml.load(path.read_text("utf-8"), yaml.CSafeLoader)
    for path in sorted((Path(__file__).parent / "graded").glob("*.yaml"))
}
ENOUGH = 60


def words(text: str, spans: tuple[tuple[int, int], ...]) -> list[str]:
    return [text[start:end] for start, end in spans]


@pytest.fixture(
    params=[
        pytest.param({"language": language, **one}, id=f"{language}-{number}")
        for language, graded in GRADED.items()
        for number, one in enumerate(graded, start=1)
    ]
)
def graded(request: pytest.FixtureRequest) -> dict[str, Any]:
    return dict(request.param)


def test_the_category_and_the_words_that_decide_it_are_found(graded: dict[str, Any]) -> None:
    answer = categorise(graded["text"], graded["language"])

    seen = words(graded["text"], answer.evidence)
    assert (answer.number, answer.rule, seen) == (graded["category"], graded["rule"], graded["saw"])


def test_each_letter_gets_its_level(graded: dict[str, Any]) -> None:
    findings = analyse(graded["text"], graded["language"], graded.get("evidence", ""))

    assert "".join(str(finding.level) for finding in findings) == graded["levels"]


def test_the_hints_are_the_ones_a_facilitator_would_give(graded: dict[str, Any]) -> None:
    findings = analyse(graded["text"], graded["language"], graded.get("evidence", ""))

    assert [hint for finding in findings for hint in finding.hints] == graded["hints"]


def test_the_letter_t_points_at_the_time_words(graded: dict[str, Any]) -> None:
    time_bound = analyse(graded["text"], graded["language"])[4]

    assert words(graded["text"], time_bound.evidence) == graded["time"]


@pytest.mark.parametrize("language", GRADED)
def test_there_are_enough_graded_recommendations_and_a_third_is_hard(language: str) -> None:
    assert len(GRADED[language]) >= ENOUGH
    assert sum("hard" in one for one in GRADED[language]) * 3 >= len(GRADED[language])


@pytest.mark.parametrize("language", GRADED)
def test_every_text_is_graded_once(language: str) -> None:
    texts = [one["text"] for one in GRADED[language]]

    assert len(set(texts)) == len(texts)


def test_every_hint_and_every_rule_has_a_graded_example() -> None:
    shown = {hint for one in GRADED["en"] for hint in one["hints"]}

    assert shown | {one["rule"] for one in GRADED["en"]} == {*HINTS, *RULES}
