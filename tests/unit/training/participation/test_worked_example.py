"""The year 2025 of eight people and a walk-in card, under six definitions of "trained"."""

from pathlib import Path

import pytest

from tests.unit.training.participation.ledger_words import YEAR, said
from training.participation.rules import Count, Profile, Reason, count, read_lines

EXAMPLE = Path(__file__).with_name("worked_example.jsonl")
ZURICH = {"period__zone": "Europe/Zurich", "roles": "[trainee]"}
TRAINING = ZURICH | {"event_kinds": "[training]"}

MULTI_DAY = said("completion", id="multi_day", qualify__extra="multi_day", **TRAINING)
THREE_HOURS = said("minutes", id="three_hours", qualify__min=180, **TRAINING)
ONCE_A_YEAR = said(
    id="once_a_year",
    curriculum_required="yes",
    period__moment="any_presence",
    unique__within="year",
    **TRAINING,
)
COMPLETIONS = said("completion", id="completions", **TRAINING)
SEATS = said(id="seats", unit="seat", **TRAINING)
OTHER_EVENTS = said(id="other_events", event_kinds="[sensitisation, conference, meeting]", **ZURICH)


@pytest.fixture(scope="module")
def facts():
    facts, problems = read_lines(EXAMPLE.read_bytes().splitlines(), EXAMPLE.name)
    assert problems == ()
    return facts


def who(count: Count, *reasons: Reason) -> set[str]:
    return {verdict.person for verdict in count.people if verdict.reason in reasons}


@pytest.mark.parametrize(
    ("profile", "low", "high", "surely", "perhaps"),
    [
        (MULTI_DAY, 2, 3, "amal sealed-1", "gao"),
        (THREE_HOURS, 5, 5, "amal chen gao fatou sealed-1", ""),
        (ONCE_A_YEAR, 7, 8, "amal boris chen eva fatou gao sealed-1", "walk-in-7"),
        (COMPLETIONS, 3, 4, "amal eva sealed-1", "gao"),
        (SEATS, 8, 9, "amal boris chen eva fatou gao sealed-1", "walk-in-7"),
        (OTHER_EVENTS, 1, 1, "dina", ""),
    ],
    ids=["multi-day", "three hours", "once a year", "completion", "seats", "other events"],
)
def test_each_definition_gives_its_range_and_names_who_is_in_it(
    facts, profile: Profile, low: int, high: int, surely: str, perhaps: str
):
    found = count(facts, profile, YEAR)
    assert (found.low, found.high) == (low, high)
    assert who(found, Reason.COUNTED, Reason.SEALED) == set(surely.split())
    assert who(found, Reason.IDENTITY_OPEN) == set(perhaps.split())


def test_fatou_completes_in_the_next_year(facts):
    reasons = {one.person: one.reason for one in count(facts, MULTI_DAY, YEAR).people}
    assert reasons["fatou"] is Reason.OUTSIDE_PERIOD


def test_whoever_registered_and_never_came_is_absent_everywhere(facts):
    for profile in (MULTI_DAY, THREE_HOURS, ONCE_A_YEAR, COMPLETIONS, SEATS, OTHER_EVENTS):
        reasons = {one.person: one.reason for one in count(facts, profile, YEAR).people}
        assert reasons["hana"] is Reason.ABSENT


def test_the_facilitator_is_told_that_her_role_left_her_out(facts):
    reasons = {one.person: one.reason for one in count(facts, MULTI_DAY, YEAR).people}
    assert reasons["eva"] is Reason.EVENT_KIND or reasons["eva"] is Reason.ROLE


def test_seats_of_the_card_and_of_gao_are_one_seat_if_they_are_one_person(facts):
    found = count(facts, SEATS, YEAR)
    assert (found.low, found.best, found.high) == (8, 8, 9)
