"""What is wrong with a package beyond what reading sees."""

from collections.abc import Callable
from pathlib import Path

import pytest

from courses import check

Edit = Callable[[str, str, str], Path]
Write = Callable[[str, str], Path]


def found(folder: Path) -> list[str]:
    return [str(problem) for problem in check(folder)]


def test_a_complete_course_has_no_problems(french: Path) -> None:
    assert found(french) == []


@pytest.mark.parametrize(
    ("file", "old", "new", "problem"),
    [
        ("why.md", "ring.svg", "wrong.svg", "why.md:5: error: There is no file media/wrong.svg"),
        ("why.md", "media/ring", "https://x.org/a", "why.md:5: error: The picture https://x.org/a"),
        ("why.md", "A ring", "", "why.md:5: error: The picture media/ring.svg has no description"),
        ("why.md", "film.yaml", "flim.yaml", "why.md:3: error: There is no activity flim.yaml"),
        ("why.md", "film.yaml", "media/x.pdf", "why.md:3: error: There is no file media/x.pdf"),
        ("why.md", "film.yaml", "javascript:x", "why.md:3: error: The link javascript:x is not"),
        ("why.md", "film.yaml", "nowhere", "why.md:3: error: The link nowhere leads nowhere"),
        (
            "prisons.yaml",
            "**thirty**",
            "[x](/y)",
            "prisons.yaml:4: error: The link /y is not shown",
        ),
        (
            "film.yaml",
            "captions: media/film.vtt\n",
            "",
            "film.yaml:1: warning: The film has no capt",
        ),
        (
            "check.yaml",
            "prompt: Which?",
            "promt: Which?",
            "check.yaml:6: error: Unknown key “promt”",
        ),
    ],
)
def test_a_problem_is_located(edit: Edit, file: str, old: str, new: str, problem: str) -> None:
    problems = found(edit(f"1-first/{file}", old, new))
    assert any(text.startswith(f"1-first/{problem}") for text in problems), problems


@pytest.mark.parametrize(
    ("file", "text", "problem"),
    [
        ("1-first/more.md", "# More\n\nx\n", "1-first/more.md:0: warning: No module lists"),
        ("media/more.svg", "<svg/>", "media/more.svg:0: warning: Nothing in the course uses"),
        ("media/ring.svg", " " * 300_001, "media/ring.svg:0: warning: This file has 300 kB"),
        ("media/film.vtt", "1\n", "media/film.vtt:1: error: Captions have to begin"),
        ("locale/ru.po", "", "locale/ru.po:0: warning: This is no catalog of a language"),
        ("1-first/why.fr.md", "# Oui\n\n[x](gone.md)\n", "1-first/why.fr.md:3: error: There is no"),
        (
            "1-first/film.fr.yaml",
            "type: video\n",
            "1-first/film.fr.yaml:1: error: “sources” is mis",
        ),
        (
            "1-first/check.fr.yaml",
            "type: quiz\ntitle: T\nquestions: [{id: q1, type: true_false, prompt: P, right: yes}]",
            "1-first/check.fr.yaml:0: error: Questions, ids or right answers differ",
        ),
    ],
)
def test_a_file_that_is_wrong_is_named(
    french: Path, write: Write, file: str, text: str, problem: str
) -> None:
    problems = found(write(file, text))
    assert any(text.startswith(problem) for text in problems), problems


def test_captions_missing_in_a_language_that_is_claimed_are_a_warning(french: Path) -> None:
    (french / "media/film.fr.vtt").unlink()
    assert found(french) == [
        "1-first/film.yaml:4: warning: The film has no captions in Français: add media/film.fr.vtt."
    ]


def test_an_unfinished_translation_is_a_warning_with_its_size(french: Path, edit: Edit) -> None:
    edit("locale/fr.po", 'msgstr "FR two"', 'msgstr ""')
    (problem,) = check(french)
    assert problem.severity == "warning"
    assert (problem.values["missing"], problem.values["kept"]) == (1, 1)


def test_a_wrong_link_in_a_translation_is_located_in_the_catalog(french: Path, edit: Edit) -> None:
    edit("locale/fr.po", "FR ![A ring](media/ring.svg)", "FR ![Un anneau](media/anneau.svg)")
    (problem, *_) = check(french)
    line = (french / "locale/fr.po").read_text(encoding="utf-8").split("\n")[problem.line - 1]
    assert problem.file == "locale/fr.po"
    assert line == 'msgid "![A ring](media/ring.svg)"'
