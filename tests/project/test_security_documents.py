"""What the documents about security name is there."""

import ast
import re

import pytest

from tests.project.tree import ROOT

NAMED = re.compile(r"`([\w/]+\.py)::(test_\w+)`")
DOCUMENTS = ("docs/asvs.md", "docs/privacy.md", "docs/protection.md", "docs/threat-model.md")


def functions_of(path: str) -> set[str]:
    """What a file below tests/ defines."""
    tree = ast.parse((ROOT / "tests" / path).read_text(encoding="utf-8"))
    return {node.name for node in ast.walk(tree) if isinstance(node, ast.FunctionDef)}


@pytest.mark.parametrize("document", DOCUMENTS)
def test_every_test_that_is_named_exists(document: str) -> None:
    named = NAMED.findall((ROOT / document).read_text(encoding="utf-8"))
    assert len(named) > 10
    missing = [
        f"{path}::{name}"
        for path, name in named
        if not (ROOT / "tests" / path).is_file() or name not in functions_of(path)
    ]
    assert missing == []


def test_every_item_of_the_standard_names_a_test() -> None:
    text = (ROOT / "docs/asvs.md").read_text(encoding="utf-8")
    items = [line for line in text.splitlines() if re.match(r"\| \d", line)]
    assert len(items) > 50
    assert [line for line in items if not NAMED.search(line)] == []
