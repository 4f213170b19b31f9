"""Targets: set once, changed with their history, seen beside the figure."""

import pytest
from sqlalchemy import select

from training.access import Role
from training.audit.models import AuditEntry
from training.reports.models import NOTE_LENGTH, SOURCE_LENGTH, Target

GOAL = {
    "indicator": "default",
    "begins": "2027-01-01",
    "ends": "2027-12-31",
    "number": "40",
    "source": "Grant agreement, annex 2",
    "note": "As agreed",
}
SAID = (Target.place, Target.number, Target.note)


@pytest.fixture
def goal(staff, clock):
    """A target of forty people in 2027, set by staff."""
    staff.open("/reports/targets").submit(**GOAL)
    return staff.follow("People trained in the calendar year")


def test_a_target_sent_twice_is_set_once(staff, stored, clock):
    staff.open("/reports/targets").submit(**GOAL).submit_again()
    assert stored(select(*SAID)) == [(1, 40, "As agreed")]
    recorded = select(AuditEntry.detail).where(AuditEntry.act == "target_set")
    assert stored(recorded) == ["default 40"]
    assert "Saved." in staff.text


def test_a_second_target_for_the_same_is_refused(staff, stored, clock):
    staff.open("/reports/targets").submit(**GOAL)
    staff.open("/reports/targets").submit(**{**GOAL, "number": "50"})
    assert "There is a target for this already." in staff.text
    assert stored(select(Target.number)) == [40]


def test_a_change_is_a_row_of_its_own_and_the_history_stays(goal, stored):
    goal.submit(number="60", note="More money").submit_again()
    assert stored(select(*SAID).order_by(Target.place)) == [
        (1, 40, "As agreed"),
        (2, 60, "More money"),
    ]
    assert "40" in goal.text
    assert "60" in goal.text


def test_a_change_of_what_is_no_longer_so_is_refused(goal, member, stored):
    other = member(Role.STAFF)
    other.open(goal.path)
    goal.submit(number="60")
    other.submit(number="70")
    assert "This target was changed meanwhile." in other.text
    assert stored(select(Target.number).order_by(Target.place)) == [40, 60]


def test_a_target_that_is_no_longer_pursued_leaves_the_desk_and_can_come_back(goal, stored):
    goal.press("Pursue it no longer")
    assert stored(select(Target.number).order_by(Target.place)) == [40, None]
    assert "No target touches this year." in goal.open("/reports").text
    goal.open("/reports/targets").follow("People trained in the calendar year")
    goal.submit(number="45")
    assert "of 45" in goal.open("/reports").text


def test_a_changed_target_can_be_ended_too(goal, stored):
    goal.submit(number="60")
    goal.press("Pursue it no longer").submit_again()
    assert stored(select(Target.number).order_by(Target.place)) == [40, 60, None]


def test_the_desk_says_how_far_a_target_is(goal, took_part):
    took_part({"2027-01-10": range(10)})
    goal.open("/reports")
    assert "10 of 40" in goal.text
    assert "On course: 16% of the time has passed, which would come to 7." in goal.text


def test_several_periods_cost_as_many_queries_as_one(staff, took_part, queries, clock):
    took_part({"2027-01-10": range(10)})
    seen = []
    for begins in ("2027-01-01", "2027-02-01", "2027-03-01"):
        staff.open("/reports/targets").submit(**{**GOAL, "begins": begins})
        with queries() as asked:
            staff.open("/reports")
        seen.append(asked.count)
    assert staff.text.count("of 40") == len(seen)
    assert len(set(seen)) == 1


@pytest.mark.parametrize(
    ("field", "value", "words"),
    [
        ("number", "0", "Write a number from 1 to"),
        ("number", "9" * 400, "Not a valid integer value."),
        ("number", "1000000001", "Write a number from 1 to"),
        ("ends", "2026-12-31", "The period ends before it begins."),
        ("source", "x" * (SOURCE_LENGTH + 1), "Field cannot be longer than 200 characters."),
        ("note", "x" * (NOTE_LENGTH + 1), "Field cannot be longer than 500 characters."),
    ],
)
def test_what_cannot_be_a_target_is_said_at_its_place(staff, stored, field, value, words):
    staff.open("/reports/targets").submit(**{**GOAL, field: value})
    assert words in staff.text
    assert stored(select(Target)) == []


def test_the_longest_words_and_the_largest_number_are_kept(staff, stored):
    most = {"source": "ж" * SOURCE_LENGTH, "note": "字" * NOTE_LENGTH, "number": "1000000000"}
    staff.open("/reports/targets").submit(**{**GOAL, **most})
    assert stored(select(Target.number, Target.note)) == [(1_000_000_000, "字" * NOTE_LENGTH)]


def test_a_target_needs_no_note(staff, stored):
    staff.open("/reports/targets").submit(**{**GOAL, "note": ""})
    assert stored(select(Target.note)) == [""]


def test_an_organiser_sets_targets_for_their_own_programme_only(organiser, programmes, stored):
    mine, other = programmes["North"], programmes["South"]
    organiser.open("/reports/targets")
    organiser.submit(**GOAL, programme=mine)
    assert stored(select(Target.programme_id)) == [mine]
    uid = "0197a000-0000-7000-8000-000000000000"
    for programme in (other, ""):
        organiser.post("/reports/targets", {**GOAL, "uid": uid, "programme": programme})
        assert "Not a valid choice." in organiser.text
    assert stored(select(Target.programme_id)) == [mine]


def test_a_target_of_others_is_not_there(goal, organiser, reporter, trainee, visitor):
    for somebody, status in ((organiser, 404), (reporter, 403), (trainee, 403)):
        for method in (somebody.open, somebody.post):
            assert method(goal.path).status == status
            assert somebody.post(f"{goal.path}/end").status == status
    assert visitor.open(goal.path).path == "/sign-in"
    assert goal.open("/reports/targets/none").status == 404
