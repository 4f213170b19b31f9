from pathlib import Path

import pytest

from quizzes import QUESTION_TYPES, Reason

DOCUMENT = Path(__file__).parents[3] / "docs" / "assessment.md"


@pytest.mark.parametrize("word", [*QUESTION_TYPES, *Reason])
def test_every_type_and_reason_has_a_row_in_the_documentation(word: str) -> None:
    assert f"| `{word}` |" in DOCUMENT.read_text("utf-8")
