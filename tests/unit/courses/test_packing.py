"""Course and zip."""

import stat
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest

from courses import InvalidCourse, digest, pack, unpack

Edit = Callable[[str, str, str], Path]


def zipped(path: Path, files: dict[str, str], mode: int = stat.S_IFREG) -> Path:
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, text in files.items():
            member = zipfile.ZipInfo(name)
            member.external_attr = mode << 16
            archive.writestr(member, text)
    return path


def test_a_packed_course_unpacks_to_the_same_digest(folder: Path, tmp_path: Path) -> None:
    archive = tmp_path / "small.zip"
    archive.write_bytes(pack(folder))
    assert digest(unpack(archive, tmp_path / "in")) == digest(folder)


def test_packing_twice_gives_the_same_bytes(folder: Path) -> None:
    before = pack(folder)
    (folder / "course.yaml").touch()
    assert pack(folder) == before


def test_the_digest_names_names_and_bytes_and_passes_over_dot_files(
    folder: Path, edit: Edit
) -> None:
    before = digest(folder)
    (folder / ".git").mkdir()
    (folder / ".git/HEAD").write_text("x")
    assert digest(folder) == before
    (folder / "media/ring.svg").rename(folder / "media/gnir.svg")
    renamed = digest(folder)
    edit("1-first/why.md", "two", "too")
    assert len({before, renamed, digest(folder)}) == 3


@pytest.mark.parametrize(
    "name", ["../evil.md", "/evil.md", "small/../../evil.md", "small\\..\\evil.md", "a/ü.md"]
)
def test_a_zip_that_writes_elsewhere_is_refused(tmp_path: Path, name: str) -> None:
    archive = zipped(tmp_path / "a.zip", {"course.yaml": "", name: ""})
    with pytest.raises(InvalidCourse):
        unpack(archive, tmp_path / "in")
    assert not (tmp_path / "in").exists()


def test_a_zip_with_links_is_refused(tmp_path: Path) -> None:
    archive = zipped(tmp_path / "a.zip", {"course.yaml": "/etc/passwd"}, stat.S_IFLNK)
    with pytest.raises(InvalidCourse, match="This is a link"):
        unpack(archive, tmp_path / "in")


def test_a_zip_that_would_fill_the_disk_is_refused(tmp_path: Path) -> None:
    archive = zipped(tmp_path / "a.zip", {"course.yaml": "x"})
    content = bytearray(archive.read_bytes())
    size = content.index(b"PK\x01\x02") + 24
    content[size : size + 4] = (600_000_000).to_bytes(4, "little")
    archive.write_bytes(content)
    with pytest.raises(InvalidCourse, match="more than 500 MB"):
        unpack(archive, tmp_path / "in")


def test_a_zip_whose_content_was_damaged_leaves_nothing_behind(tmp_path: Path) -> None:
    archive = zipped(tmp_path / "a.zip", {"course.yaml": "x" * 100, "a.md": "y"})
    archive.write_bytes(archive.read_bytes().replace(b"a.md", b"a.mc", 1))
    with pytest.raises(InvalidCourse, match="This is no zip"):
        unpack(archive, tmp_path / "in")
    assert list((tmp_path / "in").iterdir()) == []


def test_a_zip_with_two_files_of_one_name_is_refused(tmp_path: Path) -> None:
    archive = zipped(tmp_path / "a.zip", {"course.yaml": "", "Course.yaml": ""})
    with pytest.raises(InvalidCourse, match="the same name"):
        unpack(archive, tmp_path / "in")


def test_what_systems_hide_in_zips_is_passed_over(tmp_path: Path) -> None:
    archive = zipped(tmp_path / "a.zip", {"a/course.yaml": "", "__MACOSX/._course.yaml": ""})
    folder = unpack(archive, tmp_path / "in")
    assert [path.name for path in folder.rglob("*")] == ["course.yaml"]


@pytest.mark.parametrize("content", [b"no zip", b"PK\x03\x04 torn"])
def test_what_is_no_zip_is_refused(tmp_path: Path, content: bytes) -> None:
    (tmp_path / "a.zip").write_bytes(content)
    with pytest.raises(InvalidCourse, match=r"a\.zip:0: error: This is no zip"):
        unpack(tmp_path / "a.zip", tmp_path / "in")


def test_a_zip_without_a_course_is_refused(tmp_path: Path) -> None:
    with pytest.raises(InvalidCourse, match=r"no course\.yaml"):
        unpack(zipped(tmp_path / "a.zip", {"a.md": ""}), tmp_path / "in")
