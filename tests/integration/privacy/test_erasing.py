"""Erasing oneself: everything goes, what was counted stays, and a receipt names nobody."""

import json

from sqlalchemy import func, inspect, select, update

from training.access import Role
from training.accounts.models import Person
from training.audit.models import AuditEntry
from training.database import Model, db
from training.participation import actions as ledger_actions
from training.participation.models import LedgerLine
from training.privacy.queries import kinds
from training.workshops.models import Registration, Workshop

COUNT = ("count", "--profile", "at_least", "--from", "2027-01-01", "--to", "2027-12-31")
LIST = "/privacy"
ERASE = "/privacy/erase"


def counted(run, *more):
    done = run(*COUNT, *more, "--format", "json")
    assert done.exit_code == 0, done.stderr
    return json.loads(done.stdout)


def erase(visitor):
    return visitor.open(ERASE).submit(sure="y")


def rows_of(app):
    """Every value of every table, as text."""
    with app.app_context():
        tables = inspect(db.engine).get_table_names()
        return {
            name: str(db.session.execute(select(Model.metadata.tables[name])).all())
            for name in tables
            if name in Model.metadata.tables
        }


def test_nothing_in_the_database_leads_to_somebody_who_erased_themselves(app, attended):
    person_id = attended.person_id
    assert any(person_id in text for text in rows_of(app).values())
    erase(attended)
    assert [name for name, text in rows_of(app).items() if person_id in text] == []


def test_counts_are_what_they_were(run, attended):
    before = counted(run)
    assert before["best"] == 1
    erase(attended)
    after = counted(run)
    assert (after["low"], after["best"], after["high"]) == (1, 1, 1)
    assert after["sealed"] == 1


def test_counts_by_a_rule_that_staff_made_are_what_they_were(run, attended, staff):
    staff.open("/participation/profiles/at_least/copy")
    staff.press("Show the effect", profile_id="own", minimum="1", prints="range", change="Ours.")
    staff.press("Save as version 1")
    before = counted(run, "--profile", "own@1")
    erase(attended)
    after = counted(run, "--profile", "own@1")
    assert (before["best"], before["sealed"]) == (1, 0)
    assert (after["best"], after["sealed"]) == (1, 1)


def test_the_receipt_names_nobody_and_can_be_kept(attended):
    erase(attended)
    assert attended.status == 200
    assert "It is erased" in attended.text
    assert "Amal" not in attended.text
    address = attended.path
    assert attended.open(address).status == 200
    assert attended.open(address + "x").status == 404


def test_who_is_erased_is_signed_out_and_erasing_again_does_nothing(attended, stored):
    erase(attended)
    assert attended.submit_again().status == 400
    assert attended.open(LIST).path == "/sign-in"


def test_nobody_is_erased_without_the_tick(attended, stored):
    attended.open(ERASE).submit()
    assert "Tick this first" in attended.text
    assert stored(select(func.count()).select_from(Person).where(Person.id == attended.person_id))


def test_whoever_leads_a_workshop_hands_it_over_first(facilitator, led, stored):
    erase(facilitator)
    assert "Ask staff to hand them over first" in facilitator.text
    assert stored(select(Person.id).where(Person.id == facilitator.person_id))


def test_the_last_administrator_stays_until_there_is_another(member, stored):
    ada, other = member(Role.ADMINISTRATOR), member(Role.ADMINISTRATOR)
    erase(ada)
    erase(other)
    assert "Name another administrator first" in other.text
    assert stored(select(Person.id)) == [other.person_id]


def test_lines_that_name_the_person_go_and_outcomes_forget_them(run, attended, stored, tmp_path):
    who = attended.person_id
    lines = [
        {"type": "attribute", "id": "a", "person": who, "dimension": "country", "value": "AM"},
        {"type": "outcome", "id": "o", "kind": "oral_statement", "persons": [who, "x"]},
    ]
    lines[0] |= {"valid_from": "2026-01-01"}
    lines[1] |= {"date": "2027-02-01", "organisations": []}
    (tmp_path / "more.jsonl").write_text("\n".join(map(json.dumps, lines)))
    sent = run("ledger", "import", str(tmp_path / "more.jsonl"))
    assert sent.exit_code == 0, sent.stderr
    erase(attended)
    kept = {row.id: row.line for row in stored(select(LedgerLine))}
    assert "a" not in kept
    assert json.loads(kept["o"])["persons"] == ["x"]


def test_a_sealed_row_keeps_no_attribute_of_a_small_group(attended, stored):
    erase(attended)
    (line,) = stored(select(LedgerLine.line).where(LedgerLine.type == "sealed"))
    assert json.loads(line)["attributes"] == {}


def test_forgetting_nobody_writes_nothing(app, stored):
    with app.app_context():
        assert ledger_actions.forget({}) == 0


def test_everything_that_hangs_on_a_person_goes_with_them():
    """A table that refers to people says what becomes of its rows when one goes."""
    unsaid = [
        f"{table.name}.{key.parent.name}"
        for table in Model.metadata.sorted_tables
        for key in table.foreign_keys
        if key.column.table.name in kinds() and key.ondelete is None
    ]
    assert unsaid == []


def test_an_issued_count_can_still_be_repeated(run, attended):
    number, _ = run("tally", "issue", *COUNT[1:]).stdout.split()
    erase(attended)
    done = run("tally", "verify", number)
    assert done.exit_code == 0, done.stderr


def test_the_browser_of_who_erased_themselves_keeps_nothing_of_them(
    visitor, led, stored, facilitator
):
    code = stored(select(Workshop.join_code))[0]
    visitor.open("/join", code=code).submit(display_name="Amal")
    person_id = stored(select(Registration.person_id))[0]
    visitor.open(ERASE).submit(sure="y")
    assert "It is erased" in visitor.text
    with visitor.client.session_transaction() as cookie:
        assert person_id not in str(dict(cookie))
        assert set(cookie) <= {"language", "csrf_token"}


def test_what_is_sealed_cannot_be_found_by_the_time_of_the_erasure(attended, stored):
    erase(attended)
    (sealed_at,) = stored(select(LedgerLine.added_at).where(LedgerLine.type == "sealed"))
    (erased_at,) = stored(select(AuditEntry.at).where(AuditEntry.act == "erasure"))
    assert sealed_at != erased_at
    assert (sealed_at.hour, sealed_at.minute, sealed_at.second) == (0, 0, 0)


def test_who_recorded_others_leaves_nothing_of_themselves_either(
    app, attended, facilitator, member, run, clock
):
    before = counted(run)
    other = member(Role.FACILITATOR, name="Selma")
    with app.app_context():
        db.session.execute(update(Workshop).values(facilitator_id=other.person_id))
        db.session.commit()
    erase(facilitator)
    assert "It is erased" in facilitator.text
    left = [name for name, text in rows_of(app).items() if facilitator.person_id in text]
    assert left == []
    assert counted(run)["best"] == before["best"] == 1
