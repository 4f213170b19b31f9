"""Text files as plain data: YAML read strictly, with the line that every value stands on.

Every scalar stays text, so that the language `no` does not turn into false. No key may stand
twice. Anchors, aliases and tags are refused, because they let a small file grow without end.
"""

from typing import Any, TypeAlias

import yaml

from quizzes import N_, Report

DEEPEST = 12

Loader: Any = getattr(yaml, "CBaseLoader", yaml.BaseLoader)


class LinedStr(str):
    """A text that knows its line."""

    line: int = 0


class LinedList(list[Any]):
    """A list that knows its line."""

    line: int = 0


class LinedDict(dict[str, Any]):
    """A mapping that knows its line; its keys know theirs."""

    line: int = 0


Data: TypeAlias = LinedStr | LinedList | LinedDict


def lined(text: str, line: int) -> LinedStr:
    """The text, with its line."""
    known = LinedStr(text)
    known.line = line
    return known


def decode(content: bytes, report: Report) -> str:
    """Text from a file's bytes, with line feeds only; "" and a problem where it is no UTF-8."""
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = content.count(b"\n", 0, error.start) + 1
        report.error(line, N_("This is not UTF-8 text: save the file as UTF-8."))
        return ""
    return text.replace("\r\n", "\n").replace("\r", "\n")


def parse_yaml(text: str, report: Report) -> Data | None:
    """Plain data from YAML, or None and at least one problem."""
    try:
        if _refuses_events(text, report):
            return None
        node = yaml.compose(text, Loader=Loader)
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        line = getattr(mark, "line", 0) + 1
        reason = getattr(error, "problem", None) or getattr(error, "reason", "")
        message = N_("This is not YAML (%(reason)s): mend this line or the one before it.")
        report.error(line, message, reason=reason)
        return None
    if node is None:
        report.error(1, N_("The file is empty: write it or remove it."))
        return None
    return _plain(node, report)


def _refuses_events(text: str, report: Report) -> bool:
    refused = False
    depth = 0
    for event in yaml.parse(text, Loader=Loader):
        line = _line_of(event)
        if getattr(event, "anchor", None):
            report.error(line, N_("Anchors (&) and aliases (*) are not allowed: write it out."))
            refused = True
        elif getattr(event, "tag", None):
            report.error(line, N_("Tags (!) are not allowed: remove it, or quote the text."))
            refused = True
        depth += isinstance(event, yaml.CollectionStartEvent)
        depth -= isinstance(event, yaml.CollectionEndEvent)
        if depth > DEEPEST:
            report.error(line, N_("The lists are nested too deep: a course needs less."))
            return True
    return refused


def _plain(node: yaml.Node, report: Report) -> Data:
    line = _line_of(node)
    if isinstance(node, yaml.MappingNode):
        return _mapping(node, line, report)
    if isinstance(node, yaml.SequenceNode):
        items = LinedList(_plain(item, report) for item in node.value)
        items.line = line
        return items
    return lined(node.value, line)


def _mapping(node: yaml.MappingNode, line: int, report: Report) -> LinedDict:
    found = LinedDict()
    found.line = line
    for key_node, value_node in node.value:
        key = _plain(key_node, report)
        at = _line_of(key_node)
        if not isinstance(key, str):
            report.error(at, N_("A key has to be a word: write it like “title: …”."))
        elif key in found:
            report.error(at, N_("“%(key)s” stands here twice: keep one."), key=key)
        else:
            found[key] = _plain(value_node, report)
    return found


def _line_of(found: yaml.Node | yaml.Event) -> int:
    """The line, counted from 1; YAML counts from 0, and not everything has a mark."""
    return int(getattr(found.start_mark, "line", 0)) + 1
