"""What an auditor may hold: who was where under words, and no id, name, country or organisation."""

from dataclasses import asdict

import pytest

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
    workshop,
)
from training.participation.rules import count, redacted


def word(of):
    return of[::-1].encode()


def redaction(*facts, as_of=None, **settings):
    return redacted(facts, count(facts, said(**settings), YEAR, as_of), word)


def everybody():
    yield from workshop("w", "2025-03-03", "2025-03-04", zone="Africa/Nairobi", title="In Kampala")
    yield fact("organisation", "Voices", name="Voices of Arvania", kind="cso", country="AM")
    yield from (person("amal"), person("boris"), person("chen"))
    yield attribute("amal", "organisation", "Voices")
    yield attribute("amal", "country", "Arvania")
    yield went("amal", "w1", recorded_by="farida", source="roll_call")
    yield went("amal", "w2", intervals=[[at("2025-03-04"), at("2025-03-04", "09:30")]])
    yield link("amal", "boris", reason="same phone as Amal H.")
    yield went("boris", "w1")


def test_people_meetings_and_recorders_go_by_words():
    found = redaction(*everybody())
    assert [(one.person, one.meeting, one.recorder) for one in found.marks] == [
        ("P001", "M001", "R001"),
        ("P002", "M001", ""),
        ("P001", "M002", ""),
    ]
    assert found.people == {"amal": "P001", "boris": "P002"}


def test_no_id_name_place_or_free_text_is_left():
    found = asdict(redaction(*everybody()))
    del found["people"]
    told = str(found).lower()
    secrets = ("amal", "boris", "chen", "farida", "voices", "arvania", "am'", "nairobi", "phone")
    assert [one for one in secrets if one in told] == []


@pytest.mark.parametrize("unit", ["organisation", "course", "seat"])
def test_a_detail_that_is_an_id_is_left_out(unit):
    found = redaction(*everybody(), unit=unit)
    assert not {one.detail for one in found.register} & {"Voices", "w"}


def test_a_meeting_is_told_in_local_time_with_its_distance_from_utc():
    sitting = redaction(*everybody()).sittings[0]
    assert (sitting.begins_at.isoformat(), sitting.offset) == ("2025-03-03T12:00:00", "UTC+03:00")
    assert (sitting.meeting, sitting.training, sitting.minutes) == ("M001", "T001", 120)


def test_the_register_says_the_reason_and_the_kind_of_organisation():
    found = redaction(*everybody(), went("chen", "w1"), basis="days", qualify__min=2)
    told = [(one.person, one.organisation_kind, one.reason, one.detail) for one in found.register]
    assert told == [
        ("P001", "cso", "COUNTED", ""),
        ("P002", "", "BELOW_DOSE", "1 < 2"),
        ("P003", "", "DUPLICATE_OF", ""),
    ]
    assert found.register[2].same_as == "P001"


def test_who_was_only_in_other_years_is_not_in_it():
    other = (*workshop("old", "2024-05-05"), person("dina"), went("dina", "old1"))
    found = redaction(*everybody(), *other)
    assert "dina" not in found.people
    assert {one.meeting for one in found.sittings} == {"M001", "M002"}


def test_a_mark_that_was_corrected_is_shown_with_the_one_that_stands():
    wrong = went("chen", "w1", mark="absent", id="first")
    right = went("chen", "w1", id="second", supersedes="first", recorded_at=at("2025-03-05"))
    found = redaction(*everybody(), wrong, right)
    marks = [(one.mark, one.stands) for one in found.marks if one.person == found.people["chen"]]
    assert marks == [("absent", False), ("present", True)]


def test_what_became_known_later_is_not_in_it():
    late = went("chen", "w2", recorded_at=at("2025-12-24"))
    as_of = late.recorded_at.replace(month=6)
    assert "chen" not in redaction(*everybody(), late, as_of=as_of).people


def test_a_meeting_that_was_replaced_keeps_the_marks_of_the_old_one():
    moved = meeting("w1b", "w", at("2025-03-07"), supersedes="w1")
    found = redaction(*everybody(), moved)
    assert {one.meeting for one in found.marks} == {"M001", "M002"}
    assert [one.begins_at.day for one in found.sittings] == [4, 7]


def test_completions_and_links_are_told_by_the_same_words():
    taken = (course("c"), completed("amal", "c", at("2025-04-20")))
    found = redaction(*everybody(), *taken)
    assert [(one.person, one.test_passed) for one in found.completions] == [("P001", True)]
    assert [(one.a, one.b, one.verdict) for one in found.links] == [("P001", "P002", "same")]
    assert [one.training for one in found.completions] == ["T001"]


def test_the_order_of_the_facts_makes_no_difference():
    facts = list(everybody())
    assert redaction(*facts) == redaction(*reversed(facts))


def test_a_ledger_without_a_meeting_in_the_period_has_nothing_to_show():
    found = redaction(event("e"), person("amal"))
    assert found.lines == 0
