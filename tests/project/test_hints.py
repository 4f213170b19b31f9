"""Every code of the SMART coach has words for people."""

import pytest
from flask import Flask, get_template_attribute

import courses
import quizzes

HINTS = "learning/_hints.html"


def words(app: Flask, macro: str, code: object) -> str:
    with app.test_request_context():
        return str(get_template_attribute(HINTS, macro)(code)).strip()


@pytest.mark.parametrize("code", quizzes.HINTS)
def test_every_hint_is_said_in_words(app: Flask, code: str) -> None:
    assert words(app, "hint_words", str(code)) not in {"", str(code)}


@pytest.mark.parametrize("letter", quizzes.Letter)
def test_every_letter_is_named(app: Flask, letter: quizzes.Letter) -> None:
    assert words(app, "letter_words", letter.value) not in {"", letter.value}


@pytest.mark.parametrize("number", range(1, 6))
def test_every_action_category_is_named_and_explained(app: Flask, number: int) -> None:
    assert words(app, "category_words", number) not in {"", str(number)}
    assert words(app, "category_meaning", number)


def test_every_language_of_the_interface_has_a_word_list():
    assert set(quizzes.languages()) == set(courses.LANGUAGES)
