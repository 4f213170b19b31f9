"""Entries become facts: who was where, who is who, and what of it is new."""

from dataclasses import replace
from datetime import UTC, datetime

import pytest

from tests.unit.training.intake.sheets import LIST, MATRIX, keyed, rows, understood
from training.intake.rules import Chain, Doubt, Wanted, settle
from training.participation.rules import (
    Attribute,
    Event,
    Meeting,
    Organisation,
    Participation,
    Person,
)


def of(found, kind):
    return [one.fact for one in found.wanted if isinstance(one.fact, kind) and not one.if_known]


def gathered(text, choices=None, delimiter=",", **known):
    found, faults = understood(rows(text, delimiter), choices, **known)
    assert faults == ()
    return found


def faults_of(text, choices=None, delimiter=",", **known):
    return [
        (one.row, one.column, str(one))
        for one in understood(rows(text, delimiter), choices, **known)[1]
    ]


def test_a_list_becomes_people_events_meetings_and_participations():
    found = gathered(LIST)
    kinds = (Person, Event, Meeting, Participation, Organisation)
    assert [len(of(found, kind)) for kind in kinds] == [2, 1, 1, 2, 2]


def test_no_fact_names_anybody():
    said = str(gathered(LIST).wanted)
    assert "Amal" not in said
    assert "example.org" not in said


def test_a_matrix_becomes_a_meeting_for_each_column_and_empty_cells_say_nothing_new():
    found = gathered(MATRIX, delimiter=";")
    assert len(of(found, Meeting)) == 2
    assert [one.mark for one in of(found, Participation)] == ["present"] * 3
    assert [one.fact.mark for one in found.wanted if one.if_known] == ["absent"]


def test_a_person_who_never_came_is_not_made_a_record():
    assert len(of(gathered("Name,3 March 2025\nAmal,x\nHana,"), Person)) == 1


def test_meetings_are_as_long_as_their_people_were_there():
    text = "Name,Event,Date,From,To\nA,W,2025-03-03,09:00,12:00\nB,W,2025-03-03,10:00,11:00"
    found = gathered(text, {"kind": "sensitisation"})
    (meeting,) = of(found, Meeting)
    whole, part = of(found, Participation)
    nine = datetime(2025, 3, 3, 9, tzinfo=UTC)
    assert (meeting.starts_at, meeting.minutes, whole.intervals) == (nine, 180, None)
    assert part.intervals == ((nine.replace(hour=10), nine.replace(hour=11)),)


def test_a_morning_and_an_afternoon_are_two_meetings():
    text = (
        "Name,Event,Date,From,To\n"
        "A,W,2025-03-03,09:00,12:00\nA,W,2025-03-03,14:00,17:00\nB,W,2025-03-03,14:00,17:00"
    )
    found = gathered(text)
    assert [one.minutes for one in of(found, Meeting)] == [180, 180]
    assert len(of(found, Participation)) == 3


def test_days_from_one_to_another_are_a_meeting_each():
    found = gathered("Name,Event,Date\nAmal,W,3-5 March 2025")
    assert len(of(found, Meeting)) == len(of(found, Participation)) == 3


def test_what_is_said_of_people_is_kept_from_the_day_on_which_it_is_first_said():
    text = (
        "Name,E-mail,Country,Gender,Event,Date\n"
        "Amal,a@example.org,Liban,f,W,2025-03-03\n"
        "Amal,a@example.org,黎巴嫩,女,W,2025-03-04\n"
        "Amal,a@example.org,Тунис,n/a,W,2025-03-05"
    )
    told = [(one.dimension, one.value, one.valid_from.day) for one in of(gathered(text), Attribute)]
    assert told == [
        ("country", "LB", 3),
        ("country", "TN", 5),
        ("gender", "woman", 3),
        ("gender", None, 5),
    ]


def test_an_address_makes_two_rows_one_person_and_an_offices_does_not():
    own = "Name,E-mail,Event,Date\nAmal H.,amal@x.org,W,2025-03-03\nAmal H.,AMAL@x.org,V,2025-03-04"
    assert len(of(gathered(own), Person)) == 1
    shared = "Name,E-mail,Event,Date\nAmal,info@x.org,W,2025-03-03\nBoris,info@x.org,W,2025-03-03"
    found = gathered(shared)
    assert (len(of(found, Person)), found.questions) == (2, ())


def test_a_name_is_the_same_whichever_part_comes_first():
    text = "Name,Organisation,Event,Date\nAmal Haddad,R,W,2025-03-03\nHADDAD  Amal,r.,V,2025-03-04"
    found = gathered(text)
    assert (len(of(found, Person)), found.questions) == (1, ())


DOUBTFUL = {
    "twice in a matrix": "Name,Organisation,3 March 2025\nBoris,M,x\nBoris,M,x",
    "twice in a meeting": "Name,Event,Date\nBoris,W,2025-03-03\nBoris,W,2025-03-03",
    "two countries": "Name,Country,Event,Date\nBoris,LB,W,2025-03-03\nBoris,TN,V,2025-03-04",
}


@pytest.mark.parametrize("what", DOUBTFUL)
def test_one_name_in_doubt_is_asked_about_and_the_answer_holds(what):
    found = gathered(DOUBTFUL[what])
    (question,) = found.questions
    assert (question.doubt, question.rows) == (Doubt.NAME, (2, 3))
    same = gathered(DOUBTFUL[what], {"answers": {question.id: "same"}})
    apart = gathered(DOUBTFUL[what], {"answers": {question.id: "different"}})
    assert (len(of(same, Person)), len(of(apart, Person))) == (1, 2)


def test_one_address_beside_two_names_is_asked_about():
    text = "Name,E-mail,Event,Date\nAmal,a@x.org,W,2025-03-03\nBoris,a@x.org,W,2025-03-03"
    (question,) = gathered(text).questions
    assert (question.doubt, question.text) == (Doubt.CONTACT, "a@x.org")
    same = gathered(text, {"answers": {question.id: "same"}})
    apart = gathered(text, {"answers": {question.id: "different"}})
    assert (len(of(same, Person)), len(of(apart, Person))) == (1, 2)


def test_a_card_stands_for_the_person_who_has_it():
    text = "Card,Event,Date\nAB-CD,W,2025-03-03"
    found = gathered(text, cards={"AB-CD": "somebody"})
    assert (of(found, Person), of(found, Participation)[0].person) == ([], "somebody")
    assert faults_of(text) == [(2, "", "“AB-CD” is no code of a participant card that is valid.")]


def test_an_organisation_in_the_list_is_that_one():
    found = gathered(LIST, organisations={"rights now": "known"})
    assert [one.name for one in of(found, Organisation)] == ["Memory"]
    assert "known" in {one.value for one in of(found, Attribute)}


def test_awards_are_found_by_title_and_others_are_a_fault():
    text = "Name,Event,Date,Award\nAmal,W,2025-03-03,Grant 7"
    assert of(gathered(text, awards={"grant 7": "g7"}), Event)[0].awards == ("g7",)
    assert [one[:2] for one in faults_of(text)] == [(2, "D")]


FAULTS = {
    "Name,Event,Date\n,W,2025-03-03\nA,W,2025-03-03": (2, "A", "names nobody"),
    "Name,Event,Date\nA,W,": (2, "C", "There is no date"),
    "Name,Event,Date\nA,W,yesterday": (2, "C", "“yesterday” is no date"),
    "Name,Event,Date\nA,W,2030-01-01": (2, "C", "lies in the future"),
    "Name,Event,Date\nA,W,03/04/2025": (2, "C", "in two ways"),
    "Name,Event,Date,Country\nA,W,2025-03-03,Atlantis": (2, "D", "“Atlantis” is no country"),
    "Name,Event,Date,Gender\nA,W,2025-03-03,?": (2, "D", "“?” is not known here"),
    "Name,Event,Date,Role\nA,W,2025-03-03,king": (2, "D", "“king” is not known here"),
    "Name,Event,Date,Minutes\nA,W,2025-03-03,many": (2, "D", "no length of time"),
    "Name,Event,Date,From,To\nA,W,2025-03-03,12:00,9:00": (2, "E", "not after the time of coming"),
    "Name,3 March 2025\nA,perhaps": (2, "B", "“perhaps” is no mark"),
    "Name,Day 1\nA,x\nB,x": (0, "B", "on which day"),
    "Name,Organisation\nA,B": (0, "", "No column says who was where"),
    "Organisation,Date\nA,2025-03-03": (0, "", "No column says who somebody is"),
}


@pytest.mark.parametrize("text", FAULTS)
def test_a_fault_is_named_by_row_and_column_with_its_mend(text):
    row, column, said = FAULTS[text]
    found = faults_of(text)
    assert [one[:2] for one in found] == [(row, column)]
    assert said in found[0][2]


def test_rows_that_contradict_each_other_are_a_fault():
    text = "Name,E-mail,Event,Date,Mark\nA,a@x.org,W,2025-03-03,x\nA,a@x.org,W,2025-03-03,absent"
    assert [(row, "Row 2 says otherwise" in said) for row, _, said in faults_of(text)] == [
        (3, True)
    ]


def test_what_is_known_stays_and_what_changed_is_corrected_by_a_new_fact():
    wanted = gathered(LIST).wanted
    known = {one.fact.id: Chain(one.fact, 1) for one in wanted}
    assert settle(wanted, {}).number(Person) == 2
    assert settle(wanted, known).facts == ()
    first = next(one.fact for one in wanted if isinstance(one.fact, Participation))
    late = replace(first, mark="late", recorded_at=datetime(2027, 1, 1, tzinfo=UTC))
    (fact,) = settle([Wanted(late)], known).facts
    assert (fact.id, fact.supersedes) == (f"{first.id}:2", first.id)
    again = replace(late, recorded_at=datetime(2028, 1, 1, tzinfo=UTC))
    assert settle([Wanted(again)], {first.id: Chain(fact, 2)}).facts == ()


def test_an_empty_cell_takes_back_what_an_earlier_sheet_said_and_else_says_nothing():
    found = understood(rows(MATRIX, ";"))[0]
    (empty,) = [one for one in found.wanted if one.if_known]
    assert settle([empty], {}).facts == ()
    before = Chain(replace(empty.fact, mark="present"), 1)
    assert [one.mark for one in settle([empty], {empty.fact.id: before}).facts] == ["absent"]


def test_ids_are_made_from_what_they_are_about():
    assert keyed("person", "a") == keyed("person", "a") != keyed("event", "a")
    shuffled = "\n".join([LIST.splitlines()[0], *reversed(LIST.splitlines()[1:])])
    assert {one.fact.id for one in gathered(LIST).wanted} == {
        one.fact.id for one in gathered(shuffled).wanted
    }
