"""Words as each language writes them: compared alike, and placed where they stand."""

import pytest

from quizzes import analyse, categorise
from quizzes.smart.lexicon import lexicon_of
from quizzes.smart.morphology import KnownWords, Morphology
from quizzes.smart.wording import read_words

CHINESE = Morphology(blanks=False, known=KnownWords(frozenset({"废除", "死刑", "采取", "措施"})))


def parts(text: str, language: str) -> list[tuple[str, str]]:
    wording = lexicon_of(language).words_of(text)
    return [
        (word, text[start:end])
        for word, (start, end) in zip(wording.words, wording.places, strict=True)
    ]


@pytest.mark.parametrize(
    ("text", "language", "expected"),
    [
        ("l’abrogation", "fr", [("abrogation", "l’abrogation")]),
        ("aujourd’hui", "fr", [("aujourd'hui", "aujourd’hui")]),
        ("à", "fr", [("à", "à")]),
        ("القانون", "ar", [("قانون", "القانون")]),
        ("والقانون", "ar", [("و", "و"), ("قانون", "القانون")]),
        ("وَالقانون", "ar", [("و", "وَ"), ("قانون", "القانون")]),
        ("وبالقانون", "ar", [("و", "و"), ("ب", "ب"), ("قانون", "القانون")]),
        ("للصحفيين", "ar", [("ل", "لل"), ("صحفيين", "صحفيين")]),
        ("وللخبازين", "ar", [("و", "و"), ("ل", "لل"), ("خبازين", "خبازين")]),
        ("لأطفالهن", "ar", [("ل", "ل"), ("اطفال", "أطفالهن")]),
        ("إلغاؤها", "ar", [("الغاء", "إلغاؤها")]),
        ("عقوبتها", "ar", [("عقوبه", "عقوبتها")]),
        ("وزارة", "ar", [("وزاره", "وزارة")]),
        ("إلغاء", "ar", [("الغاء", "إلغاء")]),
        ("٢٠٢٨", "ar", [("2028", "٢٠٢٨")]),
    ],
)
def test_a_word_is_taken_apart_as_its_language_asks(
    text: str, language: str, expected: list[tuple[str, str]]
) -> None:
    assert parts(text, language) == expected


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("废除死刑", ("废除", "死刑")),
        ("采取一切必要措施", ("采取", "一切必要", "措施")),
        ("奥尔文尼亚", ("奥尔文尼亚",)),
        ("2028年废除", ("2028", "年", "废除")),
    ],
)
def test_without_blanks_the_longest_known_word_counts(text: str, words: tuple[str, ...]) -> None:
    wording = read_words(text, CHINESE)

    assert wording.words == words
    assert "".join(text[start:end] for start, end in wording.places) == text


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("Abroger l'article 12 du Code de la presse d'ici a\u0300 2028.", "fr"),
        ("ABROGER L’ARTICLE 12 DU CODE DE LA PRESSE D’ICI À 2028.", "fr"),
        ("Que l’État abroge l’article 12 du Code de la presse d’ici à 2028.", "fr"),
        (
            "Derogar el arti\u0301culo 12 del Código de Prensa antes del 1.º de mayo de 2028.",
            "es",
        ),
        ("DEROGAR EL ARTICULO 12 DEL CODIGO DE PRENSA ANTES DEL 1 DE ENERO DE 2028.", "es"),
        ("Que se derogue el artículo 12 del «Código de Prensa» antes de 2028.", "es"),
        ("Отменить статью 12 Кодекса о печати в трёхмесячный срок.", "ru"),
        ("ОТМЕНИТЬ СТАТЬЮ 12 КОДЕКСА О ПЕЧАТИ В ТРЕХМЕСЯЧНЫЙ СРОК.", "ru"),
        (
            "Чтобы правительство отменило статью 12 Кодекса о печати в трехмесячныи\u0306 срок.",
            "ru",
        ),
        ("إلغاء المادة ١٢ من قانون الصحافة بحلول عام ٢٠٢٨.", "ar"),
        ("الغاء الماده 12 من قانون الصحافه بحلول عام 2028.", "ar"),
        ("إِلْغَاءُ المَادَّةِ 12 مِن قَانُونِ الصَّحَافَة بِحُلُولِ عَام 2028.", "ar"),
        ("إلـــغاء المادة 12 من قانون الصحافة بحلول عام 2028.", "ar"),
        ("\u202bإلغاء المادة 12 من قانون الصحافة بحلول عام 2028.\u202c", "ar"),
        ("在2028年底前废除《新闻法》第12条。", "zh"),
        ("在二〇二八年底前廢除《新聞法》第十二條。", "zh"),
        ("在 ２０２８ 年底前，废除 《新闻法》 第１２条.", "zh"),
    ],
)
def test_spellings_of_the_same_sentence_get_the_same_answer(text: str, language: str) -> None:
    findings = analyse(text, language)

    assert [finding.level for finding in findings if finding.letter != "R"] == [2, 2, 2, 2]
    assert categorise(text, language).number == 5
