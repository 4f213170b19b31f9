"""What each column of a sheet means: guessed from its header, else from what stands in it."""

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from functools import cache

from training.intake.rules.attendance import read_mark
from training.intake.rules.days import read_days
from training.intake.rules.plain import key
from training.intake.rules.sheets import letter
from training.intake.rules.words import as_word, meaning

MOST_OF = 0.6
SHORTEST_INSIDE = 3
DATED = "a day"


class Field(StrEnum):
    """What a column can mean."""

    LEFT_OUT = "left_out"
    NAME = "name"
    GIVEN_NAME = "given_name"
    FAMILY_NAME = "family_name"
    EMAIL = "email"
    PHONE = "phone"
    CARD = "card"
    ORGANISATION = "organisation"
    COUNTRY = "country"
    REGION = "region"
    GENDER = "gender"
    AGE_BAND = "age_band"
    LANGUAGE = "language"
    DISABILITY = "disability"
    CATEGORY = "category"
    TITLE = "title"
    DAY = "day"
    STARTS = "starts"
    ENDS = "ends"
    MINUTES = "minutes"
    MARK = "mark"
    ROLE = "role"
    AWARD = "award"
    KIND = "kind"
    MODE = "mode"
    MEETING = "meeting"


REPEATABLE = frozenset({Field.LEFT_OUT, Field.MEETING})


@dataclass(frozen=True)
class Column:
    """One column: its place from 0, its header, what it means and, for a meeting, its day."""

    place: int
    header: str
    field: Field = Field.LEFT_OUT
    day: str = ""

    @property
    def letter(self) -> str:
        """What spreadsheets call it."""
        return letter(self.place)


def header_keys(headers: Sequence[str]) -> tuple[str, ...]:
    """Return under which word each header is remembered: dates are alike, doubles are numbered."""
    seen: Counter[str] = Counter()
    found = []
    for header in headers:
        plain = DATED if is_dated(header) else key(header)
        seen[plain] += 1
        found.append(plain if plain == DATED or seen[plain] == 1 else f"{plain} {seen[plain]}")
    return tuple(found)


def signature(headers: Sequence[str]) -> str:
    """Return what sheets of one form share: their headers, whatever the days of the meetings."""
    kept = header_keys(headers)
    return "\n".join(
        one for place, one in enumerate(kept) if one != DATED or DATED not in kept[:place]
    )


def is_dated(header: str) -> bool:
    """Tell whether a header is a date, as that of a column of attendance is."""
    return bool(days_in(header))


def days_in(header: str) -> str:
    """Return the part of a header that is a date, as in `Day 1 (3 March 2025)`; empty for none."""
    for part in (header, *header.replace(")", "(").replace("\n", "(").replace(":", "(").split("(")):
        found = read_days(part)
        if found.day_first or found.month_first:
            return part.strip()
    return ""


def columns_of(
    headers: Sequence[str], rows: Sequence[Sequence[str]], known: Mapping[str, str]
) -> tuple[Column, ...]:
    """Say what each column means, as far as it can be guessed.

    known   what was said of such headers before, by the words of `header_keys`
    """
    taken: set[Field] = set()
    found = []
    for place, (header, word) in enumerate(zip(headers, header_keys(headers), strict=True)):
        values = [row[place] for row in rows if place < len(row) and row[place].strip()]
        field = remembered(known, word) or guessed(header, values)
        if field in taken and field not in REPEATABLE:
            field = Field.LEFT_OUT
        taken.add(field)
        day = days_in(header) if field is Field.MEETING else ""
        found.append(Column(place, header, field, day))
    return names_in_parts(found) if not known else tuple(found)


def remembered(known: Mapping[str, str], word: str) -> Field | None:
    """Return what was said of a header before."""
    found = known.get(word, "")
    return Field(found) if found in Field.__members__.values() else None


def guessed(header: str, values: Sequence[str]) -> Field:
    """Return what a column most likely means; left out where nobody can tell."""
    if is_dated(header):
        return Field.MEETING
    numbered = any(one.isdigit() for one in key(header))
    if numbered and most(values, lambda one: read_mark(one) is not None):
        return Field.MEETING  # such as `Day 2`
    if field := meant_by(header):
        return field
    if most(values, lambda one: "@" in one and " " not in one.strip()):
        return Field.EMAIL
    return Field.LEFT_OUT


def most(values: Sequence[str], holds: Callable[[str], bool]) -> bool:
    """Tell whether something is true of most of the values."""
    return bool(values) and sum(map(holds, values)) >= MOST_OF * len(values)


def meant_by(header: str) -> Field | None:
    """Return what the words of a header say: all of them, else the longest that is known."""
    words = meaning("headers")
    if found := words.get(as_word(header)):
        return Field(found)
    plain = key(header)
    for word in longest_first():
        if f" {word} " in f" {plain} " or (
            not word.isascii() and is_chinese(word) and word in plain
        ):
            return Field(words[word])
    return None


@cache
def longest_first() -> tuple[str, ...]:
    """Return the words that may stand inside a longer header."""
    words = (one for one in meaning("headers") if len(one) >= SHORTEST_INSIDE or is_chinese(one))
    return tuple(sorted((one for one in words if len(one) > 1), key=len, reverse=True))


def is_chinese(word: str) -> bool:
    """Tell whether a word is in a script that puts no blanks between words."""
    return all("\u4e00" <= one <= "\u9fff" for one in word)


def names_in_parts(columns: Iterable[Column]) -> tuple[Column, ...]:
    """Tell a family name beside a given name from a name in one column: `nom` is either."""
    found = tuple(columns)
    fields = {one.field for one in found}
    swap: dict[Field, Field] = {}
    if Field.NAME not in fields:
        if Field.GIVEN_NAME not in fields:
            swap = {Field.FAMILY_NAME: Field.NAME}
        elif Field.FAMILY_NAME not in fields:
            swap = {Field.GIVEN_NAME: Field.NAME}
    elif Field.FAMILY_NAME in fields and Field.GIVEN_NAME not in fields:
        swap = {Field.NAME: Field.GIVEN_NAME}
    return tuple(replace(one, field=swap.get(one.field, one.field)) for one in found)
