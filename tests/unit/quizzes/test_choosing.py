from typing import Any

import pytest

from quizzes import Choice, Choices, Marking, Option, Reason, TrueFalse

OPTIONS = (
    Option("a", "Adopt", right=True, feedback="Yes: a law can be counted."),
    Option("b", "Consider", feedback="Considering leaves no trace."),
    Option("c", "Ratify", right=True),
    Option("d", "Continue"),
)
CHOICE = Choice(id="q", prompt="Which?", options=OPTIONS[:2])
CHOICES = Choices(id="q", prompt="Which?", options=OPTIONS)
STATEMENT = TrueFalse(id="q", prompt="The UPR has cycles.", right=True)


def test_the_right_option_brings_its_own_feedback() -> None:
    assert CHOICE.mark(["a"]) == Marking(1.0, (Reason.RIGHT,), ("Yes: a law can be counted.",))


def test_a_wrong_option_says_what_is_wrong_with_it() -> None:
    assert CHOICE.mark(["b"]) == Marking(0.0, (Reason.WRONG,), ("Considering leaves no trace.",))


def test_a_radio_button_sends_one_text() -> None:
    assert CHOICE.mark("a") == CHOICE.mark(["a"])


@pytest.mark.parametrize("answer", [["z"], ["a", "b"], {"a": "a"}, [1], 5, [["a"]]])
def test_what_cannot_be_picked_is_malformed(answer: Any) -> None:
    assert CHOICE.mark(answer) == Marking(0.0, (Reason.MALFORMED,))


@pytest.mark.parametrize(
    ("picked", "share", "reasons"),
    [
        (["a", "c"], 1.0, (Reason.RIGHT,)),
        (["a"], 0.5, (Reason.PARTLY, Reason.MISSED)),
        (["a", "c", "b"], 0.5, (Reason.PARTLY, Reason.EXTRA)),
        (["a", "b"], 0.0, (Reason.WRONG, Reason.MISSED, Reason.EXTRA)),
        (["b", "d"], 0.0, (Reason.WRONG, Reason.EXTRA)),
        (["a", "a"], 0.5, (Reason.PARTLY, Reason.MISSED)),
        (["a", "z"], 0.0, (Reason.MALFORMED,)),
    ],
)
def test_each_wrong_pick_takes_back_a_right_one(
    picked: list[str], share: float, reasons: tuple[Reason, ...]
) -> None:
    marking = CHOICES.mark(picked)
    assert (marking.share, marking.reasons) == (share, reasons)


def test_picking_everything_is_worth_nothing() -> None:
    assert CHOICES.mark(["a", "b", "c", "d"]).share == 0


@pytest.mark.parametrize(("answer", "share"), [("true", 1.0), ("false", 0.0)])
def test_a_true_statement_is_true(answer: Any, share: float) -> None:
    assert STATEMENT.mark(answer).share == share


@pytest.mark.parametrize("answer", [True, "yes", ["true"]])
def test_truth_has_only_two_words(answer: Any) -> None:
    assert STATEMENT.mark(answer).reasons == (Reason.MALFORMED,)
