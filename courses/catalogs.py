"""Catalogs for translators: a template of all texts, and a language brought up to date."""

from collections.abc import Mapping
from io import BytesIO, StringIO
from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.pofile import read_po, write_po

from courses.errors import InvalidCourse, has_errors
from courses.manifest import Manifest
from courses.package import Package
from courses.reading import manifest_of, texts_of
from courses.segments import Segment, segments
from courses.translation import coverage_of, edition

WIDTH = 96


def coverage(folder: Path) -> Mapping[str, tuple[int, int]]:
    """For each language that the course claims: texts translated, and texts there are.

    Raises InvalidCourse where the package cannot be read.
    """
    package, manifest = _opened(folder)
    texts = texts_of(package, manifest)
    return {
        language: coverage_of(edition(package, language, manifest.original), texts)
        if language != manifest.original
        else (len(_segments(package, manifest)),) * 2
        for language in manifest.languages
    }


def extract(folder: Path) -> str:
    """A gettext template (.pot) of all texts of a course, each with the place it stands in.

    The same package always gives the same text. Raises InvalidCourse.
    """
    package, manifest = _opened(folder)
    return _written(_template(package, manifest), _header(manifest, ""))


def update_catalog(folder: Path, language: str) -> str:
    """The catalog of a language with all texts of today, ready to be written to locale/.

    What was translated stays. Where a text changed, its old translation is kept as fuzzy, which
    counts as unfinished until a person has looked. Raises InvalidCourse.
    """
    package, manifest = _opened(folder)
    name = f"locale/{language}.po"
    known = package.text(name) if name in package.folder else ""
    edition(package, language, manifest.original)  # notes what is wrong with the catalog
    if has_errors(package.problems):
        raise InvalidCourse(package.problems)
    catalog = read_po(StringIO(known))
    catalog.update(_template(package, manifest), no_fuzzy_matching=not known)
    return _written(catalog, _header(manifest, language))


def _opened(folder: Path) -> tuple[Package, Manifest]:
    package = Package(folder)
    manifest = manifest_of(package)
    if manifest is None or has_errors(package.problems):
        raise InvalidCourse(package.problems)
    return package, manifest


def _segments(package: Package, manifest: Manifest) -> tuple[Segment, ...]:
    contents = {name: package.content(name) for name in texts_of(package, manifest)}
    return tuple(
        segment
        for name, content in contents.items()
        if content is not None
        for segment in segments(content, name)
    )


def _template(package: Package, manifest: Manifest) -> Catalog:
    template = Catalog()
    for segment in _segments(package, manifest):
        template.add(segment.text, locations=[(segment.file, segment.line)])
    for message in template:
        message.flags.clear()  # a per cent sign is only a per cent sign here
    return template


def _header(manifest: Manifest, language: str) -> str:
    lines = (
        f"Project-Id-Version: {manifest.id} {manifest.version}",
        f"Language: {language}",
        "MIME-Version: 1.0",
        "Content-Type: text/plain; charset=utf-8",
        "Content-Transfer-Encoding: 8bit",
    )
    return 'msgid ""\nmsgstr ""\n' + "".join(f'"{line}\\n"\n' for line in lines) + "\n"


def _written(catalog: Catalog, header: str) -> str:
    """Written without dates, so that a catalog changes only when a text does."""
    body = BytesIO()
    write_po(body, catalog, width=WIDTH, omit_header=True)
    return header + body.getvalue().decode("utf-8")
