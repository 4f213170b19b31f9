"""A question type is complete: data, marking, field and template."""

import quizzes
from tests.project.tree import ROOT, templates
from training.learning.forms import FIELDS


def test_every_question_type_has_a_field() -> None:
    assert set(FIELDS) == set(quizzes.QUESTION_TYPES)


def test_every_question_type_is_shown_by_a_template() -> None:
    wanted = [f"learning/question/{name}.html" for name in quizzes.QUESTION_TYPES]
    assert [name for name in wanted if name not in templates()] == []


def test_every_question_type_is_named_by_its_class() -> None:
    assert {kind.type for kind in quizzes.QUESTION_TYPES.values()} == set(quizzes.QUESTION_TYPES)


def test_every_question_type_is_explained_to_authors() -> None:
    text = (ROOT / "docs" / "course-format.md").read_text(encoding="utf-8")
    assert [name for name in quizzes.QUESTION_TYPES if f"`{name}`" not in text] == []
