"""What a count reads from the database is what the facts of the ledger say."""

import json
from datetime import UTC, date, datetime

import pytest
from sqlalchemy import select

from tests.builders import MARCH, new_meeting, new_workshop
from training import clock
from training.access import Role
from training.accounts.models import Affiliation, Organisation
from training.catalogue.models import Programme
from training.database import db, new_uid
from training.participation import queries, rules
from training.participation.actions import keep_facts
from training.participation.models import LedgerLine
from training.workshops.models import Participation, Workshop

YEARS = (date(2025, 1, 1), date(2027, 12, 31))
SOON = datetime(2027, 3, 3, tzinfo=UTC)
LATE = datetime(2027, 6, 1, tzinfo=UTC)
PRESETS = tuple(rules.presets())


def in_columns(profile, as_of=None, by="", programme_id=""):
    return queries.count(profile, YEARS, as_of, by, programme_id).as_json()


def in_facts(profile, as_of=None, by="", programme_id=""):
    facts = queries.ledger(programme_id)
    return rules.count(facts, profile, rules.Period(*YEARS), as_of, by).as_json()


def went(person, meeting, at=SOON, **more):
    return rules.Participation(
        id=more.pop("id", f"{person} in {meeting}"),
        person=person,
        meeting=meeting,
        role=rules.PartRole.TRAINEE,
        mode=rules.Mode.IN_PERSON,
        mark=more.pop("mark", rules.Mark.PRESENT),
        recorded_at=at,
        **more,
    )


@pytest.fixture
def ledger(app, run, member):
    """The worked example, and a workshop of our own: with marks corrected here and from outside."""
    run("ledger", "import", "tests/unit/training/participation/worked_example.jsonl")
    leads = member(Role.FACILITATOR).person_id
    who = [member(name=f"Person {place}").person_id for place in range(4)]
    with app.app_context():
        workshop = new_workshop(leads)
        db.session.add(workshop)
        db.session.flush()
        meetings = [new_meeting(workshop.id, MARCH), new_meeting(workshop.id, SOON)]
        house = Organisation(id=new_uid(), name="House", kind="cso", country="AM")
        db.session.add_all([*meetings, house])
        db.session.flush()
        belongs = Affiliation(
            id=new_uid(), person_id=who[0], organisation_id=house.id, since=date(2027, 1, 1)
        )
        marks = [own(person, meeting.id) for person in who for meeting in meetings]
        db.session.add_all([belongs, *marks])
        db.session.flush()
        db.session.add(own(who[1], meetings[1].id, mark="absent", supersedes=marks[3].id))
        away = rules.Mark.ABSENT
        keep_facts(
            [
                went(who[2], meetings[0].id, id="c", mark=away, supersedes=marks[4].id, at=LATE),
                went("card", meetings[1].id, intervals=((SOON, MARCH.replace(day=4)),)),
                went("card", meetings[0].id, intervals=(), recorded_by="Farida"),
                rules.Person(id="card", category=rules.Category.EXTERNAL, test=True),
                rules.Person(id="card2", category=rules.Category.EXTERNAL, supersedes="card"),
                rules.Attribute(
                    id="says",
                    person="card",
                    dimension="country",
                    value="Zembla",
                    valid_from=SOON,
                    source=rules.Told.IMPORT,
                ),
                rules.Attribute(
                    id="fr",
                    person=who[3],
                    dimension="language",
                    value="fr",
                    valid_from=None,
                    supersedes=f"{who[3]}:en",
                ),
            ]
        )
        db.session.commit()
        yield


def own(person, meeting, mark="present", supersedes=None):
    return Participation(
        id=new_uid(),
        person_id=person,
        meeting_id=meeting,
        part="trainee",
        mode="in_person",
        mark=mark,
        intervals=None,
        source="roll_call",
        recorded_by="",
        recorded_at=SOON,
        supersedes=supersedes,
    )


@pytest.mark.parametrize("by", ["", "country", "language", "organisation"])
@pytest.mark.parametrize("name", PRESETS)
def test_columns_and_facts_give_the_same_count_and_hash(ledger, name, by):
    profile = rules.presets()[name]
    assert in_columns(profile, None, by) == in_facts(profile, None, by)
    assert in_columns(profile, SOON, by) == in_facts(profile, SOON, by)


def test_a_correction_from_outside_moves_a_count_from_when_it_was_recorded(ledger):
    profile = rules.presets()["default"]
    before, after = in_columns(profile, SOON), in_columns(profile, LATE)
    assert (before["best"], after["best"]) == (before["best"], before["best"] - 1)


def test_a_ledger_keeps_its_hash_when_it_is_exported_and_imported_elsewhere(ledger):
    profile = rules.presets()["us_gndr_8"]
    here = in_columns(profile, None, "language")
    lines = [rules.to_line(fact) for fact in queries.ledger()]
    facts, problems = rules.read_lines(lines)
    assert problems == ()
    there = rules.count(facts, profile, rules.Period(*YEARS), None, "language").as_json()
    assert json.dumps(there) == json.dumps(here)


def test_what_is_kept_in_columns_comes_back_whole(ledger):
    facts = queries.recorded(["card in x", "c", "says", "fr", "card2"])
    assert {fact.id for fact in facts} == {"c", "says", "fr", "card2"}
    keep_facts(facts)


def test_lines_of_an_earlier_version_are_counted_and_spread_by_a_rebuild(ledger, run, stored):
    profile = rules.presets()["default"]
    fact = rules.Person(id="old", category=rules.Category.EXTERNAL)
    came = went("old", "A1")
    for one in (fact, came):
        db.session.add(LedgerLine(id=one.id, type=one.type, line=rules.to_line(one), added_at=SOON))
    db.session.commit()
    before = in_columns(profile)
    assert "old" in {one["person"] for one in before["people"]}
    assert queries.recorded(["old", came.id]) == (fact, came)
    run("ledger", "rebuild")
    assert stored(select(LedgerLine.line).where(LedgerLine.record == "old")) == [None, None]
    assert in_columns(profile) == before


def test_an_export_has_every_fact_in_the_order_of_the_ledger(ledger):
    everything = queries.everything()
    assert tuple(everything) == queries.ledger()
    assert len(everything) == len(queries.ledger())


def test_lines_that_were_added_later_are_left_out_of_what_was_issued(ledger):
    profile, now = rules.presets()["default"], clock.now()
    before = queries.as_issued(profile, YEARS, LATE, "", now)
    keep_facts([rules.Person(id="new", category=rules.Category.EXTERNAL), went("new", "A1")])
    after = queries.as_issued(profile, YEARS, LATE, "", now)
    assert (after.input_hash, after.people) == (before.input_hash, before.people)
    assert len(queries.count(profile, YEARS, LATE).people) == len(before.people) + 1


@pytest.mark.parametrize("by", ["", "country"])
def test_a_programme_is_counted_the_same_from_columns_and_from_facts(ledger, by):
    profile = rules.presets()["us_gndr_8"]
    workshop = db.session.scalars(select(Workshop)).one()
    programme = Programme(id=new_uid(), title="Rights", zone="UTC", created_at=SOON)
    db.session.add(programme)
    db.session.flush()
    workshop.programme_id = programme.id
    db.session.flush()
    found = in_columns(profile, None, by, programme.id)
    assert found == in_facts(profile, None, by, programme.id)
    assert found["best"] == 2
