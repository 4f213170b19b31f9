"""The example in the documentation of the course format is a course."""

import re
from pathlib import Path

from courses import check, read

DOCUMENT = Path(__file__).parents[3] / "docs" / "course-format.md"
SAMPLES = re.compile(r"```(\w+)\n(.*?)```", re.DOTALL)
YAML_FILES = ("course.yaml", "1-first/film.yaml")
OTHER_FILES = {
    "1-first/film.transcript.md": "A well is built.",
    "1-first/facts.md": "# Water in short\n\nCount the wells.\n",
    "media/ring.svg": "<svg/>",
    "media/film.webm": "film",
    "media/film.mp4": "film",
    "media/film.webp": "poster",
    "media/film.vtt": "WEBVTT",
    "media/film.fr.vtt": "WEBVTT",
}


def test_the_course_in_the_document_has_no_errors(tmp_path: Path) -> None:
    found = SAMPLES.findall(DOCUMENT.read_text(encoding="utf-8"))
    yaml = [text for language, text in found if language == "yaml"]
    quiz, rewrite, gold, meeting, task, more_questions = yaml[2:]
    files = {
        **OTHER_FILES,
        **dict(zip(YAML_FILES, yaml, strict=False)),
        "1-first/check.yaml": quiz + more_questions,
        "1-first/wells.yaml": rewrite + gold,
        "1-first/meet.yaml": meeting,
        "1-first/send.yaml": task,
        "1-first/why.md": next(text for language, text in found if language == "markdown"),
        "locale/fr.po": next(text for language, text in found if language == "po"),
    }
    files["course.yaml"] = files["course.yaml"].replace("meet.yaml]", "meet.yaml, send.yaml]")
    for name, text in files.items():
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text(text, encoding="utf-8")

    assert [problem.file for problem in check(tmp_path)] == ["locale/fr.po"]
    assert len(read(tmp_path).activities) == 6
