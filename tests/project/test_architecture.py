"""docs/architecture.md speaks of the tree that is really there."""

import pkgutil
import re
from collections.abc import Iterator

import pytest

from tests.project.tree import PACKAGES, ROOT

TEXT = (ROOT / "docs" / "architecture.md").read_text(encoding="utf-8")
NAMES = sorted(set(re.findall(rf"`((?:{'|'.join(PACKAGES)})(?:\.\w+)+)`", TEXT)))
INDENT = 2


def listed() -> Iterator[str]:
    """The paths in the tree; each stands below the last line that is less indented."""
    tree = TEXT.partition("## The tree")[2].split("```")[1]
    above: list[str] = []
    for line in tree.strip("\n").splitlines():
        depth = (len(line) - len(line.lstrip())) // INDENT
        above = [*above[:depth], line.split()[0]]
        yield "".join(above)


@pytest.mark.parametrize("name", [name for name in NAMES if not name.endswith((".py", ".md"))])
def test_what_it_names_exists(name: str) -> None:
    assert pkgutil.resolve_name(name) is not None


def test_every_path_in_the_tree_exists() -> None:
    assert [path for path in listed() if not (ROOT / path).exists()] == []


def test_the_tree_leaves_out_no_module_of_a_package() -> None:
    modules = {
        path.relative_to(ROOT).as_posix() + ("/" if path.is_dir() else "")
        for package in PACKAGES
        for path in (ROOT / package).iterdir()
        if (path.suffix == ".py" and path.stem != "__init__") or (path / "__init__.py").is_file()
    }
    assert sorted(modules - set(listed())) == []
