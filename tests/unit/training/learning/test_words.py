from time import process_time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from training.learning.rules import comparison, spoken_budget, word_count
from training.learning.rules.words import tokens


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("", 0),
        (" \n\t", 0),
        ("— … ! 🕊️ 👩🏽‍⚖️", 0),
        ("Repeal article 5 by 31 May 2028.", 7),
        ("A time-bound step, the State’s own", 6),
        ("1,000 prisons (31.12.2028) at 2.5 %", 5),
        ("a,b a.b", 4),
        ("D’ici à 2028, publier la liste des décès", 8),
        ("Derogar el artículo 5 ya", 5),
        ("Отменить статью 305-ю к 2028 году", 6),
        ("إلغاء المادة ٣٠٥ من قانونِ العقوباتِ بحلول عام 2028", 9),
        ("إلـــغاء", 1),
        ("废除第305条。", 5),
        ("在2028年年底前", 6),
        ("e\u0301te\u0301", 1),
        ("zero\u200bwidth re\u00adpeal", 2),
        ("नमस्ते दुनिया", 2),
    ],
)
def test_words_are_counted_in_every_script(text: str, count: int) -> None:
    assert word_count(text) == count


def test_chinese_has_a_budget_of_its_own() -> None:
    assert [spoken_budget(one) for one in ("ar", "en", "es", "fr", "ru")] == [25] * 5
    assert spoken_budget("zh") == 40


@given(st.text())
def test_tokens_together_are_the_text(text: str) -> None:
    assert "".join(tokens(text)) == text


def test_a_sign_made_of_many_stays_whole() -> None:
    assert list(tokens("a 👩🏽‍⚖️!")) == ["a", " ", "👩🏽‍⚖️", "!"]


def test_what_changed_is_marked_word_by_word() -> None:
    found = comparison("Improve the prisons soon.", "Rebuild the prisons by 2028.")
    assert found.before == (
        ("Improve", True),
        (" the prisons ", False),
        ("soon", True),
        (".", False),
    )
    assert found.after == (
        ("Rebuild", True),
        (" the prisons ", False),
        ("by 2028", True),
        (".", False),
    )


def test_what_changed_is_marked_sign_by_sign_in_chinese() -> None:
    found = comparison("改善监狱条件", "改革监狱的条件")
    assert found.before == (("改", False), ("善", True), ("监狱条件", False))
    assert found.after == (
        ("改", False),
        ("革", True),
        ("监狱", False),
        ("的", True),
        ("条件", False),
    )


def test_arabic_words_change_whole() -> None:
    found = comparison("تحسين السجون", "إصلاح السجون")
    assert found.before == (("تحسين", True), (" السجون", False))


@given(st.text(), st.text())
def test_the_pieces_of_a_comparison_are_the_two_texts(before: str, after: str) -> None:
    found = comparison(before, after)
    assert "".join(words for words, _ in found.before) == before
    assert "".join(words for words, _ in found.after) == after
    assert found.is_same == (before == after)


def test_the_longest_drafts_are_compared_at_once() -> None:
    start = process_time()
    comparison("a b " * 250, "b a a " * 166)
    comparison("字" * 1000, "字词" * 500)
    comparison("字" * 199, "字词" * 99)
    assert process_time() - start < 1
