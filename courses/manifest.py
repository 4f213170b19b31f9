"""course.yaml: what the course is, and which activities it has in which order."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from courses.languages import LANGUAGES
from courses.source import LinedDict, LinedStr
from courses.structure import Sequence
from quizzes import N_, Fields, Report, refuse_repeats

FORMAT = "1"
VERSION = re.compile(r"(0|[1-9][0-9]{0,5})\.(0|[1-9][0-9]{0,5})\.(0|[1-9][0-9]{0,5})")
ACTIVITY_FILE = re.compile(r"([a-z0-9-]{1,100})\.(md|yaml)")
FOLDER = re.compile(r"[a-z0-9][a-z0-9-]{0,99}")
PASSAGE = 20_000


@dataclass(frozen=True)
class Listed:
    """An activity in the list of a module: its id, its file, and the line that names it."""

    id: str
    file: str
    line: int


@dataclass(frozen=True)
class ListedModule:
    """A module as course.yaml has it."""

    id: str
    title: str
    summary: str
    folder: str
    activities: tuple[Listed, ...]


@dataclass(frozen=True)
class Manifest:
    """All that course.yaml says, with the activities still to be read."""

    id: str
    version: str
    original: str
    languages: tuple[str, ...]
    title: str
    summary: str
    objectives: tuple[str, ...]
    audience: str
    credit: str
    licence: str
    sequence: Sequence
    completion: tuple[str, ...]
    modules: tuple[ListedModule, ...]

    @property
    def activities(self) -> tuple[Listed, ...]:
        """All activities of all modules, in order."""
        return tuple(listed for module in self.modules for listed in module.activities)


def read_manifest(given: LinedDict, report: Report) -> Manifest:
    """Read course.yaml; what is wrong is noted and read as if it were empty."""
    fields = Fields(given, report)
    _read_format(fields)
    original, languages = _languages(fields)
    modules = _modules(given, fields, report)
    manifest = Manifest(
        id=fields.identity(),
        version=_version(fields),
        original=original,
        languages=languages,
        title=fields.text("title"),
        summary=fields.text_if_any("summary", PASSAGE),
        objectives=fields.texts("objectives", range(21)),
        audience=fields.text_if_any("audience", PASSAGE),
        credit=fields.text_if_any("credit", PASSAGE),
        licence=fields.text_if_any("licence"),
        sequence=_sequence(fields),
        completion=_completion(given, fields, modules),
        modules=modules,
    )
    fields.refuse_unknown()
    return manifest


def _read_format(fields: Fields) -> None:
    found = fields.text("format")
    if found and found != FORMAT:
        message = N_("Format “%(format)s” is not known here: this platform reads format 1.")
        fields.error("format", message, format=found)


def _version(fields: Fields) -> str:
    found = fields.text("version")
    if found and not VERSION.fullmatch(found):
        message = N_("“%(version)s” is no version: write three numbers, like 1.0.0.")
        fields.error("version", message, version=found)
    return found


def _languages(fields: Fields) -> tuple[str, tuple[str, ...]]:
    original = fields.text("language")
    listed = fields.texts("languages", range(len(LANGUAGES) + 1))
    for key, codes in (("language", (original,)), ("languages", listed)):
        for code in codes:
            if code and code not in LANGUAGES:
                message = N_("“%(code)s” is no language here: write one of %(known)s.")
                fields.error(key, message, code=code, known=", ".join(LANGUAGES))
    return original, tuple(dict.fromkeys(code for code in (original, *listed) if code in LANGUAGES))


def _sequence(fields: Fields) -> Sequence:
    found = fields.text_if_any("sequence") or Sequence.ORDERED
    if found in list(Sequence):
        return Sequence(found)
    message = N_("“%(sequence)s” is no sequence: write ordered or free.")
    fields.error("sequence", message, sequence=found)
    return Sequence.ORDERED


def _completion(
    given: LinedDict, fields: Fields, modules: tuple[ListedModule, ...]
) -> tuple[str, ...]:
    known = [listed.id for module in modules for listed in module.activities]
    if isinstance(given.get("completion", "all"), str):
        if fields.text_if_any("completion") not in ("", "all"):
            message = N_("“completion” has to be “all” or a list of activities.")
            fields.error("completion", message)
        return tuple(known)
    required = fields.texts("completion", range(1, 501))
    for name in required:
        if name and name not in known:
            message = N_("“%(id)s” is required, but no module lists it: add it or remove it.")
            fields.error("completion", message, id=name)
    return tuple(name for name in known if name in required)


def _modules(given: LinedDict, fields: Fields, report: Report) -> tuple[ListedModule, ...]:
    rows = fields.rows("modules", range(1, 101))
    raw = [row for row in _list(given, "modules") if isinstance(row, Mapping)]
    modules = tuple(
        _module(row, _lines(_list(entry, "activities")))
        for row, entry in zip(rows, raw, strict=False)
    )
    refuse_repeats(rows, [module.id for module in modules], "id")
    refuse_repeats(rows, [module.folder for module in modules], "folder")
    seen: dict[str, Listed] = {}
    for module in modules:
        for listed in module.activities:
            first = seen.setdefault(listed.id, listed)
            if first is not listed:
                message = N_("“%(id)s” is also the id of %(file)s: rename one of the two files.")
                report.error(listed.line, message, id=listed.id, file=first.file)
    return modules


def _module(row: Fields, lines: Mapping[str, int]) -> ListedModule:
    folder = row.text("folder")
    if folder and not FOLDER.fullmatch(folder):
        message = N_("“%(folder)s” is no name of a folder here: use a–z, 0–9 and hyphens.")
        row.error("folder", message, folder=folder)
    listed = []
    for name in row.texts("activities", range(1, 201)):
        line = lines.get(name, row.line("activities"))
        if found := ACTIVITY_FILE.fullmatch(name):
            listed.append(Listed(found[1], f"{folder}/{name}", line))
        elif name:
            message = N_(
                "“%(name)s” is no file of an activity: use a–z, 0–9, hyphens; .md or .yaml."
            )
            row.error("activities", message, name=name)
    return ListedModule(
        id=row.identity(),
        title=row.text("title"),
        summary=row.text_if_any("summary", PASSAGE),
        folder=folder,
        activities=tuple(listed),
    )


def _list(given: Any, key: str) -> list[Any]:
    found = given.get(key)
    return found if isinstance(found, list) else []


def _lines(values: Iterable[Any]) -> dict[str, int]:
    return {value.strip(): value.line for value in values if isinstance(value, LinedStr)}
