"""A sheet on its way in, by the page: read, understood, previewed, taken in whole, and once."""

import json

import pytest
from sqlalchemy import select, text

from tests.unit.training.intake.sheets import LIST, MATRIX, workbook
from training.access import Role
from training.audit.models import AuditEntry
from training.database import db
from training.identities.models import IdentityHint
from training.intake.models import SheetMemory, Upload
from training.participation.rules import Event, Organisation, Participation, Person

TWINS = """\
Name,Organisation,Event,Date,Gender
Boris,Memory,Workshop,2025-03-03,m
Boris,Memory,Workshop,2025-03-03,f
"""


def test_a_list_comes_in_with_one_button(staff, programme, send, facts, size, stored):
    send(staff, LIST)
    assert staff.path.startswith("/intake/")
    staff.press("Show what would come")
    assert "People the ledger does not know yet" in staff.text
    assert size() == 0
    staff.press("Bring it in")
    assert "2 people came in." in staff.text
    assert len(facts(Person)) == len(facts(Participation)) == 2
    assert (size(Upload), size(SheetMemory)) == (0, 1)
    assert size(IdentityHint) > 0
    assert stored(select(AuditEntry.rows).where(AuditEntry.act == "import")) == [2]


def test_the_events_get_the_award_and_the_zone_of_the_programme(staff, programme, bring, facts):
    bring(staff, LIST)
    (event,) = facts(Event)
    assert (len(event.awards), event.zone) == (1, "Africa/Nairobi")
    counted = {"profile": "at_least", "from": "2025-01-01", "to": "2025-12-31"}
    staff.open("/participation/counts", **counted, programme=programme, audience="internal")
    assert "2 people trained" in staff.text


def test_the_same_file_again_changes_nothing(staff, programme, send, bring, size):
    bring(staff, LIST)
    before = size()
    send(staff, LIST).press("Show what would come")
    assert "The ledger says all of this already." in staff.text
    staff.press("Bring it in")
    assert "The ledger says all of this already." in staff.text
    assert size() == before


def test_the_button_pressed_twice_brings_it_in_once(staff, programme, bring, size):
    bring(staff, LIST)
    before = size()
    staff.submit_again()
    assert "it has come in, or was deleted" in staff.text
    assert size() == before


def test_a_corrected_file_corrects_only_what_changed(staff, programme, bring, facts, size):
    bring(staff, MATRIX, title="Workshop")
    before = size()
    bring(staff, MATRIX.replace("Boris;Memory;x;", "Boris;Memory;;x"), title="Workshop")
    assert size() == before + 2
    assert sorted(one.mark for one in facts(Participation)) == [
        "absent",
        "present",
        "present",
        "present",
    ]


def test_nothing_that_stood_in_a_sheet_is_remembered_of_it(staff, programme, bring, stored):
    rows = ("Amal Haddad,amal@example.org,Memory", "Boris Ilin,boris@example.org,Memory")
    said = {"title": "Workshop", "day": "2025-03-03", "column_A": "name", "column_B": "email"}
    bring(staff, "\n".join(rows), **said)
    (kept,) = stored(select(SheetMemory.choices))
    assert sorted(kept["columns"].values()) == ["email", "left_out", "name"]
    assert not any(word in str(kept).lower() for word in ("amal", "haddad", "memory"))


def test_what_was_said_of_the_columns_is_remembered(staff, programme, send, bring):
    odd = LIST.replace("Organisation", "Outfit")
    bring(staff, odd, column_C="organisation")
    send(staff, odd)
    assert staff.page.chosen_form(None, {"column_C"}).fields["column_C"].sent == ["organisation"]


def test_problems_are_named_by_row_and_column_and_nothing_comes_in(staff, programme, send, size):
    send(staff, LIST.replace("2025-03-03\nBoris", "soon\nBoris")).press("Show what would come")
    assert "“soon” is no date that can be read. Write it as 2025-03-31." in staff.text
    assert not any(form.button("Bring it in") for form in staff.page.forms)
    staff.post(f"{staff.path.removesuffix('/preview')}/take")
    assert "Nothing came in." in staff.text
    assert size() == 0


def test_an_order_is_asked_where_dates_can_be_read_in_two_ways(
    staff, programme, send, bring, facts
):
    twofold = LIST.replace("2025-03-03", "03/04/2025")
    send(staff, twofold).press("Show what would come")
    assert "“03/04/2025” can be read in two ways" in staff.text
    staff.follow("Columns").press("Show what would come", order="day_first")
    staff.press("Bring it in")
    assert [event.title for event in facts(Event)] == ["Pre-session workshop"]
    send(staff, twofold).press("Show what would come")
    assert "two ways" not in staff.text


def test_two_people_of_one_name_are_asked_about_and_never_merged(staff, programme, send, facts):
    send(staff, TWINS).press("Show what would come")
    assert "Boris (Memory)" in staff.text
    assert not any(form.button("Bring it in") for form in staff.page.forms)
    name = next(
        one for form in staff.page.forms for one in form.fields if one.startswith("question")
    )
    staff.press("Save the answers")
    assert "Say which of the two it is." in staff.text
    staff.press("Save the answers", **{name: "different"}).press("Bring it in")
    assert len(facts(Person)) == 2


def test_organisations_are_found_in_the_list_or_proposed(staff, programme, bring, facts):
    staff.open("/organisations").submit(name="Rights Now!", kind="cso", country="LB")
    bring(staff, LIST)
    assert [one.name for one in facts(Organisation)] == ["Memory"]


def test_another_sheet_of_a_workbook_can_be_chosen(staff, programme, send):
    lines = [line.split(",") for line in LIST.splitlines()]
    send(staff, workbook({"Notes": [["Read me"]], "2025": lines}), "book.xlsx")
    staff.press("Show what would come", sheet="2025")
    staff.press("Show what would come")
    assert "People the ledger does not know yet" in staff.text


def test_a_file_that_cannot_be_read_is_refused_with_a_sentence(staff, programme, send, size):
    send(staff, b"%PDF-1.7", "list.pdf")
    assert "This is not a spreadsheet that can be read." in staff.text
    send(staff, b"x" * 1_900_001)
    assert "The file is larger than can be taken." in staff.text
    staff.open("/intake").submit()
    assert "Choose a file." in staff.text
    assert size(Upload) == 0


def test_a_file_is_its_senders_alone_and_ends_after_a_day(
    staff, programme, send, member, clock, size
):
    path = send(staff, LIST).path
    colleague = member(Role.STAFF, name="Sonia")
    assert {colleague.open(f"{path}{end}").status for end in ("", "/preview")} == {404}
    assert "no longer here" in colleague.post(f"{path}/take").text
    assert (size(), size(Upload)) == (0, 1)
    clock.advance(hours=25)
    staff.open(path)
    assert staff.status in (404, 200)
    assert staff.path == "/sign-in" or staff.status == 404


def test_old_files_are_erased_when_the_next_one_is_sent(
    staff, programme, send, size, clock, member
):
    send(staff, LIST)
    clock.advance(hours=25)
    send(member(Role.STAFF, name="Sonia"), LIST)
    assert size(Upload) == 1


def test_a_file_can_be_deleted(staff, programme, send, size):
    send(staff, LIST).press("Delete this file")
    assert "Nothing of it came in." in staff.text
    assert size(Upload) == 0


def test_no_name_is_readable_in_the_database(staff, programme, send, bring, app, database):
    send(staff, LIST)
    bring(staff, LIST.replace("Amal", "Samira"))
    with app.app_context():
        from_disk = json.dumps([str(row) for row in rows_of_all_tables()], ensure_ascii=False)
    assert "Memory" not in from_disk
    assert "Samira" not in from_disk
    assert "boris@" not in from_disk


def rows_of_all_tables():
    for table in ("upload", "sheet_memory", "ledger_line", "identity_hint", "audit_entry"):
        yield from db.session.execute(text(f"SELECT * FROM {table}")).all()


@pytest.mark.parametrize("path", ["/intake", "/intake/totals"])
def test_only_staff_and_organisers_bring_history_in(
    trainee, facilitator, author, administrator, visitor, path
):
    outsiders = (trainee, facilitator, author, administrator)
    assert {one.open(path).status for one in outsiders} == {403}
    assert visitor.open(path).path == "/sign-in"


def test_thirty_people_cost_as_many_queries_as_one(staff, programme, send, queries):
    one = send(staff, "Name,Event,Date\nA,W,2025-03-03\n").path
    rows = "".join(f"Person {n},W,2025-03-03\n" for n in range(30))
    thirty = send(staff, f"Name,Event,Date\n{rows}").path
    with queries() as few:
        staff.open(f"{one}/preview")
    with queries() as many:
        staff.open(f"{thirty}/preview")
    assert few.count == many.count


def test_who_is_not_in_a_sheet_of_everybody_was_not_there(staff, programme, send, facts, size):
    send(staff, LIST).press("Show what would come")
    staff.press("Bring it in")
    shorter = "\n".join(LIST.splitlines()[:2])
    send(staff, shorter).press("Show what would come")
    assert "1 person is in these meetings by an earlier sheet, and not in this one." in staff.text
    staff.follow("Columns").press("Show what would come", whole=True)
    assert "They are marked as absent." in staff.text
    staff.press("Bring it in")
    assert sorted(one.mark for one in facts(Participation)) == ["absent", "present"]
    before = size()
    send(staff, shorter).press("Show what would come", whole=True)
    staff.press("Bring it in")
    assert size() == before
