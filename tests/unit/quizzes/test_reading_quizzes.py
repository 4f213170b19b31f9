from decimal import Decimal

import pytest

from quizzes import (
    Choice,
    Choices,
    GoldExample,
    Item,
    Matching,
    Number,
    Option,
    Ordering,
    Problem,
    Quiz,
    Rewrite,
    TrueFalse,
    Words,
    read_quiz,
    read_rewrite,
)


class At(str):
    """A text that knows its line."""

    line: int

    def __new__(cls, line: int, text: str) -> "At":
        made = super().__new__(cls, text)
        made.line = line
        return made


TWO = [{"id": "a", "text": "A", "right": "yes"}, {"id": "b", "text": "B"}]
QUESTIONS = [
    {"id": "q1", "type": "choice", "prompt": "One?", "options": TWO, "feedback": "So."},
    {"id": "q2", "type": "choices", "prompt": "Some?", "options": TWO},
    {"id": "q3", "type": "true_false", "prompt": "True.", "right": "no"},
    {
        "id": "q4",
        "type": "matching",
        "prompt": "Match.",
        "pairs": [{"id": "m", "left": "M", "right": "1"}, {"id": "n", "left": "N", "right": "2"}],
        "distractors": [{"id": "x", "right": "3"}],
    },
    {
        "id": "q5",
        "type": "ordering",
        "prompt": "Order.",
        "items": [{"id": "i1", "text": "A"}, {"id": "i2", "text": "B"}],
    },
    {"id": "q6", "type": "number", "prompt": "How many?", "right": "4.5", "unit": "years"},
    {"id": "q7", "type": "words", "prompt": "Which?", "accept": ["mid-term", "midterm"]},
]
OPTIONS = (Option("a", "A", right=True), Option("b", "B"))


def said(data: object) -> list[str]:
    quiz, problems = read_quiz(data, "check.yaml")
    assert (quiz is None) == bool(problems)
    return [str(problem) for problem in problems]


def about(**changes: object) -> list[str]:
    """Return what is said of the one question of a quiz: a right one, changed."""
    question = {"id": "q", "type": "choice", "prompt": "One?", "options": TWO, **changes}
    kept = {key: value for key, value in question.items() if value is not None}
    return [line.split("error: ")[1] for line in said({"questions": [kept]})]


def test_a_quiz_of_every_type_is_read() -> None:
    quiz, problems = read_quiz(
        {"type": "quiz", "title": "T", "pass_mark": "0.5", "questions": QUESTIONS}, "check.yaml"
    )
    assert problems == ()
    assert quiz == Quiz(
        pass_mark=0.5,
        questions=(
            Choice(id="q1", prompt="One?", feedback="So.", options=OPTIONS),
            Choices(id="q2", prompt="Some?", options=OPTIONS),
            TrueFalse(id="q3", prompt="True.", right=False),
            Matching(
                id="q4",
                prompt="Match.",
                lefts=(Item("m", "M"), Item("n", "N")),
                rights=(Item("m", "1"), Item("n", "2"), Item("x", "3")),
            ),
            Ordering(id="q5", prompt="Order.", items=(Item("i1", "A"), Item("i2", "B"))),
            Number(id="q6", prompt="How many?", right=Decimal("4.5"), unit="years"),
            Words(id="q7", prompt="Which?", accept=("mid-term", "midterm")),
        ),
    )


def test_every_problem_is_found_with_its_line_from_the_first_to_the_last() -> None:
    question = {
        At(5, "id"): At(5, "Q 1"),
        At(6, "type"): "choice",
        At(7, "promt"): "One?",
        At(8, "options"): [{"id": At(9, "a"), "text": At(9, "")}, At(10, "b")],
    }
    assert said({At(2, "pass_mark"): "70", At(4, "questions"): [question]}) == [
        "check.yaml:2: error: “pass_mark” is 70: write a share from 0 to 1, such as 0.7.",
        "check.yaml:4: error: “prompt” is missing: add it.",
        "check.yaml:5: error: The id “Q 1” may hold only a–z, 0–9 and hyphens: rename it.",
        "check.yaml:7: error: Unknown key “promt”: did you mean “prompt”?",
        "check.yaml:8: error: No option is right: give the right one “right: yes”.",
        "check.yaml:9: error: “text” is empty: write it or remove it.",
        "check.yaml:10: error: An entry of “options” has no keys: write it like “- {id: a, …}”.",
    ]


@pytest.mark.parametrize(
    ("changes", "problem"),
    [
        ({"type": "choise"}, "Unknown type “choise”: did you mean “choice”?"),
        (
            {"type": "essay"},
            "Unknown type “essay”: write one of choice, choices, true_false, matching, ordering, ",
        ),
        ({"type": None}, "“type” is missing: add it."),
        ({"colour": "red"}, "Unknown key “colour”: remove it. Known here: feedback, id, options, "),
        ({"prompt": " "}, "“prompt” is empty: write it or remove it."),
        ({"prompt": ["One?"]}, "“prompt” is not a text: write words."),
        ({"prompt": "x" * 20_001}, "“prompt” has 20001 characters: shorten it to 20000."),
        ({"options": "A"}, "“options” is not a list: write one entry on each line, after “- ”."),
        ({"options": TWO[:1]}, "Entries in “options”: 1. Make it 2 to 20."),
        (
            {"options": [TWO[0], {"id": "b", "text": "B", "right": "yes"}]},
            "More than one option is right: leave one, or make the type “choices”.",
        ),
        (
            {"options": [*TWO, {"id": "c", "text": "C", "right": "maybe"}]},
            "“right” is neither yes nor no: write one of them.",
        ),
        (
            {"options": [*TWO, {"id": "a", "text": "C"}]},
            "“id: a” stands here twice: change or remove one.",
        ),
        (
            {"options": [*TWO, {"id": "c", "text": "A"}]},
            "“text: A” stands here twice: change or remove one.",
        ),
    ],
)
def test_each_problem_says_how_to_mend_it(changes: dict[str, object], problem: str) -> None:
    (found,) = about(**changes)
    assert found.startswith(problem)


@pytest.mark.parametrize(
    ("question", "problem"),
    [
        (
            {"type": "choices", "options": [{"id": "a", "text": "A"}, {"id": "b", "text": "B"}]},
            "No option is right: give the right one “right: yes”.",
        ),
        ({"type": "true_false"}, "“right” is missing: add it."),
        (
            {"type": "number", "right": "4,5"},
            "“right” is not a number: write it like 12 or 2.5.",
        ),
        (
            {"type": "number", "right": "4", "tolerance": "-1"},
            "“tolerance” is below 0: write 0 or more.",
        ),
        ({"type": "words", "accept": []}, "Entries in “accept”: 0. Make it 1 to 50."),
        (
            {"type": "words", "accept": ["…"]},
            "“…” holds no letter or digit: write words in “accept”.",
        ),
        (
            {"type": "ordering", "items": [{"id": "a", "text": "A"}, {"id": "b", "text": "A"}]},
            "“text: A” stands here twice: change or remove one.",
        ),
        (
            {
                "type": "matching",
                "pairs": [
                    {"id": "a", "left": "A", "right": "1"},
                    {"id": "b", "left": "B", "right": "2"},
                ],
                "distractors": [{"id": "x", "right": "2"}],
            },
            "“right: 2” stands here twice: change or remove one.",
        ),
    ],
)
def test_each_type_has_problems_of_its_own(question: dict[str, object], problem: str) -> None:
    assert about(**{"options": None, **question}) == [problem]


def test_two_questions_never_share_an_id() -> None:
    assert said({"questions": [QUESTIONS[2], QUESTIONS[2]]}) == [
        "check.yaml:0: error: “id: q3” stands here twice: change or remove one."
    ]


def test_a_quiz_without_questions_is_none() -> None:
    assert said({}) == ["check.yaml:0: error: “questions” is missing: add it."]
    assert said(["questions"]) == [
        "check.yaml:1: error: There are no keys here: begin with lines like “title: …”."
    ]


def test_a_rewrite_is_read() -> None:
    data = {"type": "rewrite", "original": "Improve.", "evidence": "Facts.", "questions": ["Who?"]}
    assert read_rewrite(data, "prisons.yaml") == (Rewrite("Improve.", "Facts.", ("Who?",)), ())


def test_a_rewrite_needs_evidence_and_a_length_that_can_be_counted() -> None:
    rewrite, problems = read_rewrite({"original": "Improve.", "max_length": "0.5"}, "prisons.yaml")
    assert rewrite is None
    assert [str(problem) for problem in problems] == [
        "prisons.yaml:0: error: “max_length” is 0.5: write a whole number from 1 to 1000.",
        "prisons.yaml:0: error: “evidence” is missing: add it.",
    ]


MARKS = {"S": "1", "M": "0", "A": "2", "R": "1", "T": "0"}
REASONS = dict.fromkeys("SMART", "Because.")


def test_a_marked_draft_is_read_as_an_example() -> None:
    gold = {"text": "Publish.", "marks": MARKS, "reasons": REASONS}
    rewrite, problems = read_rewrite(
        {"original": "Improve.", "evidence": "Facts.", "gold": [gold]}, "prisons.yaml"
    )
    marks = {letter: int(mark) for letter, mark in MARKS.items()}
    assert problems == ()
    assert rewrite is not None
    assert rewrite.gold == (GoldExample("Publish.", marks, REASONS),)


def test_a_marked_draft_needs_a_mark_and_a_reason_for_each_letter() -> None:
    wrong = {"text": "Publish.", "marks": {**MARKS, "S": "3", "X": "1"}, "reasons": {"S": "So."}}
    bare = {"text": "Publish.", "marks": "none"}
    data = {"original": "Improve.", "evidence": "Facts.", "gold": [wrong, bare]}
    rewrite, problems = read_rewrite(data, "prisons.yaml")
    assert rewrite is None
    assert [problem.message % problem.values for problem in problems] == [
        "“S” is 3: write 0, 1 or 2.",
        *(f"“{letter}” is missing: add it." for letter in "MART"),
        "“marks” has no keys: write it like “marks: {name: …}”.",
        "“reasons” is missing: add it.",
        "Unknown key “X”: remove it. Known here: A, M, R, S, T.",
    ]


def test_a_problem_keeps_its_sentence_apart_from_what_fills_it() -> None:
    _, problems = read_quiz({}, "check.yaml")
    assert problems == (
        Problem("check.yaml", 0, "“%(key)s” is missing: add it.", {"key": "questions"}),
    )
