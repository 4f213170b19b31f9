"""Passphrases that would be guessed are known, with the reason."""

import pytest

from training.accounts.rules import Weakness, weakness


@pytest.mark.parametrize(
    ("weak", "why"),
    [
        ("", Weakness.SHORT),
        ("nine char", Weakness.SHORT),
        ("Password123", Weakness.KNOWN),
        ("  password12345  ", Weakness.KNOWN),
        ("correcthorse", Weakness.WORDS),
        ("aaaaaaaaaaaaaaaaaaaa", Weakness.REPEATED),
        ("nononononono", Weakness.REPEATED),
        ("abcdefghijklm", Weakness.ROW),
        ("mnbvcxasdf", Weakness.KEYBOARD),
        ("11.11.1999 ", Weakness.DATE),
        ("universal periodic review", Weakness.ABOUT_YOU),
    ],
)
def test_a_passphrase_that_would_be_guessed_is_told_why(weak, why):
    assert weakness(weak) == why


@pytest.mark.parametrize("name", ["Xolani Mahlangu", "Надежда Северова", "أمل الحرة دائما"])
def test_what_others_know_of_a_person_is_no_passphrase(name):
    assert weakness(name) is None
    assert weakness(name + "1", (name,)) == Weakness.ABOUT_YOU


@pytest.mark.parametrize(
    "strong", ["four blue kites over Belmora", "ثلاث قطط في بيت أزرق", "一二三四五六七八九十"]
)
def test_long_phrases_in_any_script_are_fine(strong):
    assert weakness(strong) is None


def test_what_comes_after_the_measured_part_costs_no_time():
    assert weakness("4@8({[</369&#!1/|0$5+7%2" * 40) is None
