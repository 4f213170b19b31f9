"""The bundled courses are valid in every language that they offer, without a warning."""

from pathlib import Path

import pytest

import courses
from tests.project.tree import ROOT

BUNDLED = sorted(path.parent for path in (ROOT / "courses" / "content").glob("*/course.yaml"))


def name_of(folder: Path) -> str:
    return folder.name


def test_there_are_bundled_courses() -> None:
    assert BUNDLED


@pytest.mark.parametrize("folder", BUNDLED, ids=name_of)
def test_nothing_is_wrong_with_a_bundled_course(folder: Path) -> None:
    assert list(map(str, courses.check(folder))) == []


@pytest.mark.parametrize("folder", BUNDLED, ids=name_of)
def test_a_bundled_course_can_be_read_in_all_its_languages(folder: Path) -> None:
    for language in courses.read(folder).languages:
        course = courses.read(folder, language)
        shown = {activity.id: activity.language for activity in course.activities}
        assert {name: code for name, code in shown.items() if code != language} == {}
