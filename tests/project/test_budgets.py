"""Code stays short and flat. Complexity, parameters and docstrings are ruff's part."""

import ast
import re

import pytest

from tests.project import measures
from tests.project.tree import ROOT, modules, owned_texts, templates

SUPPRESSION = re.compile(r"#\s*(?:noqa|type:\s*ignore|pragma:|fmt:)")
EXPLAINED = re.compile(
    r"# (noqa: [A-Z]+\d+(, [A-Z]+\d+)*|type: ignore\[[a-z, -]+\]|pragma: no cover) +(#|-) \S"
)


def function_lengths() -> dict[str, int]:
    return {
        f"{path}:{function.lineno} {function.name}": measures.function_lines(function)
        for path, tree in modules().items()
        for function in measures.functions(tree)
    }


def module_lengths() -> dict[str, int]:
    lengths = {
        path: measures.code_lines((ROOT / path).read_text(encoding="utf-8")) for path in modules()
    }
    return {path: length for path, length in lengths.items() if length}


def template_lengths() -> dict[str, int]:
    return {name: len(text.splitlines()) for name, text in templates().items()}


LENGTHS = {"function": function_lengths, "module": module_lengths, "template": template_lengths}


@pytest.mark.parametrize(("kind", "limit"), [("function", 40), ("module", 300), ("template", 120)])
def test_nothing_is_longer_than_its_limit(kind: str, limit: int) -> None:
    lengths = LENGTHS[kind]()
    assert {name: length for name, length in lengths.items() if length > limit} == {}


@pytest.mark.parametrize(("kind", "most"), [("function", 20), ("module", 200), ("template", 90)])
def test_nineteen_of_twenty_are_much_shorter(kind: str, most: int) -> None:
    assert measures.percentile(0.95, list(LENGTHS[kind]().values())) <= most


@pytest.mark.parametrize(("kind", "usual"), [("function", 6), ("template", 30)])
def test_half_of_them_are_short(kind: str, usual: int) -> None:
    assert measures.percentile(0.5, list(LENGTHS[kind]().values())) <= usual


def test_no_function_nests_deeper_than_three() -> None:
    depths = {
        f"{path}:{function.lineno} {function.name}": measures.nesting(function)
        for path, tree in modules().items()
        for function in measures.functions(tree)
    }
    assert {name: depth for name, depth in depths.items() if depth > 3} == {}


def test_every_suppressed_check_says_why() -> None:
    silent = [
        f"{path}:{number} {line.strip()}"
        for path, text in owned_texts()
        if path.endswith(".py") and not path.startswith("tests/")
        for number, line in enumerate(text.splitlines(), 1)
        if SUPPRESSION.search(line) and not EXPLAINED.search(line)
    ]
    assert silent == []


CLOCKS = {
    "datetime.now",
    "datetime.utcnow",
    "datetime.today",
    "date.today",
    "datetime.datetime.now",
    "datetime.date.today",
}


def test_only_the_clock_reads_the_clock() -> None:
    readers = [
        f"{path}:{node.lineno}"
        for path, tree in modules().items()
        if path != "training/clock.py"
        for node in ast.walk(tree)
        if (isinstance(node, ast.Attribute) and ast.unparse(node) in CLOCKS)
        or (isinstance(node, ast.ImportFrom) and node.module == "training.clock")
    ]
    assert readers == []


EXAMPLE = '''"""A module."""

X = 1  # counted


def f(a):
    """What f does."""
    if a:
        for b in a:
            pass
    elif not a:
        return """two
        lines"""
'''


def test_measures_count_what_they_say() -> None:
    function = next(measures.functions(ast.parse(EXAMPLE)))
    assert measures.code_lines(EXAMPLE) == 8
    assert measures.function_lines(function) == 7
    assert measures.nesting(function) == 2
    assert measures.percentile(0.5, [1, 2, 3, 100]) == 2
