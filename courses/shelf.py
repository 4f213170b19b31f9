"""Published courses, kept for good: shelf/<course>/<version>/, never changed once it is there."""

import json
import os
import shutil
import tempfile
from dataclasses import asdict, dataclass
from pathlib import Path

from courses.checking import check
from courses.errors import InvalidCourse, has_errors
from courses.folder import SAFE_NAME, Folder, scan
from courses.manifest import VERSION
from courses.package import MANIFEST, Package
from courses.reading import read
from courses.source import LinedDict
from courses.structure import Course
from courses.text import MEDIA
from quizzes import N_, Problem

RECORD = ".published.json"  # begins with a dot, so the digest passes it over


@dataclass(frozen=True)
class Published:
    """A version of a course on the shelf; the title is in the original language."""

    course_id: str
    version: str
    digest: str
    title: str
    languages: tuple[str, ...]


class Shelf:
    """The published versions below a folder, which need not be there yet."""

    def __init__(self, root: Path) -> None:
        self._root = root
        self._courses: dict[tuple[str, str, str], Course] = {}

    def publish(self, folder: Path) -> Published:
        """Put a copy of a checked package on the shelf; the same one again changes nothing.

        Raises InvalidCourse where the check finds errors, or where other content has been
        published under the same version. After a crash the version is there whole or not at all.
        """
        problems = check(folder)
        if has_errors(problems):
            raise InvalidCourse(problems)
        self._root.mkdir(parents=True, exist_ok=True)
        copy = Path(tempfile.mkdtemp(prefix=".new-", dir=self._root))
        try:
            return self._place(copy, _copy(scan(folder)[0], copy))
        finally:
            shutil.rmtree(copy, ignore_errors=True)

    def published(self) -> tuple[Published, ...]:
        """Everything on the shelf, by course and from the first version to the latest."""
        records = self._root.glob(f"[!.]*/*/{RECORD}")
        found = [_record(path.parent) for path in records]
        return tuple(sorted(found, key=lambda one: (one.course_id, _numbers(one.version))))

    def course(self, course_id: str, version: str, language: str = "") -> Course:
        """A published course in a language, read once and kept in memory.

        Raises KeyError for what is not on the shelf, and InvalidCourse where somebody changed it.
        """
        key = (course_id, version, language)
        if key not in self._courses:
            folder = self._folder(course_id, version)
            course = read(folder, language)
            if course.digest != _record(folder).digest:
                message = N_("The published files were changed: put the original back.")
                raise InvalidCourse((Problem(str(folder), 0, message),))
            self._courses[key] = course
        return self._courses[key]

    def media(self, course_id: str, version: str, name: str) -> Path:
        """The file of a medium, named as in the course (media/map.svg) or without the folder.

        Raises KeyError for whatever is not a medium of that version.
        """
        full = name if name.startswith("media/") else f"media/{name}"
        path = self._folder(course_id, version) / full
        if not MEDIA.fullmatch(full) or not path.is_file():
            raise KeyError(name)
        return path

    def _folder(self, course_id: str, version: str) -> Path:
        if not (SAFE_NAME.fullmatch(course_id) and VERSION.fullmatch(version)):
            raise KeyError(course_id)
        folder = self._root / course_id / version
        if not (folder / RECORD).is_file():
            raise KeyError(course_id)
        return folder

    def _place(self, copy: Path, new: Published) -> Published:
        """Rename the finished copy to its place, unless that is taken."""
        target = self._root / new.course_id / new.version
        target.parent.mkdir(exist_ok=True)
        try:
            copy.rename(target)
        except OSError:
            if not (target / RECORD).is_file():
                raise
            _refuse_other_content(_record(target), new, copy)
        _sync(target.parent)
        _sync(self._root)
        return new


def _copy(folder: Folder, target: Path) -> Published:
    """Copy a package and record what it is, all of it on the disk when this returns."""
    for name in folder.sizes:
        path = target / name
        path.parent.mkdir(parents=True, exist_ok=True)
        _write(path, folder.read(name))
    course = read(target)
    new = Published(course.id, course.version, course.digest, course.title, course.languages)
    _write(target / RECORD, json.dumps(asdict(new), ensure_ascii=False, indent=2).encode())
    for path in sorted(path for path in target.rglob("*") if path.is_dir()):
        _sync(path)
    target.chmod(0o755)
    _sync(target)
    return new


def _refuse_other_content(old: Published, new: Published, folder: Path) -> None:
    if old.digest != new.digest:
        message = N_(
            "Version %(version)s of %(course)s is published with other content: raise the version."
        )
        values = {"version": new.version, "course": new.course_id}
        given = Package(folder).mapping(MANIFEST) or LinedDict()
        line = getattr(given.get("version"), "line", 0)
        raise InvalidCourse((Problem(MANIFEST, line, message, values),))


def _record(folder: Path) -> Published:
    found = json.loads((folder / RECORD).read_text(encoding="utf-8"))
    return Published(**{**found, "languages": tuple(found["languages"])})


def _numbers(version: str) -> tuple[int, ...]:
    return tuple(map(int, version.split(".")))


def _write(path: Path, content: bytes) -> None:
    with path.open("wb") as file:
        file.write(content)
        file.flush()
        os.fsync(file.fileno())


def _sync(folder: Path) -> None:
    """Make the names in a folder survive a power cut."""
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
