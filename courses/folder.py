"""A package as files on disk: what is there, what may not be, and the digest of it all.

A package is data from outside, so nothing is read that is not an ordinary file inside the
folder, and sizes and counts have limits. Names that begin with a dot are passed over.
"""

import hashlib
import os
import re
import stat
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from quizzes import N_, Problem

MOST_FILES = 2_000
MOST_BYTES = 500_000_000
LARGEST_TEXT = 1_000_000
LARGEST_CATALOG = 5_000_000

SAFE_NAME = re.compile(r"[A-Za-z0-9_][A-Za-z0-9._-]{0,99}")
TEXTS = (".md", ".yaml", ".po", ".vtt")


@dataclass(frozen=True)
class Folder:
    """The files of a package: bytes by name, names as in "media/map.svg", in order."""

    root: Path
    sizes: Mapping[str, int] = field(hash=False)

    def __contains__(self, name: str) -> bool:
        return name in self.sizes

    def read(self, name: str) -> bytes:
        """The bytes of a file that was there at the scan."""
        return (self.root / name).read_bytes()

    def within(self, folder: str) -> tuple[str, ...]:
        """The names of all files below a folder, in order."""
        return tuple(name for name in self.sizes if name.startswith(f"{folder}/"))

    def digest(self) -> str:
        """SHA-256, in hexadecimal, over name, size and bytes of every file, in order."""
        seen = hashlib.sha256()
        for name in self.sizes:
            content = self.read(name)
            seen.update(f"{name}\0{len(content)}\0".encode())
            seen.update(content)
        return seen.hexdigest()


def scan(root: Path) -> tuple[Folder, tuple[Problem, ...]]:
    """List a package's files, with a problem for each that may not be in one."""
    problems: list[Problem] = []
    sizes: dict[str, int] = {}
    for path in _paths(root):
        name = path.relative_to(root).as_posix()
        message = unfit(name) or _unfit_file(path)
        if message:
            problems.append(Problem(name, 0, message))
        elif path.is_file():
            sizes[name] = path.stat().st_size
        if len(sizes) > MOST_FILES:
            break
    folder = Folder(root, dict(sorted(sizes.items())))
    return folder, (*problems, *_too_much(sizes))


def unfit(name: str) -> str:
    """Why a package may not hold a file of this name; "" where it may."""
    if all(SAFE_NAME.fullmatch(part) for part in name.split("/")):
        return ""
    return N_("This name will not work everywhere: use only A–Z, a–z, 0–9, hyphens, _ and dots.")


def _paths(root: Path) -> Iterator[Path]:
    """All paths that do not begin with a dot, at most a few more than are allowed."""
    for folder, folders, files in os.walk(root, followlinks=False):
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        for name in (*folders, *sorted(files)):
            if not name.startswith("."):
                yield Path(folder, name)


def _unfit_file(path: Path) -> str:
    mode = path.lstat().st_mode
    if stat.S_ISLNK(mode):
        return N_("This is a link: put the file itself here.")
    if not (stat.S_ISREG(mode) or stat.S_ISDIR(mode)):
        return N_("This is no ordinary file: remove it.")
    largest = LARGEST_CATALOG if path.suffix == ".po" else LARGEST_TEXT
    if path.suffix in TEXTS and path.stat().st_size > largest:
        return N_("This text is too large (over 1 MB; a catalog, over 5 MB): split it.")
    return ""


def _too_much(sizes: Mapping[str, int]) -> Iterator[Problem]:
    if len(sizes) > MOST_FILES:
        message = N_("There are more than %(limit)s files: remove some.")
        yield Problem("course.yaml", 0, message, {"limit": MOST_FILES})
    if sum(sizes.values()) > MOST_BYTES:
        message = N_("All files together have more than %(limit)s MB: make media smaller.")
        yield Problem("course.yaml", 0, message, {"limit": MOST_BYTES // 1_000_000})
