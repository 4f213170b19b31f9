import pytest

from quizzes import RUBRICS, Letter, Rubric, UnknownRubric, newest_rubric, rubric_of, total

MARKS = {"S": 2, "M": 1, "A": 2, "R": 1, "T": 1}
VERSIONS = pytest.mark.parametrize("version", RUBRICS.values(), ids=list(RUBRICS))


@VERSIONS
def test_every_letter_has_words_for_each_mark(version: Rubric) -> None:
    assert [one.letter for one in version.criteria] == list(Letter)
    sentences = [words for one in version.criteria for words in one.descriptions]
    assert len(set(sentences)) == 15
    assert all(words.endswith(".") and len(words.split()) > 4 for words in sentences)


@VERSIONS
def test_a_rubric_is_found_by_its_version(version: Rubric) -> None:
    assert rubric_of(version.version) is version


def test_a_version_that_never_was_is_refused() -> None:
    with pytest.raises(UnknownRubric):
        rubric_of("0")


def test_feedback_is_given_by_the_newest_version() -> None:
    assert newest_rubric() is list(RUBRICS.values())[-1]


@pytest.mark.parametrize(
    ("marks", "sum_of_marks", "passes"),
    [
        ("22222", 10, True),
        ("21211", 7, True),
        ("11211", 6, False),
        ("22220", 8, False),
        ("00000", 0, False),
    ],
)
def test_seven_of_ten_pass_unless_a_letter_is_missing(
    marks: str, sum_of_marks: int, passes: bool
) -> None:
    given = dict(zip("SMART", map(int, marks), strict=True))
    assert total(given) == sum_of_marks
    assert rubric_of("1").passed(given) is passes
    assert rubric_of("1").most == 10


@pytest.mark.parametrize("change", [{"S": 3}, {"S": -1}, {"X": 1}, {"S": "2"}, {"S": 0.5}])
def test_marks_that_the_rubric_does_not_have_do_not_fit(change: dict[str, int]) -> None:
    assert rubric_of("1").fits(MARKS)
    assert not rubric_of("1").fits({**MARKS, **change})


def test_a_letter_without_a_mark_does_not_fit() -> None:
    assert not rubric_of("1").fits(dict.fromkeys("SMAR", 1))


def test_each_mark_has_its_sentence() -> None:
    assert rubric_of("1").description("T", 0) == "There is no time in it, or only a wish for speed."
