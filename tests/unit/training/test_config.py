"""Settings: every fault is named at once, and what is kept stays."""

import pytest

from training import config


@pytest.fixture(autouse=True)
def bare(monkeypatch, tmp_path):
    """No `.env` file and no settings from outside."""
    monkeypatch.chdir(tmp_path)
    for name in config.DEFAULTS:
        monkeypatch.delenv(name, raising=False)


def test_every_fault_is_named_at_once(monkeypatch):
    monkeypatch.setenv("THREADS", "none")
    monkeypatch.setenv("DEFAULT_ZONE", "Mars/Olympus")
    with pytest.raises(config.InvalidSettings) as faults:
        config.load({})
    assert "THREADS" in str(faults.value)
    assert "DEFAULT_ZONE" in str(faults.value)


def test_a_data_folder_that_cannot_be_made_is_named(tmp_path):
    (tmp_path / "file").write_text("not a folder")
    with pytest.raises(config.InvalidSettings, match="DATA_DIR"):
        config.load({"DATA_DIR": str(tmp_path / "file")})


def test_what_is_given_wins_over_the_environment_and_that_over_the_file(monkeypatch, tmp_path):
    (tmp_path / ".env").write_text("BIND=file:1\nTHREADS=3\nPUBLIC_URL=https://file.example\n")
    monkeypatch.setenv("BIND", "environment:2")
    monkeypatch.setenv("THREADS", "4")
    values = config.load({"BIND": "given:3"})
    assert (values["BIND"], values["THREADS"]) == ("given:3", 4)
    assert values["PUBLIC_URL"] == "https://file.example"


def test_a_made_key_is_kept_and_only_its_owner_may_read_it(tmp_path):
    first = config.load({})["SECRET_KEY"]
    assert config.load({})["SECRET_KEY"] == first
    assert (tmp_path / "instance/secret_key").stat().st_mode & 0o077 == 0


def test_postgresql_is_reached_through_psycopg(tmp_path):
    url = config.database_url("postgresql://staff:secret@db.example/training")
    assert url == "postgresql+psycopg://staff:secret@db.example/training"


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("SIGN_IN_LIMIT", "often"),
        ("ADDRESS_LIMIT", "3 per"),
        ("PUBLIC_URL", "training.example.org"),
        ("DEFAULT_LANGUAGE", "xx"),
        ("TRUSTED_PROXIES", "-1"),
    ],
)
def test_what_would_fail_later_is_named_at_start(monkeypatch, name, value):
    monkeypatch.setenv(name, value)
    with pytest.raises(config.InvalidSettings, match=name):
        config.load({})


def test_an_address_for_links_needs_no_slash_at_its_end(monkeypatch):
    monkeypatch.setenv("PUBLIC_URL", "https://training.example.org/")
    assert config.load({})["PUBLIC_URL"] == "https://training.example.org"


def test_a_start_that_was_cut_short_leaves_no_empty_key(tmp_path):
    (tmp_path / "instance").mkdir()
    (tmp_path / "instance/secret_key").touch()
    assert len(str(config.load({})["SECRET_KEY"])) > 32
