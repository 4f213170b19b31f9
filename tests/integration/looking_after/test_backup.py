"""A backup is whole, private, and can be restored elsewhere."""

import os
import stat
import threading
import zipfile
from collections.abc import Callable
from pathlib import Path

import flask_migrate
import pytest
from sqlalchemy import select

from tests.application import make_app, migrate
from tests.builders import short_course
from tests.integration.looking_after.conftest import Platform
from training.accounts.models import Person
from training.catalogue.models import Release
from training.cli import cli

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
    with zipfile.ZipFile(file) as archive:
        names = archive.namelist()
        content = b"".join(map(archive.read, names))
    assert {"training.db", "manifest.json", "courses/short/1.0.0/course.yaml"} <= set(names)
    assert not any("secret" in name for name in names)
    assert str(here.app.config["SECRET_KEY"]).encode() not in content
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


def test_an_older_backup_is_migrated_after_its_restore(
    here: Platform, there: Platform, tmp_path: Path
) -> None:
    with here.app.app_context():
        flask_migrate.downgrade(revision="0004")
    assert here.run("backup", tmp_path / "old.zip").exit_code == 0
    assert there.run("restore", tmp_path / "old.zip").exit_code == 0
    assert there.app.test_client().get("/readyz").status_code == 503
    migrate(there.app)
    assert there.app.test_client().get("/readyz").status_code == 200
    assert there.read(NAMES) == ["Amal", "Борис"]


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
