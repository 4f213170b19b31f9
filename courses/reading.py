"""Folder → Course, or every problem with its file and line."""

from dataclasses import replace
from pathlib import Path

from courses.activities import read_activity
from courses.errors import InvalidCourse, has_errors
from courses.manifest import Manifest, read_manifest
from courses.package import MANIFEST, Package
from courses.script import companions
from courses.source import LinedDict
from courses.structure import Course, Module
from courses.translation import Edition, edition
from quizzes import Report


def read(folder: Path, language: str = "") -> Course:
    """Read a course package in a language; "" means the one that it was written in.

    What is not translated is in the original, and says so in `language` or `text_language`.
    Raises InvalidCourse with all problems that keep the course from being used.
    """
    package = Package(folder)
    course = assemble(package, language)
    if course is None or has_errors(package.problems):
        raise InvalidCourse(package.problems)
    return course


def manifest_of(package: Package) -> Manifest | None:
    """What course.yaml says in the original; None, and problems, where it cannot be read."""
    given = package.mapping(MANIFEST)
    if given is None:
        return None
    with package.reporting(MANIFEST) as report:
        return read_manifest(given, report)


def texts_of(package: Package, manifest: Manifest) -> tuple[str, ...]:
    """The names of all files that are translated: course.yaml, activities, what goes with them."""
    files = [name for listed in manifest.activities for name in companions(package, listed)]
    return MANIFEST, *(name for name in dict.fromkeys(files) if name in package.folder)


def assemble(package: Package, language: str) -> Course | None:
    """Read all of a course in a language; problems are noted in the package."""
    manifest = manifest_of(package)
    if manifest is None:
        return None
    shown = edition(package, language or manifest.original, manifest.original)
    manifest, text_language = _in_language(manifest, shown)
    modules = tuple(
        Module(
            id=listed.id,
            title=listed.title,
            summary=listed.summary,
            activities=tuple(
                activity
                for entry in listed.activities
                if (activity := read_activity(shown, entry)) is not None
            ),
        )
        for listed in manifest.modules
    )
    return Course(
        id=manifest.id,
        version=manifest.version,
        digest=package.folder.digest(),
        language=shown.language,
        original=manifest.original,
        languages=manifest.languages,
        text_language=text_language,
        title=manifest.title,
        summary=manifest.summary,
        objectives=manifest.objectives,
        audience=manifest.audience,
        credit=manifest.credit,
        licence=manifest.licence,
        sequence=manifest.sequence,
        completion=manifest.completion,
        modules=modules,
    )


def _in_language(manifest: Manifest, shown: Edition) -> tuple[Manifest, str]:
    """The manifest with its texts translated, if all of them are; ids and order stay."""
    if shown.language == manifest.original:
        return manifest, manifest.original
    content = shown.translated(MANIFEST)
    if not isinstance(content, LinedDict):
        return manifest, manifest.original
    translated = read_manifest(content, Report(MANIFEST))
    return replace(translated, completion=manifest.completion), shown.language
