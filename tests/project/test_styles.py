"""Style sheets work in both directions, and ask no other server for anything."""

import re
from pathlib import Path

import pytest

from tests.project.tree import ROOT, relative

SHEETS = sorted((ROOT / "training" / "static").rglob("*.css"))
COMMENT = re.compile(r"/\*.*?\*/", re.DOTALL)
DECLARATION = re.compile(r"(?<![\w-])(?P<name>[a-z-]+)\s*:\s*(?P<value>[^;{}]+)(?=[;}])")
SIDES = re.compile(
    r"(margin|padding|border|scroll-margin|scroll-padding)-(left|right|top|bottom)(-.*)?"
    r"|left|right|top|bottom|(min-|max-)?(width|height)|border-(top|bottom)-(left|right)-radius"
)
SIDED_VALUE = {"text-align", "float", "clear", "caption-side"}


def declarations(text: str) -> list[tuple[str, str]]:
    found = DECLARATION.finditer(COMMENT.sub("", text))
    return [(match["name"], match["value"].strip()) for match in found]


def physical(name: str, value: str) -> bool:
    """Tell whether a declaration names a side that does not turn with the direction of writing."""
    return bool(SIDES.fullmatch(name)) or (name in SIDED_VALUE and value in {"left", "right"})


def test_there_are_style_sheets() -> None:
    assert SHEETS


@pytest.mark.parametrize("sheet", SHEETS, ids=relative)
def test_all_properties_are_logical(sheet: Path) -> None:
    text = sheet.read_text(encoding="utf-8")
    assert [pair for pair in declarations(text) if physical(*pair)] == []


@pytest.mark.parametrize("sheet", SHEETS, ids=relative)
def test_a_style_sheet_asks_no_other_server(sheet: Path) -> None:
    text = sheet.read_text(encoding="utf-8")
    assert re.findall(r"(?:@import|url\(\s*[\"']?(?:https?:)?//)", text) == []


def test_physical_sides_are_noticed() -> None:
    found = declarations("a { margin-left: 1rem; inset-inline: 0; text-align: right; width: 2px }")
    assert [physical(*pair) for pair in found] == [True, False, True, True]
