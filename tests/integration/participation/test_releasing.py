"""Releases for the public and for donors, with several tables, beside all that left before."""

import json
import re

import pytest
from sqlalchemy import select

from tests.builders import MARCH
from tests.integration.participation.test_protection import said
from training.access import Role
from training.accounts.models import Account
from training.catalogue.models import Programme, ProgrammeMember
from training.database import new_uid

COUNTS = "/participation/counts"
YEAR = ("2025-01-01", "2025-12-31")
HALVES = (("2025-01-01", "2025-06-30"), ("2025-07-01", "2025-12-31"))
REGION = {"Kenora": "South", "Belmora": "North", "Cordesia": "North", "Dunland": "North"}
OPEN = {"PUBLIC_DIMENSIONS": frozenset({"country", "region"}), "RELEASE_DAYS": 0}


def facts(month, people):
    """A training in a month, and so many people from each country, of four organisations."""
    start = f"2025-{month:02}-10T09:00:00Z"
    event = f"e{month}"
    yield {"type": "event", "id": event, "kind": "training", "mode": "in_person", "zone": "UTC"}
    yield {"type": "meeting", "id": f"m{month}", "event": event, "starts_at": start, "minutes": 60}
    for country, number in people.items():
        for place in range(number):
            who = f"{country}-{month}-{place}"
            yield {"type": "person", "id": who, "category": "external"}
            yield said(who, "country", country)
            yield said(who, "region", REGION[country])
            yield said(who, "organisation", f"org {place % 4} of {country}")
            yield {
                "type": "participation",
                "id": f"{who} came",
                "person": who,
                "meeting": f"m{month}",
                "role": "trainee",
                "mode": "in_person",
                "mark": "present",
                "recorded_at": start,
            }


@pytest.fixture
def come(run, tmp_path):
    """Let people come to a training in a month: `come(3, Belmora=20)`."""

    def make(month, **people):
        file = tmp_path / f"{month}.jsonl"
        file.write_text("\n".join(map(json.dumps, facts(month, people))))
        assert run("ledger", "import", str(file)).exit_code == 0

    return make


@pytest.fixture
def release(run, member):
    """Issue a count by the command and sign it off; gives what the page then says."""
    signer = member(Role.STAFF, name="Selma")

    def make(days, *more):
        period = ("--profile", "at_least", "--from", days[0], "--to", days[1])
        done = run("tally", "issue", *period, *more)
        assert done.exit_code == 0, done.stderr
        signer.open(f"/participation/tallies/{done.stdout.split()[0]}").press("Sign off")
        return signer.text

    return make


@pytest.mark.settings(**OPEN)
def test_a_tally_has_a_table_for_each_dimension_that_was_ticked(staff, come):
    come(3, Belmora=20, Cordesia=15, Dunland=3, Kenora=22)
    asked = {"profile": "at_least", "from": YEAR[0], "to": YEAR[1], "by": "country"}
    staff.open(COUNTS, **asked)
    staff.press("Issue this count", also=["region"])
    assert "South" in staff.text
    assert "Belmora" in staff.text
    content = staff.open("/participation/tallies/1.json").response.get_data(as_text=True)
    tables = json.loads(content)["tables"]
    assert [table["dimension"] for table in tables] == ["country", "region"]
    shown = {row["value"]: row["best"] for row in tables[0]["rows"]}
    assert shown == {"Belmora": 20, "Kenora": 22, "other": 18}


@pytest.mark.settings(**OPEN)
def test_several_tables_are_repeated_when_a_tally_is_verified_and_corrected(
    run, come, release, staff
):
    come(3, Belmora=20, Cordesia=15)
    release(YEAR, "--by", "country", "--also", "region")
    assert "still gives the same figures" in run("tally", "verify", "1").stdout
    come(4, Belmora=30, Kenora=40)
    run(
        *("tally", "issue", "--profile", "at_least", "--from", YEAR[0], "--to", YEAR[1]),
        *("--by", "country", "--corrects", "1"),
    )
    text = staff.open("/participation/tallies/2").text
    assert "South" in text
    assert "still gives the same figures" in run("tally", "verify", "2").stdout


@pytest.mark.settings(**OPEN)
def test_the_rest_of_a_year_does_not_tell_what_a_half_hides(come, release):
    come(3, Belmora=20, Cordesia=15, Dunland=12)
    come(8, Belmora=20, Cordesia=15, Dunland=4)
    assert "Signed off." in release(HALVES[0], "--by", "country")
    said_of_year = release(YEAR, "--by", "country")
    assert "differs so little from the one in tally 1" in said_of_year
    assert "Dunland" in said_of_year


@pytest.mark.settings(**OPEN)
def test_regions_do_not_tell_what_the_countries_of_an_earlier_tally_hide(come, release):
    come(3, Belmora=20, Kenora=15, Dunland=3, Cordesia=18)
    assert "Signed off." in release(YEAR, "--by", "country")
    assert "Whoever has tally 1 too could work out" in release(YEAR, "--by", "region")


@pytest.mark.settings(**OPEN)
def test_donors_get_one_table_for_each_period(come, release):
    come(3, Belmora=20, Cordesia=9, Dunland=3)
    donor = ("--audience", "donor")
    assert "Signed off." in release(YEAR, *donor, "--by", "country")
    assert "about the same period already" in release(YEAR, *donor, "--by", "region")
    assert "Signed off." in release(YEAR, *donor, "--by", "region", "--corrects", "1")


@pytest.mark.settings(PUBLIC_DIMENSIONS=frozenset({"country"}))
def test_what_donors_get_comes_out_at_fixed_distances(come, release, clock):
    donor = ("--audience", "donor")
    come(3, Belmora=20)
    assert "Signed off." in release(HALVES[0], *donor)
    assert "Donors have tally 1 of the same kind since" in release(YEAR, *donor)
    clock.advance(days=91)
    assert "Signed off." in release(YEAR, *donor)


@pytest.mark.settings(**OPEN)
def test_what_stays_inside_is_held_back_by_nothing(come, release):
    come(3, Belmora=20, Cordesia=3)
    assert "Signed off." in release(YEAR, "--audience", "internal", "--by", "country")
    assert "Signed off." in release(YEAR, "--audience", "internal", "--by", "region")
    assert "Signed off." in release(YEAR, "--by", "country")


@pytest.mark.settings(**OPEN)
def test_a_public_figure_is_checked_beside_what_donors_have(come, release):
    come(3, Belmora=20, Kenora=13, Dunland=4)
    assert "Signed off." in release(YEAR, "--audience", "donor", "--by", "country")
    assert "Signed off." in release(YEAR)


def test_everybody_reads_why_numbers_are_hidden(visitor, staff, come):
    come(3, Belmora=20)
    visitor.open("/participation/public").follow("Why numbers are hidden")
    assert "0 or at least 11" in visitor.text
    assert "after 90 days at the earliest" in visitor.text
    asked = {"profile": "at_least", "from": YEAR[0], "to": YEAR[1], "by": "country"}
    staff.open(COUNTS, **asked).follow("Why numbers are hidden")
    assert "A blank is not a zero" in staff.text


@pytest.fixture
def reporter(member, keep, stored, come):
    """Somebody who reports on everything that came from outside under one award."""
    found = member(Role.REPORTER, name="Rita")
    account_id = stored(select(Account.id).where(Account.person_id == found.person_id))[0]
    programme_id = new_uid()
    keep(Programme(id=programme_id, title="Rights", zone="UTC", created_at=MARCH))
    keep(ProgrammeMember(programme_id=programme_id, account_id=account_id, role=Role.REPORTER))
    return found


def test_who_sees_protected_tables_only_chooses_whole_years(reporter, staff):
    part = {"profile": "at_least", "from": YEAR[0], "to": "2025-12-30"}
    assert "Choose one whole year" in reporter.open(COUNTS, **part).text
    assert reporter.open(f"{COUNTS}/at_least.csv", **part).status == 404
    two = {**part, "to": "2026-12-31"}
    assert "Choose one whole year" in reporter.open(COUNTS, **two).text
    assert "Choose one whole year" not in reporter.open(COUNTS, **{**part, "to": YEAR[1]}).text
    assert "Choose one whole year" not in staff.open(COUNTS, **part).text


@pytest.mark.settings(**OPEN)
def test_who_asks_for_one_table_after_the_other_works_nothing_out(staff, come):
    come(3, Belmora=20, Kenora=15, Dunland=3, Cordesia=18)
    asked = {"from": YEAR[0], "to": YEAR[1], "audience": "public"}
    shown = {}
    for by in ("country", "region"):
        answer = staff.open(f"{COUNTS}/at_least.json", **asked, by=by).json
        shown[by] = {row["value"]: row["best"] for row in answer["rows"]}
    assert shown["country"] == {"Belmora": 20, "Kenora": 15, "other": 21}
    assert shown["region"] == {"North": 41, "South": 15}


def test_nothing_can_be_cut_by_results_of_quizzes(staff, come):
    """The ledger knows of a test only that it was passed, and no dimension comes from one."""
    come(3, Belmora=20)
    cuts = set(re.findall(r'<option[^>]* value="([a-z_]*)"', staff.open(COUNTS).response.text))
    assert "country" in cuts
    assert cuts.isdisjoint({"score", "share", "test_passed", "quiz", "gain"})
    asked = {"from": YEAR[0], "to": YEAR[1], "by": "test_passed"}
    assert staff.open(f"{COUNTS}/at_least.csv", **asked).status == 404
