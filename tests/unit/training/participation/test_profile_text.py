"""Profiles as settings and as text: writing and reading give the same rule, and none changes."""

from dataclasses import replace
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.unit.training.participation.ledger_words import said
from training.participation.rules import (
    changes,
    number_text,
    presets,
    read_profile,
    settings_of,
    to_text,
)

DIGESTS = {
    "at_least@1": "420e3f585cc18d18",
    "completion_next_period@1": "8ac8064d910ba80f",
    "default@1": "00c451d96c20bfe7",
    "eea_civ_007@1": "3e42b2aeeefda775",
    "eea_civ_039@1": "7e420ab705593c85",
    "joint_statements@1": "2b81117daa1d5673",
    "life_of_project_new@1": "eac1e04b9161dd97",
    "members_with_submissions@1": "e2353a76d03c7a33",
    "topic_once@1": "4a07d7260890fe4e",
    "us_eg_3_2_1@1": "7b3de44dc606ae60",
    "us_gndr_8@1": "be3b30d02bdc6774",
}
MORE = said(
    "days",
    qualify__min=3,
    title="'“Days”: a #test'",
    event_kinds="[training, conference]",
    modes="[online_live]",
    awards="[b, a]",
    curriculum_required="yes",
    attributes__as_at="period_end",
    identity__policy="merge_probable",
    dimensions__language="multi",
    disclosure="internal",
    prints="low",
)


@pytest.mark.parametrize("profile", [*presets().values(), MORE], ids=lambda one: one.id)
def test_a_profile_that_is_written_is_read_as_the_same_rule(profile):
    again, problems = read_profile(to_text(profile.id, profile.version, settings_of(profile)))
    assert problems == ()
    assert replace(again, digest=profile.digest) == profile


@given(st.text(st.characters(codec="utf-8", exclude_categories=["C"]), min_size=1, max_size=120))
def test_any_title_survives(title):
    text = to_text("p", "1", {**settings_of(MORE), "title": title.strip() or "x"})
    profile, problems = read_profile(text)
    assert problems == ()
    assert profile.title in (title.strip() or "x", "p")  # null is no title


@pytest.mark.parametrize(
    ("number", "text"),
    [
        (Fraction(4, 5), "0.8"),
        (Fraction(180), "180"),
        (Fraction(1, 3), "1/3"),
        (Fraction(100), "100"),
    ],
)
def test_numbers_are_written_exactly(number, text):
    assert number_text(number) == text
    assert Fraction(text) == number


def test_what_two_versions_say_differently_is_listed_setting_by_setting():
    one, other = said("presence"), said("days", qualify__min=2, roles="[trainee]")
    found = {each.key: (each.before, each.after) for each in changes(one, other)}
    assert found == {
        "roles": ((), ("trainee",)),
        "qualify.basis": ("presence", "days"),
        "qualify.min": ("1", "2"),
    }
    assert changes(one, one) == ()


def test_a_profile_that_comes_with_the_platform_changes_only_with_its_version():
    """Whoever changes a file gives it the next version, and writes its digest here."""
    assert {one.name: one.digest[:16] for one in presets().values()} == DIGESTS
