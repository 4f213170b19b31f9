from decimal import Decimal

import pytest

from quizzes import Marking, Number, Reason

CYCLE = Number(id="q", prompt="How long?", right=Decimal("4.5"), unit="years")


@pytest.mark.parametrize(
    ("typed", "right"),
    [
        ("4.5", "4.5"),
        ("4,5", "4.5"),
        ("٤٫٥", "4.5"),
        ("४.५", "4.5"),
        ("４．５", "4.5"),
        (" 4.50 years ", "4.5"),
        ("\u200f٤٫٥", "4.5"),
        ("1 000", "1000"),
        ("1\u202f234\u202f567,5", "1234567.5"),
        ("1,234.5", "1234.5"),
        ("1.234,5", "1234.5"),
        ("1’000’000", "1000000"),
        ("١٬٢٣٤٫٥", "1234.5"),
        ("\u22127", "-7"),
        ("+7", "7"),
        ("0,125", "0.125"),
        (".5", "0.5"),
    ],
)
def test_numbers_are_read_as_people_write_them(typed: str, right: str) -> None:
    question = Number(id="q", prompt="?", right=Decimal(right), unit="years")
    assert question.mark(typed) == Marking(1.0, (Reason.RIGHT,))


@pytest.mark.parametrize(
    "typed",
    ["four", "4 5", "1,000", "1.000", "1,23,456", "10²", "½", "1e3", "nan", "--4", "++4", "4" * 99],
)
def test_what_is_no_number_or_could_be_two_is_said_to_be_none(typed: str) -> None:
    assert CYCLE.mark(typed) == Marking(0.0, (Reason.NOT_A_NUMBER,))


@pytest.mark.parametrize(("typed", "share"), [("4.4", 1.0), ("4.6", 1.0), ("4.61", 0.0)])
def test_the_tolerance_belongs_to_the_right_numbers(typed: str, share: float) -> None:
    question = Number(id="q", prompt="?", right=Decimal("4.5"), tolerance=Decimal("0.1"))
    assert question.mark(typed).share == share


def test_the_right_answer_can_be_read_in_one_way_only() -> None:
    question = Number(id="q", prompt="?", right=Decimal("2.125"))
    assert (question.right_answer(), question.mark("2.125").share) == ("2.1250", 0.0)
