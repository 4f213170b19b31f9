"""The file that a backup is: a sealed zip of the database and the courses, with a manifest.

The manifest names every other member with its size and SHA-256. Nothing of an archive is written
to the disk before the manifest and the name, kind and size of each member were checked.
"""

import hashlib
import json
import os
import shutil
import stat
import struct
import tempfile
import zipfile
import zlib
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import asdict, dataclass, field, replace
from pathlib import Path
from typing import IO, Any

from training import strongbox

FORMAT = 1
MANIFEST = "manifest.json"
DATABASE = "training.db"
COURSES = "courses"
COURSE_DEPTH = 3  # course, version and at least a file's name
LARGEST_MANIFEST = 8_000_000
CHUNK = 1 << 20
ENCRYPTED = 1
PACKINGS = (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)
UNREADABLE = (
    zipfile.BadZipFile,
    zlib.error,
    struct.error,
    OSError,  # cut short, or names that this disk cannot have
    ValueError,
    RuntimeError,
    EOFError,
)


class UnusableArchive(Exception):
    """A file that cannot be restored; the text says what is wrong and what to do."""


@dataclass(frozen=True)
class Member:
    """A file in an archive, as the manifest knows it."""

    size: int
    sha256: str


@dataclass(frozen=True)
class Manifest:
    """What an archive holds.

    revision  the migration that its database was at
    key       what the platform's secret key makes of `made_at`: tells whether two keys are the
              same without giving either away
    vault     the data keys, without which the database is unreadable: they travel in the sealed
              file, and so nobody has to keep the old ones for as long as the backup
    audit     the head of the audit log
    """

    made_at: str
    revision: str
    key: str
    vault: tuple[str, ...] = ()
    audit: str = ""
    members: Mapping[str, Member] = field(default_factory=dict)
    format: int = FORMAT


def write(target: Path, files: Mapping[str, Path], about: Manifest, key: str) -> Manifest:
    """Pack files under their member names and seal them; the file is there whole or not at all.

    Only its owner may read it. What is packed, not yet sealed, never has a name on the disk.
    """
    handle, name = tempfile.mkstemp(prefix=".backup-", dir=target.parent)
    unfinished = Path(name)
    try:
        with (
            os.fdopen(handle, "wb") as file,
            tempfile.TemporaryFile(dir=files[DATABASE].parent) as packed,
        ):
            manifest = pack(packed, files, about)
            packed.seek(0)
            strongbox.seal(packed, file, key, about.made_at)
            file.flush()
            os.fsync(file.fileno())
        unfinished.replace(target)
    finally:
        unfinished.unlink(missing_ok=True)
    return manifest


def pack(file: IO[bytes], files: Mapping[str, Path], about: Manifest) -> Manifest:
    """Write a zip of files into an open one, and at its end the manifest."""
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        members = {name: add(archive, name, path) for name, path in files.items()}
        manifest = replace(about, members=members)
        archive.writestr(MANIFEST, json.dumps(asdict(manifest), indent=1))
    return manifest


def add(archive: zipfile.ZipFile, name: str, path: Path) -> Member:
    """Pack one file, and return what the manifest says of it."""
    with path.open("rb") as source, archive.open(name, "w", force_zip64=True) as packed:
        return copy(source, packed)


def copy(source: IO[bytes], target: IO[bytes]) -> Member:
    """Copy a stream to its end, a piece at a time."""
    seen, size = hashlib.sha256(), 0
    while piece := source.read(CHUNK):
        target.write(piece)
        seen.update(piece)
        size += len(piece)
    return Member(size, seen.hexdigest())


def unsealed(path: Path, into: Path, keys: Iterable[str]) -> Path:
    """Return where the archive inside a sealed file is now; one that never was sealed stays.

    Raises UnusableArchive without its key, and where it is damaged.
    """
    inner = into / path.name
    try:
        with path.open("rb") as sealed, inner.open("xb") as packed:
            _header, pieces = strongbox.opened(sealed, keys)
            packed.writelines(pieces)
    except strongbox.NotOurs:
        return path
    except strongbox.WrongKey as missing:
        raise UnusableArchive(
            f"It was sealed with the backup key {missing}, which is not here: put that key into"
            " DATA_DIR/backup_key or into the setting BACKUP_KEY."
        ) from None
    except (strongbox.Damaged, OSError):
        raise UnusableArchive(
            f"{path.name} cannot be read as a backup: it is damaged, cut short or was changed."
        ) from None
    return inner


@contextmanager
def opened(path: Path) -> Iterator[tuple[zipfile.ZipFile, Manifest]]:
    """Open an archive whose manifest and members are fit to be unpacked.

    Raises UnusableArchive, also when unpacking finds that bytes are missing or damaged.
    """
    try:
        with zipfile.ZipFile(path) as archive:
            manifest = read_manifest(archive)
            for fault in faults(archive.infolist(), manifest):
                raise UnusableArchive(fault)
            yield archive, manifest
    except UNREADABLE as error:
        raise UnusableArchive(f"{path.name} cannot be read as a backup: {error}") from None


def read_manifest(archive: zipfile.ZipFile) -> Manifest:
    """Return what an archive says it holds; raises UnusableArchive where it says nothing."""
    found = [one for one in archive.infolist() if one.filename == MANIFEST]
    if len(found) != 1 or found[0].file_size > LARGEST_MANIFEST:
        raise UnusableArchive(f"There is no {MANIFEST} in it: this is not a backup of ours.")
    try:
        return manifest_of(json.loads(archive.read(found[0])))
    except (ValueError, TypeError, KeyError, AttributeError):
        raise UnusableArchive(f"{MANIFEST} is not one that this platform writes.") from None


def manifest_of(plain: Mapping[str, Any]) -> Manifest:
    """Return a manifest from plain values; raises ValueError, TypeError, KeyError."""
    if plain["format"] != FORMAT:
        raise UnusableArchive(
            f"This backup has format {plain['format']}, and format {FORMAT} can be restored:"
            " use the version of the platform that made it, or a newer one."
        )
    members = {
        name: Member(int(one["size"]), str(one["sha256"])) for name, one in plain["members"].items()
    }
    return Manifest(
        made_at=str(plain["made_at"]),
        revision=str(plain["revision"]),
        key=str(plain["key"]),
        vault=tuple(map(str, plain.get("vault", ()))),
        audit=str(plain.get("audit", "")),
        members=members,
    )


def faults(found: list[zipfile.ZipInfo], manifest: Manifest) -> Iterator[str]:
    """Yield what is wrong with the names, kinds and sizes in an archive."""
    names = [one.filename for one in found if one.filename != MANIFEST]
    if len({name.casefold() for name in names}) < len(names):
        yield "Two files in the backup have the same name."
    for name in sorted(set(manifest.members).symmetric_difference(names)):
        yield f"{name!r} is in the manifest or in the backup, but not in both."
    if DATABASE not in names:
        yield f"There is no {DATABASE} in the backup."
    for member in found:
        if member.filename != MANIFEST and (fault := fault_of(member, manifest)):
            yield f"{member.filename!r} {fault}"


def fault_of(member: zipfile.ZipInfo, manifest: Manifest) -> str:
    """Tell what is wrong with one member; empty where it is fit to be unpacked."""
    kind = stat.S_IFMT(member.external_attr >> 16)
    if not is_safe(member.filename):
        return "is not the name of a file that a backup holds."
    if kind not in (0, stat.S_IFREG):
        return "is a link or a device, not a file."
    if member.flag_bits & ENCRYPTED or member.compress_type not in PACKINGS:
        return "is encrypted, or packed in a way that backups are not."
    if member.file_size != manifest.members[member.filename].size:
        return "does not have the size that the manifest says."
    return ""


def is_safe(name: str) -> bool:
    """Tell whether a member's name stays inside the folder that it is unpacked into."""
    top, *parts = name.split("/")
    if name == DATABASE:
        return True
    return top == COURSES and len(parts) >= COURSE_DEPTH and all(map(is_plain, parts))


def is_plain(part: str) -> bool:
    """Tell whether a part of a name means nothing but itself, on every system."""
    return part.isprintable() and part not in {"", ".", ".."} and not set(part) & set('\\:*?"<>|')


def unpack(archive: zipfile.ZipFile, manifest: Manifest, into: Path) -> None:
    """Unpack every member below a folder; raises UnusableArchive for altered bytes or no room."""
    needed = sum(one.size for one in manifest.members.values())
    if needed > shutil.disk_usage(into).free:
        raise UnusableArchive(f"The disk has no room for the {needed} bytes of this backup.")
    for name, expected in manifest.members.items():
        path = into / name
        path.parent.mkdir(parents=True, exist_ok=True)
        with archive.open(name) as packed, path.open("xb") as target:
            found = copy(packed, target)
            target.flush()
            os.fsync(target.fileno())
        if found != expected:
            raise UnusableArchive(f"{name!r} is not what was packed: its digest differs.")
