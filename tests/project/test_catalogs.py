"""The interface is complete in all six languages; English is what stands in the code."""

import re
import string
from functools import cache
from pathlib import Path

import pytest
from babel.messages.catalog import Catalog, Message
from babel.messages.extract import extract_from_dir
from babel.messages.frontend import parse_mapping_cfg
from babel.messages.pofile import read_po

from tests.project.tree import LANGUAGES, PACKAGES, ROOT

PERCENT_HOLE = re.compile(r"%(?:\((?P<name>\w+)\))?[sd]")
KEYWORDS = {
    "_": None,
    "N_": None,
    "gettext": None,
    "lazy_gettext": None,
    "ngettext": (1, 2),
    "lazy_ngettext": (1, 2),
    "pgettext": ((1, "c"), 2),
    "lazy_pgettext": ((1, "c"), 2),
}


@cache
def said() -> frozenset[str]:
    """Every sentence that the code and the templates say, in English."""
    with (ROOT / "babel.cfg").open(encoding="utf-8") as file:
        methods, options = parse_mapping_cfg(file, "babel.cfg")
    return frozenset(
        message if isinstance(message, str) else message[0]
        for package in PACKAGES
        for _file, _line, message, _comments, _context in extract_from_dir(
            ROOT / package, methods, options, KEYWORDS
        )
    )


@cache
def catalog(language: str) -> Catalog:
    path: Path = ROOT / f"training/translations/{language}/LC_MESSAGES/messages.po"
    with path.open("rb") as file:
        return read_po(file, locale=language, abort_invalid=True)


def wordings(message: Message) -> list[str]:
    """All the wordings of a message: one, or one for each plural form."""
    return [message.string] if isinstance(message.string, str) else list(message.string or ())


def originals(message: Message) -> list[str]:
    return [message.id] if isinstance(message.id, str) else list(message.id)


def holes(text: str) -> set[str]:
    """The names of the holes in a sentence, in either of the two ways of writing them."""
    percent = {match[0] for match in PERCENT_HOLE.finditer(text)}
    braces = {name for _text, name, _spec, _conversion in string.Formatter().parse(text) if name}
    return percent | (braces if not percent else set())


def misfits(message: Message) -> bool:
    """Tell whether a translation asks for a value that its original does not have, or drops one.

    A plural form may leave the number out, where the language says it with a word.
    """
    known = set().union(*map(holes, originals(message)))
    used = [holes(wording) for wording in wordings(message)]
    if message.pluralizable:
        return not set().union(*used) <= known
    return any(each != known for each in used)


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_sentence_is_translated(language: str) -> None:
    done = {
        originals(message)[0]
        for message in catalog(language)
        if message.id and not message.fuzzy and all(wordings(message))
    }
    assert sorted(said() - done) == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_translations_keep_the_holes_of_their_originals(language: str) -> None:
    messages = [message for message in catalog(language) if message.id and any(wordings(message))]
    assert [message.id for message in messages if misfits(message)] == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_nothing_is_kept_that_nobody_says(language: str) -> None:
    kept = {originals(message)[0] for message in catalog(language) if message.id}
    assert sorted(kept - said()) == []
