"""A profile as settings and as YAML: what an editor changes, and what differs between two."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from fractions import Fraction
from typing import Any

import yaml

from training.participation.rules.profile import Profile

Value = str | tuple[str, ...]
Settings = Mapping[str, Value]
_LINE = 100  # characters before a text is folded


@dataclass(frozen=True)
class Changed:
    """One setting that two profiles say differently; empty where one of them does not say it."""

    key: str
    before: Value
    after: Value


def settings_of(profile: Profile) -> dict[str, Value]:
    """Return every setting by its dotted key, as a profile writes it, but for id and version.

    A list that restricts nothing is empty; reading what `to_text` makes of these settings gives the
    same rule.
    """
    return {
        "title": profile.title,
        "source.title": profile.source,
        "source.as_of": _day(profile.source_as_of),
        "effective": _day(profile.effective),
        "unit": profile.unit.value,
        "event_kinds": _several(profile.event_kinds),
        "curriculum_required": "yes" if profile.curriculum_required else "no",
        "modes": _several(profile.modes),
        "roles": _several(profile.roles),
        "categories": _several(profile.categories),
        "awards": _several(profile.awards),
        "outcome_kinds": _several(profile.outcome_kinds),
        "qualify.basis": profile.basis.value,
        "qualify.min": number_text(profile.minimum),
        "qualify.lateness_minutes": number_text(profile.lateness_minutes),
        "qualify.scope": profile.scope.value,
        "qualify.extra": profile.extra.value,
        "period.moment": profile.moment.value,
        "period.zone": profile.zone,
        "unique.within": profile.within.value,
        "unique.scope": profile.over.value,
        "identity.policy": profile.policy.value,
        "attributes.as_at": profile.as_at.value,
        **{f"dimensions.{name}": adding.value for name, adding in profile.dimensions},
        "disclosure.audience": profile.audience.value,
        "prints": profile.prints.value,
    }


def _day(day: date | None) -> str:
    return day.isoformat() if day else ""


def _several(words: frozenset[str] | None) -> tuple[str, ...]:
    return tuple(sorted(words or ()))


def number_text(number: Fraction) -> str:
    """Write an exact number: as a decimal where it ends, else as a fraction (1/3)."""
    rest = number.denominator
    for factor in (2, 5):
        while rest % factor == 0:
            rest //= factor
    if rest != 1:
        return str(number)
    plain = Decimal(number.numerator) / Decimal(number.denominator)
    return format(plain.normalize(), "f")


class _Dumper(
    yaml.emitter.Emitter,
    yaml.serializer.Serializer,
    yaml.representer.SafeRepresenter,
    yaml.resolver.BaseResolver,
):
    """Writes every value as a text, plainly, and never an anchor."""

    def __init__(self, stream: Any, **_: Any) -> None:
        yaml.emitter.Emitter.__init__(self, stream, width=_LINE, allow_unicode=True)
        yaml.serializer.Serializer.__init__(self)
        yaml.representer.SafeRepresenter.__init__(self, sort_keys=False)
        yaml.resolver.BaseResolver.__init__(self)

    def ignore_aliases(self, _data: object) -> bool:
        """Write what is met twice in full: a reader takes no aliases."""
        return True


def to_text(profile_id: str, version: str, settings: Settings) -> str:
    """Write a profile as YAML; settings without a value are left out."""
    nested: dict[str, Any] = {"id": profile_id, "version": version}
    for key, value in settings.items():
        if not value:
            continue
        group, _, name = key.rpartition(".")
        plain = list(value) if isinstance(value, tuple) else value
        if group:
            nested.setdefault(group, {})[name] = plain
        else:
            nested[name] = plain
    return str(yaml.dump(nested, Dumper=_Dumper))


def changes(before: Profile, after: Profile) -> tuple[Changed, ...]:
    """Return the settings that two profiles say differently, in the order of settings."""
    old, new = settings_of(before), settings_of(after)
    keys = dict.fromkeys([*old, *new])
    every = (Changed(key, old.get(key, ""), new.get(key, "")) for key in keys)
    return tuple(one for one in every if one.before != one.after)
