"""No text keeps the coach busy: the limits are generous, since machines differ.

How time grows with the number of texts is measured by `make bench`.
"""

import time

import pytest

from quizzes import analyse, categorise, languages


@pytest.mark.parametrize("language", languages())
@pytest.mark.parametrize(
    "repeated",
    [
        *("and ", "by the ", "within ", "a,", "continue to ", "law ", "adopt and ", "😀", "\u202e"),
        *("l’", "de ", "d’ici à ", "و", "ل", "لل", "بال ", "ولل", "وا\u064e", "继续", "法", "и "),
    ],
)
def test_a_text_made_to_be_slow_is_not(repeated: str, language: str) -> None:
    text = (repeated * 5000)[:5000]
    began = time.process_time()

    analyse(text, language, text)
    categorise(text, language)

    assert time.process_time() - began < 3


def seconds(text: str, language: str) -> float:
    began = time.process_time()
    analyse(text, language, text)
    return time.process_time() - began


@pytest.mark.parametrize(
    ("language", "repeated"),
    [
        *(("ar", "في "), ("en", "in "), ("es", "en "), ("fr", "dans "), ("ru", "в "), ("zh", "在")),
        *(("en", "women "), ("en", "1 "), ("en", "continue, ")),
    ],
)
def test_time_grows_with_the_text_not_with_its_square(language: str, repeated: str) -> None:
    short, long = ((repeated * size)[:size] for size in (2_000, 20_000))
    seconds(short, language)

    quick, slow = (min(seconds(text, language) for _ in range(3)) for text in (short, long))

    assert slow < 25 * quick


@pytest.mark.parametrize("language", languages())
def test_a_thousand_recommendations_take_seconds(language: str) -> None:
    text = (
        "Amend the Assemblies Act, loi sur les réunions, قانون التجمعات, "
        "закон о собраниях, 集会法, within twelve months."
    )
    began = time.process_time()

    for number in range(1000):
        analyse(f"{text} {number}", language, "The Assemblies Act asks for permission.")
        categorise(f"{text} {number}", language)

    assert time.process_time() - began < 5
