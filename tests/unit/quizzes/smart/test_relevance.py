"""The letter R compares the text with the evidence of the exercise."""

import pytest

from quizzes import Finding, analyse

BOX = "In Orvenia 41 fishing families of Lowmarket were evicted at night; nobody was compensated."


def relevant(text: str, evidence: str = BOX) -> Finding:
    return analyse(text, "en", evidence)[3]


def test_a_text_that_names_what_the_evidence_names_is_relevant() -> None:
    text = "Compensate the 41 families evicted from Lowmarket within one year."

    finding = relevant(text)

    assert (finding.level, finding.hints) == (2, ())
    assert [text[start:end] for start, end in finding.evidence] == [
        "41",
        "families evicted",
        "Lowmarket",
    ]


def test_a_text_on_another_matter_is_told_so() -> None:
    finding = relevant("Ratify the Convention against Torture.")

    assert finding.level == 1
    assert finding.hints == ("R_NOT_IN_EVIDENCE",)


def test_naming_only_the_right_and_the_group_answers_the_theme_not_the_evidence() -> None:
    evidence = "Reporters in Orvenia cannot report: freedom of expression exists on paper only."

    assert relevant("Improve freedom of expression.", evidence).level == 1


def test_a_verb_or_a_date_that_the_evidence_happens_to_use_proves_nothing() -> None:
    evidence = "By 31 December 2026 Orvenia was asked to consider it, and to consider it again."

    assert relevant("Consider the Optional Protocol by 31 December 2028.", evidence).level == 1


def test_a_text_for_any_country_is_generic() -> None:
    finding = relevant("Do better.")

    assert (finding.level, finding.hints) == (0, ("R_NOT_IN_EVIDENCE", "R_GENERIC"))


def test_without_evidence_two_links_are_enough() -> None:
    assert relevant("Protect women from censorship.", evidence="").level == 2


@pytest.mark.parametrize(
    ("language", "text", "evidence"),
    [
        ("es", "Cerrar las celdas de los sótanos.", "Una celda está en un sótano."),
        ("es", "Devolver las casas a las desalojadas.", "Un hombre desalojado ya no tiene casa."),
        ("es", "Cavar pozos en las aldeas.", "La aldea tiene un pozo."),
        ("fr", "Fermer les prisons des usines.", "Une prison occupe une usine."),
        ("fr", "Publier les journaux régionaux.", "Un journal régional a disparu."),
        ("fr", "Loger les familles expulsées des fermes.", "Une famille de la ferme est expulsée."),
        ("ru", "Провести ремонт в тюрьмах и камерах.", "В камере этой тюрьмы холодно."),
        ("ru", "Очистить реки у заводов.", "Завод стоит на реке."),
        ("ru", "Вернуть дома выселенным.", "Семья выселена из дома."),
        ("ar", "إصلاح المدارس في القرى.", "في هذه القرية مدرسة بلا سقف."),
        ("ar", "بناء مساكن للنجارين.", "هُدم مسكنُ نجّارٍ ليلاً."),
        ("ar", "تنظيف الأنهار قرب المصانع.", "يصب المصنع نفاياته في النهر."),
        ("ar", "تحسين الأجور للخبازين.", "لم يتسلم خباز المدينة أجره."),
        ("zh", "修复马尔萨码头。", "马尔萨区的码头被毁。"),
        ("zh", "为塔楼监狱征聘医生。", "塔楼监狱没有医生。"),
        ("zh", "修復馬爾薩碼頭。", "馬爾薩區的碼頭被毀。"),
    ],
)
def test_a_word_in_another_number_gender_case_or_place_is_the_same_topic(
    language: str, text: str, evidence: str
) -> None:
    assert "R_NOT_IN_EVIDENCE" not in analyse(text, language, evidence)[3].hints


@pytest.mark.parametrize(
    ("language", "text", "evidence"),
    [
        ("ar", "إصلاح المدارس في القرى.", "طُردت عاملات المنازل من دون أجور."),
        (
            "zh",
            "修复马尔萨区的码头，并在年底前重新开放。",
            "家政工人的工资没有被支付，她们在夜间被赶走。",
        ),
    ],
)
def test_little_words_and_signs_are_no_topic(language: str, text: str, evidence: str) -> None:
    assert "R_NOT_IN_EVIDENCE" in analyse(text, language, evidence)[3].hints
