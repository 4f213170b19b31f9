"""YAML read strictly: texts, lists and maps with their lines; no double keys, no anchors."""

from collections.abc import Iterator
from dataclasses import dataclass

import yaml

from quizzes import N_


class Misread(Exception):
    """A file cannot be understood; says where and why, translatable."""

    def __init__(self, line: int, message: str, **values: object) -> None:
        super().__init__(message % values)
        self.line = line
        self.message = message
        self.values = values


@dataclass(frozen=True)
class Entry:
    """One setting: the line it stands on, and a text, a list of texts or a map of texts."""

    line: int
    value: str | list[str] | dict[str, str]


def read_settings(text: str) -> dict[str, Entry]:
    """Read a file of settings; a map in a map gives dotted keys (`unique.within`).

    Both ways to write it mean the same, and a map whose values are all texts is kept whole
    under its own key as well, for the one who asks for it. What is null is left out.
    Raises Misread.
    """
    try:
        _look_over(text)
        root = yaml.compose(text, Loader=yaml.BaseLoader)
    except yaml.MarkedYAMLError as problem:
        line = problem.problem_mark.line + 1 if problem.problem_mark else 0
        raise Misread(line, N_("is not YAML: %(problem)s"), problem=problem.problem) from None
    except yaml.YAMLError as problem:
        raise Misread(0, N_("is not YAML: %(problem)s"), problem=str(problem)[:200]) from None
    if not isinstance(root, yaml.MappingNode):
        raise Misread(1, N_("should be a list of settings, such as “unit: person”"))
    found: dict[str, Entry] = {}
    for key, entry in _entries(root, ""):
        if key in found:
            raise Misread(entry.line, N_("“%(key)s” is set twice"), key=key)
        found[key] = entry
    return found


_REFUSED = (yaml.AnchorToken, yaml.AliasToken, yaml.TagToken)
_OPENING = (
    yaml.FlowSequenceStartToken,
    yaml.FlowMappingStartToken,
    yaml.BlockSequenceStartToken,
    yaml.BlockMappingStartToken,
)
_CLOSING = (yaml.FlowSequenceEndToken, yaml.FlowMappingEndToken, yaml.BlockEndToken)
_DEEPEST = 4
_NULL = ("null", "Null", "NULL", "~")  # nothing at all, "key:", more likely waits to be filled in


def _look_over(text: str) -> None:
    """Refuse what makes a short file explode or a deep one run away, before it is composed."""
    depth = 0
    for token in yaml.scan(text, Loader=yaml.BaseLoader):
        line = token.start_mark.line + 1
        if isinstance(token, _REFUSED):
            raise Misread(line, N_("anchors, aliases and tags have no place: write values out"))
        depth += isinstance(token, _OPENING) - isinstance(token, _CLOSING)
        if depth > _DEEPEST:
            raise Misread(line, N_("is nested too deeply"))


def _entries(node: yaml.MappingNode, prefix: str) -> Iterator[tuple[str, Entry]]:
    for key_node, value in node.value:
        line = key_node.start_mark.line + 1
        key = prefix + _text(key_node)
        if _is_null(value):
            continue
        if not isinstance(value, yaml.MappingNode):
            yield key, Entry(line, _value(value))
        elif not prefix:
            yield from _entries(value, f"{key}.")
        else:
            raise Misread(line, N_("“%(key)s” is nested too deeply"), key=key)


def _is_null(node: yaml.Node) -> bool:
    return isinstance(node, yaml.ScalarNode) and not node.style and node.value in _NULL


def _value(node: yaml.Node) -> str | list[str]:
    return (
        [_text(one) for one in node.value] if isinstance(node, yaml.SequenceNode) else _text(node)
    )


def _text(node: yaml.Node) -> str:
    if not isinstance(node, yaml.ScalarNode):
        raise Misread(node.start_mark.line + 1, N_("should be a text"))
    return str(node.value)
