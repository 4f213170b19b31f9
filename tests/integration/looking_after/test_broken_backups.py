"""A broken or hostile archive is refused with its reason, and nothing is restored."""

import hashlib
import json
import random
import sqlite3
import stat
import zipfile
from collections.abc import Callable
from contextlib import closing
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest

from tests.builders import short_course
from tests.integration.looking_after.conftest import Platform, inside
from training import strongbox

LESSON = "courses/short/1.0.0/1-only/first.md"
RECORD = "courses/short/1.0.0/.published.json"


@dataclass
class Contents:
    """The members of an archive, which may be changed before it is packed again."""

    members: dict[str, bytes]
    kinds: dict[str, int] = field(default_factory=dict)
    sizes: dict[str, int] = field(default_factory=dict)

    @property
    def manifest(self) -> dict[str, Any]:
        return json.loads(self.members["manifest.json"])  # type: ignore[no-any-return]

    def declare(self, **about: Any) -> None:
        """Let the manifest say something else."""
        self.members["manifest.json"] = json.dumps({**self.manifest, **about}).encode()

    def admit(self, name: str, content: bytes) -> None:
        """Put a member in, and let the manifest know its size and digest."""
        self.members[name] = content
        member = {"size": len(content), "sha256": hashlib.sha256(content).hexdigest()}
        self.declare(members={**self.manifest["members"], name: member})

    def expel(self, name: str) -> None:
        """Take a member out, and let the manifest know."""
        del self.members[name]
        self.declare(members={k: v for k, v in self.manifest["members"].items() if k != name})

    def change_database(self, place: Path, *statements: str) -> None:
        """Run SQL on the packed database."""
        path = place / "changed.db"
        path.write_bytes(self.members["training.db"])
        with closing(sqlite3.connect(path)) as connection:
            for statement in statements:
                connection.execute(statement)
            connection.commit()
        self.admit("training.db", path.read_bytes())

    def pack(self, path: Path) -> None:
        with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
            for name, content in self.members.items():
                member = zipfile.ZipInfo(name)
                member.external_attr = self.kinds.get(name, stat.S_IFREG | 0o600) << 16
                archive.writestr(member, content)
            for name, size in self.sizes.items():
                archive.getinfo(name).file_size = size


@pytest.fixture
def contents(packed: Path) -> Contents:
    with zipfile.ZipFile(inside(packed)) as archive:
        return Contents({name: archive.read(name) for name in archive.namelist()})


def state(platform: Platform) -> tuple[set[str], list[str]]:
    """The files of a platform and all that is in its database; SQLite's own files come and go."""
    with closing(sqlite3.connect(platform.database)) as connection:
        content = list(connection.iterdump())
    return {name for name in platform.files if not name.startswith("training.db-")}, content


@pytest.fixture
def refused(untouched: Platform, tmp_path: Path) -> Callable[[Contents | bytes], str]:
    """Try to restore; return why not, after looking that nothing was changed."""

    def attempt(wanted: Contents | bytes) -> str:
        path = tmp_path / "hostile.zip"
        if isinstance(wanted, bytes):
            path.write_bytes(wanted)
        else:
            wanted.pack(path)
        before = state(untouched), set(tmp_path.iterdir())
        result = untouched.run("restore", path)
        assert result.exit_code == 1, result.output
        assert (state(untouched), set(tmp_path.iterdir())) == before
        assert "Nothing was restored." in result.stderr
        return result.stderr

    return attempt


Refused = Callable[[Contents | bytes], str]
OUTSIDE = (
    "../outside.md",
    "/tmp/outside.md",
    "courses/../../../outside.md",
    "courses/short/1.0.0/../../../../outside.md",
    "courses\\short\\1.0.0\\outside.md",
    "courses/short/1.0.0/a\nb.md",
    "courses/short/1.0.0//double.md",
    "courses/short/short-of-a-version.md",
    "secret_key",
    "training.db-wal",
)


@pytest.mark.parametrize("name", OUTSIDE)
def test_names_that_lead_elsewhere_are_refused(
    name: str, refused: Refused, contents: Contents
) -> None:
    contents.admit(name, b"outside")
    assert "is not the name of a file that a backup holds" in refused(contents)


@pytest.mark.parametrize("kind", [stat.S_IFLNK, stat.S_IFCHR, stat.S_IFIFO, stat.S_IFDIR])
def test_links_and_devices_are_refused(kind: int, refused: Refused, contents: Contents) -> None:
    contents.kinds[LESSON] = kind | 0o777
    assert "is a link or a device" in refused(contents)


def test_what_the_manifest_does_not_name_is_refused(refused: Refused, contents: Contents) -> None:
    contents.members["courses/short/1.0.0/new.md"] = b"new"
    assert "not in both" in refused(contents)


def test_what_the_manifest_names_has_to_be_there(refused: Refused, contents: Contents) -> None:
    del contents.members[LESSON]
    assert "not in both" in refused(contents)


def test_another_size_than_the_manifest_says_is_refused(
    refused: Refused, contents: Contents
) -> None:
    contents.members[LESSON] += b"more"
    assert "size" in refused(contents)


def test_other_bytes_of_the_same_size_are_refused(refused: Refused, contents: Contents) -> None:
    contents.members[LESSON] = bytes(reversed(contents.members[LESSON]))
    assert "digest" in refused(contents)


def test_names_that_differ_only_in_case_are_refused(refused: Refused, contents: Contents) -> None:
    contents.admit(LESSON.replace("first", "First"), b"another")
    assert "the same name" in refused(contents)


def test_a_file_that_is_also_a_folder_is_refused(refused: Refused, contents: Contents) -> None:
    contents.admit(f"{LESSON}/inside.md", b"inside")
    assert "cannot be read" in refused(contents)


def test_more_than_the_disk_can_hold_is_refused(refused: Refused, contents: Contents) -> None:
    huge = 10**16
    contents.sizes["training.db"] = huge
    members = contents.manifest["members"]
    contents.declare(members={**members, "training.db": {**members["training.db"], "size": huge}})
    assert "The disk has no room" in refused(contents)


def test_a_bomb_goes_no_further_than_its_manifest(refused: Refused, contents: Contents) -> None:
    contents.members[LESSON] = bytes(10**8)
    contents.sizes[LESSON] = contents.manifest["members"][LESSON]["size"]
    assert "cannot be read" in refused(contents)


@pytest.mark.parametrize(
    "manifest",
    [b"", b"[]", b"{}", b"null", b"\xff", b'{"format": 1, "members": []}', b'{"format": 1}'],
)
def test_a_manifest_that_is_none_is_refused(
    manifest: bytes, refused: Refused, contents: Contents
) -> None:
    contents.members["manifest.json"] = manifest
    assert "manifest.json is not one" in refused(contents)


def test_an_archive_without_a_manifest_is_refused(refused: Refused, contents: Contents) -> None:
    del contents.members["manifest.json"]
    assert "not a backup of ours" in refused(contents)


def test_another_format_is_refused(refused: Refused, contents: Contents) -> None:
    contents.declare(format=2)
    assert "format 2" in refused(contents)


def test_a_backup_of_a_newer_version_is_refused(refused: Refused, contents: Contents) -> None:
    contents.declare(revision="9999")
    assert "newer version" in refused(contents)


def test_a_manifest_that_lies_about_the_revision_is_refused(
    refused: Refused, contents: Contents, tmp_path: Path
) -> None:
    contents.change_database(tmp_path, "UPDATE alembic_version SET version_num = '9999'")
    assert "revision" in refused(contents)


def test_a_backup_without_a_database_is_refused(refused: Refused, contents: Contents) -> None:
    contents.expel("training.db")
    assert "no training.db" in refused(contents)


def test_a_database_that_is_none_is_refused(refused: Refused, contents: Contents) -> None:
    contents.admit("training.db", b"no database" * 1000)
    assert "database cannot be read" in refused(contents)


def test_a_database_with_something_active_in_it_is_refused(
    refused: Refused, contents: Contents, tmp_path: Path
) -> None:
    trigger = "CREATE TRIGGER spy AFTER INSERT ON person BEGIN DELETE FROM card; END"
    contents.change_database(tmp_path, trigger)
    assert "not one of this platform" in refused(contents)


def test_a_database_whose_references_lead_nowhere_is_refused(
    refused: Refused, contents: Contents, tmp_path: Path
) -> None:
    contents.change_database(tmp_path, "PRAGMA foreign_keys=OFF", "DELETE FROM person")
    assert "damaged" in refused(contents)


def test_a_course_other_than_was_published_is_refused(refused: Refused, contents: Contents) -> None:
    contents.admit(LESSON, b"# Other words\n\nAnd a text.\n")
    assert "courses are not what was published" in refused(contents)


@pytest.mark.parametrize("record", [b"", b"[]", b"{}", b'{"course_id": "../../x"}'])
def test_a_record_of_a_course_that_is_none_is_refused(
    record: bytes, refused: Refused, contents: Contents
) -> None:
    contents.admit(RECORD, record)
    assert "courses are not what was published" in refused(contents)


def test_a_version_with_other_content_here_is_never_replaced(
    there: Platform, packed: Path, tmp_path: Path
) -> None:
    folder = short_course(tmp_path / "other")
    (folder / "1-only" / "first.md").write_text("# Other words\n\nAnd a text.\n")
    there.publish(folder)
    result = there.run("restore", "--force", packed)
    assert result.exit_code == 1
    assert "published here with other content" in result.stderr
    lesson = there.folder / LESSON
    assert lesson.read_text() == "# Other words\n\nAnd a text.\n"


def test_a_file_that_is_no_archive_is_refused(refused: Refused) -> None:
    assert "cannot be read as a backup" in refused(b"not a zip")
    assert "cannot be read as a backup" in refused(strongbox.MAGIC + b"not a header")
    assert "cannot be read as a backup" in refused(b"")


def test_a_backup_cut_short_anywhere_is_refused(refused: Refused, packed: Path) -> None:
    whole = packed.read_bytes()
    for share in (0.1, 0.5, 0.9, 0.999):
        refused(whole[: int(len(whole) * share)])


def test_a_damaged_backup_is_refused_or_restores_what_was_packed(
    there: Platform, packed: Path, tmp_path: Path
) -> None:
    whole, dice = packed.read_bytes(), random.Random(20261122)
    path = tmp_path / "damaged.zip"
    for _turn in range(40):
        damaged = bytearray(whole)
        damaged[dice.randrange(len(whole))] ^= 1 << dice.randrange(8)
        path.write_bytes(damaged)
        result = there.run("restore", "--force", path)
        assert (result.exit_code, type(result.exception)) in {(0, type(None)), (1, SystemExit)}
        assert ("Nothing was restored." in result.stderr) == bool(result.exit_code)
