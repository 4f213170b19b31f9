"""Platforms with a database file of their own, to be backed up and restored."""

import shutil
from collections.abc import Callable, Iterator
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from click.testing import Result
from flask import Flask
from sqlalchemy import Executable

from tests.application import SETTINGS, dispose, make_app, migrate
from tests.builders import short_course
from training import strongbox
from training.accounts.actions import admit
from training.catalogue.actions import publish
from training.cli import cli
from training.database import db, new_uid


class Platform:
    """One installation: its folder, and its commands."""

    def __init__(self, folder: Path, **settings: Any) -> None:
        self.folder = folder / "files"
        self.app: Flask = make_app("", folder, settings)
        self.database = self.folder / "training.db"

    def run(self, *arguments: str | Path) -> Result:
        """Run a command of `training`."""
        return self.app.test_cli_runner().invoke(cli, list(map(str, arguments)))

    def admit(self, *names: str) -> None:
        """Let people come, whose names are saved when this returns."""
        with self.app.app_context():
            for name in names:
                admit(new_uid(), name, "en")
            db.session.commit()

    def publish(self, folder: Path) -> None:
        """Publish a course."""
        with self.app.app_context():
            publish(folder)
            db.session.commit()

    def read(self, statement: Executable) -> list[Any]:
        """Read what is saved."""
        with self.app.app_context():
            return list(db.session.execute(statement).scalars())

    @property
    def files(self) -> set[str]:
        """Everything in its folder but the secret key and the note of the audit log."""
        paths = self.folder.rglob("*")
        own = {"secret_key", "audit_head"}
        return {str(one.relative_to(self.folder)) for one in paths if one.name not in own}


def inside(backup: Path) -> BytesIO:
    """The archive in a sealed file."""
    with backup.open("rb") as sealed:
        _header, pieces = strongbox.opened(sealed, [str(SETTINGS["BACKUP_KEY"])])
        return BytesIO(b"".join(pieces))


@pytest.fixture(scope="session")
def migrated(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An empty database, migrated once for all tests here."""
    platform = Platform(tmp_path_factory.mktemp("migrated"))
    migrate(platform.app)
    dispose(platform.app)
    return platform.database


@pytest.fixture
def new_platform(tmp_path: Path, migrated: Path) -> Iterator[Callable[..., Platform]]:
    """Set up another installation: `new_platform("there")`."""
    made: list[Platform] = []

    def make(name: str, **settings: Any) -> Platform:
        platform = Platform(tmp_path / name, **settings)
        shutil.copyfile(migrated, platform.database)
        made.append(platform)
        return platform

    yield make
    for platform in made:
        dispose(platform.app)


@pytest.fixture(scope="session")
def packed(tmp_path_factory: pytest.TempPathFactory, migrated: Path) -> Path:
    """A backup of an installation with somebody and a course, for tests that only read it."""
    folder = tmp_path_factory.mktemp("packed")
    platform = Platform(folder)
    shutil.copyfile(migrated, platform.database)
    platform.admit("Amal")
    platform.publish(short_course(folder / "course"))
    assert platform.run("backup", folder / "backup.zip").exit_code == 0
    dispose(platform.app)
    return folder / "backup.zip"


@pytest.fixture(scope="session")
def untouched(tmp_path_factory: pytest.TempPathFactory, migrated: Path) -> Iterator[Platform]:
    """An installation that every restore in these tests leaves as it is."""
    platform = Platform(tmp_path_factory.mktemp("untouched"))
    shutil.copyfile(migrated, platform.database)
    yield platform
    dispose(platform.app)


@pytest.fixture
def here(new_platform: Callable[..., Platform], tmp_path: Path) -> Platform:
    """An installation with two people and a course."""
    platform = new_platform("here")
    platform.admit("Amal", "Борис")
    platform.publish(short_course(tmp_path / "course"))
    return platform


@pytest.fixture
def there(new_platform: Callable[..., Platform]) -> Platform:
    """Another installation, which nobody has used."""
    return new_platform("there")


@pytest.fixture
def file(here: Platform, tmp_path: Path) -> Path:
    """A backup of the first installation."""
    file = tmp_path / "backup.zip"
    assert here.run("backup", file).exit_code == 0
    return file
