"""A package being read: each file is opened once, and whatever is wrong with it noted once."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path, PurePosixPath

from courses.folder import Folder, scan
from courses.source import Data, LinedDict, decode, lined, parse_yaml
from quizzes import N_, Problem, Report

MANIFEST = "course.yaml"


def variant(name: str, language: str) -> str:
    """The name of the same file in another language: why.md → why.fr.md."""
    path = PurePosixPath(str(name))
    return str(path.with_name(f"{path.stem}.{language}{path.suffix}"))


class Package:
    """The files of a course, their contents as they are asked for, and the problems so far."""

    def __init__(self, root: Path) -> None:
        self.folder: Folder
        self.folder, found = scan(root)
        self._problems = dict.fromkeys(found)
        self._contents: dict[str, Data | None] = {}
        if MANIFEST not in self.folder:
            message = N_("There is no course.yaml in this folder: a course begins with one.")
            self.note(Problem(MANIFEST, 0, message))

    @property
    def problems(self) -> tuple[Problem, ...]:
        """Everything found so far, each once, by file and line."""
        return tuple(sorted(self._problems, key=lambda problem: (problem.file, problem.line)))

    def note(self, *problems: Problem) -> None:
        """Keep problems, each once however often it is found."""
        self._problems.update(dict.fromkeys(problems))

    @contextmanager
    def reporting(self, file: str) -> Iterator[Report]:
        """A report on one file, whose problems are kept at the end."""
        report = Report(file)
        yield report
        self.note(*report.problems())

    def text(self, name: str) -> str:
        """A text file of the package."""
        with self.reporting(name) as report:
            return decode(self.folder.read(name), report)

    def content(self, name: str) -> Data | None:
        """Markdown as text, YAML as plain data; None where the file is missing or broken."""
        if name not in self._contents:
            self._contents[name] = self._load(name)
        return self._contents[name]

    def mapping(self, name: str) -> LinedDict | None:
        """Plain data with keys, or None and a problem."""
        content = self.content(name)
        if isinstance(content, LinedDict) or content is None:
            return content
        message = N_("There are no keys here: begin with lines like “title: …”.")
        self.note(Problem(name, 1, message))
        return None

    def _load(self, name: str) -> Data | None:
        if name not in self.folder:
            return None
        text = self.text(name)
        if name.endswith(".md"):
            return lined(text, 1)
        with self.reporting(name) as report:
            return parse_yaml(text, report)
