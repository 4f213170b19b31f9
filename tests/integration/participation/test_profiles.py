"""Counting profiles: read, changed version by version with their effect shown, compared."""

from pathlib import Path

import pytest
from sqlalchemy import select

from tests.builders import MARCH, full_room
from training.access import Role
from training.accounts.models import Account
from training.audit.models import AuditEntry
from training.catalogue.models import Programme, ProgrammeMember
from training.database import new_uid
from training.participation.models import ProfileVersion

EXAMPLE = Path(__file__).parents[2] / "unit/training/participation/worked_example.jsonl"
PROFILES = "/participation/profiles"
EDIT = f"{PROFILES}/default/edit"
COMPARE = "/participation/compare"
YEAR = {"from": "2025-01-01", "to": "2025-12-31"}
SHOW, SAVE = "Show the effect", "Save as version 2"


@pytest.fixture
def ledger(run):
    """The worked example of docs/counting.md, imported."""
    assert run("ledger", "import", str(EXAMPLE)).exit_code == 0


@pytest.fixture
def easier(staff, ledger):
    """Staff who have made any presence enough and seen what that does."""
    changed = {"basis": "presence", "minimum": "1", "change": "Presence is enough."}
    return staff.open(EDIT).press(SHOW, **changed)


def test_profiles_are_read_in_plain_words(staff):
    staff.open(PROFILES).follow("People with three hours or more in one training")
    assert "They have to be present for 180 minutes or more." in staff.text
    assert "GNDR-8 in: Standard Foreign Assistance Indicators" in staff.text
    assert "Source as of" in staff.text
    assert "basis: minutes" in staff.text


def test_every_profile_has_a_page(staff, app):
    names = [link.href for link in staff.open(PROFILES).page.links if PROFILES in link.href]
    assert len(names) > 8
    assert {staff.open(name).status for name in names} == {200}


def test_who_counts_reads_profiles_and_staff_alone_change_them(member, trainee, visitor):
    organiser, reporter = member(Role.ORGANISER), member(Role.REPORTER)
    assert organiser.open(f"{PROFILES}/default").status == 200
    assert "Change it" not in organiser.text
    assert {organiser.open(EDIT).status, organiser.post(EDIT).status} == {403}
    assert reporter.open(PROFILES).status == 403
    assert trainee.open(PROFILES).status == 403
    assert visitor.open(PROFILES).path == "/sign-in"


@pytest.mark.parametrize("path", ["nope", "default@9", "nope/edit", "nope/copy", "nope/text"])
def test_unknown_profiles_are_not_found(staff, path):
    assert staff.open(f"{PROFILES}/{path}").status == 404


def test_the_effect_is_shown_and_nothing_is_saved(easier, stored):
    assert "The effect on past years" in easier.text
    assert "“After” counts them, “Before” does not:" in easier.text
    assert "2 people were there for too small a part of the time" in easier.text
    assert stored(select(ProfileVersion.version)) == []


def test_what_was_shown_is_saved_as_the_next_version(easier, stored):
    easier.press(SAVE)
    assert easier.path == f"{PROFILES}/default"
    assert "Presence is enough." in easier.text
    assert "Share of the planned minutes" in easier.text
    assert stored(select(ProfileVersion.profile_id, ProfileVersion.version)) == [("default", "2")]
    assert "profile_saved" in stored(select(AuditEntry.act))


def test_a_version_sent_twice_is_saved_once(easier, stored):
    easier.press(SAVE).submit_again()
    assert easier.path == f"{PROFILES}/default"
    assert stored(select(ProfileVersion.version)) == ["2"]


def test_what_was_changed_after_the_effect_is_shown_before_it_is_saved(easier, stored):
    easier.press(SAVE, minimum="2")
    assert "You changed something after the effect was shown." in easier.text
    assert stored(select(ProfileVersion.version)) == []
    easier.press(SAVE)
    assert stored(select(ProfileVersion.version)) == ["2"]


def test_two_who_change_a_profile_do_not_overwrite_each_other(easier, member):
    other = member(Role.STAFF, name="Selma").open(EDIT)
    other.press(SHOW, minimum="0.5", change="Half is enough.")
    easier.press(SAVE)
    other.press(SAVE)
    assert "Somebody saved version 2 of this profile meanwhile." in other.text


def test_counts_are_made_by_the_newest_version_and_repeated_by_their_own(easier, run):
    year = ("--from", "2025-01-01", "--to", "2025-12-31")
    assert run("tally", "issue", "--profile", "default", *year).exit_code == 0
    easier.press(SAVE)
    newest = run("count", "--profile", "default", *year).stdout
    assert '"version": "2"' in newest
    older = run("count", "--profile", "default@1", *year).stdout
    assert '"version": "1"' in older
    assert "still gives the same" in run("tally", "verify", "1").stdout


def test_a_count_is_issued_by_the_version_that_was_shown(easier, member):
    other = member(Role.STAFF, name="Selma")
    other.open("/participation/counts", profile="default", **YEAR)
    easier.press(SAVE)
    other.press("Issue this count")
    assert "(default@1)" in other.text


@pytest.mark.parametrize(
    ("field", "typed", "said"),
    [
        ("minimum", "1.5", "“How much of it” is a share here, so at most 1"),
        ("minimum", "much", "“How much of it” should be a number"),
        ("lateness", "-1", "should not be less than 0"),
        ("moment", "completed_at", "“What decides the period: completed_at” needs"),
        ("title", "", "This field is required."),
        ("source", "", "This field is required."),
        ("change", "", "This field is required."),
    ],
)
def test_every_problem_stands_at_its_field(staff, field, typed, said):
    staff.open(EDIT).press(SHOW, **{"change": "Try.", field: typed})
    assert said in staff.text
    assert "The effect on past years" not in staff.text


def test_a_share_may_be_typed_as_a_percentage(staff, ledger):
    staff.open(EDIT).press(SHOW, minimum="75 %", change="Three quarters.").press(SAVE)
    assert "75% of the planned minutes" in staff.text


def test_a_change_that_changes_nothing_is_refused(staff):
    staff.open(EDIT).press(SHOW, change="Nothing.")
    assert "No setting is different from the version before" in staff.text


def test_a_profile_of_ones_own_begins_as_a_copy(staff, ledger, stored):
    staff.open(f"{PROFILES}/us_gndr_8/copy")
    own = {"profile_id": "two_hours", "title": "Two hours", "minimum": "120"}
    staff.press(SHOW, **own, change="Two hours are enough for us.")
    staff.press("Save as version 1")
    assert staff.path == f"{PROFILES}/two_hours"
    staff.open("/participation/counts", profile="two_hours", **YEAR, audience="internal")
    assert "Two hours" in staff.text
    assert "people trained" in staff.text


@pytest.mark.parametrize(
    ("typed", "said"),
    [("default", "with this id already"), ("../x", "small Latin letters"), ("", "required")],
)
def test_an_id_of_ones_own_is_new_and_fit_for_addresses(staff, typed, said):
    staff.open(f"{PROFILES}/us_gndr_8/copy").press(SHOW, profile_id=typed, change="Try.")
    assert said in staff.text


def test_a_profile_is_changed_as_text_and_faults_have_their_lines(staff, ledger, stored):
    staff.open(f"{PROFILES}/default/text")
    assert "qualify: {basis: minutes_share" in staff.html
    text = "title: Any\nunit: person\nqualify: {basis: presence, most: 3}\n"
    staff.press(SHOW, text=text, change="Shorter.")
    assert "Line 3: there is no setting “qualify.most”" in staff.text
    staff.press(SHOW, text=text.replace(", most: 3", ""), change="Shorter.").press(SAVE)
    text = " ".join(stored(select(ProfileVersion.text))[0].split())
    assert text == "id: default version: 2 title: Any unit: person qualify: {basis: presence}"


def test_rules_are_compared_in_sentences(staff, ledger):
    staff.open(COMPARE, **YEAR, profile="at_least")
    assert "Choose two to six profiles." in staff.text
    staff.open(f"{COMPARE}?profile=at_least&profile=eea_civ_007&from=2025-01-01&to=2025-12-31")
    assert "Side by side" in staff.text
    assert "completed no training" in staff.text
    assert "people are in both" in staff.text


def test_a_reporter_sees_figures_and_no_differences(member, keep, facilitator, stored, clock):
    programme_id = new_uid()
    reporter = member(Role.REPORTER, name="Rita")
    account_id = stored(select(Account.id).where(Account.person_id == reporter.person_id))[0]
    named = {"programme_id": programme_id, "account_id": account_id, "role": Role.REPORTER}
    keep(Programme(id=programme_id, title="Rights", zone="UTC", created_at=MARCH))
    keep(ProgrammeMember(**named))
    for rows in full_room(facilitator.person_id, 12, programme_id=programme_id):
        keep(*rows)
    period = "from=2027-01-01&to=2027-12-31"
    reporter.open(f"{COMPARE}?profile=at_least&profile=default&{period}")
    assert "Why the figures differ is left out here" in reporter.text
    assert "are in both" not in reporter.text
    assert "12" in reporter.text


def test_the_list_costs_the_same_queries_for_more_versions(easier, queries):
    with queries() as few:
        easier.open(f"{PROFILES}/default")
    easier.open(EDIT).press(SHOW, minimum="0.7", change="Less.").press(SAVE)
    with queries() as many:
        easier.open(f"{PROFILES}/default")
    assert many.count == few.count


def test_the_kinds_of_outcomes_that_count_are_said_in_words(staff):
    staff.open("/participation/profiles/joint_statements")
    assert "Only outcomes of these kinds count: Joint statement." in staff.text
