"""Profiles from YAML: every setting checked, and pairs that make no sense refused."""

import hashlib
from collections.abc import Callable
from datetime import date
from difflib import get_close_matches
from enum import StrEnum
from fractions import Fraction
from functools import cache
from pathlib import Path
from types import MappingProxyType
from typing import Any, TypeVar

from quizzes import N_, Problem
from training.participation.rules.identity import Policy
from training.participation.rules.lines import canonical
from training.participation.rules.profile import (
    Adding,
    AsAt,
    Audience,
    Basis,
    Extra,
    MomentRule,
    Over,
    Prints,
    Profile,
    Scope,
    Unit,
    Within,
)
from training.participation.rules.times import parse_date, zone_named
from training.participation.rules.words import Category, EventKind, Mode, PartRole
from training.participation.rules.yaml_text import Entry, Misread, read_settings

Word = TypeVar("Word", bound=StrEnum)

_TRUTH = {"true": True, "yes": True, "false": False, "no": False}
_LATENESS = "10"  # minutes of a meeting that may be missed and still leave it whole
_SHARES = (Basis.MINUTES_SHARE, Basis.MEETINGS_SHARE)
_COUNTED_FROM_ONE = (Basis.COMPLETION, Basis.PRESENCE, Basis.DAYS)


class Settings:
    """The settings of one file, taken one by one; what is wrong is noted with its line."""

    def __init__(self, file: str, entries: dict[str, Entry]) -> None:
        self._file = file
        self._entries = entries
        self._taken: dict[str, None] = {}
        self.problems: list[Problem] = []

    def note(self, key: str, message: str, **values: object) -> None:
        """Note what is wrong with a setting."""
        line = self._entries[key].line if key in self._entries else 0
        self.problems.append(Problem(self._file, line, message, {"key": key, **values}))

    def has(self, key: str) -> bool:
        """Tell whether a setting is there."""
        return key in self._entries

    def text(self, key: str, default: str | None = None) -> str:
        """Take a text; without a default it must be there."""
        self._taken[key] = None
        if key not in self._entries:
            if default is None:
                self.note(key, N_("the setting “%(key)s” is missing"))
            return default or ""
        value = self._entries[key].value
        if not isinstance(value, str) or not (value.strip() or default == ""):
            self.note(key, N_("“%(key)s” should be a text"))
            return default or ""
        return value.strip()

    def word(self, key: str, words: type[Word], default: Word | None = None) -> Word:
        """Take one word of a list."""
        value = self.text(key, default)
        if value in words.__members__.values():
            return words(value)
        if value:
            known = ", ".join(words)
            self.note(key, N_("“%(key)s” should be one of: %(known)s"), known=known)
        return default or next(iter(words))

    def several(self, key: str, words: type[StrEnum] | None = None) -> frozenset[str] | None:
        """Take a list; None where it is not there and so restricts nothing."""
        self._taken[key] = None
        if key not in self._entries:
            return None
        value = self._entries[key].value
        found = [value] if isinstance(value, str) else value
        if not found or "" in found:
            self.note(key, N_("“%(key)s” lists nothing: leave it out to restrict nothing"))
        elif words and not set(found) <= set(words):
            known = ", ".join(words)
            self.note(key, N_("“%(key)s” may list only: %(known)s"), known=known)
        return frozenset(found)

    def number(self, key: str, default: str | None) -> Fraction:
        """Take a number, exactly as written: 0.8 is 4/5."""
        value = self.text(key, default)
        try:
            return Fraction(value if len(value) <= 20 and "e" not in value.lower() else "?")
        except (ValueError, ZeroDivisionError):
            if value:
                self.note(key, N_("“%(key)s” should be a number"))
            return Fraction(1)

    def flag(self, key: str) -> bool:
        """Take yes or no; no if it is not there."""
        value = self.text(key, "no").lower()
        if value not in _TRUTH:
            self.note(key, N_("“%(key)s” should be yes or no"))
        return _TRUTH.get(value, False)

    def day(self, key: str) -> date | None:
        """Take a date, if it is there."""
        value = self.text(key, "")
        found = parse_date(value)
        if value and found is None:
            self.note(key, N_("“%(key)s” should be a date, such as 2025-03-31"))
        return found

    def rest_of(self, prefix: str) -> dict[str, str]:
        """Take every setting under a prefix, whatever its name."""
        keys = [key for key in self._entries if key.startswith(f"{prefix}.")]
        return {key.removeprefix(f"{prefix}."): self.text(key, "") for key in keys}

    def refuse_unknown(self) -> None:
        """Note every setting that nobody took."""
        for key in self._entries:
            if key not in self._taken:
                near = get_close_matches(key, self._taken, 1)
                hint = near[0] if near else ", ".join(self._taken)
                self.note(key, N_("there is no setting “%(key)s”; there is: %(near)s"), near=hint)


def read_profile(text: str, file: str = "") -> tuple[Profile | None, tuple[Problem, ...]]:
    """Read a profile, strictly: the profile, or every problem with its line."""
    try:
        entries = read_settings(text)
    except Misread as fault:
        return None, (Problem(file, fault.line, fault.message, fault.values),)
    settings = Settings(file, entries)
    found = _fields(settings) | _qualify(settings) | _disclosure(settings)
    settings.refuse_unknown()
    digest = canonical({key: entry.value for key, entry in entries.items()})
    if settings.problems:
        return None, tuple(sorted(settings.problems, key=lambda problem: problem.line))
    return Profile(**found, digest=hashlib.sha256(digest.encode()).hexdigest()), ()


def _fields(settings: Settings) -> dict[str, Any]:
    source = "source" if settings.has("source") else "source.title"
    identity = settings.text("id")
    zone = settings.text("period.zone", "UTC")
    if not zone_named(zone):
        settings.note("period.zone", N_("“%(key)s” should be a zone, such as Africa/Nairobi"))
    return {
        "id": identity,
        "version": settings.text("version"),
        "title": settings.text("title", identity),
        "source": settings.text(source, ""),
        "source_as_of": settings.day("source.as_of"),
        "effective": settings.day("effective"),
        "unit": settings.word("unit", Unit),
        "event_kinds": settings.several("event_kinds", EventKind),
        "curriculum_required": settings.flag("curriculum_required"),
        "modes": settings.several("modes", Mode),
        "roles": settings.several("roles", PartRole),
        "categories": settings.several("categories", Category),
        "awards": settings.several("awards"),
        "outcome_kinds": settings.several("outcome_kinds"),
        "zone": zone,
        "within": settings.word("unique.within", Within, Within.PERIOD),
        "over": settings.word("unique.scope", Over, Over.ALL),
        "policy": settings.word("identity.policy", Policy, Policy.RANGE),
        "as_at": settings.word("attributes.as_at", AsAt, AsAt.FIRST_QUALIFYING),
        "prints": settings.word("prints", Prints, Prints.RANGE),
    }


def _qualify(settings: Settings) -> dict[str, Any]:
    unit = settings.text("unit", "")
    by_deed = unit == Unit.ORGANISATION and settings.has("outcome_kinds")
    counts_outcomes = by_deed or unit == Unit.OUTCOME
    basis = settings.word("qualify.basis", Basis, Basis.PRESENCE if counts_outcomes else None)
    by_basis = MomentRule.DOSE_REACHED_AT
    if basis is Basis.COMPLETION:
        by_basis = MomentRule.COMPLETED_AT
    found = {
        "basis": basis,
        "minimum": settings.number("qualify.min", "1" if basis in _COUNTED_FROM_ONE else None),
        "lateness_minutes": settings.number("qualify.lateness_minutes", _LATENESS),
        "scope": settings.word("qualify.scope", Scope, Scope.ONE_EVENT),
        "extra": settings.word("qualify.extra", Extra, Extra.NONE),
        "moment": settings.word("period.moment", MomentRule, by_basis),
    }
    for holds, key, message in _RULES:
        if not holds(found, settings.text("unit", "")):
            settings.note(key, message)
    return found


_Rule = tuple[Callable[[dict[str, Any], str], bool], str, str]
_RULES: tuple[_Rule, ...] = (
    (
        lambda found, _: found["minimum"] > 0,
        "qualify.min",
        N_("“%(key)s” should be more than 0"),
    ),
    (
        lambda found, _: found["basis"] not in _SHARES or found["minimum"] <= 1,
        "qualify.min",
        N_("“%(key)s” is a share here, so at most 1: write 0.8 for 80 percent"),
    ),
    (
        lambda found, _: found["lateness_minutes"] >= 0,
        "qualify.lateness_minutes",
        N_("“%(key)s” should not be less than 0"),
    ),
    (
        lambda found, unit: unit != Unit.SEAT or found["scope"] is Scope.ONE_EVENT,
        "qualify.scope",
        N_("a seat is a person in one event: with the unit “seat”, “%(key)s” must be one_event"),
    ),
    (
        lambda found, _: (
            found["moment"] is not MomentRule.COMPLETED_AT or found["basis"] is Basis.COMPLETION
        ),
        "period.moment",
        N_("“%(key)s: completed_at” needs “qualify.basis: completion”"),
    ),
)


def _disclosure(settings: Settings) -> dict[str, Any]:
    audience = "disclosure" if settings.has("disclosure") else "disclosure.audience"
    adding: list[tuple[str, Adding]] = []
    if settings.has("dimensions"):
        named = settings.several("dimensions") or ()
        adding = [(name, Adding.EXCLUSIVE) for name in named]
    for name, word in settings.rest_of("dimensions").items():
        if word not in Adding.__members__.values():
            settings.note(f"dimensions.{name}", N_("“%(key)s” should be exclusive or multi"))
            continue
        adding.append((name, Adding(word)))
    return {
        "dimensions": tuple(sorted(adding)),
        "audience": settings.word(audience, Audience, Audience.PUBLIC),
    }


_PRESETS = Path(__file__).parent.parent / "profiles"


@cache
def presets() -> MappingProxyType[str, Profile]:
    """Return the profiles that come with the platform, by id."""
    found = {}
    for path in sorted(_PRESETS.glob("*.yaml")):
        profile, problems = read_profile(preset_text(path.stem), path.name)
        if profile is None:
            raise ValueError("\n".join(map(str, problems)))
        found[profile.id] = profile
    return MappingProxyType(found)


@cache
def preset_text(profile_id: str) -> str:
    """Return a profile that comes with the platform as it is written; the file has its id."""
    return (_PRESETS / f"{profile_id}.yaml").read_text(encoding="utf-8")
