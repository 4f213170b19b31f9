"""Course ⇄ zip: the same folder always gives the same bytes, and a foreign zip does no harm."""

import shutil
import stat
import tempfile
import zipfile
import zlib
from collections.abc import Iterator
from contextlib import ExitStack
from io import BytesIO
from pathlib import Path, PurePosixPath

from courses.errors import InvalidCourse
from courses.folder import MOST_BYTES, MOST_FILES, scan, unfit
from courses.package import MANIFEST, Package
from courses.reading import manifest_of
from quizzes import N_, Problem

EPOCH = (1980, 1, 1, 0, 0, 0)  # the earliest time that a zip can hold
COMPRESSED = (".webm", ".mp4", ".mp3", ".ogg", ".png", ".jpg", ".jpeg", ".webp", ".avif")
UNREADABLE = (
    zipfile.BadZipFile,
    zlib.error,
    EOFError,
    NotImplementedError,  # a way of packing that Python does not know
    RuntimeError,  # encrypted
    FileExistsError,  # a file and a folder of one name
    NotADirectoryError,
)


def digest(folder: Path) -> str:
    """SHA-256, in hexadecimal, over the names and bytes of a package's files.

    Files whose names begin with a dot do not count. Raises InvalidCourse where something in the
    folder may not be in a package.
    """
    found, problems = scan(folder)
    if problems:
        raise InvalidCourse(problems)
    return found.digest()


def pack(folder: Path) -> bytes:
    """A zip of a package, in a folder named after the course. Raises InvalidCourse."""
    package = Package(folder)
    manifest = manifest_of(package)
    if package.problems or manifest is None:
        raise InvalidCourse(package.problems)
    packed = BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        for name in package.folder.sizes:
            member = zipfile.ZipInfo(f"{manifest.id}/{name}", EPOCH)
            member.external_attr = (stat.S_IFREG | 0o644) << 16
            if not name.endswith(COMPRESSED):
                member.compress_type = zipfile.ZIP_DEFLATED
            archive.writestr(member, package.folder.read(name))
    return packed.getvalue()


def unpack(archive: Path, into: Path) -> Path:
    """Unpack a zip of a course below `into`; returns the folder that holds course.yaml.

    Raises InvalidCourse for what is no zip, or would write elsewhere, link, or fill the disk;
    then nothing is left behind.
    """
    try:
        with zipfile.ZipFile(archive) as opened:
            members = [member for member in opened.infolist() if _counts(member)]
            problems = tuple(_problems(members, archive.name))
            if problems:
                raise InvalidCourse(problems)
            return _unpack(opened, members, into)
    except UNREADABLE as error:
        message = N_("This is no zip that can be read (%(reason)s): pack it again.")
        raise InvalidCourse((Problem(archive.name, 0, message, {"reason": error}),)) from error


def _unpack(archive: zipfile.ZipFile, members: list[zipfile.ZipInfo], into: Path) -> Path:
    into.mkdir(parents=True, exist_ok=True)
    target = Path(tempfile.mkdtemp(prefix="course-", dir=into))
    with ExitStack() as unfinished:
        unfinished.callback(shutil.rmtree, target)
        for member in members:
            path = target / member.filename
            path.parent.mkdir(parents=True, exist_ok=True)
            with archive.open(member) as source, path.open("xb") as copy:
                shutil.copyfileobj(source, copy)  # stops at the size that was checked
        unfinished.pop_all()
    return target / _top(members)


def _counts(member: zipfile.ZipInfo) -> bool:
    """Pass over folders, and over what systems hide in zips: .DS_Store, __MACOSX/._map.svg."""
    parts = PurePosixPath(member.filename).parts
    hidden = any(part.startswith(".") and part != ".." for part in parts)
    return not (member.is_dir() or hidden)


def _top(members: list[zipfile.ZipInfo]) -> str:
    names = [member.filename for member in members]
    found = [name for name in names if PurePosixPath(name).name == MANIFEST]
    return str(PurePosixPath(min(found, key=len)).parent)


def _problems(members: list[zipfile.ZipInfo], archive: str) -> Iterator[Problem]:
    names = [member.filename for member in members]
    if not any(PurePosixPath(name).name == MANIFEST for name in names):
        yield Problem(archive, 0, N_("There is no course.yaml in this zip."))
    if len(names) > MOST_FILES:
        message = N_("There are more than %(limit)s files: remove some.")
        yield Problem(archive, 0, message, {"limit": MOST_FILES})
    if sum(member.file_size for member in members) > MOST_BYTES:
        message = N_("All files together have more than %(limit)s MB: make media smaller.")
        yield Problem(archive, 0, message, {"limit": MOST_BYTES // 1_000_000})
    if len(set(map(str.casefold, names))) < len(names):
        yield Problem(archive, 0, N_("Two files in this zip have the same name."))
    for member in members:
        if unfit(member.filename):
            yield Problem(member.filename, 0, unfit(member.filename))
        elif stat.S_ISLNK(member.external_attr >> 16):
            yield Problem(member.filename, 0, N_("This is a link: put the file itself here."))
