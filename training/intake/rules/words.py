"""The words that sheets use, read from vocabulary.yaml: headers, marks, roles, totals."""

from collections.abc import Mapping
from functools import cache
from importlib.resources import files
from typing import Any

import yaml
from babel import Locale

from training.intake.rules.plain import key

LANGUAGES = ("en", "fr", "es", "ru", "ar", "zh")
COUNTRY_CODE = 2


@cache
def vocabulary() -> Mapping[str, Any]:
    """Return the file of words as it was written."""
    text = files("training.intake").joinpath("vocabulary.yaml").read_text(encoding="utf-8")
    found: Mapping[str, Any] = yaml.load(text, Loader=yaml.BaseLoader)  # noqa: S506 - texts only
    return found


@cache
def meaning(kind: str) -> Mapping[str, str]:
    """Return what each word of a kind, such as `marks`, means; words are in the form of `key`."""
    return {
        one: means for means, words in vocabulary()[kind].items() for one in map(as_word, words)
    }


@cache
def listed(kind: str) -> frozenset[str]:
    """Return the words of a kind that has no meanings apart, such as `totals`."""
    return frozenset(map(as_word, vocabulary()[kind]))


def as_word(text: str) -> str:
    """Return the form in which a word is looked up; signs such as a tick stay what they are."""
    return key(text) or text.strip()


def meant(kind: str, text: str) -> str:
    """Return what a cell means among the words of a kind; empty where nobody can tell."""
    return meaning(kind).get(as_word(text), "")


@cache
def countries() -> Mapping[str, str]:
    """Return the two letters of every country by its names in six languages (CLDR)."""
    names = _by_name("territories", lambda code: len(code) == COUNTRY_CODE and code.isalpha())
    return {**names, **{key(code): code for code in set(names.values())}}


@cache
def languages() -> Mapping[str, str]:
    """Return the code of every language by its names in six languages and its own (CLDR)."""
    names = _by_name("languages", lambda code: len(code) <= 3)
    own = {key(Locale(code).get_display_name() or code): code for code in LANGUAGES}
    return {**names, **own, **{code: code for code in names.values()}}


def _by_name(kind: str, wanted: Any) -> dict[str, str]:
    found: dict[str, str] = {}
    for language in LANGUAGES:
        for code, name in getattr(Locale(language), kind).items():
            if wanted(code):
                found.setdefault(key(name), code)
    return found
