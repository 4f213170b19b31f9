"""Names that never leave the house, in whatever language or code somebody wrote them."""

import re
from collections.abc import Iterable
from functools import lru_cache
from typing import Any

from babel import Locale
from babel.core import get_global

LANGUAGES = ("ar", "en", "es", "fr", "ru", "zh")
UNNAMED = "…"
_CODE = re.compile("[A-Z]{2}")  # ISO 3166-1 alpha-2
SHORTEST_NAME = 4  # in Latin letters: shorter ones are codes, and parts of other words


@lru_cache(maxsize=64)
def all_names(places: frozenset[str]) -> frozenset[str]:
    """Return every name of some places, folded, and codes as they are.

    "AM" or "Armenia" give "AM", "armenia", "армения" and "asia/yerevan", the zone of its meetings.
    What is no country that CLDR knows stands for itself alone.
    """
    found = {_folded(place) for place in places}
    for names in _countries():
        if not names.isdisjoint(found):
            found |= names
    return frozenset(found)


def _folded(text: str) -> str:
    """Fold a name; a code in capitals stays, since "am" is a language and "AM" a country."""
    return text if _CODE.fullmatch(text) else text.casefold()


@lru_cache(maxsize=1)
def _countries() -> tuple[frozenset[str], ...]:
    """Return for each country its code, its names in the six languages and its time zones."""
    names = [Locale.parse(language).territories for language in LANGUAGES]
    zones = get_global("territory_zones")
    return tuple(
        frozenset(
            {str(code)}
            | {str(one[code]).casefold() for one in names if code in one}
            | {zone.casefold() for zone in zones.get(str(code), ())}
        )
        for code in names[0]
        if _CODE.fullmatch(str(code))
    )


def is_country(place: str) -> bool:
    """Tell whether a word names a country whose other names and code are known."""
    return len(all_names(frozenset({place}))) > 1


def is_named(value: str, places: frozenset[str]) -> bool:
    """Tell whether a value is one of some places, by any of its names, or names one."""
    if not places:
        return False
    return _folded(value) in all_names(places) or _cleared(value, places) != value


def is_place(value: str, places: frozenset[str]) -> bool:
    """Tell the same of a value that is a country or a region, in which "am" is a code as well."""
    return is_named(value, places) or is_named(value.upper(), places)


@lru_cache(maxsize=64)
def _pattern(places: frozenset[str]) -> re.Pattern[str]:
    """Return what finds names inside a text; codes are too short to be looked for there.

    Longer names that hold one of them, as Nigeria does, are found first, and mean another country.
    """
    names = {
        name
        for name in all_names(places)
        if not _CODE.fullmatch(name) and (len(name) >= SHORTEST_NAME or not name.isascii())
    }
    others = {
        other for one in _countries() for other in one if any(name in other for name in names)
    }
    longest = sorted(names | others, key=lambda name: (-len(name), name))
    return re.compile("|".join(map(_whole_word, longest)) or "(?!)", re.IGNORECASE)


def _whole_word(name: str) -> str:
    r"""Return a pattern for a name as a word; only Latin and Cyrillic have spaces around words."""
    return rf"(?<!\w){re.escape(name)}(?!\w)" if name[0] < "\u0600" else re.escape(name)


def _cleared(text: str, places: frozenset[str]) -> str:
    names = all_names(places)
    return _pattern(places).sub(
        lambda found: UNNAMED if found[0].casefold() in names else found[0], text
    )


def without_names(content: Any, places: Iterable[str]) -> Any:
    """Return plain values, such as lists and texts, in which no such place is named any more.

    For all that stands around a protected table: titles, notes, names of programmes.
    """
    never = frozenset(places)
    if not never:
        return content
    if isinstance(content, str):
        return UNNAMED if _folded(content) in all_names(never) else _cleared(content, never)
    if isinstance(content, dict):
        return {without_names(k, never): without_names(v, never) for k, v in content.items()}
    if isinstance(content, list | tuple):
        return type(content)(without_names(one, never) for one in content)
    return content
