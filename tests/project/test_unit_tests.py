"""Unit tests need no application: what they test is plain Python."""

import ast
from pathlib import Path

import pytest

from tests.project.tree import ROOT, relative

UNIT = ROOT / "tests" / "unit"
APPLICATION = {"app", "client", "database", "visitor", "page", "server"}
OUTSIDE = ("flask", "sqlalchemy", "werkzeug", "wtforms", "playwright", "training.app", "tests.app")


def imported(tree: ast.Module) -> set[str]:
    names: set[str] = set()
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            names.update(alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            names.add(node.module or "")
    return names


@pytest.mark.parametrize("path", sorted(UNIT.rglob("*.py")), ids=relative)
def test_a_unit_test_stands_alone(path: Path) -> None:
    tree = ast.parse(path.read_text(encoding="utf-8"))
    functions = [node for node in ast.walk(tree) if isinstance(node, ast.FunctionDef)]
    fixtures = {argument.arg for function in functions for argument in function.args.args}
    assert fixtures & APPLICATION == set()
    assert [name for name in imported(tree) if name.startswith(OUTSIDE)] == []
