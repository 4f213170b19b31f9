"""Templates of Typst become tagged PDF: with the bundled fonts, and nothing from elsewhere.

What is shown comes as JSON in `sys.inputs.data`; no text ever becomes source.
"""

import json
from collections.abc import Mapping
from datetime import datetime
from importlib.resources import files
from pathlib import Path
from threading import Lock
from typing import Any, Literal

import typst

FONT_PACKAGES = ("manimgx_fonts", "manimgx_fonts_cjk")
FONTS = ("Noto Sans", "Noto Sans Arabic", "Noto Sans CJK SC")
FIRST_FONT = {"ar": "Noto Sans Arabic", "zh": "Noto Sans CJK SC"}
READABLE_BY_ALL: Literal["ua-1"] = "ua-1"  # PDF/UA-1: tagged, with a title and a language
UNPRINTABLE = "could not be displayed"
one_at_a_time = Lock()  # a document takes some 40 MB while it is made


def fonts(language: str) -> list[str]:
    """Return the fonts for a language, its own first; every other script follows."""
    first = FIRST_FONT.get(language, FONTS[0])
    return [first, *(font for font in FONTS if font != first)]


def document(template: Path, shown: Mapping[str, Any], made_at: datetime) -> bytes:
    """Return a PDF of what a template makes of plain values; the same values give the same bytes.

    template   it may read files of its own folder only
    made_at    the time that the document carries

    A letter that no bundled font has cannot stand in a tagged document: then it is not tagged.
    """
    try:
        return _compiled(template, shown, made_at, READABLE_BY_ALL)
    except typst.TypstError as error:
        if UNPRINTABLE not in str(error):
            raise
        return _compiled(template, shown, made_at, None)


def _compiled(
    template: Path, shown: Mapping[str, Any], made_at: datetime, standard: Literal["ua-1"] | None
) -> bytes:
    with one_at_a_time:
        made = typst.compile(
            str(template),
            root=str(template.parent),
            font_paths=[str(files(package)) for package in FONT_PACKAGES],
            ignore_system_fonts=True,
            sys_inputs={"data": json.dumps(shown, ensure_ascii=False)},
            pdf_standards=standard,
            timestamp=int(made_at.timestamp()),
        )
    return bytes(made)
