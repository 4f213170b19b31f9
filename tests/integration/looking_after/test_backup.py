"""A backup is whole, private, and can be restored elsewhere."""

import json
import os
import stat
import threading
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest
from sqlalchemy import select, text

from tests.application import SETTINGS, make_app, migrate
from tests.builders import short_course
from tests.integration.conftest import FrozenClock
from tests.integration.looking_after.conftest import Platform, inside
from training import strongbox
from training.accounts.models import Person
from training.audit.models import AuditEntry
from training.catalogue.models import Release
from training.cli import cli
from training.database import db, new_uid

NAMES = select(Person.display_name).order_by(Person.created_at)


def test_what_was_saved_here_is_there_after_a_restore(there: Platform, file: Path) -> None:
    result = there.run("restore", file)
    assert result.exit_code == 0, result.output
    assert there.read(NAMES) == ["Amal", "Борис"]
    assert there.read(select(Release.course_id)) == ["short"]
    page = there.app.test_client().get("/courses/short")
    assert "A short course" in page.get_data(as_text=True)


def test_a_backup_is_readable_by_its_owner_only_and_holds_no_key(
    here: Platform, file: Path
) -> None:
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    with zipfile.ZipFile(inside(file)) as archive:
        names = archive.namelist()
        content = b"".join(map(archive.read, names))
    assert {"training.db", "manifest.json", "courses/short/1.0.0/course.yaml"} <= set(names)
    assert not any("secret" in name for name in names)
    for key in ("SECRET_KEY", "BACKUP_KEY"):
        assert str(here.app.config[key]).encode() not in content + file.read_bytes()
    assert [path for path in file.parent.iterdir() if path.name.startswith(".")] == []
    assert {name for name in here.files if name.startswith(".work")} == set()


def test_a_backup_taken_while_people_write_is_of_one_moment(
    here: Platform, there: Platform, tmp_path: Path
) -> None:
    begun, enough = threading.Event(), threading.Event()

    def write() -> None:
        number = 0
        while not enough.is_set():
            here.admit(f"left {number}", f"right {number}")
            number += 1
            begun.set()

    writer = threading.Thread(target=write)
    writer.start()
    begun.wait()
    try:
        for number in range(3):
            assert here.run("backup", tmp_path / f"{number}.zip").exit_code == 0
    finally:
        enough.set()
        writer.join()
    for number in range(3):
        assert there.run("restore", "--force", tmp_path / f"{number}.zip").exit_code == 0
        names = there.read(NAMES)
        lefts = {name.removeprefix("left ") for name in names if name.startswith("left")}
        rights = {name.removeprefix("right ") for name in names if name.startswith("right")}
        assert lefts == rights != set()


def test_a_file_that_is_there_is_not_replaced(here: Platform, file: Path) -> None:
    before = file.read_bytes()
    result = here.run("backup", file)
    assert (result.exit_code, file.read_bytes()) == (1, before)
    assert "choose another name" in result.stderr


def test_nothing_to_back_up_and_nowhere_to_put_it_are_said(here: Platform, tmp_path: Path) -> None:
    assert "There is no folder" in here.run("backup", tmp_path / "no" / "backup.zip").stderr
    here.database.unlink()
    result = here.run("backup", tmp_path / "none.zip")
    assert result.exit_code == 1
    assert "training init" in result.stderr
    assert not (tmp_path / "none.zip").exists()


def test_what_people_saved_is_replaced_only_by_force(there: Platform, file: Path) -> None:
    there.admit("Chen")
    refused = there.run("restore", file)
    assert refused.exit_code == 1
    assert "--force" in refused.stderr
    assert there.read(NAMES) == ["Chen"]
    assert there.run("restore", "--force", file).exit_code == 0
    assert there.read(NAMES) == ["Amal", "Борис"]


def test_a_platform_that_was_only_started_needs_no_force(
    there: Platform, file: Path, tmp_path: Path
) -> None:
    there.publish(short_course(tmp_path / "course"))
    assert there.run("restore", file).exit_code == 0
    assert there.read(NAMES) == ["Amal", "Борис"]


def test_a_restore_without_a_database_makes_one(there: Platform, file: Path) -> None:
    there.database.unlink()
    assert there.run("restore", file).exit_code == 0
    assert there.read(NAMES) == ["Amal", "Борис"]


def test_a_restore_twice_is_the_same_as_once(there: Platform, file: Path) -> None:
    assert there.run("restore", file).exit_code == 0
    files = there.files
    assert there.run("restore", "--force", file).exit_code == 0
    assert there.files == files


def test_a_backup_from_before_there_was_a_vault_is_migrated_and_sealed(
    there: Platform, new_platform: Callable[..., Platform], tmp_path: Path
) -> None:
    old = new_platform("old")
    old.database.unlink()
    migrate(old.app, "0004")
    with old.app.app_context():
        row = "INSERT INTO person VALUES (:id, 'Amal', 'en', 'external', false, '2026-01-01')"
        db.session.execute(text(row), {"id": new_uid()})
        db.session.commit()
    assert old.run("backup", tmp_path / "old.zip").exit_code == 0
    assert there.run("restore", tmp_path / "old.zip").exit_code == 0
    assert there.app.test_client().get("/readyz").status_code == 503
    assert there.run("init").exit_code == 0
    assert there.app.test_client().get("/readyz").status_code == 200
    assert there.read(NAMES) == ["Amal"]
    assert b"Amal" not in there.database.read_bytes()


def test_a_backup_without_its_key_or_with_another_one_says_which_key_is_wanted(
    new_platform: Callable[..., Platform], file: Path
) -> None:
    for name, key in (("none", ""), ("other", "ab" * 32)):
        result = new_platform(name, BACKUP_KEY=key).run("restore", file)
        assert result.exit_code == 1
        assert "backup_key" in result.stderr
        assert strongbox.id_of(str(SETTINGS["BACKUP_KEY"])) in result.stderr


def test_the_data_keys_come_along_and_newer_ones_go_on_sealing(
    new_platform: Callable[..., Platform], file: Path
) -> None:
    fresh = "cd" * 32
    other = new_platform("other", DATA_KEYS=fresh)
    assert other.run("restore", file).exit_code == 0
    assert other.read(NAMES) == ["Amal", "Борис"]
    assert other.run("init").exit_code == 0
    assert other.run("keys", "rotate", "--pause", "0").exit_code == 0
    assert other.read(NAMES) == ["Amal", "Борис"]
    assert not (other.folder / "data_keys").exists()


def test_a_backup_that_was_never_sealed_is_restored_with_a_warning(
    there: Platform, file: Path, tmp_path: Path
) -> None:
    plain = tmp_path / "plain.zip"
    with zipfile.ZipFile(inside(file)) as archive, zipfile.ZipFile(plain, "w") as other:
        for name in archive.namelist():
            content = archive.read(name)
            if name == "manifest.json":
                manifest = json.loads(content)
                content = json.dumps({**manifest, "vault": []}).encode()
            other.writestr(name, content)
    result = there.run("restore", plain)
    assert result.exit_code == 0
    assert "never sealed" in result.stderr


def test_a_backup_tells_nothing_to_whoever_finds_it(here: Platform, file: Path) -> None:
    content = file.read_bytes()
    assert content.startswith(strongbox.MAGIC)
    for word in ("Amal", "training.db", "manifest", "course.yaml", "PK\x03\x04"):
        assert word.encode() not in content


def test_backups_of_ours_end_after_their_term_and_nothing_else_does(
    here: Platform, new_platform: Callable[..., Platform], clock: FrozenClock, tmp_path: Path
) -> None:
    folder = tmp_path / "kept"
    folder.mkdir()
    other = new_platform("other", BACKUP_KEY="ab" * 32)
    assert other.run("backup", folder / "of-others").exit_code == 0
    for name in ("first", "second"):
        assert here.run("backup", folder / name).exit_code == 0
        clock.advance(days=20)
    (folder / "damaged").write_bytes((folder / "first").read_bytes()[:300])
    (folder / "notes.txt").write_text("keep me")
    clock.advance(seconds=-1)
    told = here.run("backup", folder / "third")
    assert told.exit_code == 0
    assert f"Deleted {folder / 'first'}: older than 35 days." in told.stdout
    left = {path.name for path in folder.iterdir()}
    assert left == {"of-others", "second", "third", "damaged", "notes.txt"}


def test_backup_and_restore_stand_in_the_audit_log_which_stays_whole(
    here: Platform, there: Platform, tmp_path: Path
) -> None:
    head = here.run("backup", tmp_path / "first").stdout.partition("Audit log: ")[2].split()[0]
    here.run("backup", tmp_path / "second")
    acts = select(AuditEntry.act).order_by(AuditEntry.number)
    assert here.read(acts) == ["backup", "backup"]
    assert here.run("audit", "verify").exit_code == 0
    there.run("backup", tmp_path / "there")
    assert there.run("restore", "--force", tmp_path / "second").exit_code == 0
    assert there.read(acts) == ["backup", "restore"]
    assert there.run("audit", "verify").exit_code == 0
    assert head == f"0:{'0' * 64}"


def test_another_secret_key_is_noticed(new_platform: Callable[..., Platform], file: Path) -> None:
    same, other = new_platform("same"), new_platform("other", SECRET_KEY="another key" * 4)
    assert "secret_key" not in same.run("restore", file).stderr
    assert "secret_key" in other.run("restore", file).stderr


def test_a_running_platform_sees_what_was_restored(there: Platform, file: Path) -> None:
    there.admit("Chen")
    with there.app.test_client() as visitor:
        assert visitor.get("/readyz").status_code == 200
        assert there.run("restore", "--force", file).exit_code == 0
        assert visitor.get("/readyz").status_code == 200
    assert there.read(NAMES) == ["Amal", "Борис"]


@pytest.mark.parametrize("command", ["backup", "restore"])
def test_postgresql_has_tools_of_its_own(command: str, tmp_path: Path, file: Path) -> None:
    app = make_app("postgresql+psycopg://nobody@127.0.0.1:1/none", tmp_path)
    target = tmp_path / "other.zip" if command == "backup" else file
    result = app.test_cli_runner().invoke(cli, [command, os.fspath(target)])
    assert result.exit_code == 1
    assert "pg_dump" in result.stderr
