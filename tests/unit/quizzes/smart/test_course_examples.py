"""The coach agrees with the bundled course: its model answers are SMART, its originals are not."""

from pathlib import Path

import pytest

import courses
from quizzes import Rewrite, analyse, languages

FOLDER = Path(courses.__file__).parent / "content" / "smart-recommendations"
COURSES = {
    language: courses.read(FOLDER, language)
    for language in courses.read(FOLDER).languages
    if language in languages()
}


def rewrites(language: str) -> list[Rewrite]:
    """The exercises that this language has a translation of."""
    return [
        activity.rewrite
        for activity in COURSES[language].activities
        if isinstance(activity, courses.RewriteActivity) and activity.language == language
    ]


def points(text: str, language: str, evidence: str) -> list[int]:
    return [finding.level for finding in analyse(text, language, evidence)]


@pytest.mark.parametrize("language", COURSES)
def test_a_model_answer_shows_all_five_letters(language: str) -> None:
    for rewrite in rewrites(language):
        assert points(rewrite.example, language, rewrite.evidence) == [2, 2, 2, 2, 2]


@pytest.mark.parametrize("language", COURSES)
def test_an_original_leaves_much_to_do(language: str) -> None:
    for rewrite in rewrites(language):
        found = points(rewrite.original, language, rewrite.evidence)
        assert sum(found) <= 5, rewrite.original
        assert found[-1] == 0
