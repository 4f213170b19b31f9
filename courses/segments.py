"""The sentences of a text file, one by one: what a translator translates.

A Markdown file falls into blocks: paragraph, heading, list item, table cell; code is left
alone. A YAML file falls into the texts of its prose keys. One walk serves both to list the
segments and to put others in their place.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

from markdown_it.token import Token

from courses.source import Data, LinedDict, LinedList, LinedStr, lined
from courses.text import parse

PROSE = frozenset(
    {
        "accept",
        "audience",
        "evidence",
        "example",
        "feedback",
        "introduction",
        "left",
        "objectives",
        "original",
        "prompt",
        "questions",
        "summary",
        "text",
        "title",
        "unit",
    }
)
SIDES = frozenset({"pairs", "distractors"})  # only here does “right” hold words
REASONS = "reasons"  # below it, the keys are letters

Change = Callable[[str, int], str]
Replacement = tuple[int, int, list[str]]


@dataclass(frozen=True)
class Segment:
    """A text to translate, and where it stands."""

    file: str
    line: int
    text: str


def segments(content: Data, file: str) -> tuple[Segment, ...]:
    """All that has to be translated in a Markdown text or in plain data, in order."""
    found: list[Segment] = []

    def note(text: str, line: int) -> str:
        found.append(Segment(file, line, text))
        return text

    changed(content, file, note)
    return tuple(found)


def changed(content: Data, file: str, change: Change) -> Data:
    """The same content with every segment as `change` gives it back, called in order."""
    if file.endswith(".md"):
        return lined(_markdown(str(content), _worded(change)), 1)
    plain: Data = _plain(content, _worded(change))
    return plain


def _worded(change: Change) -> Change:
    """Leave alone what holds no letter: there is nothing to translate in it."""
    return lambda text, line: change(text, line) if any(map(str.isalpha, text)) else text


def _plain(content: Any, change: Change, key: str = "", around: str = "") -> Any:
    if isinstance(content, LinedDict):
        copy = LinedDict((k, _plain(value, change, k, key)) for k, value in content.items())
        copy.line = content.line
        return copy
    if isinstance(content, LinedList):
        items = LinedList(_plain(item, change, key, around) for item in content)
        items.line = content.line
        return items
    if isinstance(content, LinedStr) and _is_prose(key, around):
        return lined(change(content.strip(), content.line), content.line)
    return content


def _is_prose(key: str, around: str) -> bool:
    return key in PROSE or (key == "right" and around in SIDES) or around == REASONS


def _markdown(text: str, change: Change) -> str:
    lines = text.expandtabs(4).split("\n")
    blocks = [
        _row(lines, start, change) if cell else _block(lines, token, change)
        for start, cell, token in _blocks(parse("\n".join(lines)))
    ]
    for start, end, replacement in reversed(blocks):
        lines[start:end] = replacement
    return "\n".join(lines)


def _blocks(tokens: list[Token]) -> list[tuple[int, bool, Token]]:
    """The first line of each block, whether it is a row of a table, and its text."""
    found: dict[int, tuple[int, bool, Token]] = {}
    for before, token in pairwise(tokens):
        if token.type == "inline" and token.map and token.content:
            cell = before.tag in ("th", "td")
            found.setdefault(token.map[0], (token.map[0], cell, token))
    return list(found.values())


def _block(lines: list[str], token: Token, change: Change) -> Replacement:
    start = token.map[0] if token.map else 0
    content = token.content.split("\n")
    prefix = lines[start][: max(lines[start].rfind(content[0].strip()), 0)]
    first, *more = change(_unwrapped(content), start + 1).split("\n")
    onward = re.sub("[^>]", " ", prefix) + "    "  # so deep that no line begins a block
    return start, start + len(content), [prefix + first, *(onward + line for line in more)]


def _unwrapped(content: list[str]) -> str:
    """The text on one line, whatever its width in the file; only hard breaks stay."""
    text = ""
    for line in content:
        hard = line.endswith(("  ", "\\"))
        text += line.strip().removesuffix("\\") + ("\\\n" if hard else " ")
    return text.strip()


def _row(lines: list[str], start: int, change: Change) -> Replacement:
    cells = re.split(r"(?<!\\)\|", lines[start])
    new = [f" {change(cell.strip(), start + 1)} " if cell.strip() else cell for cell in cells]
    return start, start + 1, ["|".join(new).rstrip()]
