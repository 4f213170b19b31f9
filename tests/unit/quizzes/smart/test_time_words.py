"""What is a time for the letter T, and what only sounds like one."""

import pytest

from quizzes import Finding, analyse

PUBLISH = {
    "ar": "نشر السجل {}.",
    "es": "Publicar el registro {}.",
    "fr": "Publier le registre {}.",
    "ru": "Опубликовать реестр {}.",
    "zh": "{}公布登记册。",
}


def time_bound(text: str) -> Finding:
    return analyse(text, "en")[4]


@pytest.mark.parametrize(
    "time",
    [
        "within six months",
        "within the next two years",
        "within 18 months of the review",
        "by 31 December 2028",
        "by December 31, 2028",
        "before June 2028",
        "by the end of 2028",
        "by mid-2028",
        "no later than 30 June 2028",
        "by the mid-term of this cycle",
        "before the next review",
        "by its next review",
        "before the end of the parliamentary term",
        "in the 2028 budget",
        "from the 2028 intake",
        "starting in January 2028",
        "as of 1 March 2028",
        "before the 2028 elections",
        "over the next three years",
    ],
)
def test_a_date_a_period_or_a_milestone_is_a_time(time: str) -> None:
    text = f"Publish the register of land titles {time}."

    finding = time_bound(text)

    assert finding.level == 2
    assert any(text[start:end] in time for start, end in finding.evidence)


@pytest.mark.parametrize(
    "urgency",
    [
        "promptly",
        "immediately",
        "without delay",
        "as soon as possible",
        "as a matter of urgency",
        "in a timely manner",
        "within a reasonable time",
        "within the shortest possible time",
        "in due course",
        "in the near future",
        "gradually",
        "until abolition",
    ],
)
def test_urgency_is_no_time(urgency: str) -> None:
    finding = time_bound(f"Publish the register of land titles {urgency}.")

    assert finding.level == 0
    assert "T_VAGUE_URGENCY" in finding.hints
    assert finding.evidence


@pytest.mark.parametrize(
    ("text", "hint"),
    [
        ("Publish the figures every year.", "T_NO_START"),
        ("Amend the Press Act in 2029.", "T_YEAR_UNCLEAR"),
        ("Let a doctor see each detainee within 24 hours.", "T_LIMIT_IN_RULE"),
    ],
)
def test_half_a_time_is_level_one_with_a_question(text: str, hint: str) -> None:
    finding = time_bound(text)

    assert (finding.level, finding.hints) == (1, (hint,))


@pytest.mark.parametrize(
    "text",
    [
        "Implement the 2019 law on asylum.",
        "Implement the recommendation made in 2019.",
        "Abolish this penalty by law.",
        "Protect the villages within the forest.",
    ],
)
def test_a_year_that_names_a_law_and_a_by_or_within_of_another_kind_are_no_time(text: str) -> None:
    assert time_bound(text).level == 0


@pytest.mark.parametrize(
    ("language", "time"),
    [
        ("fr", "dans les deux prochaines années"),
        ("fr", "dans un délai d’un an"),
        ("fr", "d’ici deux ans"),
        ("fr", "d’ici à la fin de 2028"),
        ("fr", "d’ici à la mi-2028"),
        ("fr", "avant juin 2028"),
        ("fr", "au plus tard le 30 juin 2028"),
        ("fr", "dans le budget de 2028"),
        ("fr", "à partir du 1er mars 2028"),
        ("fr", "avant la mi-parcours de ce cycle"),
        ("fr", "d’ici à l’examen suivant"),
        ("es", "en un plazo que no exceda de dos años"),
        ("es", "dentro de los seis meses siguientes"),
        ("es", "en un plazo de doce (12) meses"),
        ("es", "para el 1.º de enero de 2029"),
        ("es", "a más tardar a finales de 2028"),
        ("es", "no más tarde del 1 de julio de 2029"),
        ("es", "antes de que termine la legislatura"),
        ("es", "a mitad de período"),
        ("es", "en la ley de presupuesto de 2029"),
        ("es", "durante el primer semestre de 2029"),
        ("es", "en el período 2028-2030"),
        ("es", "de aquí a 2030"),
        ("fr", "dans un délai n’excédant pas douze mois"),
        ("fr", "dans un délai de douze (12) mois"),
        ("fr", "d’ici le 1ᵉʳ janvier 2029"),
        ("fr", "jusqu’au 31 mars 2029"),
        ("fr", "au plus tard fin 2028"),
        ("fr", "dès la rentrée 2028"),
        ("fr", "dans le projet de loi de finances 2029"),
        ("fr", "au cours du premier semestre 2029"),
        ("fr", "à l’horizon 2030"),
        ("fr", "pendant la législature en cours"),
        ("ru", "в течение ближайших двух лет"),
        ("ru", "в течение двенадцати (12) месяцев"),
        ("ru", "в срок, не превышающий двух лет"),
        ("ru", "в трёхмесячный срок"),
        ("ru", "к 1-му января 2029 года"),
        ("ru", "не позднее чем через два года"),
        ("ru", "до окончания срока полномочий парламента"),
        ("ru", "к середине нынешнего цикла"),
        ("ru", "с 2028/29 учебного года"),
        ("ru", "в первом квартале 2029 г."),
        ("ru", "в 2028–2030 годах"),
        ("ru", "в бюджете на 2028 год"),
        ("ar", "خلال سنتين"),
        ("ar", "في غضون اثني عشر شهراً"),
        ("ar", "بحلول 31 كانون الأول/ديسمبر ٢٠٢٨"),
        ("ar", "بحلول يونيو 2028"),
        ("ar", "قبل نهاية عام 2028"),
        ("ar", "في موعد أقصاه 30 حزيران/يونيه 2028"),
        ("ar", "في ميزانية عام 2028"),
        ("ar", "قبل انتخابات عام 2028"),
        ("ar", "قبل الاستعراض المقبل"),
        ("ar", "قبل منتصف هذه الجولة"),
        ("ar", "قبل حلول نهاية عام ٢٠٢٨"),
        ("ar", "بحلول الربع الثاني من عام 2028"),
        ("ar", "في أجل أقصاه 31 دجنبر 2028"),
        ("ar", "في مهلة لا تتجاوز ستة أشهر"),
        ("ar", "قبل 15 رمضان 1450"),
        ("ar", "خلال السنوات الثلاث المقبلة"),
        ("ar", "اعتباراً من كانون الثاني/يناير 2028"),
        ("zh", "在二〇二八年六月一日前"),
        ("zh", "于二零二八年底前"),
        ("zh", "到2028年6月"),
        ("zh", "在2028年冬季之前"),
        ("zh", "在二〇二八年第二季度前"),
        ("zh", "在下一輪普遍定期審議之前"),
        ("zh", "在今後兩年內"),
    ],
)
def test_times_are_found_in_other_languages(language: str, time: str) -> None:
    assert analyse(PUBLISH[language].format(time), language)[4].level == 2


@pytest.mark.parametrize(
    ("language", "urgency"),
    [
        ("fr", "sans délai"),
        ("fr", "dès que possible"),
        ("fr", "dans les meilleurs délais"),
        ("fr", "dans un délai raisonnable"),
        ("fr", "progressivement"),
        ("es", "a la mayor brevedad"),
        ("es", "con la mayor celeridad"),
        ("es", "sin más dilaciones"),
        ("es", "paulatinamente"),
        ("es", "en un plazo razonable"),
        ("fr", "à bref délai"),
        ("fr", "avec diligence"),
        ("fr", "aussi vite que possible"),
        ("ru", "в возможно короткие сроки"),
        ("ru", "без неоправданных задержек"),
        ("ru", "скорейшим образом"),
        ("ru", "поэтапно"),
        ("ar", "فوراً"),
        ("ar", "دون تأخير"),
        ("ar", "في أقرب وقت ممكن"),
        ("ar", "خلال فترة معقولة"),
        ("ar", "تدريجياً"),
    ],
)
def test_urgency_is_no_time_in_other_languages_either(language: str, urgency: str) -> None:
    finding = analyse(PUBLISH[language].format(urgency), language)[4]

    assert finding.level == 0
    assert "T_VAGUE_URGENCY" in finding.hints


@pytest.mark.parametrize(
    "date",
    ["01.06.2028", "1/6/2028", "2028-06-01", "٢٠٢٨/٦/١", "１/６/２０２８", "2028/\u200f6/\u200f1"],
)
@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "Promote tolerance by {}."),
        ("fr", "Promouvoir la tolérance d’ici au {}."),
        ("es", "Promover la tolerancia antes del {}."),
        ("ru", "Содействовать терпимости до {}."),
        ("ar", "تعزيز التسامح بحلول {}."),
        ("zh", "在{}前促进宽容。"),
    ],
)
def test_a_date_in_digits_is_a_time_in_every_language_and_no_number_to_check(
    language: str, text: str, date: str
) -> None:
    findings = analyse(text.format(date), language)

    assert [finding.level for finding in findings if finding.letter in "MT"] == [0, 2]


@pytest.mark.parametrize("version", ["12.3", "1.2.3", "99/2028", "2028-2030", "12/2028/4"])
def test_other_numbers_with_signs_are_no_dates(version: str) -> None:
    assert time_bound(f"Publish the register on {version}.").level == 0
