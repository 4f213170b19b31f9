import pytest

from quizzes import Marking, Reason, Words


@pytest.mark.parametrize(
    ("accepted", "typed"),
    [
        ("mid-term", "  MID–TERM. "),
        ("National report", "national\u00a0  report"),
        ("Genève", "geneve"),
        ("État", "E\u0301TAT"),
        ("l'examen", "« L’examen »"),
        ("Straße", "STRASSE"),
        ("UPR", "ＵＰＲ"),
        ("отчёт", "ОТЧЕТ"),
        ("أممي", "امـمى"),
        ("حقوق", "حُقُوقٌ"),
        ("审议", "「审议」"),
        ("report", "re\u00adport\u200e"),
    ],
)
def test_words_count_however_they_look(accepted: str, typed: str) -> None:
    question = Words(id="q", prompt="?", accept=("something else", accepted))
    assert question.mark(typed) == Marking(1.0, (Reason.RIGHT,))


@pytest.mark.parametrize("typed", ["midterms", "mid term", "mid-term report", "x" * 100_000])
def test_other_words_are_wrong(typed: str) -> None:
    question = Words(id="q", prompt="?", accept=("mid-term",))
    assert question.mark(typed) == Marking(0.0, (Reason.WRONG,))


def test_punctuation_alone_is_no_answer() -> None:
    question = Words(id="q", prompt="?", accept=("mid-term",))
    assert question.mark(" … ") == Marking(0.0, (Reason.UNANSWERED,))
