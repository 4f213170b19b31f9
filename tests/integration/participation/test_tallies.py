"""Issued counts: numbered, hashed, frozen, verifiable; and who may see counts at all."""

import json
from io import BytesIO
from pathlib import Path

import pytest
from openpyxl import load_workbook
from sqlalchemy import select, text

from training.database import db
from training.participation.models import Tally

EXAMPLE = Path(__file__).parents[2] / "unit/training/participation/worked_example.jsonl"
YEAR = ("--profile", "default", "--from", "2025-01-01", "--to", "2025-12-31")
QUESTION = {"profile": "default", "from": "2025-01-01", "to": "2025-12-31"}
PAGES = (
    "/participation/counts",
    "/participation/counts/default.csv?from=2025-01-01&to=2025-12-31",
    "/participation/tallies",
    "/participation/tallies/1",
)


@pytest.fixture
def ledger(run):
    """The worked example of docs/counting.md, imported."""
    assert run("ledger", "import", str(EXAMPLE)).exit_code == 0


@pytest.mark.parametrize("path", PAGES)
def test_only_staff_see_counts(trainee, facilitator, author, administrator, visitor, path):
    outsiders = (trainee, facilitator, author, administrator)
    assert {one.open(path).status for one in outsiders} == {403}
    assert visitor.open(path).path == "/sign-in"


@pytest.mark.parametrize("path", ["/participation/counts", "/participation/counts/default.csv"])
@pytest.mark.parametrize("day", ["0001-01-01", "1999-12-31", "2100-01-01", "9999-12-31"])
def test_a_period_outside_our_time_is_refused(staff, path, day):
    staff.open(path, **{"profile": "default", "from": day, "to": day})
    assert staff.status == (404 if path.endswith("csv") else 200)
    assert path.endswith("csv") or "Choose a day between the years 2000 and 2099." in staff.text


@pytest.mark.parametrize("day", ["0001-01-01", "9999-12-31"])
def test_a_period_that_no_calendar_of_a_zone_has_is_wrong_usage(run, day):
    asked = run("count", "--profile", "default", "--from", day, "--to", day)
    assert asked.exit_code == 2
    assert "days go from 1900-01-01 to 2199-12-31" in asked.stderr


def test_a_number_that_no_tally_can_have_leads_nowhere(staff, run):
    assert staff.open(f"/participation/tallies/{2**31}").status == 404
    assert staff.open(f"/participation/tallies/{'9' * 500}").status == 404
    assert run("tally", "verify", "9" * 30).exit_code == 2


def test_staff_see_the_figure_its_range_and_every_reason(staff, ledger):
    staff.open("/participation/counts", **QUESTION, audience="internal")
    assert "3 people trained from Jan 1, 2025 to Dec 31, 2025" in staff.text
    assert "Depends on whether two records are one person" in staff.text


def test_the_public_sentence_hides_a_small_number(staff, ledger):
    staff.open("/participation/counts", **QUESTION, audience="public")
    assert "This number is not shown, to protect participants." in staff.text
    exported = staff.open("/participation/counts/default.json", **QUESTION, audience="public")
    assert exported.json["total"]["best"] is None
    assert "people" not in exported.json


def test_a_donors_table_rounds_and_stars(staff, ledger):
    staff.open("/participation/counts/default.csv", **QUESTION, by="country", audience="donor")
    assert staff.response.mimetype == "text/csv"
    assert "attachment" in staff.headers["Content-Disposition"]
    assert "small" in staff.response.get_data(as_text=True)


def test_a_period_that_ends_before_it_begins_is_refused_at_its_field(staff, ledger):
    staff.open(
        "/participation/counts", profile="default", **{"from": "2025-12-31", "to": "2025-01-01"}
    )
    assert "The period ends before it begins." in staff.text


@pytest.mark.parametrize(
    "path", ["/participation/counts/nope.csv", "/participation/counts/default.exe"]
)
def test_unknown_profiles_and_formats_are_not_found(staff, path):
    assert staff.open(path, **QUESTION).status == 404


def test_an_issued_count_sent_twice_has_one_number(staff, ledger, stored):
    staff.open("/participation/counts", **QUESTION).press("Issue this count")
    assert staff.path == "/participation/tallies/1"
    staff.submit_again()
    assert stored(select(Tally.number)) == [1]
    assert "the content has its hash" in staff.text


def test_a_tally_gives_its_reasons_in_the_order_of_the_count(staff, ledger):
    staff.open("/participation/counts", **QUESTION).press("Issue this count")
    reasons = staff.text.partition("Why this number")[2]
    assert reasons.index("Counted") < reasons.index("Was not present")


def test_a_tally_holds_no_person(staff, ledger, stored):
    staff.open("/participation/counts", **QUESTION).press("Issue this count")
    content = json.loads(stored(select(Tally.content))[0])
    assert content["reasons"]["COUNTED"] == 2
    assert "people" not in content
    assert "amal" not in stored(select(Tally.content))[0].lower()


def test_a_tally_is_verified_and_a_forged_one_is_found(run, ledger, app, staff):
    number, digest = run("tally", "issue", *YEAR).stdout.split()
    assert digest in run("tally", "verify", number).stdout
    with app.app_context():
        db.session.execute(text("UPDATE tally SET content = replace(content, '3', '4')"))
        db.session.commit()
    forged = run("tally", "verify", number)
    assert forged.exit_code == 1
    assert "its hash differs" in forged.stderr
    assert "This is not what was issued" in staff.open("/participation/tallies/1").text


def test_a_tally_stays_when_the_ledger_learns_more(run, ledger, tmp_path):
    run("tally", "issue", *YEAR)
    fact = {"type": "person", "id": "amal-2", "category": "external", "supersedes": "amal"}
    fact["test"] = True
    later = tmp_path / "later.jsonl"
    later.write_text(json.dumps(fact) + "\n")
    run("ledger", "import", str(later))
    done = run("tally", "verify", "1")
    assert "is intact" in done.stdout
    assert "no longer gives the same" in done.stdout


def test_a_tally_is_corrected_once(run, ledger, stored):
    run("tally", "issue", *YEAR)
    assert run("tally", "issue", *YEAR, "--corrects", "1").exit_code == 0
    again = run("tally", "issue", *YEAR, "--corrects", "1")
    assert again.exit_code == 1
    assert "was corrected by a later one already" in again.stderr
    assert stored(select(Tally.supersedes).order_by(Tally.number)) == [None, 1]


def test_an_unknown_tally_is_said(run, staff):
    assert run("tally", "verify", "7").exit_code == 1
    assert staff.open("/participation/tallies/7").status == 404


def test_a_count_costs_the_same_queries_for_many_people(staff, member, queries):
    staff.open("/participation/counts", **QUESTION)
    with queries() as few:
        staff.open("/participation/counts", **QUESTION)
    for number in range(5):
        member(name=f"Person {number}")
    with queries() as many:
        staff.open("/participation/counts", **QUESTION)
    assert many.count == few.count


@pytest.mark.parametrize(
    ("dimension", "name", "value"),
    [("organisation", "Belmora Law Clinic", "org-2"), ("country", "Armenia", "AM")],
)
def test_groups_are_named_where_people_read_them(staff, ledger, dimension, name, value):
    asked = {**QUESTION, "by": dimension, "audience": "internal"}
    assert name in staff.open("/participation/counts", **asked).text
    book = staff.open("/participation/counts/default.xlsx", **asked).response.get_data()
    firsts = [row[0].value for row in load_workbook(BytesIO(book)).worksheets[0].iter_rows()]
    assert name in firsts
    table = staff.open("/participation/counts/default.csv", **asked).response.get_data()
    assert value.encode() in table
    staff.open("/participation/counts", **asked).press("Issue this count")
    assert name in staff.text
