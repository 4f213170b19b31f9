"""`training doctor`: says what is wrong and what to do, and ends with 1 where something is."""

import json
import os
import time
from datetime import UTC, datetime, timedelta

import pytest

from tests.builders import MARCH
from training.catalogue.models import Programme
from training.database import db
from training.demo import uid
from training.keys import prepare_vault

HOURS = 3600


@pytest.fixture
def healthy(here):
    """An installation with two people and a course, and its keys."""
    here.folder.chmod(0o700)
    with here.app.app_context():
        prepare_vault()
        db.session.commit()
    return here


def levels(platform, *arguments):
    """The worst level of each look, and the exit status."""
    result = platform.run("doctor", "--json", *arguments)
    found = {}
    for one in json.loads(result.stdout):
        found[one["about"]] = max(
            found.get(one["about"], "ok"), one["level"], key="okwarnfail".find
        )
    return found, result.exit_code


ALL_WELL = dict.fromkeys(
    ("settings", "keys", "permissions", "disk", "database", "clock", "courses", "backups"), "ok"
) | {"protected places": "warn"}  # nobody was asked yet


def test_a_healthy_platform_is_told_so(healthy, tmp_path):
    (tmp_path / "backups").mkdir()
    (tmp_path / "backups" / "today").write_text("a backup")
    assert levels(healthy, "--backups", tmp_path / "backups") == (ALL_WELL, 0)


def test_every_line_says_how_it_is(healthy):
    lines = healthy.run("doctor").stdout.splitlines()
    assert len(lines) == len(ALL_WELL)
    assert {line.split()[0] for line in lines} == {"ok", "warn"}


@pytest.mark.parametrize(("hours", "level", "status"), [(1, "ok", 0), (72, "warn", 0)])
def test_an_old_backup_is_no_failure_and_said(healthy, tmp_path, hours, level, status):
    folder = tmp_path / "backups"
    folder.mkdir()
    (folder / "one").write_text("a backup")
    then = time.time() - hours * HOURS
    os.utime(folder / "one", (then, then))
    found, ended = levels(healthy, "--backups", folder)
    assert (found["backups"], ended) == (level, status)


def test_no_backup_at_all_is_a_failure(healthy, tmp_path):
    (tmp_path / "backups").mkdir()
    found, ended = levels(healthy, "--backups", tmp_path / "backups")
    assert (found["backups"], ended) == ("fail", 1)


def test_a_course_that_somebody_changed_is_found(healthy):
    page = next((healthy.folder / "courses/short/1.0.0").rglob("first.md"))
    page.write_text("# Something else\n")
    found, ended = levels(healthy)
    assert (found["courses"], ended) == ("fail", 1)
    assert "short 1.0.0" in healthy.run("doctor").stdout


def test_a_key_that_is_gone_is_found(healthy):
    vault = healthy.app.extensions["vault"]
    vault.given, vault.known = "f" * 64, {}
    found, ended = levels(healthy)
    assert (found["keys"], ended) == ("fail", 1)


def test_a_clock_behind_what_was_saved_is_found(healthy, monkeypatch):
    yesterday = datetime.now(UTC) - timedelta(days=1)
    monkeypatch.setattr("training.clock.now", lambda: yesterday)
    found, ended = levels(healthy)
    assert (found["clock"], ended) == ("fail", 1)


def test_files_that_others_may_read_are_named(healthy):
    healthy.folder.chmod(0o755)
    assert levels(healthy)[0]["permissions"] == "warn"
    assert "chmod 700" in healthy.run("doctor").stdout


def test_a_database_that_is_not_there_is_found_and_the_rest_is_looked_at(new_platform, tmp_path):
    platform = new_platform("nowhere")
    platform.database.unlink()
    platform.database.mkdir()
    found, ended = levels(platform)
    assert (found["database"], found["courses"], ended) == ("fail", "warn", 1)
    assert found["disk"] == "ok"


def test_what_is_unsafe_for_others_is_a_failure(new_platform):
    platform = new_platform("open", BIND="0.0.0.0:8000", SECRET_KEY="x")
    platform.folder.chmod(0o700)
    text = platform.run("doctor").stdout
    assert "PUBLIC_URL" in text
    assert "SECRET_KEY" in text
    assert levels(platform)[1] == 1


def test_the_demonstration_is_noticed_where_others_come(new_platform):
    platform = new_platform("shown", BIND="0.0.0.0:8000")
    with platform.app.app_context():
        programme = Programme(id=uid("programme"), title="T", zone="UTC", created_at=MARCH)
        db.session.add(programme)
        db.session.commit()
    assert levels(platform)[0]["people"] == "warn"


@pytest.mark.parametrize(
    ("places", "level", "words"),
    [
        ("", "warn", "list the countries"),
        ("none", "ok", "somebody decided so"),
        ("AM, Kenya", "ok", "2 are never named"),
        ("Arvania", "warn", "by this name alone, not in others: Arvania"),
    ],
)
def test_an_empty_list_of_protected_places_asks_for_an_answer(healthy, places, level, words):
    named = frozenset(one.strip() for one in places.split(",") if one.strip())
    healthy.app.config["PROTECTED_PLACES"] = named
    assert levels(healthy)[0]["protected places"] == level
    assert words in healthy.run("doctor").stdout
