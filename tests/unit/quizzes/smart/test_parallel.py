"""The same recommendation gets the same answer in every language."""

from functools import cache
from pathlib import Path
from typing import Any

import pytest
import yaml

from quizzes import analyse, categorise, languages

FOLDER = Path(__file__).parent / "parallel"


@cache
def read(name: str) -> dict[str, Any]:
    return dict(yaml.load((FOLDER / f"{name}.yaml").read_text("utf-8"), yaml.CSafeLoader))


EXPECTED = read("expected")
ENOUGH = 0.95


def levels(text: str, language: str) -> list[int]:
    return [finding.level for finding in analyse(text, language)]


def far_apart(name: str, text: str, language: str) -> list[str]:
    """The letters that are more than one level from what is expected."""
    wanted = map(int, EXPECTED[name]["levels"])
    pairs = zip("SMART", levels(text, language), wanted, strict=True)
    return [f"{name} {letter}" for letter, found, want in pairs if abs(found - want) > 1]


@pytest.mark.parametrize("language", languages())
def test_every_language_has_all_the_texts(language: str) -> None:
    assert list(read(language)) == list(EXPECTED)


@pytest.mark.parametrize("language", languages())
def test_a_recommendation_has_the_same_category_in_every_language(language: str) -> None:
    wrong = [
        name
        for name, text in read(language).items()
        if categorise(text, language).number != EXPECTED[name]["category"]
    ]

    assert len(wrong) <= (1 - ENOUGH) * len(EXPECTED), wrong


@pytest.mark.parametrize("language", languages())
def test_its_letters_are_within_one_level_in_every_language(language: str) -> None:
    far = [one for name, text in read(language).items() for one in far_apart(name, text, language)]

    assert len(far) <= (1 - ENOUGH) * 5 * len(EXPECTED), far


@pytest.mark.parametrize("language", languages())
def test_most_letters_have_the_very_level(language: str) -> None:
    other = [
        name
        for name, text in read(language).items()
        if levels(text, language) != list(map(int, EXPECTED[name]["levels"]))
    ]

    assert len(other) <= 0.2 * len(EXPECTED), other


@pytest.mark.parametrize("language", languages())
def test_the_words_that_decide_stand_in_the_text(language: str) -> None:
    for text in read(language).values():
        spans = list(categorise(text, language).evidence)
        spans += [span for finding in analyse(text, language) for span in finding.evidence]
        assert all(text[start:end].strip() == text[start:end] != "" for start, end in spans)


def test_there_are_sixty_and_a_third_is_hard() -> None:
    assert len(EXPECTED) >= 60
    assert sum("hard" in one for one in EXPECTED.values()) * 3 >= len(EXPECTED)
