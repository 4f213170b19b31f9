"""One fact a line: JSON to fact with every fault named, and fact to the one canonical line."""

import json
from collections.abc import Mapping
from dataclasses import MISSING, dataclass, fields
from datetime import date, datetime
from difflib import get_close_matches
from fractions import Fraction
from functools import cache
from typing import Any, NoReturn, get_type_hints

from quizzes import N_
from training.participation.rules.facts import FACT_TYPES, Fact
from training.participation.rules.shapes import Shape, Unfit
from training.participation.rules.times import written

PAIRS = frozenset({"verdicts", "attributes", "roles"})


@dataclass(frozen=True)
class Slot:
    """One key of a type of fact: the field it fills, its shape, and whether it must be there."""

    field: str
    key: str
    shape: Shape
    required: bool


@cache
def slots_of(name: str) -> tuple[Slot, ...]:
    """Return the keys of a type of fact, `id` first."""
    kind = FACT_TYPES[name]
    hints = get_type_hints(kind, include_extras=True)
    return tuple(
        Slot(
            field.name,
            kind.keys.get(field.name, field.name),
            hints[field.name].__metadata__[0],
            field.default is MISSING,
        )
        for field in fields(kind)
    )


def parse_line(line: str) -> Mapping[str, object]:
    """Read one line as a JSON object without double keys. Raises Unfit."""
    try:
        given = json.loads(line, object_pairs_hook=_once, parse_constant=_no_constant)
    except RecursionError:
        raise Unfit(N_("is nested too deeply")) from None
    except json.JSONDecodeError as problem:
        raise Unfit(N_("is not JSON: see column %(column)s"), column=problem.colno) from None
    except ValueError:
        raise Unfit(N_("holds a number that is too long")) from None
    if not isinstance(given, dict):
        raise Unfit(N_("should be one JSON object"))
    return given


def _once(pairs: list[tuple[str, object]]) -> dict[str, object]:
    found = dict(pairs)
    if len(found) < len(pairs):
        keys = [key for key, _ in pairs]
        raise Unfit(N_("has the key “%(key)s” twice"), key=max(keys, key=keys.count)[:40])
    return found


def _no_constant(name: str) -> NoReturn:
    raise Unfit(N_("holds %(name)s, which is not a number"), name=name)


def read_fact(given: Mapping[str, object]) -> tuple[Fact | None, tuple[Unfit, ...]]:
    """Make a fact of one JSON object: the fact, or everything that is wrong with it."""
    kind = FACT_TYPES.get(str(given.get("type")))
    if kind is None:
        return None, (_unknown_type(given),)
    faults = list(_strange_keys(given, kind))
    values: dict[str, Any] = {}
    for slot in slots_of(kind.type):
        if slot.key not in given:
            if slot.required:
                faults.append(Unfit(N_("the key “%(key)s” is missing"), key=slot.key))
            continue
        try:
            values[slot.field] = slot.shape.read(given[slot.key])
        except Unfit as fault:
            faults.append(fault.about(slot.key))
    return (None, tuple(faults)) if faults else (kind(**values), ())


def _unknown_type(given: Mapping[str, object]) -> Unfit:
    known = ", ".join(FACT_TYPES)
    if "type" not in given:
        return Unfit(N_("the key “type” is missing; it is one of: %(known)s"), known=known)
    name = str(given["type"])[:40]
    return Unfit(N_("there is no fact of type “%(type)s”, only %(known)s"), type=name, known=known)


def _strange_keys(given: Mapping[str, object], kind: type[Fact]) -> list[Unfit]:
    known = ["type", *(slot.key for slot in slots_of(kind.type))]
    return [
        Unfit(
            N_("the key “%(key)s” does not belong to a fact of type “%(type)s”; near it: %(near)s"),
            key=key[:40],
            type=kind.type,
            near=", ".join(get_close_matches(key[:40], known, 1, 0.0)),
        )
        for key in given
        if key not in known
    ]


def fact_of(line: str) -> Fact:
    """Read a line that was written here. Raises ValueError where it is none."""
    fact, faults = read_fact(json.loads(line))
    if fact is None:
        raise ValueError(f"a kept line is no fact: {', '.join(map(str, faults))}")
    return fact


def as_plain(fact: Fact) -> dict[str, object]:
    """Write a fact as a JSON object, with every key of its type but those that came later."""
    plain: dict[str, object] = {"type": fact.type}
    for slot in slots_of(fact.type):
        value = getattr(fact, slot.field)
        if _is_written(fact, slot.key, value):
            plain[slot.key] = _plain(value)
    for key in PAIRS.intersection(plain):
        plain[key] = dict(plain[key])  # type: ignore[call-overload]  # these hold pairs
    return plain


def _is_written(fact: Fact, key: str, value: object) -> bool:
    if key == "supersedes":
        return value is not None or key in fact.always_shows
    return bool(value) or key not in fact.seldom


def _plain(value: Any) -> Any:
    if isinstance(value, datetime):
        return written(value)
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, Fraction):
        return float(value)
    if isinstance(value, tuple):
        return [_plain(one) for one in value]
    return value


def to_line(fact: Fact) -> str:
    """Write a fact as its canonical line: sorted keys, no spaces, times in UTC, no line end."""
    return canonical(as_plain(fact))


def canonical(plain: object) -> str:
    """Write plain values as the JSON text that hashes and exports are made of."""
    return json.dumps(plain, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
