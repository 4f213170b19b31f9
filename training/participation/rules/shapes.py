"""The shapes of values in a fact: a reader takes what JSON gives, or says what is wrong."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from fractions import Fraction

from quizzes import N_
from training.participation.rules.times import parse_date, parse_time, zone_named

_LONGEST_ID, _LONGEST_TEXT, _MOST = 200, 10_000, 1_000_000


class Unfit(Exception):
    """A value does not have the shape it should; the message is translatable, with holes.

    A message about the value of a key has a hole for the key, which whoever knows it fills.
    """

    def __init__(self, message: str, **values: object) -> None:
        super().__init__(message)
        self.message = message
        self.values = values

    def about(self, key: str) -> "Unfit":
        """Say of which key it is true."""
        return Unfit(self.message, **(self.values | {"key": key}))


@dataclass(frozen=True)
class Shape:
    """How a value is read, and the type of fact that it names, if it names one."""

    read: Callable[[object], object]
    refers: str = ""


def text(value: object) -> str:
    """Read any text that a database and a UTF-8 file can hold."""
    if not isinstance(value, str):
        raise Unfit(N_("“%(key)s” should be text"))
    if len(value) > _LONGEST_TEXT:
        raise Unfit(N_("“%(key)s” is longer than %(limit)s characters"), limit=_LONGEST_TEXT)
    if "\0" in value or not (value.isascii() or _can_be_written(value)):
        raise Unfit(N_("“%(key)s” holds characters that cannot be kept"))
    return value


def _can_be_written(value: str) -> bool:
    return not any("\ud800" <= letter <= "\udfff" for letter in value)


def identifier(value: object) -> str:
    """Read the id of a fact."""
    found = text(value)
    if not found.strip() or not found.isprintable():
        raise Unfit(N_("“%(key)s” should be an id of visible characters"))
    if len(found) > _LONGEST_ID:
        raise Unfit(N_("“%(key)s” is longer than %(limit)s characters"), limit=_LONGEST_ID)
    return found


def flag(value: object) -> bool:
    """Read true or false."""
    if not isinstance(value, bool):
        raise Unfit(N_("“%(key)s” should be true or false"))
    return value


def whole(value: object) -> int:
    """Read a whole number from 0."""
    if isinstance(value, bool) or not isinstance(value, int | float) or value != value // 1:
        raise Unfit(N_("“%(key)s” should be a whole number"))
    if not 0 <= value <= _MOST:
        raise Unfit(N_("“%(key)s” should be from 0 to %(limit)s"), limit=_MOST)
    return int(value)


def text_or_whole(value: object) -> str | int:
    """Read a text or a whole number: sessions of the UPR are named either way."""
    return text(value) if isinstance(value, str) else whole(value)


def minutes(value: object) -> int:
    """Read how long a meeting was planned to be."""
    if not (found := whole(value)):
        raise Unfit(N_("“%(key)s” should be at least one minute"))
    return found


def exact(number: float) -> Fraction:
    """Return a number exactly as it is written: 0.8 is 4/5, whatever a computer stores."""
    return Fraction(repr(number))


def share(value: object) -> Fraction:
    """Read a share from 0 to 1 exactly as it was written: 0.8 is 4/5."""
    if isinstance(value, bool) or not isinstance(value, int | float) or not 0 <= value <= 1:
        raise Unfit(N_("“%(key)s” should be a number from 0 to 1"))
    return exact(value)


def moment(value: object) -> datetime:
    """Read a time with its offset."""
    if not isinstance(value, str) or not (at := parse_time(value)):
        raise Unfit(
            N_("“%(key)s” should be a time with its offset, such as 2025-03-03T09:00:00+01:00")
        )
    return at


def day(value: object) -> date:
    """Read a date."""
    if not isinstance(value, str) or not (found := parse_date(value)):
        raise Unfit(N_("“%(key)s” should be a date, such as 2025-03-03"))
    return found


def day_or_moment(value: object) -> date | datetime:
    """Read a date, or a time with its offset."""
    found = (parse_date(value) or parse_time(value)) if isinstance(value, str) else None
    if not found:
        raise Unfit(N_("“%(key)s” should be a date, or a time with its offset"))
    return found


def zone(value: object) -> str:
    """Read the name of a time zone."""
    if not isinstance(value, str) or not zone_named(value):
        raise Unfit(N_("“%(key)s” should be a time zone, such as Africa/Nairobi"))
    return value


def identifiers(value: object) -> tuple[str, ...]:
    """Read a list of ids, in the order given."""
    if not isinstance(value, list):
        raise Unfit(N_("“%(key)s” should be a list of ids"))
    return tuple(identifier(one) for one in value)


def spans(value: object) -> tuple[tuple[datetime, datetime], ...]:
    """Read a list of pairs [from, to]."""
    if not isinstance(value, list):
        raise Unfit(N_("“%(key)s” should be a list of pairs of times"))
    return tuple(_span(pair) for pair in value)


def _span(pair: object) -> tuple[datetime, datetime]:
    if not isinstance(pair, list) or len(pair) != 2:
        raise Unfit(N_("“%(key)s” should be a list of pairs of times"))
    came, left = moment(pair[0]), moment(pair[1])
    if left < came:
        raise Unfit(N_("“%(key)s” has an interval that ends before it begins"))
    return came, left


def mapping(read: Callable[[object], object]) -> Callable[[object], object]:
    """Make a reader of objects whose values `read` takes: pairs in the order of their keys."""

    def pairs(value: object) -> tuple[tuple[str, object], ...]:
        if not isinstance(value, Mapping):
            raise Unfit(N_("“%(key)s” should be an object"))
        return tuple(sorted((identifier(key), read(found)) for key, found in value.items()))

    return pairs


def one_of(words: type[StrEnum]) -> Callable[[object], object]:
    """Make a reader of one word of a list."""
    known, of = ", ".join(words), {one.value: one for one in words}

    def word(value: object) -> StrEnum:
        if not isinstance(value, str) or value not in of:
            raise Unfit(N_("“%(key)s” should be one of: %(words)s"), words=known)
        return of[value]

    return word


def optional(read: Callable[[object], object]) -> Callable[[object], object]:
    """Make a reader that takes null as well."""

    def maybe(value: object) -> object:
        return None if value is None else read(value)

    return maybe
