"""Calling the roll: what is kept of each mark, and what happens when things come twice."""

from datetime import timedelta

import pytest
from sqlalchemy import func, select

from tests.builders import MARCH, new_meeting
from training.accounts.models import Card, Person
from training.workshops.models import Meeting, Participation, Registration, Source

NAMES = [f"Person {number:02}" for number in range(40)]


def marks(stored):
    """What stands: person → mark."""
    later = select(Participation.supersedes).where(Participation.supersedes.is_not(None))
    standing = select(Participation.person_id, Participation.mark)
    return dict(stored(standing.where(Participation.id.not_in(later))))


def written(stored):
    return stored(select(func.count(Participation.id)))[0]


def test_each_mark_is_a_fact_with_its_source_and_recorder(facilitator, led, enter, stored):
    amal, boris, chen, dina = enter(led, "Amal", "Boris", "Chen", "Dina")
    facilitator.open(led.roll).submit(
        **{f"mark-{amal}": "present", f"mark-{boris}": "late", f"mark-{chen}": "excused"}
    )
    assert marks(stored) == {amal: "present", boris: "late", chen: "excused"}
    facts = select(Participation.source, Participation.recorded_by, Participation.recorded_at)
    assert set(stored(facts)) == {(Source.ROLL_CALL, facilitator.person_id, MARCH)}
    assert "3 of 4 marked" in facilitator.text
    assert dina in facilitator.html


def test_a_roll_sent_twice_writes_nothing_more(facilitator, led, enter, stored):
    amal, boris = enter(led, "Amal", "Boris")
    facilitator.open(led.roll).submit(**{f"mark-{amal}": "present", f"mark-{boris}": "absent"})
    facilitator.submit_again().submit_again()
    assert written(stored) == 2
    assert "Somebody else" not in facilitator.text


def test_everybody_else_is_present_with_one_button(facilitator, led, enter, stored):
    people = enter(led, *NAMES)
    facilitator.open(led.roll)
    facilitator.press("Everybody else is present", **{f"mark-{people[7]}": "absent"})
    facilitator.submit_again()
    assert marks(stored) == {**dict.fromkeys(people, "present"), people[7]: "absent"}
    assert written(stored) == 40


def test_who_joined_after_the_sheet_was_shown_is_not_marked_by_it(facilitator, led, enter, stored):
    (amal,) = enter(led, "Amal")
    facilitator.open(led.roll)
    enter(led, "Boris")
    facilitator.press("Everybody else is present")
    assert marks(stored) == {amal: "present"}
    assert "1 of 2 marked" in facilitator.text


def test_a_correction_supersedes_and_keeps_what_was_said(facilitator, led, enter, stored):
    (amal,) = enter(led, "Amal")
    facilitator.open(led.roll).submit(**{f"mark-{amal}": "present"})
    (first,) = stored(select(Participation.id))
    facilitator.submit(**{f"mark-{amal}": "absent"})
    facilitator.submit(**{f"mark-{amal}": "present"})
    assert marks(stored) == {amal: "present"}
    assert written(stored) == 3
    assert len(stored(select(Participation.id).where(Participation.supersedes == first))) == 1


def test_a_late_repetition_does_not_undo_a_correction(facilitator, led, enter, stored):
    (amal,) = enter(led, "Amal")
    facilitator.open(led.roll).submit(**{f"mark-{amal}": "present"})
    sent = facilitator._last
    facilitator.submit(**{f"mark-{amal}": "absent"})
    facilitator._request(**sent)
    assert marks(stored) == {amal: "absent"}
    assert written(stored) == 2


def test_of_two_sheets_on_the_same_state_the_first_stands_and_it_is_said(
    app, facilitator, new_visitor, led, enter, stored
):
    amal, boris = enter(led, "Amal", "Boris")
    with facilitator.client.session_transaction() as cookie:
        remembered = dict(cookie)
    phone = new_visitor()
    with phone.client.session_transaction() as cookie:
        cookie.update(remembered)
    facilitator.open(led.roll)
    phone.open(led.roll)
    facilitator.submit(**{f"mark-{amal}": "present"})
    phone.submit(**{f"mark-{amal}": "absent", f"mark-{boris}": "late"})
    assert marks(stored) == {amal: "present", boris: "late"}
    assert "Somebody else marked these people meanwhile. Their mark stands: Amal" in phone.text
    assert "Somebody else" not in phone.open(led.roll).text
    phone.submit(**{f"mark-{amal}": "absent"})
    assert marks(stored) == {amal: "absent", boris: "late"}


def test_two_sheets_that_agree_are_no_conflict(facilitator, led, enter, stored):
    (amal,) = enter(led, "Amal")
    facilitator.open(led.roll)
    first = facilitator.page
    facilitator.submit(**{f"mark-{amal}": "present"})
    facilitator.page = first
    facilitator.submit(**{f"mark-{amal}": "present"})
    assert "Somebody else" not in facilitator.text
    assert written(stored) == 1


def test_a_roll_opens_half_an_hour_before(facilitator, led, enter, clock, stored):
    (amal,) = enter(led, "Amal")
    facilitator.open(led.roll)
    clock.set(MARCH - timedelta(minutes=31))
    facilitator.submit(**{f"mark-{amal}": "present"})
    assert facilitator.status == 409
    assert marks(stored) == {}
    assert "The roll opens half an hour before" in facilitator.open(led.roll).text
    clock.set(MARCH - timedelta(minutes=30))
    facilitator.open(led.roll).submit(**{f"mark-{amal}": "present"})
    assert marks(stored) == {amal: "present"}


def test_a_cancelled_meeting_has_no_roll(facilitator, led, enter, stored):
    (amal,) = enter(led, "Amal")
    sheet = facilitator.open(led.roll).page.forms[-1].sent(None)
    facilitator.open(led.path).press("Yes, cancel it")
    facilitator.post(led.roll, {**sheet, f"mark-{amal}": "present"})
    assert facilitator.status == 409
    assert marks(stored) == {}
    assert "This meeting was cancelled" in facilitator.open(led.roll).text


def test_somebody_new_in_the_door_is_added_present_with_a_card(
    facilitator, led, enter, stored, ids_with
):
    (amal,) = enter(led, "Amal")
    facilitator.open(led.roll)
    facilitator.press(
        "Add and mark as present", display_name="Zoya & <i>Co</i>", **{f"mark-{amal}": "late"}
    )
    (zoya,) = ids_with(Person.display_name, "Zoya & <i>Co</i>")
    assert marks(stored) == {amal: "late", zoya: "present"}
    assert "Card of Zoya & <i>Co</i>" in facilitator.text
    assert "Card of" not in facilitator.open(led.roll).text


def test_somebody_new_sent_twice_is_added_once(facilitator, led, stored):
    facilitator.open(led.roll).press("Add and mark as present", display_name="Zoya")
    facilitator.submit_again()
    assert len(stored(select(Registration.person_id))) == 1
    assert len(stored(select(Card.id))) == 2
    assert written(stored) == 1


def test_a_name_is_asked_for_and_no_mark_is_lost(facilitator, led, enter, stored):
    (amal,) = enter(led, "Amal")
    facilitator.open(led.roll).press("Add and mark as present", **{f"mark-{amal}": "late"})
    assert facilitator.status == 422
    assert "Write the name" in facilitator.text
    assert facilitator.page.forms[-1].fields[f"mark-{amal}"].sent == ["late"]
    assert marks(stored) == {}


def test_a_facilitator_cannot_get_the_card_of_somebody_by_their_id(
    facilitator, visitor, led, stored
):
    visitor.open("/join").submit(code="K7M4QX", display_name="Amal")
    (amal,) = stored(select(Registration.person_id))
    facilitator.open(led.roll)
    facilitator.post(
        led.roll,
        {
            "uid": "0" * 36,
            "person_id": amal,
            "display_name": "Mine",
            "add": "1",
            f"basis-{amal}": "",
        },
    )
    assert facilitator.status == 409
    assert "Card of" not in facilitator.open(led.roll).text
    assert marks(stored) == {}


@pytest.mark.parametrize("uid", ["", "nonsense", "Z" * 36])
def test_a_damaged_sheet_writes_nothing(facilitator, led, enter, stored, uid):
    (amal,) = enter(led, "Amal")
    facilitator.open(led.roll)
    facilitator.post(led.roll, {"uid": uid, f"mark-{amal}": "present", f"basis-{amal}": ""})
    assert facilitator.status == 422
    assert marks(stored) == {}


def test_marks_that_do_not_exist_and_people_of_elsewhere_are_left_out(
    facilitator, trainee, led, enter, stored
):
    (amal,) = enter(led, "Amal")
    facilitator.open(led.roll)
    sheet = facilitator.page.forms[-1].fields
    fields = {name: sheet[name].text for name in ("uid", "person_id")}
    strange = {f"mark-{amal}": "king", f"basis-{amal}": "", f"basis-{trainee.person_id}": ""}
    facilitator.post(led.roll, {**fields, **strange, f"mark-{trainee.person_id}": "present"})
    assert facilitator.status == 200
    assert marks(stored) == {}


def test_a_sheet_of_one_meeting_writes_nothing_over_in_another(facilitator, plan, enter, stored):
    led = plan(facilitator, meetings=2)
    (amal,) = enter(led, "Amal")
    facilitator.open(led.roll)
    sheet = facilitator.page.forms[-1].fields["uid"].text
    facilitator.submit(**{f"mark-{amal}": "present"})
    facilitator.open(led.roll_of(1)).submit(**{f"mark-{amal}": "late", "uid": sheet})
    assert sorted(stored(select(Participation.mark))) == ["late", "present"]


def test_forty_people_cost_as_much_as_one(facilitator, led, enter, keep, queries):
    first = enter(led, NAMES[0])
    facilitator.open(led.roll)
    with queries() as page_of_one:
        facilitator.open(led.roll)
    with queries() as roll_of_one:
        facilitator.submit(**{f"mark-{first[0]}": "present"})
    enter(led, *NAMES[1:])
    facilitator.open(led.roll)
    with queries() as roll_of_forty:
        facilitator.press("Everybody else is present")
    with queries() as page_of_forty:
        facilitator.open(led.roll)
    assert page_of_forty.count == page_of_one.count
    assert roll_of_forty.count == roll_of_one.count


def test_a_meeting_of_elsewhere_has_no_roll_here(facilitator, plan, led, keep, stored):
    other = plan(facilitator, join_code="ABCDEF")
    keep(new_meeting(led.id))
    assert facilitator.open(f"{led.path}/meetings/{other.meetings[0]}/roll").status == 404
    assert len(stored(select(Meeting.id))) == 3
