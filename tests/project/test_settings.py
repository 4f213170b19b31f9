"""Every setting is explained where operators look."""

from tests.project.tree import ROOT
from training.config import DEFAULTS


def documented() -> str:
    return (ROOT / "docs" / "settings.md").read_text(encoding="utf-8")


def test_every_setting_is_documented() -> None:
    assert [name for name in DEFAULTS if f"`{name}`" not in documented()] == []


def test_every_setting_means_something() -> None:
    assert [name for name, setting in DEFAULTS.items() if not setting.meaning] == []


def test_every_default_is_accepted() -> None:
    for setting in DEFAULTS.values():
        setting.read(setting.default)
