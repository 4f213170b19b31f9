from collections.abc import Callable
from typing import Any

import pytest

from tests.builders import new_meeting, new_workshop, registered
from tests.integration.feedback.conftest import Write, address_of, answer
from tests.integration.visitor import Visitor
from training.access import Role
from training.database import new_uid
from training.workshops.models import Mark, Mode, Part, Participation, Source


def order(visitor: Visitor, *words: str) -> list[str]:
    """The words in the order in which they stand on the page."""
    assert all(word in visitor.text for word in words)
    return sorted(words, key=visitor.text.index)


def test_drafts_wait_the_oldest_first_with_what_was_asked(
    facilitator: Visitor, workshop_id: str, write: Write
) -> None:
    write("Amal", "Second wording", minutes=2, in_workshop=workshop_id)
    write("Boris", "First wording", minutes=1, in_workshop=workshop_id)
    facilitator.open("/").follow("2 drafts wait for your feedback")
    assert order(facilitator, "First wording", "Second wording") == [
        "First wording",
        "Second wording",
    ]
    assert "Improve prisons." in facilitator.text
    assert "Amal" in facilitator.text


def test_nobody_is_read_without_having_been_told(visitor: Visitor) -> None:
    assert "your drafts in the exercises of its course" in visitor.open("/join").text


def test_only_the_newest_draft_of_an_exercise_waits(
    facilitator: Visitor, workshop_id: str, write: Write
) -> None:
    write("Amal", "My first try", minutes=1, in_workshop=workshop_id)
    write("Amal", "My second try", minutes=2)
    facilitator.open("/feedback")
    assert "My second try" in facilitator.text
    assert "My first try" not in facilitator.text


def test_no_name_is_in_the_title_or_the_address(
    facilitator: Visitor, workshop_id: str, write: Write
) -> None:
    draft_id = write("Zuleika", in_workshop=workshop_id)
    for path in ("/feedback", address_of(draft_id)):
        page = facilitator.open(path)
        title = page.html.partition("<title>")[2].partition("</title>")[0]
        assert ("Zuleika" in page.text, "Zuleika" in title) == (True, False)


def test_drafts_of_people_elsewhere_are_not_there(
    facilitator: Visitor,
    workshop_id: str,
    write: Write,
    keep: Callable[..., None],
    member: Callable[..., Visitor],
) -> None:
    other = member(Role.FACILITATOR, name="Omar")
    theirs = new_workshop(other.person_id, course_id="short", join_code="OTHER2")
    unrelated = new_workshop(facilitator.person_id, course_id="another", join_code="OTHER3")
    theirs_id, unrelated_id = theirs.id, unrelated.id
    keep(theirs, unrelated)
    drafts = [
        write("Nobody’s", "Not in any workshop"),
        write("Theirs", "In a workshop of Omar", in_workshop=theirs_id),
        write("Unrelated", "In a workshop on another course", in_workshop=unrelated_id),
    ]
    facilitator.open("/feedback")
    assert "Nothing waits for you" in facilitator.text
    assert [facilitator.open(address_of(one)).status for one in drafts] == [404, 404, 404]
    assert "In a workshop of Omar" in other.open("/feedback").text


@pytest.mark.parametrize(("mark", "seen"), [(Mark.PRESENT, True), (Mark.ABSENT, False)])
def test_who_was_there_without_registering_belongs_to_the_group(
    facilitator: Visitor,
    workshop_id: str,
    write: Write,
    keep: Callable[..., None],
    trainee: Visitor,
    mark: Mark,
    seen: bool,
) -> None:
    meeting = new_meeting(workshop_id)
    meeting_id = meeting.id
    keep(meeting)
    keep(
        Participation(
            id=new_uid(),
            person_id=trainee.person_id,
            meeting_id=meeting_id,
            part=Part.TRAINEE,
            mode=Mode.IN_PERSON,
            mark=mark,
            source=Source.ROLL_CALL,
            recorded_by=facilitator.person_id,
            recorded_at=meeting_time(),
        )
    )
    draft_id = write(person_id=trainee.person_id)
    assert facilitator.open(address_of(draft_id)).status == (200 if seen else 404)


def meeting_time() -> Any:
    """Noon on 1 March 2027."""
    return new_meeting("").starts_at


def test_a_facilitator_s_own_drafts_are_for_somebody_else_to_read(
    facilitator: Visitor, workshop_id: str, write: Write, keep: Callable[..., None]
) -> None:
    draft_id = write(person_id=facilitator.person_id)
    keep(registered(workshop_id, facilitator.person_id))
    assert facilitator.open(address_of(draft_id)).status == 404


def test_who_runs_no_workshop_sees_nothing(
    workshop_id: str,
    write: Write,
    visitor: Visitor,
    trainee: Visitor,
    staff: Visitor,
    member: Callable[..., Visitor],
) -> None:
    draft_id = write(in_workshop=workshop_id)
    for path in ("/feedback", address_of(draft_id)):
        assert visitor.open(path).path == "/sign-in"
        assert (trainee.open(path).status, staff.open(path).status) == (403, 403)
    both = member(Role.STAFF, Role.FACILITATOR, name="Stefania")
    assert "No workshop with a course yet" in both.open("/feedback").text
    assert both.open(address_of(draft_id)).status == 404
    assert both.open(address_of("nothing")).status == 404


def test_drafts_are_found_by_what_they_wait_for(
    facilitator: Visitor, workshop_id: str, write: Write
) -> None:
    waits = write("Amal", "Still waiting", minutes=3, in_workshop=workshop_id)
    answered = write("Boris", "Is answered", minutes=2, in_workshop=workshop_id)
    back = write("Carmen", "Is sent back", minutes=1, in_workshop=workshop_id)
    answer(facilitator, answered)
    facilitator.open(address_of(back)).press("Send back for another draft", **marks())
    assert facilitator.path == address_of(waits)
    shown = {"waiting": "Still waiting", "answered": "Is answered", "sent_back": "Is sent back"}
    for state, words in shown.items():
        facilitator.open("/feedback", state=state)
        assert [other for other in shown.values() if other in facilitator.text] == [words]
    assert "Still waiting" in facilitator.open("/feedback", state="nonsense").text


def marks() -> dict[str, str]:
    """A mark for each letter."""
    return {f"mark-{letter}": "1" for letter in "SMART"}


def test_another_draft_waits_again(facilitator: Visitor, workshop_id: str, write: Write) -> None:
    first = write("Amal", "First try", in_workshop=workshop_id)
    facilitator.open(address_of(first)).press("Send back for another draft", **marks())
    write("Amal", "Second try", minutes=9)
    assert "Second try" in facilitator.open("/feedback").text
    assert "Second try" not in facilitator.open("/feedback", state="sent_back").text
    assert "There is a newer draft." in facilitator.open(address_of(first)).text


def test_one_workshop_can_be_looked_at_alone(
    facilitator: Visitor, workshop_id: str, write: Write, keep: Callable[..., None]
) -> None:
    second = new_workshop(
        facilitator.person_id, course_id="short", join_code="SECND2", title="In Arvania"
    )
    second_id = second.id
    keep(second)
    write("Amal", "From Belmora", in_workshop=workshop_id)
    write("Boris", "From Arvania", in_workshop=second_id)
    facilitator.open("/feedback").submit(workshop=second_id)
    assert "From Arvania" in facilitator.text
    assert "From Belmora" not in facilitator.text


def test_the_next_draft_comes_from_the_workshop_that_was_chosen(
    facilitator: Visitor, workshop_id: str, write: Write, keep: Callable[..., None]
) -> None:
    second = new_workshop(facilitator.person_id, course_id="short", join_code="SECND2")
    second_id = second.id
    keep(second)
    write("Amal", "First here", minutes=1, in_workshop=workshop_id)
    write("Boris", "In between", minutes=2, in_workshop=second_id)
    last = write("Carmen", "Last here", minutes=3, in_workshop=workshop_id)
    facilitator.open("/feedback", workshop=workshop_id).follow("Amal")
    facilitator.press("Give feedback", **marks())
    assert facilitator.path == address_of(last)
    facilitator.press("Give feedback", **marks())
    assert "Nothing waits for you" in facilitator.text


@pytest.mark.parametrize("wanted", ["nonsense", "", new_uid()])
def test_an_address_cannot_open_other_workshops(
    facilitator: Visitor, workshop_id: str, write: Write, wanted: str
) -> None:
    write("Amal", in_workshop=workshop_id)
    shown = "Amal" in facilitator.open("/feedback", workshop=wanted).text
    assert (facilitator.status, shown) == (200, wanted == "")


def test_a_long_queue_comes_in_pages_at_the_same_cost(
    facilitator: Visitor, workshop_id: str, write: Write, queries: Callable[..., Any]
) -> None:
    def cost() -> int:
        with queries() as asked:
            facilitator.open("/feedback")
        return int(asked.count)

    write("Person 00", "Wording 00", in_workshop=workshop_id)
    before = cost()
    for number in range(1, 22):
        write(f"Person {number:02}", f"Wording {number:02}", number, in_workshop=workshop_id)
    assert cost() == before
    assert ("Wording 19" in facilitator.text, "Wording 20" in facilitator.text) == (True, False)
    facilitator.follow("More")
    assert ("Wording 19" in facilitator.text, "Wording 21" in facilitator.text) == (False, True)
    assert "Nothing on this page" in facilitator.open("/feedback", page="99").text
    assert facilitator.open("/feedback", page="-1").status == 200
    assert facilitator.open("/feedback", page="9" * 30).status == 200
