"""How long and how deep code is, in the terms of the budgets."""

import ast
import io
import math
import tokenize
from collections.abc import Iterator, Sequence

BLOCKS = (ast.If, ast.For, ast.AsyncFor, ast.While, ast.With, ast.AsyncWith, ast.Try, ast.Match)
DOCUMENTED = (ast.Module, ast.ClassDef, ast.FunctionDef, ast.AsyncFunctionDef)
UNCOUNTED = {tokenize.COMMENT, tokenize.NL, tokenize.NEWLINE, tokenize.INDENT, tokenize.DEDENT}
UNCOUNTED |= {tokenize.ENDMARKER, tokenize.ENCODING}

Function = ast.FunctionDef | ast.AsyncFunctionDef


def functions(tree: ast.Module) -> Iterator[Function]:
    """Every function and method, those inside others too."""
    found = (node for node in ast.walk(tree) if isinstance(node, DOCUMENTED[2:]))
    return (node for node in found if isinstance(node, Function))


def docstring_lines(node: ast.AST) -> set[int]:
    """The numbers of the lines that hold the docstring of a module, class or function."""
    if not isinstance(node, DOCUMENTED) or ast.get_docstring(node, clean=False) is None:
        return set()
    return set(range(node.body[0].lineno, (node.body[0].end_lineno or 0) + 1))


def function_lines(function: Function) -> int:
    """From `def` to the end, without the docstring."""
    return (function.end_lineno or 0) - function.lineno + 1 - len(docstring_lines(function))


def code_lines(text: str) -> int:
    """The lines with code on them: not blank, not only a comment, not a docstring."""
    tokens = tokenize.generate_tokens(io.StringIO(text).readline)
    code = (token for token in tokens if token.type not in UNCOUNTED)
    lines = {line for token in code for line in range(token.start[0], token.end[0] + 1)}
    documented = (docstring_lines(node) for node in ast.walk(ast.parse(text)))
    return len(lines.difference(*documented))


def nesting(node: ast.AST) -> int:
    """How many blocks stand inside one another; `elif` is no deeper than its `if`."""
    return max((child_nesting(node, child) for child in ast.iter_child_nodes(node)), default=0)


def child_nesting(node: ast.AST, child: ast.AST) -> int:
    """What one child adds to the nesting of a node; functions inside count for themselves."""
    if isinstance(child, Function | ast.ClassDef | ast.Lambda):
        return 0
    is_elif = isinstance(node, ast.If) and isinstance(child, ast.If) and node.orelse == [child]
    return nesting(child) + (isinstance(child, BLOCKS) and not is_elif)


def percentile(share: float, values: Sequence[int]) -> int:
    """The value that this share of the values does not exceed."""
    return sorted(values)[max(math.ceil(share * len(values)) - 1, 0)]
