"""A package in a language: its own files for it, or the catalog, or the original.

`locale/fr.po` maps segments to their French. A file `why.fr.md` beside `why.md` wins over it.
What belongs together is translated together: while one segment of an activity is missing, the
whole activity is shown in the original.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from io import StringIO

from babel.messages.catalog import Message
from babel.messages.pofile import PoFileError, read_po

from courses.package import MANIFEST, Package, variant
from courses.segments import changed, segments
from courses.source import Data, lined
from courses.text import MEDIA
from quizzes import N_

CATALOG_LINE = re.compile(
    r'(?:#.*|(?:(?:msgctxt|msgid|msgid_plural|msgstr|msgstr\[\d\]) )?"(?:[^"\\]|\\.)*")?'
)


@dataclass(frozen=True)
class Entry:
    """A translated segment, and its line in the catalog."""

    text: str
    line: int


@dataclass(frozen=True)
class Catalog:
    """The finished translations of one language; those marked fuzzy are not finished."""

    file: str = ""
    entries: Mapping[str, Entry] = field(default_factory=dict, hash=False)

    def entry(self, text: str) -> Entry | None:
        """The translation of a segment; line breaks and doubled blanks make no difference."""
        return self.entries.get(_squeezed(text))


@dataclass(frozen=True)
class Edition:
    """A package as it is shown to those who read one language."""

    package: Package
    language: str
    original: str
    catalog: Catalog

    def contents(self, *names: str) -> tuple[tuple[Data | None, ...], str]:
        """Files that belong together, and the language that all of them are in."""
        if self.language != self.original:
            translated = tuple(self.translated(name) for name in names)
            if None not in translated:
                return translated, self.language
        return tuple(self.package.content(name) for name in names), self.original

    def translated(self, name: str) -> Data | None:
        """One file in this language, None while any of it is missing."""
        own = variant(name, self.language)
        if own in self.package.folder and name != MANIFEST:
            return self._with_own_media(own, self.package.content(own))
        content = self.package.content(name)
        if content is None or any(self.lacks(text.text) for text in segments(content, name)):
            return None
        return self._with_own_media(name, changed(content, name, self._translate))

    def covers(self, name: str) -> bool:
        """Whether the package has its own file for this language."""
        return variant(name, self.language) in self.package.folder and name != MANIFEST

    def lacks(self, text: str) -> bool:
        """Whether the catalog has no finished translation of a segment."""
        return self.catalog.entry(text) is None

    def medium(self, name: str, shown: str) -> str:
        """The name of a picture, film or sound for those who are shown this language."""
        own = variant(name, shown)
        return own if shown != self.original and own in self.package.folder else name

    def _translate(self, text: str, _line: int) -> str:
        entry = self.catalog.entry(text)
        return entry.text if entry else text

    def _with_own_media(self, name: str, content: Data | None) -> Data | None:
        def replace(text: str, _line: int = 0) -> str:
            return MEDIA.sub(lambda found: self.medium(found[0], self.language), text)

        if content is None:
            return None
        if isinstance(content, str):
            return lined(replace(content), 1)
        return changed(content, name, replace)


def edition(package: Package, language: str, original: str) -> Edition:
    """The package in a language; a broken catalog is noted and counts as empty."""
    name = f"locale/{language}.po"
    empty = language == original or name not in package.folder
    return Edition(package, language, original, Catalog() if empty else _catalog(package, name))


def coverage_of(edition: Edition, names: tuple[str, ...]) -> tuple[int, int]:
    """How many segments of these files have a translation, and how many there are."""
    done = total = 0
    for name in names:
        content = edition.package.content(name)
        texts = () if content is None else segments(content, name)
        total += len(texts)
        own = edition.covers(name)
        done += sum(own or not edition.lacks(text.text) for text in texts)
    return done, total


def _catalog(package: Package, name: str) -> Catalog:
    """Read a catalog; lines are tried first, because Babel takes half a string for a whole one."""
    text = package.text(name)
    with package.reporting(name) as report:
        for number, line in enumerate(text.split("\n"), start=1):
            if not CATALOG_LINE.fullmatch(line.strip()):
                message = N_("This line does not belong in a gettext catalog: mend its quotes.")
                report.error(number, message)
        if report.refuses():
            return Catalog(name)
        try:
            catalog = read_po(StringIO(text), abort_invalid=True)
        except (PoFileError, ValueError) as error:
            message = N_("This is not a gettext catalog (%(reason)s): mend the line.")
            report.error(getattr(error, "lineno", -1) + 1, message, reason=error)
            return Catalog(name)
    entries = {}
    for entry in catalog:
        if text := _finished(entry):
            entries[_squeezed(str(entry.id))] = Entry(text, entry.lineno or 0)
    return Catalog(name, entries)


def _finished(message: Message) -> str:
    """The translation that a message holds; "" for none, for a plural, and where it is fuzzy."""
    singular = isinstance(message.string, str) and message.id and not message.fuzzy
    return str(message.string).strip() if singular else ""


def _squeezed(text: str) -> str:
    return re.sub(r"\s+", " ", text).strip()
