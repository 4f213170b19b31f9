"""What reading alone cannot see: links, leftovers, captions, weights, unfinished translations."""

import mimetypes
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from courses.languages import LANGUAGES
from courses.links import Targets, link_problems
from courses.manifest import Manifest
from courses.package import Package, variant
from courses.reading import assemble, manifest_of, texts_of
from courses.segments import segments
from courses.source import LinedDict, LinedStr
from courses.structure import Course, QuizActivity
from courses.text import MEDIA
from courses.translation import Edition, coverage_of, edition
from quizzes import N_, Problem, Question, Severity

HEAVY: Mapping[str, int] = {"image": 300_000, "audio": 5_000_000, "video": 10_000_000}


@dataclass(frozen=True)
class Checked:
    """A package with all that the rules below look at."""

    package: Package
    manifest: Manifest
    texts: tuple[str, ...]
    editions: tuple[Edition, ...]
    original: Course
    translated: Mapping[str, Course] = field(hash=False)

    def with_variants(self, names: tuple[str, ...]) -> tuple[str, ...]:
        """The names, and those that the package has in other languages."""
        every = (variant(name, language) for name in names for language in LANGUAGES)
        return *names, *(name for name in every if name in self.package.folder)


def check(folder: Path) -> tuple[Problem, ...]:
    """Everything that is wrong with a package, in every language it claims.

    Errors keep it from being published; warnings do not. Ordered by file and line.
    """
    package = Package(folder)
    manifest = manifest_of(package)
    original = assemble(package, "")
    if manifest is None or original is None:
        return package.problems
    others = manifest.languages[1:]
    checked = Checked(
        package=package,
        manifest=manifest,
        texts=texts_of(package, manifest),
        editions=tuple(edition(package, language, manifest.original) for language in others),
        original=original,
        translated={
            language: course for language in others if (course := assemble(package, language))
        },
    )
    for rule in (_links, _leftovers, _captions, _weights, _catalogs, _coverage, _same_questions):
        package.note(*rule(checked))
    return package.problems


def _warning(file: str, line: int, message: str, /, **values: object) -> Problem:
    return Problem(file, line, message, values, Severity.WARNING)


def _links(checked: Checked) -> Iterator[Problem]:
    package = checked.package
    targets = Targets(package.folder, {listed.id for listed in checked.manifest.activities})
    for name in checked.with_variants(checked.texts):
        content = package.content(name)
        if isinstance(content, str):
            yield from link_problems(content, name, 1, targets)
            continue
        for text in () if content is None else segments(content, name):
            yield from link_problems(text.text, name, text.line, targets)
    for catalog in (shown.catalog for shown in checked.editions):
        for entry in catalog.entries.values():
            yield from link_problems(entry.text, catalog.file, entry.line, targets)


def _leftovers(checked: Checked) -> Iterator[Problem]:
    """Files that nothing refers to. Folders that no module names are the author's own."""
    folder = checked.package.folder
    known = checked.with_variants(checked.texts)
    for module in checked.manifest.modules:
        for name in folder.within(module.folder):
            if name not in known:
                yield _warning(name, 0, N_("No module lists this file: list it or remove it."))
    written = [folder.read(name).decode(errors="replace") for name in known]
    written += [entry.text for one in checked.editions for entry in one.catalog.entries.values()]
    named = tuple({found[0] for text in written for found in MEDIA.finditer(text)})
    for name in sorted(set(folder.within("media")) - set(checked.with_variants(named))):
        yield _warning(name, 0, N_("Nothing in the course uses this file: link it or remove it."))


def _captions(checked: Checked) -> Iterator[Problem]:
    folder = checked.package.folder
    for listed in checked.manifest.activities:
        content = checked.package.content(listed.file)
        if not isinstance(content, LinedDict) or content.get("type") != "video":
            continue
        name = content.get("captions")
        if not isinstance(name, LinedStr):
            yield _warning(listed.file, content.line, N_("The film has no captions: add them."))
            continue
        for language in checked.manifest.languages[1:]:
            if variant(name, language) not in folder:
                message = N_("The film has no captions in %(language)s: add %(file)s.")
                values = {"language": LANGUAGES[language], "file": variant(name, language)}
                yield _warning(listed.file, name.line, message, **values)
    for name in folder.within("media"):
        if name.endswith(".vtt") and not folder.read(name).lstrip(b"\xef\xbb\xbf").startswith(
            b"WEBVTT"
        ):
            yield Problem(name, 1, N_("Captions have to begin with a line “WEBVTT”."))


def _weights(checked: Checked) -> Iterator[Problem]:
    for name, size in checked.package.folder.sizes.items():
        kind = (mimetypes.guess_type(name)[0] or "").partition("/")[0]
        if name.startswith("media/") and size > HEAVY.get(kind, size):
            message = N_("This file has %(size)s kB: make it smaller than %(limit)s kB.")
            yield _warning(name, 0, message, size=size // 1000, limit=HEAVY[kind] // 1000)


def _catalogs(checked: Checked) -> Iterator[Problem]:
    claimed = [f"locale/{language}.po" for language in checked.manifest.languages[1:]]
    for name in checked.package.folder.within("locale"):
        if name not in claimed:
            message = N_("This is no catalog of a language in course.yaml: add the language there.")
            yield _warning(name, 0, message)


def _coverage(checked: Checked) -> Iterator[Problem]:
    for shown in checked.editions:
        done, total = coverage_of(shown, checked.texts)
        if done == total:
            continue
        course = checked.translated.get(shown.language, checked.original)
        whole = sum(activity.language == shown.language for activity in course.activities)
        message = N_(
            "Not translated to %(language)s: %(missing)s of %(total)s texts, so that "
            "%(kept)s of %(activities)s activities are shown in the original."
        )
        activities = len(course.activities)
        yield _warning(
            f"locale/{shown.language}.po",
            0,
            message,
            language=LANGUAGES[shown.language],
            missing=total - done,
            total=total,
            kept=activities - whole,
            activities=activities,
        )


def _same_questions(checked: Checked) -> Iterator[Problem]:
    """A quiz rewritten for a language has to ask the same: answers are kept by these ids."""
    for language, course in checked.translated.items():
        quizzes = {one.id: one for one in course.activities if isinstance(one, QuizActivity)}
        for listed in checked.manifest.activities:
            own = variant(listed.file, language)
            if listed.id not in quizzes or own not in checked.package.folder:
                continue
            before = checked.original.activity(listed.id)
            after = quizzes[listed.id].quiz.questions
            if isinstance(before, QuizActivity) and _keys(before.quiz.questions) != _keys(after):
                message = N_(
                    "Questions, ids or right answers differ from %(file)s: make them equal."
                )
                yield Problem(own, 0, message, {"file": listed.file})


def _keys(questions: tuple[Question, ...]) -> list[tuple[str, str, object]]:
    """What has to be equal in all languages; the words that are right may differ."""
    return [
        (one.id, one.type, None if one.type == "words" else one.right_answer()) for one in questions
    ]
