"""A folder read as a course."""

import os
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from courses import InvalidCourse, Lesson, Live, QuizActivity, Video, read
from courses.script import reading_minutes

Edit = Callable[[str, str, str], Path]
Write = Callable[[str, str], Path]


def problems(folder: Path) -> list[str]:
    with pytest.raises(InvalidCourse) as refused:
        read(folder)
    return [str(problem) for problem in refused.value.problems]


def test_a_course_is_read_with_all_its_activities(folder: Path) -> None:
    course = read(folder)
    assert (course.id, course.version, course.original) == ("small", "1.0.0", "en")
    assert [activity.kind for activity in course.activities] == [
        *("lesson", "video", "quiz", "rewrite", "live", "task")
    ]
    assert course.completion == ("why", "film", "check", "prisons", "meet", "do")
    assert course.module_of("film").id == "first"
    with pytest.raises(KeyError):
        course.activity("gone")


def test_a_lesson_has_its_heading_as_title_and_not_in_its_text(folder: Path) -> None:
    lesson = read(folder).activity("why")
    assert isinstance(lesson, Lesson)
    assert lesson.title == "Why it matters"
    assert lesson.text.startswith("Some **words**")
    assert lesson.weight == len(lesson.text) + len("<svg/>")


def test_a_film_says_what_each_way_through_costs(folder: Path) -> None:
    film = read(folder).activity("film")
    assert isinstance(film, Video)
    assert film.transcript == "What the film says.\n"
    assert film.routes == {"video": len("12345") + len("WEBVTT\n"), "text": 20}
    assert film.minutes == 2
    assert [caption.language for caption in film.captions] == ["en", "fr"]


def test_quizzes_and_meetings_carry_what_their_files_say(folder: Path) -> None:
    course = read(folder)
    quiz, live = course.activity("check"), course.activity("meet")
    assert isinstance(quiz, QuizActivity)
    assert quiz.quiz.question("q1").right_answer() == ["a"]
    assert isinstance(live, Live)
    assert (live.minutes, live.share) == (90, 0.8)


def test_completion_can_be_a_list_and_keeps_the_course_s_order(edit: Edit) -> None:
    folder = edit("course.yaml", "modules:", "completion: [check, why]\nmodules:")
    assert read(folder).completion == ("why", "check")


@pytest.mark.parametrize(
    ("file", "old", "new", "problem"),
    [
        ("course.yaml", "format: 1", "format: 2", "course.yaml:1: error: Format “2”"),
        ("course.yaml", "1.0.0", "1.0", "course.yaml:3: error: “1.0” is no version"),
        ("course.yaml", "[en, fr]", "[en, frr]", "course.yaml:5: error: “frr” is no language"),
        (
            "course.yaml",
            "title: A small course",
            "title:",
            "course.yaml:6: error: “title” is empty",
        ),
        ("course.yaml", "title: A", "titel: A", "course.yaml:6: error: Unknown key “titel”"),
        (
            "course.yaml",
            "why.md",
            "gone.md",
            "course.yaml:11: error: There is no file 1-first/gone.md",
        ),
        ("course.yaml", "do.yaml", "why.yaml", "course.yaml:11: error: “why” is also the id of"),
        ("course.yaml", "why.md", "../why.md", "course.yaml:11: error: “../why.md” is no file"),
        ("course.yaml", "1-first", "../..", "course.yaml:9: error: “../..” is no name of a folder"),
        ("course.yaml", "modules:", "sequence: any\nmodules:", "course.yaml:7: error: “any” is no"),
        (
            "course.yaml",
            "modules:",
            "completion: [x]\nmodules:",
            "course.yaml:7: error: “x” is req",
        ),
        ("1-first/why.md", "# Why it matters", "Why", "1-first/why.md:1: error: The lesson has no"),
        (
            "1-first/film.yaml",
            "video",
            "vidoe",
            "1-first/film.yaml:1: error: Unknown kind of activity",
        ),
        (
            "1-first/film.yaml",
            "61",
            "soon",
            "1-first/film.yaml:5: error: “seconds” is not a number",
        ),
        (
            "1-first/film.yaml",
            "film.webm",
            "x.webm",
            "1-first/film.yaml:3: error: There is no file",
        ),
        ("1-first/film.yaml", "film.tr", "x.tr", "1-first/film.yaml:6: error: The transcript x"),
        (
            "1-first/film.yaml",
            "film.transcript.md",
            "../a.md",
            "1-first/film.yaml:6: error: “../a.md”",
        ),
        (
            "1-first/film.yaml",
            "[media/film",
            "[/etc/film",
            "1-first/film.yaml:3: error: “/etc/film",
        ),
        (
            "1-first/check.yaml",
            "choice",
            "guess",
            "1-first/check.yaml:5: error: Unknown type “guess”",
        ),
        (
            "1-first/check.yaml",
            "title: C",
            "minutes: 0\ntitle: C",
            "1-first/check.yaml:2: error: “min",
        ),
        (
            "1-first/meet.yaml",
            "90",
            "90\nshare: 2",
            "1-first/meet.yaml:4: error: “share” has to be",
        ),
        ("1-first/meet.yaml", "90", "0", "1-first/meet.yaml:3: error: “minutes” has to be"),
        ("1-first/do.yaml", "type: task", "- task", "1-first/do.yaml:2: error: This is not YAML"),
    ],
)
def test_a_problem_is_located(edit: Edit, file: str, old: str, new: str, problem: str) -> None:
    found = problems(edit(file, old, new))
    assert any(text.startswith(problem) for text in found), found


def test_all_problems_of_all_files_are_found_in_one_go(edit: Edit) -> None:
    edit("course.yaml", "1.0.0", "one")
    edit("1-first/why.md", "# ", "")
    edit("1-first/check.yaml", "right: yes", "right: maybe")
    folder = edit("1-first/meet.yaml", "title", "titel")
    files = [text.partition(":")[0] for text in problems(folder)]
    assert set(files) == {
        "course.yaml",
        *(f"1-first/{n}" for n in ("why.md", "check.yaml", "meet.yaml")),
    }


def test_a_lesson_of_a_title_alone_is_refused(write: Write) -> None:
    assert (
        "why.md:1: error: The lesson has only a title"
        in problems(write("1-first/why.md", "# Why"))[0]
    )


def test_a_file_that_holds_a_list_is_no_activity(write: Write) -> None:
    assert (
        "do.yaml:1: error: There are no keys here" in problems(write("1-first/do.yaml", "- x"))[0]
    )


def test_slides_are_a_third_way_through_a_film(edit: Edit) -> None:
    folder = edit("1-first/film.yaml", "seconds", "slides: [media/ring.svg]\nseconds")
    film = read(folder).activity("film")
    assert isinstance(film, Video)
    assert film.routes["slides"] == len("<svg/>") + len(film.transcript)


def test_a_pipe_in_the_folder_is_refused_and_not_read(folder: Path) -> None:
    os.mkfifo(folder / "media/pipe.svg")
    assert problems(folder)[0].startswith("media/pipe.svg:0: error: This is no ordinary file")


def test_an_empty_folder_is_no_course(tmp_path: Path) -> None:
    assert problems(tmp_path)[0].startswith("course.yaml:0: error: There is no course.yaml")


def test_a_link_in_the_folder_is_refused_and_not_followed(folder: Path, tmp_path: Path) -> None:
    shutil.move(folder / "media", tmp_path / "elsewhere")
    (folder / "media").symlink_to(tmp_path / "elsewhere")
    assert problems(folder)[-1].startswith("media:0: error: This is a link")


def test_a_text_over_the_limit_is_refused(write: Write) -> None:
    folder = write("1-first/why.md", "# Why\n\n" + "word " * 300_000)
    assert problems(folder)[0].startswith("1-first/why.md:0: error: This text is too large")


def test_a_name_that_fails_elsewhere_is_refused(write: Write) -> None:
    assert "media/ü.svg:0: error: This name" in problems(write("media/ü.svg", ""))[0]


@pytest.mark.parametrize(
    ("text", "minutes"), [("one two", 1), ("word " * 401, 3), ("字" * 600, 2), ("", 1)]
)
def test_minutes_follow_from_words_and_from_chinese_characters(text: str, minutes: int) -> None:
    assert reading_minutes(text) == minutes
