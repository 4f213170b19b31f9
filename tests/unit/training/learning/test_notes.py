import pytest

from training.learning.rules import Noted, lies_in, noted


def test_a_text_without_notes_is_one_piece() -> None:
    assert noted("Repeal it.", []) == (Noted("Repeal it.", held=False, ended=()),)


def test_notes_are_numbered_where_their_words_end_also_where_they_overlap() -> None:
    assert noted("abcdef", [(0, 4), (2, 6), (2, 4)]) == (
        Noted("ab", held=True, ended=()),
        Noted("cd", held=True, ended=(1, 3)),
        Noted("ef", held=True, ended=(2,)),
    )


def test_places_count_code_points_in_any_script() -> None:
    assert noted("🌍 نلغي القانون", [(2, 6)])[1] == Noted("نلغي", held=True, ended=(1,))


@pytest.mark.parametrize("span", [(-1, 2), (0, 11), (3, 3), (5, 3), (6, 7)])
def test_no_note_is_about_nothing(span: tuple[int, int]) -> None:
    assert lies_in("Repeal it.", (0, 10))
    assert not lies_in("Repeal it.", span)
