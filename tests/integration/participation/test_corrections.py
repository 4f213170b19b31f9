"""Corrections: what would change is shown, kept in numbers, and adds up; proofs for anybody."""

import json
from collections import Counter
from hashlib import sha256
from pathlib import Path

import pytest
from sqlalchemy import func, select, update

from tests.builders import MARCH, full_room
from training.access import Role
from training.database import db
from training.participation.models import ProfileVersion, Tally

EXAMPLE = Path(__file__).parents[2] / "unit/training/participation/worked_example.jsonl"
YEAR = ("--from", "2025-01-01", "--to", "2025-12-31")
ISSUE = ("tally", "issue", "--profile", "default", *YEAR)
CORRECT = "/participation/tallies/1/correct"
VERIFY = "/participation/verify"
OLD, NEW = '"profile_hash":"', '"profile_hash":"gone'


@pytest.fixture
def issued(run):
    """Tally 1: the worked example by the default profile."""
    assert run("ledger", "import", str(EXAMPLE)).exit_code == 0
    assert run(*ISSUE).exit_code == 0


@pytest.fixture
def learn(run, tmp_path):
    """Let the ledger learn facts: `learn({...}, {...})`."""

    def make(*facts):
        later = tmp_path / "later.jsonl"
        later.write_text("".join(json.dumps(fact) + "\n" for fact in facts))
        done = run("ledger", "import", str(later))
        assert done.exit_code == 0, done.stderr

    return make


@pytest.fixture
def boris_came(learn):
    """Boris was in the other two meetings as well, as a sheet that turned up says."""
    usual = {"type": "participation", "person": "boris", "role": "trainee", "mode": "in_person"}
    usual |= {"mark": "present", "recorded_at": "2026-02-01T09:00:00Z"}
    learn(*({**usual, "id": f"found {place}", "meeting": place} for place in ("A2", "A3")))


def contents(stored):
    return [json.loads(one) for one in stored(select(Tally.content).order_by(Tally.number))]


def test_what_would_change_is_shown_before_anything_is_issued(issued, boris_came, staff, stored):
    staff.open("/participation/tallies/1").follow("Correct this tally")
    assert "Figure before 3 (2 to 3) Figure now 4 (3 to 4)" in staff.text
    assert "Took part, but for less time than the rule asks Counted 1" in staff.text
    assert stored(select(Tally.number)) == [1]


def test_every_page_with_an_issued_number_says_by_which_version_and_as_of_when(
    issued, boris_came, staff
):
    for path in ("/participation/tallies", "/participation/tallies/1", CORRECT):
        said = staff.open(path).text.lower()
        assert said.index("(default@1)") < said.rindex("as of")


def test_a_correction_says_on_both_pages_what_it_changed(issued, boris_came, staff, stored):
    staff.open(CORRECT).press("Issue the correction")
    assert staff.path == "/participation/tallies/2"
    assert "What the correction changed" in staff.text
    staff.follow("Tally 1")
    assert "A later tally corrects this one: Tally 2" in staff.text
    assert "Correct this tally" not in staff.text
    staff.open(CORRECT)
    assert "was corrected by a later one already" in staff.text


def test_the_issued_reasons_and_the_changes_make_the_new_reasons(
    issued, boris_came, learn, staff, stored
):
    learn({"type": "person", "id": "amal-2", "category": "staff", "supersedes": "amal"})
    staff.open(CORRECT).press("Issue the correction")
    old, new = contents(stored)
    numbers = Counter(old["reasons"])
    for one in new["changes"]["reasons"]:
        numbers[one["before"]] -= one["people"]
        numbers[one["after"]] += one["people"]
    numbers.pop(None, None)
    assert {reason: number for reason, number in numbers.items() if number} == new["reasons"]
    assert new["changes"]["figures"]["best"] == [old["best"], new["best"]]
    assert new["changes"]["hash"] == stored(select(Tally.hash))[0]


def test_what_a_correction_keeps_names_nobody_and_shows_others_no_small_number(
    issued, boris_came, staff, stored
):
    staff.open(CORRECT).press("Issue the correction")
    content = stored(select(Tally.content).where(Tally.number == 2))[0]
    assert "boris" not in content.lower()
    shown = json.loads(content)["changes"]["shown"]
    assert shown == [{"after": "COUNTED", "before": "BELOW_DOSE", "people": None}]


def test_a_correction_sent_twice_is_issued_once(issued, boris_came, staff, stored):
    staff.open(CORRECT).press("Issue the correction").submit_again()
    assert staff.path == "/participation/tallies/2"
    assert stored(select(Tally.number)) == [1, 2]


def test_what_changed_after_the_page_was_seen_is_shown_first(
    issued, boris_came, learn, staff, stored
):
    staff.open(CORRECT)
    learn({"type": "person", "id": "chen-2", "category": "external", "test": True,
           "supersedes": "chen"})  # fmt: skip
    staff.press("Issue the correction")
    assert "The ledger has changed since you looked." in staff.text
    assert stored(select(Tally.number)) == [1]
    staff.press("Issue the correction")
    assert stored(select(Tally.number)) == [1, 2]


def test_a_tally_that_is_right_is_not_corrected(issued, staff):
    staff.open(CORRECT)
    assert "there is nothing to correct" in staff.text
    assert staff.post(CORRECT, {"version": "1"}).status == 200
    assert "there is nothing to correct" in staff.text


def test_a_newer_version_of_the_profile_may_be_chosen_and_an_unknown_one_not(issued, staff):
    staff.open("/participation/profiles/default/edit")
    staff.press("Show the effect", minimum="0.3", change="Less.").press("Save as version 2")
    staff.open(CORRECT)
    assert "there is nothing to correct" in staff.text
    staff.press("Count by this version", version="2")
    assert "How much of it 0.8 0.3" in staff.text
    staff.press("Issue the correction")
    assert "default@2" in staff.text
    assert staff.open(CORRECT, version="7").status == 404


@pytest.mark.parametrize(
    ("other", "what"),
    [
        (("--profile", "at_least", *YEAR), "the profile"),
        (("--profile", "default", "--from", "2025-02-01", "--to", "2025-12-31"), "the period"),
    ],
)
def test_another_question_is_no_correction(issued, run, stored, other, what):
    refused = run("tally", "issue", *other, "--corrects", "1")
    assert refused.exit_code == 1
    assert f"asked something else: {what} differs" in refused.stderr
    assert stored(select(Tally.number)) == [1]


def test_the_command_says_what_corrects_a_tally(issued, run):
    assert run(*ISSUE, "--corrects", "1").exit_code == 0
    assert "Tally 2 corrects it." in run("tally", "verify", "1").stdout
    assert "corrects it" not in run("tally", "verify", "2").stdout


def test_what_was_counted_by_a_version_that_is_gone_is_said(issued, run, staff, app):
    with app.app_context():
        db.session.execute(update(ProfileVersion).values(digest="0" * 64, version="0"))
        db.session.execute(update(Tally).values(content=func.replace(Tally.content, OLD, NEW)))
        content = db.session.scalar(select(Tally.content))
        db.session.execute(update(Tally).values(hash=sha256(content.encode()).hexdigest()))
        db.session.commit()
    done = run("tally", "verify", "1")
    assert done.exit_code == 0
    assert "is not here any more" in done.stdout
    staff.open("/participation/tallies/1")
    assert "so it cannot be counted again" in staff.text
    assert staff.open(CORRECT).status == 200


def test_what_was_never_issued_cannot_be_corrected(issued, run):
    refused = run(*ISSUE, "--corrects", "9")
    assert refused.exit_code == 1
    assert "There is no tally 9." in refused.stderr


def test_outsiders_correct_nothing(issued, member, visitor, trainee):
    for role in (Role.FACILITATOR, Role.REPORTER, Role.AUTHOR, Role.ADMINISTRATOR):
        assert member(role).open(CORRECT).status == 403
    assert trainee.open(CORRECT).status == 403
    assert member(Role.ORGANISER).open(CORRECT).status == 404
    assert visitor.open(CORRECT).path == "/sign-in"


@pytest.fixture
def public_tally(keep, facilitator, clock, run, member, stored):
    """A public count of twelve people: its number and hash."""
    for rows in full_room(facilitator.person_id, 12, MARCH):
        keep(*rows)
    issue = ("tally", "issue", "--profile", "at_least", "--from", "2027-01-01")
    assert run(*issue, "--to", "2027-12-31").exit_code == 0
    member(Role.STAFF, name="Selma").open("/participation/tallies/1").press("Sign off")
    return {"number": "1", "hash": stored(select(Tally.hash))[0]}


def test_anybody_learns_that_a_printed_figure_is_ours(public_tally, visitor):
    visitor.open("/participation/public").follow(
        "Is a printed figure ours? Type its number and hash"
    )
    visitor.submit(**public_tally)
    assert "This is tally 1. It was issued on Mar 1, 2027" in visitor.text
    assert "12" not in visitor.text.replace("12:00", "")
    visitor.open(VERIFY, number="1", hash=public_tally["hash"].upper())
    assert "This is tally 1." in visitor.text


@pytest.mark.parametrize(
    "wrong",
    [{"hash": "0" * 64}, {"number": "2"}, {"number": "9" * 9}, {"hash": "é"}, {"number": "x"}],
)
def test_nothing_is_learned_with_a_wrong_number_or_hash(public_tally, visitor, wrong):
    visitor.open(VERIFY, **(public_tally | wrong))
    assert "We know no public figure with this number and this hash." in visitor.text


def test_what_is_not_public_proves_nothing(issued, visitor, stored):
    visitor.open(VERIFY, number="1", hash=stored(select(Tally.hash))[0])
    assert "We know no public figure" in visitor.text


def test_a_damaged_figure_is_said(public_tally, visitor, app):
    with app.app_context():
        db.session.execute(update(Tally).values(content=func.replace(Tally.content, "12", "99")))
        db.session.commit()
    visitor.open(VERIFY, **public_tally)
    assert "what we keep of it is damaged" in visitor.text


@pytest.mark.settings(RATELIMIT_ENABLED=True, ADDRESS_LIMIT="3/minute")
def test_proofs_are_not_for_guessing(visitor):
    for _ in range(3):
        assert visitor.open(VERIFY, number="1", hash="0" * 64).status == 200
    assert visitor.open(VERIFY, number="1", hash="0" * 64).status == 429
    assert visitor.open(VERIFY).status == 200
