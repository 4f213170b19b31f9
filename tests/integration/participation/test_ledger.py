"""The ledger from the command line: in whole or not at all, twice without doubles, out the same."""

import json
from pathlib import Path

import pytest
from sqlalchemy import func, select

from training.database import db
from training.participation import rules
from training.participation.actions import keep_facts
from training.participation.models import LedgerLine
from training.participation.queries import recorded_as

EXAMPLE = Path(__file__).parents[2] / "unit/training/participation/worked_example.jsonl"
YEAR = ("--from", "2025-01-01", "--to", "2025-12-31")


@pytest.fixture
def ledger(run):
    """The worked example of docs/counting.md, imported."""
    assert run("ledger", "import", str(EXAMPLE)).exit_code == 0


def size(stored) -> int:
    return stored(select(func.count()).select_from(LedgerLine))[0]


def test_importing_twice_changes_nothing(run, ledger, stored):
    before = run("ledger", "export").stdout
    again = run("ledger", "import", str(EXAMPLE))
    assert again.stdout == "0 new facts were imported.\n"
    assert run("ledger", "export").stdout == before


def test_an_export_holds_every_imported_line_in_canonical_form(run, ledger):
    exported = run("ledger", "export").stdout.splitlines()
    given = [json.loads(line)["id"] for line in EXAMPLE.read_text().splitlines() if line.strip()]
    assert set(given) <= {json.loads(line)["id"] for line in exported}
    assert exported == sorted(
        exported, key=lambda line: (json.loads(line)["type"], json.loads(line)["id"])
    )


def test_an_export_can_be_imported_where_it_came_from(run, ledger, trainee, tmp_path):
    copy = tmp_path / "copy.jsonl"
    copy.write_text(run("ledger", "export").stdout)
    assert run("ledger", "import", str(copy)).stdout == "0 new facts were imported.\n"


def test_a_dry_run_imports_nothing(run, stored):
    done = run("ledger", "import", "--dry-run", str(EXAMPLE))
    assert "new facts would be imported" in done.stdout
    assert size(stored) == 0


def test_a_clash_names_its_line_and_nothing_is_half_saved(run, ledger, stored, tmp_path):
    first = json.loads(EXAMPLE.read_text().splitlines()[0])
    other = {"type": "person", "id": "new-one", "category": "external"}
    clash = {**first, "title": "another"} if "title" in first else {**first, "category": "staff"}
    clash = {"type": "person", "id": first["id"], "category": "staff", "test": True}
    file = tmp_path / "clash.jsonl"
    file.write_text(json.dumps(other) + "\n" + json.dumps(clash) + "\n")
    before = size(stored)
    done = run("ledger", "import", str(file))
    assert done.exit_code == 1
    assert "clash.jsonl:2:" in done.stderr
    assert size(stored) == before


@pytest.mark.parametrize(
    "line",
    ["{oops", "[]", '{"type": "dragon", "id": "x"}', '{"type": "person", "id": "x"}', "\x00"],
)
def test_a_broken_line_is_named_and_nothing_is_imported(run, stored, tmp_path, line):
    file = tmp_path / "broken.jsonl"
    file.write_text('{"type": "person", "id": "good", "category": "external"}\n' + line + "\n")
    done = run("ledger", "import", str(file))
    assert (done.exit_code, size(stored)) == (1, 0)
    assert "broken.jsonl:2: error:" in done.stderr


def test_a_file_that_is_not_there_is_wrong_usage(run):
    assert run("ledger", "import", "nowhere.jsonl").exit_code == 2


def test_rebuilding_finds_no_difference(run, ledger):
    assert run("ledger", "rebuild").stdout == "0 differences.\n"


@pytest.mark.parametrize(
    ("profile", "low", "best", "high"),
    [("default", 2, 3, 3), ("us_gndr_8", 4, 4, 4), ("eea_civ_007", 1, 2, 2)],
)
def test_the_worked_example_counts_from_the_command_line(run, ledger, profile, low, best, high):
    count = json.loads(run("count", "--profile", profile, *YEAR).stdout)
    assert (count["low"], count["best"], count["high"]) == (low, best, high)


def test_a_count_gives_a_reason_for_every_person(run, ledger):
    count = json.loads(run("count", "--profile", "default", *YEAR).stdout)
    people = {
        line["id"]
        for line in map(json.loads, EXAMPLE.read_text().splitlines())
        if line["type"] in {"person", "sealed"}
    }
    assert {verdict["person"] for verdict in count["people"]} == people
    assert all(verdict["reason"] for verdict in count["people"])


def test_a_count_knows_what_was_known_at_a_time(run, ledger):
    as_of = "2025-03-03T00:00:00Z"
    early = json.loads(run("count", "--profile", "default", *YEAR, "--as-of", as_of).stdout)
    assert early["best"] == 0


def test_a_profile_in_a_file_is_read_and_a_broken_one_is_located(run, ledger, tmp_path):
    shipped = Path(__file__).parents[3] / "training/participation/profiles/default.yaml"
    own = tmp_path / "own.yaml"
    own.write_text(shipped.read_text())
    assert run("count", "--profile", str(own), *YEAR).exit_code == 0
    own.write_text(shipped.read_text() + "surprise: yes\n")
    broken = run("count", "--profile", str(own), *YEAR)
    assert broken.exit_code == 1
    assert "surprise" in broken.stderr


@pytest.mark.parametrize(
    "wrong",
    [
        ("--from", "2025-12-31", "--to", "2025-01-01"),
        ("--from", "yesterday", "--to", "2025-01-01"),
        (*YEAR, "--as-of", "2025-03-03"),
    ],
)
def test_impossible_periods_and_times_are_wrong_usage(run, ledger, wrong):
    assert run("count", "--profile", "default", *wrong).exit_code == 2


def test_the_table_for_sheets_says_how_it_was_made(run, ledger):
    table = run("count", "--profile", "default", *YEAR, "--by", "country", "--format", "csv").stdout
    assert table.startswith("profile,default@1")
    assert "total,2,3,3," in table


def award(title: str) -> rules.Award:
    return rules.Award(id="grant", title=title)


def test_what_staff_record_is_kept_once_and_never_changed(app, stored):
    with app.app_context():
        assert [keep_facts([award("Grant")]), keep_facts([award("Grant")])] == [1, 0]
        with pytest.raises(rules.Clash):
            keep_facts([award("Another grant")])
        db.session.commit()
        assert recorded_as(rules.Award) == (award("Grant"),)
        assert recorded_as(rules.Outcome) == ()
