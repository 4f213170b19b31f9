"""Keys are made, missed, changed and dropped, and no value is lost on the way."""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from threading import Thread
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import Text as AnyText
from sqlalchemy import func, select, text, type_coerce
from sqlalchemy.exc import IntegrityError, StatementError

from tests.application import dispose, make_app
from tests.builders import new_person
from tests.database import Database
from training import keys as commands
from training.accounts import actions
from training.accounts.models import Account, Person
from training.accounts.queries import account_of
from training.audit.models import AuditEntry
from training.cli import cli
from training.database import db, new_uid
from training.vault import BrokenSeal, NoDataKey, vault

PASSPHRASE = "seven green rivers sing"
NEW_KEY = "fedcba9876543210" * 4
STORED = type_coerce(Person.display_name, AnyText())


@pytest.fixture
def own_keys(app: Flask, database: Database) -> Iterator[Flask]:
    """The application with its keys in a file, as most platforms have them."""
    own = make_app(database.url, database.folder, {"DATA_KEYS": ""})
    assert own.test_cli_runner().invoke(cli, ["init"]).exit_code == 0
    yield own
    dispose(own)


def people(app: Flask, number: int) -> None:
    with app.app_context():
        db.session.add_all(new_person(f"Person {one}") for one in range(number))
        db.session.commit()


def key_ids(app: Flask) -> list[str]:
    with app.app_context():
        found = db.session.scalars(select(func.substr(STORED, 1, 8)).distinct())
        return sorted(found)


def file_of(app: Flask) -> Path:
    return Path(app.config["DATA_DIR"]) / "data_keys"


def rotate(app: Flask, *more: str) -> Any:
    return app.test_cli_runner().invoke(cli, ["keys", "rotate", "--pause", "0", *more])


def test_the_first_start_makes_a_key_that_only_its_owner_may_read(own_keys: Flask) -> None:
    assert file_of(own_keys).stat().st_mode & 0o777 == 0o600
    assert len(file_of(own_keys).read_text().split()) == 1
    before = file_of(own_keys).read_text()
    assert own_keys.test_cli_runner().invoke(cli, ["init"]).exit_code == 0
    assert file_of(own_keys).read_text() == before


def test_a_start_without_the_key_is_refused_and_makes_no_other(own_keys: Flask) -> None:
    people(own_keys, 1)
    file_of(own_keys).unlink()
    with own_keys.app_context():
        vault().known.clear()
    told = own_keys.test_cli_runner().invoke(cli, ["init"])
    assert told.exit_code == 1
    assert "data keys are missing" in told.stderr
    assert not file_of(own_keys).exists()


def test_a_start_with_another_key_is_refused(own_keys: Flask) -> None:
    people(own_keys, 1)
    file_of(own_keys).write_text(NEW_KEY)
    with own_keys.app_context():
        vault().known.clear()
    told = own_keys.test_cli_runner().invoke(cli, ["init"])
    assert told.exit_code == 1
    assert "sealed with another one" in told.stderr


def test_a_rotation_seals_everything_anew_and_drops_the_old_key(own_keys: Flask) -> None:
    people(own_keys, 450)
    with own_keys.app_context():
        actions.register(new_uid(), "Amal", "en", PASSPHRASE, "amal@example.org")
        db.session.commit()
    old, texts = key_ids(own_keys), file_of(own_keys).read_text()
    told = rotate(own_keys)
    assert told.exit_code == 0, told.output
    new = key_ids(own_keys)
    assert len(new) == 1
    assert new != old
    assert len(file_of(own_keys).read_text().split()) == 1
    assert file_of(own_keys).read_text() != texts
    with own_keys.app_context():
        names = set(db.session.scalars(select(Person.display_name)))
        assert names == {"Amal", *(f"Person {one}" for one in range(450))}
        assert account_of("amal@example.org") is not None
        entry = db.session.scalars(select(AuditEntry).where(AuditEntry.act == "key_rotation")).one()
        assert entry.subject == new[0]


def test_a_rotation_that_was_cut_short_goes_on_with_the_same_new_key(own_keys: Flask) -> None:
    people(own_keys, 450)
    with own_keys.app_context():
        vault().write([NEW_KEY, *vault().texts()])
        next(commands.seal_all())
        db.session.rollback()
    assert len(key_ids(own_keys)) == 2
    with own_keys.app_context():
        assert len(set(db.session.scalars(select(Person.display_name)))) == 450
    assert rotate(own_keys).exit_code == 0
    assert file_of(own_keys).read_text().split() == [NEW_KEY]
    assert len(key_ids(own_keys)) == 1


def test_a_rotation_that_is_killed_anywhere_loses_nothing(
    own_keys: Flask, database: Database
) -> None:
    people(own_keys, 1_000)
    command = [str(Path(sys.executable).parent / "training"), "keys", "rotate", "--pause", "0"]
    given = {
        "DATABASE_URL": database.url,
        "DATA_DIR": str(database.folder / "files"),
        "SECRET_KEY": str(own_keys.config["SECRET_KEY"]),
    }
    for seconds in (1.0, 1.3, 1.6):
        process = subprocess.Popen(
            command,
            env={**os.environ, **given},
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )
        time.sleep(seconds)
        process.send_signal(signal.SIGKILL)
        process.wait()
        with own_keys.app_context():
            assert len(set(db.session.scalars(select(Person.display_name)))) == 1_000
    assert rotate(own_keys).exit_code == 0
    assert len(key_ids(own_keys)) == 1


def test_a_platform_that_goes_on_running_takes_part_in_a_rotation(
    own_keys: Flask, database: Database
) -> None:
    running = make_app(database.url, database.folder, {"DATA_KEYS": ""})
    people(running, 3)
    assert rotate(own_keys).exit_code == 0
    people(running, 3)
    assert len(key_ids(own_keys)) == 1
    with running.app_context():
        assert len(db.session.scalars(select(Person.display_name)).all()) == 6
    dispose(running)


def test_keys_in_a_setting_are_changed_by_hand(app: Flask, database: Database) -> None:
    people(app, 3)
    both = f"{NEW_KEY},{app.config['DATA_KEYS']}"
    changed = make_app(database.url, database.folder, {"DATA_KEYS": both})
    told = rotate(changed)
    assert told.exit_code == 0
    assert "Take the others out of DATA_KEYS" in told.stdout
    dispose(changed)
    alone = make_app(database.url, database.folder, {"DATA_KEYS": NEW_KEY})
    with alone.app_context():
        assert len(db.session.scalars(select(Person.display_name)).all()) == 3
    dispose(alone)


def test_a_new_key_is_printed_to_be_put_into_a_setting(run: Callable[..., Any]) -> None:
    first, second = (run("keys", "new").stdout.strip() for _ in range(2))
    assert len(first) == len(second) == 64
    assert first != second


def test_rows_from_before_there_was_a_vault_are_sealed(app: Flask, run: Callable[..., Any]) -> None:
    with app.app_context():
        for one in range(3):
            row = "INSERT INTO person VALUES (:id, 'Amal', 'en', 'external', false, '2026-01-01')"
            db.session.execute(text(row), {"id": str(one)})
        account = "INSERT INTO account (id, person_id, email, passphrase_hash, epoch, links_used,"
        account += " created_at) VALUES ('a', '0', 'amal@example.org', 'x', 0, 0, '2026-01-01')"
        db.session.execute(text(account))
        db.session.commit()
    assert run("init").exit_code == 0
    with app.app_context():
        assert list(db.session.scalars(select(Person.display_name))) == ["Amal"] * 3
        found = account_of("Amal@example.org")
        assert found is not None
        assert found.person_id == "0"


def test_a_value_that_was_changed_in_the_database_is_not_believed(app: Flask) -> None:
    people(app, 2)
    with app.app_context():
        rows = db.session.execute(select(Person.id, STORED)).all()
        moved = text("UPDATE person SET display_name = 'Somebody' WHERE id = :id")
        db.session.execute(moved, {"id": rows[0][0]})
        db.session.commit()
        with pytest.raises((BrokenSeal, NoDataKey)):
            db.session.scalars(select(Person.display_name)).all()


@pytest.mark.parametrize("name", ["", "x" * 81])
def test_the_limits_of_a_sealed_text_are_those_of_the_plain_one(app: Flask, name: str) -> None:
    with app.app_context():
        db.session.add(new_person(name))
        with pytest.raises(StatementError, match="1 to 80 characters"):
            db.session.flush()


def test_a_sealed_column_cannot_be_searched_by_mistake() -> None:
    with pytest.raises(TypeError, match="sealed"):
        _ = Person.display_name == "Amal"
    with pytest.raises(TypeError, match="sealed"):
        Person.display_name.desc()


def test_two_accounts_cannot_have_one_address_though_nobody_can_read_it(app: Flask) -> None:
    with app.app_context():
        first = actions.register(new_uid(), "Amal", "en", PASSPHRASE, "amal@example.org")
        second = actions.register(new_uid(), "Boris", "en", PASSPHRASE)
        db.session.flush()
        second.email = first.email
        with pytest.raises(IntegrityError):
            db.session.flush()
        db.session.rollback()
        assert db.session.scalar(select(func.count()).select_from(Account)) == 0


def test_what_a_long_import_wrote_before_a_rotation_is_sealed_with_the_new_key(
    own_keys: Flask,
) -> None:
    people(own_keys, 1)
    done: list[Any] = []
    rotation = Thread(target=lambda: done.append(rotate(own_keys)))
    with own_keys.app_context():
        db.session.add(new_person("Amal"))
        db.session.flush()
        rotation.start()
        rotation.join(timeout=1.5)
        db.session.commit()
    rotation.join()
    assert done[0].exit_code == 0, done[0].output
    assert len(key_ids(own_keys)) == 1
    with own_keys.app_context():
        names = db.session.scalars(select(Person.display_name))
        assert sorted(names) == ["Amal", "Person 0"]
