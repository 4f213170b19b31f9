"""What holds for every ledger and profile; small invented ledgers try to break it."""

import time
from dataclasses import replace
from datetime import date
from itertools import combinations
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.unit.training.participation.ledger_words import (
    YEAR,
    at,
    attribute,
    completed,
    course,
    event,
    fact,
    link,
    meeting,
    person,
    said,
    went,
)
from training.participation.rules import (
    Fact,
    IdentityLink,
    NoteCode,
    Participation,
    Period,
    Profile,
    Reason,
    canonical,
    count,
    merged,
    read_lines,
    to_line,
)

PEOPLE = "abcde"
DAYS = ("2024-12-31", "2025-01-01", "2025-03-03", "2025-03-04", "2025-12-31", "2026-01-01")
HOURS = ("09:00", "10:00", "20:00")


@st.composite
def ledgers(draw) -> list[Fact]:
    """Five records, up to three events, links, organisations and countries."""
    random = Random(draw(st.integers(0, 2**32)))
    facts: list[Fact] = [
        person(
            who, category=random.choice(("external",) * 4 + ("staff",)), test=random.random() < 0.1
        )
        for who in PEOPLE
    ]
    for name in "VWX"[: random.randint(1, 3)]:
        facts += _event(random, name)
    pairs = random.sample(list(combinations(PEOPLE, 2)), random.randint(0, 4))
    for number, (one, other) in enumerate(pairs):
        verdict = random.choice(("same", "same", "same", "different"))
        sure = random.choice(("probable", "probable", "certain"))
        facts.append(link(one, other, verdict, sure, id=f"l{number}"))
    for who in PEOPLE:
        for dimension, values in (("organisation", "xyz"), ("country", ["AM", "BJ", None])):
            if random.random() < 0.7:
                since = random.choice(DAYS)
                facts.append(attribute(who, dimension, random.choice(values), valid_from=since))
    return facts


def _event(random: Random, name: str) -> list[Fact]:
    traits = {
        "topic": random.choice(("safety", "advocacy")),
        "awards": random.choice(([], ["a1"], ["a2"], ["a1", "a2"])),
        "course": random.choice((None, f"{name}@1", f"{name}@2")),
        "zone": random.choice(("UTC", "Asia/Tokyo")),
    }
    if random.random() < 0.3:
        done = [who for who in PEOPLE if random.random() < 0.5]
        when = at(random.choice(DAYS), random.choice(HOURS))
        return [course(name, **traits), *(completed(who, name, when) for who in done)]
    made: list[Fact] = [event(name, **traits)]
    for number in range(random.randint(1, 3)):
        id_ = f"{name}{number}"
        made.append(meeting(id_, name, at(random.choice(DAYS), random.choice(HOURS)), 60))
        for who in PEOPLE:
            if random.random() < 0.5:
                role = random.choice(("trainee", "trainee", "trainee", "facilitator"))
                made.append(went(who, id_, role=role))
    return made


DOSES = (
    {"basis": "presence"},
    {"basis": "presence", "qualify__min": 2},
    {"basis": "minutes", "qualify__min": 90},
    {"basis": "completion"},
    {"basis": "days", "qualify__min": 2},
    {"basis": "meetings_share", "qualify__min": "0.6"},
)


def profiles(units=("person", "seat", "organisation", "course"), **fixed):
    """Profiles of all kinds; a seat goes with one event."""

    def make(dose, unit, moment, within, over, scope) -> Profile:
        chosen = {"period__moment": moment, "unique__within": within, "unique__scope": over}
        chosen |= {"qualify__scope": "one_event" if unit == "seat" else scope}
        return said(unit=unit, **(chosen | dose | fixed))

    return st.builds(
        make,
        st.sampled_from(DOSES),
        st.sampled_from(units),
        st.sampled_from(("dose_reached_at", "any_presence")),
        st.sampled_from(("period", "year", "topic", "life_of_award")),
        st.sampled_from(("all", "award")),
        st.sampled_from(("one_event", "course", "period_sum")),
    )


def figures(facts, profile: Profile, period: Period = YEAR) -> tuple[int, int, int]:
    found = count(facts, profile, period)
    return found.low, found.best, found.high


def written(facts, profile: Profile, by: str | None = None) -> str:
    return canonical(count(facts, profile, YEAR, by=by).as_json())


@given(ledgers(), profiles(), st.randoms(use_true_random=False))
def test_the_same_facts_in_any_order_twice_give_the_same_bytes(facts, profile, random):
    again = [*facts, *facts]
    random.shuffle(again)
    assert written(again, profile, "country") == written(facts, profile, "country")


@given(ledgers(), profiles())
def test_importing_again_changes_nothing(facts, profile):
    lines = [to_line(one) for one in facts]
    once, problems = read_lines(lines)
    again, more_problems = read_lines(lines, known=merged(once))
    assert (problems, again, more_problems) == ((), (), ())
    assert written(once, profile) == written(facts, profile)


@given(
    ledgers(),
    profiles(("person",), unique__within="period"),
    st.sampled_from(("one_event", "course")),
    st.integers(1, 7),
)
def test_a_union_is_at_least_each_part_and_at_most_their_sum(facts, profile, scope, dealt):
    profile = replace(profile, scope=type(profile.scope)(scope))
    left = {name for place, name in enumerate("VWX") if dealt >> place & 1}
    parts = [_part(facts, left), _part(facts, set("VWX") - left)]
    whole, found = figures(facts, profile), [figures(part, profile) for part in parts]
    assert all(max(one[place] for one in found) <= whole[place] for place in range(3))
    assert all(whole[place] <= sum(one[place] for one in found) for place in (1, 2))


def _part(facts, events: set[str]) -> list[Fact]:
    return [
        one
        for one in facts
        if not (one.type in {"event", "meeting"} and one.id[0] not in events)
        and not (isinstance(one, Participation) and one.meeting[0] not in events)
        and not (one.type == "completion" and one.event not in events)
    ]


@given(ledgers(), profiles(), st.sampled_from(list(combinations(PEOPLE, 2))))
def test_undoing_a_link_restores_the_earlier_output_exactly(facts, profile, pair):
    made = link(*pair, id="made")
    undone = link(*pair, id="undone", supersedes="made", undone_at=at("2025-02-01"))
    assert written([*facts, made, undone], profile) == written(facts, profile)
    assert written([*facts, replace(undone, supersedes=None)], profile) == written(facts, profile)


@given(ledgers(), profiles())
def test_low_best_and_high_are_in_order_and_one_where_no_link_is_open(facts, profile):
    found = count(facts, profile, YEAR, by="country")
    for figure in (found, *found.cells):
        assert 0 <= figure.low <= figure.best <= figure.high
    settled = [one for one in facts if getattr(one, "confidence", None) != "probable"]
    low, best, high = figures(settled, profile)
    assert low == best == high


@given(ledgers(), profiles(("person", "seat")))
def test_the_cells_of_an_exclusive_dimension_are_the_total(facts, profile):
    found = count(facts, profile, YEAR, by="country")
    assert sum(cell.best for cell in found.cells) == found.best
    settled = [one for one in facts if getattr(one, "confidence", None) != "probable"]
    found = count(settled, profile, YEAR, by="country")
    assert sum(cell.low for cell in found.cells) == found.low


@given(ledgers(), profiles(("person", "organisation"), unique__scope="award", awards="[a1]"))
def test_once_in_the_life_of_an_award_is_the_sum_of_the_new_of_all_periods(facts, profile):
    ever = Period(date(2024, 1, 1), date(2026, 12, 31))
    scope = type(profile.scope)("one_event")
    once = replace(profile, within=type(profile.within)("life_of_award"), scope=scope)
    each = replace(profile, within=type(profile.within)("period"), scope=scope)
    years = [Period(date(year, 1, 1), date(year, 12, 31)) for year in (2024, 2025, 2026)]
    assert count(facts, once, ever).best == sum(count(facts, each, one).new for one in years)


@pytest.mark.parametrize("zone", ["Pacific/Kiritimati", "America/Los_Angeles"])
def test_the_zone_of_whoever_reads_changes_nothing(zone, monkeypatch):
    facts = [person("p"), event("W"), meeting("m", "W", at("2025-12-31", "23:00")), went("p", "m")]
    before = written(facts, said())
    monkeypatch.setenv("TZ", zone)
    time.tzset()
    assert written(facts, said()) == before
    monkeypatch.undo()
    time.tzset()


@given(ledgers(), profiles(("person",), categories="[external]", roles="[trainee]"))
def test_no_facilitator_staff_or_test_person_is_counted_as_an_external_trainee(facts, profile):
    found = count(facts, profile, YEAR)
    barred = {
        one.id for one in facts if one.type == "person" and (one.test or one.category == "staff")
    }
    trained = {one.person for one in facts if getattr(one, "role", None) == "trainee"}
    joined = {end for one in facts if isinstance(one, IdentityLink) for end in (one.a, one.b)}
    counted = {one.person for one in found.people if one.reason is Reason.COUNTED}
    assert not counted & barred
    assert counted - joined <= trained


@given(ledgers(), profiles())
def test_the_range_is_what_trying_every_set_of_open_links_gives(facts, profile):
    """The slow way: for each set of probable links, make those certain and drop the others."""
    low, best, high = figures(facts, profile)
    tried = [figures(ledger, profile)[1] for ledger in _decided(facts)]
    assert (low, high) == (min(tried), max(tried))
    assert low <= best <= high


def _decided(facts):
    probable = [
        one for one in facts if one.type == "identity_link" and one.confidence == "probable"
    ]
    probable = [one for one in probable if one.verdict == "same"]
    rest = [one for one in facts if one not in probable]
    sure = {note.about for note in _overruled(rest)}
    for size in range(len(probable) + 1):
        for taken in combinations(probable, size):
            made = [replace(one, confidence=type(one.confidence)("certain")) for one in taken]
            if {note.about for note in _overruled([*rest, *made])} <= sure:
                yield [*rest, *made]


def _overruled(facts):
    notes = count(facts, said(), YEAR).notes
    return [note for note in notes if note.code is NoteCode.CERTAIN_OVERRULES_DIFFERENT]


@given(ledgers())
def test_an_open_record_is_counted_in_some_groupings_only(facts):
    found = {one.person: one.reason for one in count(facts, said(), YEAR).people}
    tried = [count(ledger, said(), YEAR).people for ledger in _decided(facts)]
    for who, reason in found.items():
        states = {
            one.reason is Reason.COUNTED for people in tried for one in people if one.person == who
        }
        assert (reason is Reason.IDENTITY_OPEN) == (states == {True, False})
        assert (reason is Reason.COUNTED) == (states == {True})


def test_a_ledger_with_a_fact_of_every_type_can_be_counted():
    facts = [
        fact("organisation", "o", name="O", kind="cso"),
        fact("award", "w", title="W", **{"from": "2025-01-01", "to": None}),
        fact("outcome", "u", kind="uptake", date="2025-01-01", upr_session=47),
        fact("headcount", "h", meeting="m", present=3, recorded_at=at("2025-01-01")),
    ]
    assert figures(facts, said()) == (0, 0, 0)
