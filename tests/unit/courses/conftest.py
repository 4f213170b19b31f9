"""A small course on disk, right in every respect, for tests to read and to break."""

from collections.abc import Callable
from pathlib import Path

import pytest

from courses import update_catalog

FILES = {
    "course.yaml": """\
format: 1
id: small
version: 1.0.0
language: en
languages: [en, fr]
title: A small course
modules:
  - id: first
    folder: 1-first
    title: The first module
    activities: [why.md, film.yaml, check.yaml, prisons.yaml, meet.yaml, do.yaml]
""",
    "1-first/why.md": """\
# Why it matters

Some **words** and [a film](film.yaml).

![A ring](media/ring.svg)

- one
- two
""",
    "1-first/film.yaml": """\
type: video
title: The film
sources: [media/film.webm]
captions: media/film.vtt
seconds: 61
transcript: film.transcript.md
""",
    "1-first/film.transcript.md": "What the film says.\n",
    "1-first/check.yaml": """\
type: quiz
title: Check yourself
questions:
  - id: q1
    type: choice
    prompt: Which?
    options: [{id: a, text: This, right: yes}, {id: b, text: That}]
""",
    "1-first/prisons.yaml": """\
type: rewrite
title: Prisons
original: Reform prisons.
evidence: Cells for ten hold **thirty**.
""",
    "1-first/meet.yaml": "type: live\ntitle: Meet\nminutes: 90\n",
    "1-first/do.yaml": "type: task\ntitle: Write\nintroduction: Write to a friend.\n",
    "media/ring.svg": "<svg/>",
    "media/film.webm": "12345",
    "media/film.vtt": "WEBVTT\n",
    "media/film.fr.vtt": "WEBVTT\n",
}

Write = Callable[[str, str], Path]
Edit = Callable[[str, str, str], Path]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    root = tmp_path / "small"
    for name, text in FILES.items():
        path = root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    return root


@pytest.fixture
def write(folder: Path) -> Write:
    """Put a file into the course."""

    def put(name: str, text: str) -> Path:
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
        return folder

    return put


@pytest.fixture
def edit(folder: Path) -> Edit:
    """Change words in a file of the course, which have to be there."""

    def change(name: str, old: str, new: str) -> Path:
        path = folder / name
        text = path.read_text(encoding="utf-8")
        assert old in text
        path.write_text(text.replace(old, new), encoding="utf-8")
        return folder

    return change


@pytest.fixture
def french(folder: Path) -> Path:
    """The same course with a French catalog in which every text is “FR” and the English."""
    lines = update_catalog(folder, "fr").split("\n")
    header_end = lines.index("")
    for at, line in enumerate(lines[header_end:], header_end):
        if line == 'msgstr ""':
            lines[at] = lines[at - 1].replace('msgid "', 'msgstr "FR ')
    (folder / "locale").mkdir()
    (folder / "locale/fr.po").write_text("\n".join(lines), encoding="utf-8")
    return folder
