import pytest

from quizzes import Quiz, Reason, TrueFalse


def quiz_of(count: int, pass_mark: float = 0.7) -> Quiz:
    questions = (TrueFalse(id=f"q{number}", prompt="?", right=True) for number in range(count))
    return Quiz(tuple(questions), pass_mark)


def right(count: int) -> dict[str, str]:
    return {f"q{number}": "true" for number in range(count)}


def test_the_share_is_the_mean_and_what_was_left_out_is_unanswered() -> None:
    marking = quiz_of(4).mark({"q0": "true", "q1": "true", "q2": "false"})
    assert (marking.share, marking.passed) == (0.5, False)
    assert marking.markings["q3"].reasons == (Reason.UNANSWERED,)


def test_answers_to_questions_that_are_not_there_change_nothing() -> None:
    assert quiz_of(2).mark({**right(2), "q9": "false"}) == quiz_of(2).mark(right(2))


@pytest.mark.parametrize("count", range(1, 30))
def test_rounding_never_fails_anyone_who_reached_the_pass_mark(count: int) -> None:
    assert all(
        quiz_of(count, reached / count).mark(right(reached)).passed for reached in range(count + 1)
    )


@pytest.mark.parametrize(("reached", "passed"), [(6, False), (7, True)])
def test_seven_of_ten_reach_seven_tenths(reached: int, passed: bool) -> None:
    assert quiz_of(10).mark(right(reached)).passed is passed


def test_a_question_is_found_by_its_id() -> None:
    assert quiz_of(3).question("q1").id == "q1"
    with pytest.raises(KeyError):
        quiz_of(3).question("q3")
