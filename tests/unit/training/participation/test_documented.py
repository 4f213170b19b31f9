from dataclasses import fields
from pathlib import Path

from training.participation.rules import FACT_TYPES, Hidden, NoteCode, Profile, Reason, presets
from training.participation.rules.lines import slots_of

DOCUMENTS = Path(__file__).parents[4] / "docs"
DOCUMENT, PROTECTION = (
    (DOCUMENTS / name).read_text(encoding="utf-8") for name in ("counting.md", "protection.md")
)
WRITTEN_OTHERWISE = {  # fields of a profile and how its author writes them
    "source_as_of": "source.as_of",
    "basis": "qualify.basis",
    "minimum": "qualify.min",
    "lateness_minutes": "qualify.lateness_minutes",
    "scope": "qualify.scope",
    "extra": "qualify.extra",
    "moment": "period.moment",
    "zone": "period.zone",
    "within": "unique.within",
    "over": "unique.scope",
    "policy": "identity.policy",
    "as_at": "attributes.as_at",
    "audience": "disclosure",
}


def test_every_word_of_a_count_is_explained():
    words = [*Reason, *NoteCode, *presets()]
    assert [word for word in words if f"`{word}`" not in DOCUMENT] == []


def test_every_reason_for_hiding_is_explained():
    assert [word for word in Hidden if f"`{word}`" not in PROTECTION] == []


def test_every_key_of_every_fact_is_listed():
    keys = {slot.key for name in FACT_TYPES for slot in slots_of(name)}
    assert [key for key in sorted(keys) if f"`{key}`" not in DOCUMENT] == []


def test_every_setting_of_a_profile_is_listed():
    names = {WRITTEN_OTHERWISE.get(field.name, field.name) for field in fields(Profile)}
    assert [name for name in sorted(names - {"digest"}) if f"`{name}`" not in DOCUMENT] == []
