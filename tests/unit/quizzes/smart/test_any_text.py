"""Whatever is typed or pasted gets an answer, quickly, and an answer that can be shown."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quizzes import HINTS, RULES, Letter, analyse, categorise, languages

WORDS = (
    "Repeal article 12 and continue to by within two years the law, 2028 - \u202e \u200d 😀 é "
    "l’abrogation d’ici qu’ aujourd’hui والقانون وَبِاعتماد للصحفيين ٢٠٢٨ ﻻ ليل لللل "
    "принять закон до废除第12条，2028年 法 Ё ß İ ﷺ"
)
ANY_TEXT = st.text(max_size=5000) | st.lists(st.sampled_from(WORDS.split()), max_size=200).map(
    " ".join
)


def shows_in(text: str, spans: tuple[tuple[int, int], ...]) -> bool:
    inside = all(0 <= start < end <= len(text) for start, end in spans)
    return inside and all(before[1] <= after[0] for before, after in pairwise(spans))


@given(text=ANY_TEXT, evidence=ANY_TEXT, language=st.sampled_from(languages()))
def test_any_text_gets_five_findings_with_words_that_can_be_shown(
    text: str, evidence: str, language: str
) -> None:
    findings = analyse(text, language, evidence)

    assert [finding.letter for finding in findings] == list(Letter)
    for finding in findings:
        assert finding.level in {0, 1, 2}
        assert set(finding.hints) <= set(HINTS)
        assert shows_in(text, finding.evidence)


@given(text=ANY_TEXT, language=st.sampled_from(languages()))
def test_any_text_gets_a_category_with_words_that_can_be_shown(text: str, language: str) -> None:
    answer = categorise(text, language)

    assert answer.number in {1, 2, 3, 4, 5}
    assert answer.rule in RULES
    assert shows_in(text, answer.evidence)


@given(text=ANY_TEXT, language=st.sampled_from(languages()))
def test_the_same_text_gets_the_same_answer(text: str, language: str) -> None:
    assert analyse(text, language) == analyse(text, language)
    assert categorise(text, language) == categorise(text, language)


@pytest.mark.parametrize(
    "pasted",
    [
        "REPEAL ARTICLE 12 OF THE PRESS ACT WITHIN TWO YEARS.",
        "  Repeal\u00a0article 12\tof the\nPress Act within two years.  ",
        "\u202aRepeal article 12 of the Press Act within two years.\u202c",
        "Re\u00adpeal article 12 of the Press A\u200bct within two years.",
        "😀 Repeal article 12 of the Press Act within two years. 😀",
        "\u0000Repeal article 12 of the Press Act within two years.\u0007",
        "Ｒｅｐｅａｌ article 12 of the Press Act within two years.",
    ],
)
def test_how_a_text_was_pasted_changes_nothing(pasted: str) -> None:
    findings = analyse(pasted, "en")

    assert [finding.level for finding in findings] == [2, 2, 2, 0, 2]
    assert categorise(pasted, "en").number == 5
