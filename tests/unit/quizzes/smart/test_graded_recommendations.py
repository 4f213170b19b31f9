"""The coach against recommendations of our own in each language, graded by reading them."""

import unicodedata
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
import yaml

from quizzes import HINTS, RULES, analyse, categorise, languages
from quizzes.smart.lexicon import lexicon_of

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


def test_the_coach_answers_as_a_facilitator_would(graded: dict[str, Any]) -> None:
    text, language = graded["text"], graded["language"]

    answer = categorise(text, language)
    findings = analyse(text, language, graded.get("evidence", ""))

    found = {
        "category": answer.number,
        "rule": answer.rule,
        "saw": words(text, answer.evidence),
        "levels": "".join(str(finding.level) for finding in findings),
        "hints": [hint for finding in findings for hint in finding.hints],
        "time": words(text, findings[4].evidence),
    }
    assert found == {name: graded[name] for name in found}


@pytest.mark.parametrize("language", GRADED)
def test_capitals_accents_apart_and_curly_apostrophes_change_no_level(language: str) -> None:
    for graded in GRADED[language]:
        text = unicodedata.normalize("NFD", graded["text"].upper().replace("'", "’"))

        findings = analyse(text, language, graded.get("evidence", ""))

        assert "".join(str(finding.level) for finding in findings) == graded["levels"], text


def as_sent_from_hong_kong(text: str) -> str:
    letters = lexicon_of("zh").morphology.letters
    return text.translate({ord(plain): chr(sign) for sign, plain in letters.items()})


def as_typed_in_a_hurry(text: str) -> str:
    spelt = str.maketrans("أإآة0123456789", "اااه٠١٢٣٤٥٦٧٨٩")
    return text.translate(spelt).replace("م", "مـ")


@pytest.mark.parametrize(
    ("language", "spelt"), [("zh", as_sent_from_hong_kong), ("ar", as_typed_in_a_hurry)]
)
def test_other_signs_of_the_same_script_change_no_level(
    language: str, spelt: Callable[[str], str]
) -> None:
    for graded in GRADED[language]:
        text = spelt(graded["text"])

        findings = analyse(text, language, graded.get("evidence", ""))

        assert "".join(str(finding.level) for finding in findings) == graded["levels"], text


def test_every_language_of_the_coach_has_graded_recommendations() -> None:
    assert set(GRADED) == set(languages())


@pytest.mark.parametrize("language", GRADED)
def test_there_are_enough_graded_recommendations_and_a_third_is_hard(language: str) -> None:
    assert len(GRADED[language]) >= ENOUGH
    assert sum("hard" in one for one in GRADED[language]) * 3 >= len(GRADED[language])


@pytest.mark.parametrize("language", GRADED)
def test_every_text_is_graded_once(language: str) -> None:
    texts = [one["text"] for one in GRADED[language]]

    assert len(set(texts)) == len(texts)


@pytest.mark.parametrize("language", GRADED)
def test_every_hint_and_every_rule_has_a_graded_example(language: str) -> None:
    shown = {hint for one in GRADED[language] for hint in one["hints"]}

    assert shown | {one["rule"] for one in GRADED[language]} == {*HINTS, *RULES}
