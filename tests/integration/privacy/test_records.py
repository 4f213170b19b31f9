"""Somebody known from files alone asks to be erased; no file brings them back."""

from pathlib import Path

import pytest
from sqlalchemy import func, select

from tests.builders import note_hints
from training.database import db
from training.identities.models import IdentityHint
from training.participation.models import ForgottenRecord, LedgerLine

EXAMPLE = Path(__file__).parents[2] / "unit/training/participation/worked_example.jsonl"
YEAR = ("--profile", "default", "--from", "2025-01-01", "--to", "2025-12-31")


@pytest.fixture
def ledger(run):
    """The worked example of docs/counting.md, imported."""
    assert run("ledger", "import", str(EXAMPLE)).exit_code == 0


def figures(run):
    found = run("count", *YEAR, "--format", "csv").stdout.splitlines()
    return [line for line in found if line.startswith("total")]


def test_erasing_a_record_keeps_the_figures_and_leaves_nothing_of_it(app, run, ledger, stored):
    with app.app_context():
        note_hints("amal", name="Amal Haddad", email="amal@example.org")
        db.session.commit()
    before = figures(run)
    done = run("people", "erase", "amal")
    assert done.exit_code == 0
    assert "sealed rows keep the counts" in done.stdout
    assert figures(run) == before
    assert '"amal"' not in run("ledger", "export").stdout
    assert stored(select(IdentityHint.person_id).where(IdentityHint.person_id == "amal")) == []


def test_no_file_brings_an_erased_record_back(run, ledger, stored):
    run("people", "erase", "amal")
    exported, size = run("ledger", "export").stdout, stored(select(func.count(LedgerLine.id)))
    assert run("ledger", "import", str(EXAMPLE)).exit_code == 0
    assert run("ledger", "export").stdout == exported
    assert stored(select(func.count(LedgerLine.id))) == size


def test_who_erased_their_account_is_not_brought_back_either(run, attended, stored, tmp_path):
    file = tmp_path / "before.jsonl"
    file.write_text(run("ledger", "export").stdout)
    person_id = attended.person_id
    attended.open("/privacy/erase").submit(sure=True)
    assert run("ledger", "import", str(file)).exit_code == 0
    assert person_id not in run("ledger", "export").stdout
    assert len(stored(select(ForgottenRecord.fingerprint))) == 1


@pytest.mark.parametrize("again", ["amal", "nobody"])
def test_what_is_not_there_is_not_erased_and_the_command_says_so(run, ledger, again):
    run("people", "erase", "amal")
    done = run("people", "erase", again)
    assert done.exit_code == 1
    assert "nothing about a record" in done.stderr


def test_people_of_the_platform_erase_themselves(run, attended):
    assert run("people", "erase", attended.person_id).exit_code == 1
