"""Who is asked before a draft is saved: whoever seems to have written about somebody real."""

import pytest

from training.learning.rules import persons_in


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Release Mr. Adeyemi within a month.", "Mr. Adeyemi"),
        ("Libérer Mme Traoré avant la fin de 2028.", "Mme Traoré"),
        ("Poner en libertad al Sr. Ibarra en un mes.", "Sr. Ibarra"),
        ("Освободить господина и г-жа Петрова.", "г-жа Петрова"),
        ("الإفراج عن السيد منصور خلال شهر.", "السيد منصور"),
        ("在一个月内释放王小明先生。", "王小明先生"),
        ("Write to amal@example.org about it.", "amal@example.org"),
        ("Call +41 22 917 00 00 first.", "+41 22 917 00 00"),
    ],
)
def test_what_leads_to_a_person_is_found(text, found):
    assert any(found in one or one in found for one in persons_in(text))


@pytest.mark.parametrize(
    "text",
    [
        "Repeal article 305 of the Criminal Code by 31 December 2028.",
        "Ratify ILO Convention No. 190 in 2027 and 2028.",
        "Adopter la loi 2019-1234 dans les 12 mois.",
        "Appoint ten members of the Supreme Court of Arvania within 18 months.",
        "M is for measurable: publish 1 000 000 cards.",
        "في غضون 12 شهرا، اعتماد قانون بشأن السجون.",
        "在2028年6月30日前废除《刑法》第305条。",
        "",
    ],
)
def test_what_a_recommendation_needs_is_not(text):
    assert persons_in(text) == ()


def test_what_the_exercise_itself_says_is_known():
    assert persons_in("Ask Dr. Belmora’s clinic.", known="The clinic of Dr. Belmora’s heirs") == ()


def test_a_long_text_takes_no_longer_than_its_length():
    assert persons_in("M. " * 5_000) == ()
