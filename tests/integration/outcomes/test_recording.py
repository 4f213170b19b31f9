"""Outcomes are recorded, corrected and withdrawn; organisers see those of their programmes."""

import json
from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import select

from tests.integration.visitor import Visitor
from training.access import Role
from training.accounts import queries as accounts
from training.accounts.models import Account, Organisation, OrganisationKind
from training.audit.models import AuditEntry
from training.catalogue.models import Award, Programme, ProgrammeMember
from training.database import db
from training.intake.queries import Place
from training.outcomes import actions
from training.participation import rules as ledger_rules
from training.participation.actions import keep_facts
from training.participation.models import LedgerLine
from training.participation.queries import recorded_as
from training.participation.rules import Outcome, standing
from training.privacy.actions import erase

OURS, THEIRS = "aaaaaaaa-0000-0000-0000-000000000001", "aaaaaaaa-0000-0000-0000-000000000002"
RIVER, HILL = "bbbbbbbb-0000-0000-0000-000000000001", "bbbbbbbb-0000-0000-0000-000000000002"
AWARD = "cccccccc-0000-0000-0000-000000000001"
STATEMENT = {"kind": "joint_statement", "date": "2027-02-10"}
YEAR = "?from=2027-01-01&to=2027-12-31"


@pytest.fixture(autouse=True)
def world(keep: Callable[..., None], clock: Any) -> None:
    keep(
        Programme(id=OURS, title="Our programme", zone="UTC", created_at=clock.now()),
        Programme(id=THEIRS, title="Their programme", zone="UTC", created_at=clock.now()),
        Organisation(id=RIVER, name="River Group", kind=OrganisationKind.CSO),
        Organisation(id=HILL, name="Hill Group", kind=OrganisationKind.CSO),
    )


@pytest.fixture
def organiser(
    member: Callable[..., Visitor], stored: Callable[..., list[Any]], keep: Callable[..., None]
) -> Visitor:
    """Somebody who organises our programme, and no other."""
    found = member(Role.ORGANISER, name="Olga")
    account = stored(select(Account.id).where(Account.person_id == found.person_id))[0]
    keep(ProgrammeMember(programme_id=OURS, account_id=account, role=Role.ORGANISER))
    return found


@pytest.fixture
def kept(app: Flask) -> Callable[[], tuple[Outcome, ...]]:
    """What stands of the outcomes that were recorded."""

    def read() -> tuple[Outcome, ...]:
        with app.app_context():
            return standing(recorded_as(Outcome)).of(Outcome)

    return read


def record(who: Visitor, **about: object) -> Visitor:
    return who.open("/outcomes/new").press("Record it", **{**STATEMENT, **about})


def test_an_outcome_is_recorded_with_all_that_belongs_to_it(
    staff: Visitor, trainee: Visitor, app: Flask, kept: Any
) -> None:
    with app.app_context():
        card = accounts.code_of_person(trainee.person_id)
    record(
        staff,
        country="AM",
        upr_session="49",
        hrc_session="60",
        evidence="https://example.org/statement",
        programme=OURS,
        confidential=True,
        **{
            "organisations-0-organisation": RIVER,
            "organisations-0-part": "lead",
            "organisations-1-organisation": HILL,
            "organisations-1-part": "co_signer",
            "persons-0-person": card,
            "persons-0-part": "speaker",
        },
    )
    assert "Saved." in staff.text
    assert all(words in staff.text for words in ("Joint statement", "Armenia", "Co-signer", "60"))
    (found,) = kept()
    assert found.organisations == (RIVER, HILL)
    assert dict(found.roles) == {RIVER: "lead", HILL: "co_signer", trainee.person_id: "speaker"}
    assert (found.persons, found.programme) == ((trainee.person_id,), OURS)
    assert (found.upr_session, found.hrc_session, found.confidential) == (49, 60, True)


def test_an_outcome_sent_twice_is_kept_once(staff: Visitor, stored: Any) -> None:
    record(staff).submit_again()
    assert staff.status == 200
    assert len(stored(select(LedgerLine.id))) == 1


def test_more_rows_come_without_losing_what_was_typed(staff: Visitor, kept: Any) -> None:
    staff.open("/outcomes/new")
    staff.press(
        "More rows for organisations and people",
        evidence="A letter",
        **{"organisations-0-organisation": RIVER},
    )
    assert kept() == ()
    staff.press("Record it", **{**STATEMENT, "organisations-7-organisation": HILL})
    (found,) = kept()
    assert (found.organisations, found.evidence) == ((RIVER, HILL), "A letter")


def test_a_correction_takes_the_place_and_the_first_wording_stays(
    staff: Visitor, stored: Any, kept: Any
) -> None:
    record(staff, country="AM", **{"organisations-0-organisation": RIVER})
    staff.follow("Correct it").press("Save the correction", kind="joint_submission")
    assert "Joint submission" in staff.text
    (found,) = kept()
    assert (found.kind, found.country, found.organisations) == ("joint_submission", "AM", (RIVER,))
    assert len(stored(select(LedgerLine.id))) == 2
    assert staff.submit_again().status == 200
    assert len(stored(select(LedgerLine.id))) == 2


def test_two_who_correct_at_once_do_not_overwrite_each_other(
    staff: Visitor, member: Callable[..., Visitor], kept: Any
) -> None:
    record(staff)
    other = member(Role.STAFF, name="Stella").open(staff.path).follow("Correct it")
    staff.follow("Correct it").press("Save the correction", country="AM")
    other.press("Save the correction", country="GE")
    assert "Somebody else has corrected this in the meantime" in other.text
    assert [one.country for one in kept()] == ["AM"]


def test_what_was_withdrawn_counts_no_longer_and_can_come_back(staff: Visitor, kept: Any) -> None:
    record(staff).press("Withdraw this outcome")
    assert "It stays on record and counts no longer" in staff.text
    assert "0 joint statements" in staff.open(f"/outcomes{YEAR}").text
    staff.follow("Joint statement").follow("Bring it back by a correction")
    staff.press("Save the correction")
    assert [one.withdrawn for one in kept()] == [False]
    assert "1 joint statement" in staff.open(f"/outcomes{YEAR}").text


def test_withdrawing_twice_writes_once(staff: Visitor, stored: Any) -> None:
    record(staff).press("Withdraw this outcome").submit_again()
    assert len(stored(select(LedgerLine.id))) == 2


@pytest.mark.parametrize(
    ("about", "problem"),
    [
        ({"date": "2027-03-02"}, "Record what has happened already"),
        ({"date": ""}, "Day: This field is required."),
        ({"kind": "uptake"}, "Say which recommendation was taken up."),
        ({"evidence": "e" * 1001}, "Evidence:"),
        ({"symbol": "s" * 201}, "Document and paragraph of the recommendation:"),
        ({"persons-0-person": "nobody"}, "No card and no record is called this."),
        ({"persons-0-person": "p" * 201}, "Field cannot be longer than 200"),
        ({"upr_session": "1000"}, "UPR session:"),
        (
            {"organisations-0-organisation": RIVER, "organisations-1-organisation": RIVER},
            "An organisation is named twice.",
        ),
    ],
)
def test_what_cannot_be_used_is_said(
    staff: Visitor, kept: Any, about: dict[str, str], problem: str
) -> None:
    record(staff, **about)
    assert problem in staff.text
    assert kept() == ()


def test_an_organiser_sees_and_records_for_their_programme_only(
    staff: Visitor, organiser: Visitor, kept: Any
) -> None:
    record(staff, country="GE", programme=THEIRS)
    theirs = staff.path
    record(staff, country="AM")
    organiser.open(f"/outcomes{YEAR}")
    assert "Georgia ·" not in organiser.text
    assert "No outcome here" in organiser.text
    assert organiser.open(theirs).status == 404
    assert organiser.open(theirs.replace("/one/", "/correct/")).status == 404
    assert organiser.post(theirs.replace("/one/", "/withdraw/")).status == 404
    record(organiser, country="FR")
    assert "Saved." in organiser.text
    assert [one.programme for one in kept() if one.country == "FR"] == [OURS]


def test_an_organiser_cannot_record_for_another_programme(organiser: Visitor, kept: Any) -> None:
    organiser.open("/outcomes/new")
    forged = {**STATEMENT, "programme": THEIRS, "uid": "00000000-0000-0000-0000-00000000000a"}
    organiser.post("/outcomes/new", forged)
    assert kept() == ()


def test_outsiders_and_strangers_stay_outside(
    trainee: Visitor, facilitator: Visitor, visitor: Visitor, member: Callable[..., Visitor]
) -> None:
    reporter, administrator = member(Role.REPORTER), member(Role.ADMINISTRATOR)
    for path in ("/outcomes", "/outcomes/new", "/outcomes/watch-list"):
        for one in (trainee, facilitator, reporter, administrator):
            assert one.open(path).status == 403
        assert visitor.open(path).path == "/sign-in"


def test_an_organiser_without_a_programme_is_told_how_to_get_one(
    member: Callable[..., Visitor],
) -> None:
    lonely = member(Role.ORGANISER, name="Lonely").open("/outcomes")
    assert "Staff name you for a programme" in lonely.text
    assert lonely.open("/outcomes/new").path == "/outcomes"


def test_the_list_is_narrowed_and_empty_lists_say_so(staff: Visitor) -> None:
    record(staff, country="AM", upr_session="49")
    record(staff, country="GE", kind="meeting")
    assert "1 meeting with a mission" in staff.open(f"/outcomes{YEAR}").text
    narrowed = staff.open(f"/outcomes{YEAR}&country=AM&upr_session=49&kind=joint_statement")
    assert "Armenia · UPR session 49" in narrowed.text
    assert "No outcome here" in staff.open(f"/outcomes{YEAR}&country=FR").text
    assert (
        "The period ends before it begins."
        in staff.open("/outcomes?from=2027-02-01&to=2026-01-01").text
    )


def test_a_list_costs_the_same_queries_with_one_row_and_with_thirty(
    staff: Visitor, queries: Any, app: Flask
) -> None:
    record(staff)
    staff.open(f"/outcomes{YEAR}&as_of=2027-03-01")
    with queries() as few:
        staff.open(f"/outcomes{YEAR}&as_of=2027-03-01")
    for number in range(30):
        record(staff, country=("AM", "GE", "FR")[number % 3])
    with queries() as many:
        staff.open(f"/outcomes{YEAR}&as_of=2027-03-01")
    assert few.count == many.count


def test_the_line_has_three_figures_with_unit_rule_and_time(staff: Visitor, clock: Any) -> None:
    record(staff, kind="joint_submission", **{"organisations-0-organisation": RIVER})
    record(staff, kind="written_submission", **{"organisations-0-organisation": RIVER})
    clock.advance(days=5)
    record(staff, date="2027-03-05")
    text = staff.open(f"/outcomes{YEAR}").text
    assert "0 individuals trained" in text
    assert "1 member with submissions" in text
    assert "1 joint statement" in text
    assert text.count("version 1 · as of Mar 6, 2027") == 3
    earlier = staff.open(f"/outcomes{YEAR}&as_of=2027-03-02").text
    assert "0 joint statements" in earlier
    assert "1 member with submissions" in earlier


def test_every_figure_says_what_it_counts_and_what_not(staff: Visitor) -> None:
    record(staff, kind="joint_submission", **{"organisations-0-organisation": RIVER})
    record(staff, kind="meeting", **{"organisations-0-organisation": HILL})
    text = staff.open(f"/outcomes/why/members_with_submissions{YEAR}").text
    assert "1 member with submissions" in text
    assert "River Group" in text
    assert "Of a kind that this rule does not count" in text
    assert staff.open("/outcomes/why/default").status == 404


def test_others_ask_for_the_line(app: Flask, staff: Visitor) -> None:
    record(staff)
    with app.app_context():
        found = actions.line(date(2027, 1, 1), date(2027, 12, 31))
    assert [(one.count.profile.id, one.count.unit, one.count.best) for one in found] == [
        ("default", "person", 0),
        ("members_with_submissions", "organisation", 0),
        ("joint_statements", "outcome", 1),
    ]


def test_an_imported_outcome_is_shown_and_can_be_corrected(
    staff: Visitor, run: Any, tmp_path: Any
) -> None:
    fact = {"type": "outcome", "id": "old/1 a", "kind": "press_release", "date": "2027-01-05"}
    path = tmp_path / "facts.jsonl"
    path.write_text(json.dumps(fact))
    assert run("ledger", "import", str(path)).exit_code == 0
    staff.open(f"/outcomes{YEAR}").follow("press_release")
    assert "imported" in staff.text
    staff.follow("Correct it").press("Save the correction", kind="meeting")
    assert "Meeting with a mission" in staff.text


def test_what_is_done_with_outcomes_is_in_the_audit_log_without_names(
    staff: Visitor, stored: Any
) -> None:
    record(staff, evidence="A letter").press("Withdraw this outcome")
    rows = stored(
        select(AuditEntry.subject, AuditEntry.detail).where(AuditEntry.act == "outcome_recorded")
    )
    assert rows == [("joint_statement", "recorded"), ("joint_statement", "withdrawn")]


def test_who_erases_themselves_leaves_no_trace_in_an_outcome(
    staff: Visitor, trainee: Visitor, app: Flask, stored: Any, kept: Any
) -> None:
    with app.app_context():
        card = accounts.code_of_person(trainee.person_id)
    record(staff, **{"persons-0-person": card, "organisations-0-organisation": RIVER})
    staff.follow("Correct it").press("Save the correction", country="AM")
    with app.app_context():
        erase(trainee.person_id)
        db.session.commit()
    assert not any(trainee.person_id in line for line in stored(select(LedgerLine.line)))
    assert [one.organisations for one in kept()] == [(RIVER,)]


def test_an_outcome_that_names_an_award_only_belongs_to_its_programme(
    organiser: Visitor, keep: Any, run: Any, tmp_path: Any
) -> None:
    about = {"title": "Grant", "donor": "Donor", "starts_on": date(2026, 1, 1)}
    keep(Award(id=AWARD, programme_id=OURS, ends_on=date(2028, 1, 1), **about))
    fact = {"type": "outcome", "id": "o", "kind": "joint_statement", "date": "2027-01-05"}
    path = tmp_path / "facts.jsonl"
    path.write_text(json.dumps({**fact, "award": AWARD}))
    assert run("ledger", "import", str(path)).exit_code == 0
    text = organiser.open(f"/outcomes{YEAR}").text
    assert text.count("1 joint statement") == 2
    assert "Counted · 1" in organiser.open(f"/outcomes/why/joint_statements{YEAR}").text


def test_a_form_with_the_id_of_something_else_is_refused(
    staff: Visitor, run: Any, tmp_path: Any, kept: Any
) -> None:
    path = tmp_path / "facts.jsonl"
    path.write_text(json.dumps({"type": "person", "id": AWARD, "category": "external"}))
    assert run("ledger", "import", str(path)).exit_code == 0
    record(staff, uid=AWARD)
    assert staff.status in {200, 409}
    assert kept() == ()


def test_organisers_choose_among_organisations_of_the_list_and_of_their_own_sheets(
    organiser: Visitor, staff: Visitor, app: Flask
) -> None:
    with app.app_context():
        keep_facts(
            ledger_rules.Organisation(
                id=Place(programme).keyed("organisation", name.lower()),
                name=name,
                kind=ledger_rules.OrganisationKind.CSO,
            )
            for programme, name in ((OURS, "Lake"), (THEIRS, "Desert"))
        )
        db.session.commit()
    offered = organiser.open("/outcomes/new").text
    assert all(name in offered for name in ("River Group", "Lake"))
    assert "Desert" not in offered
    assert "Desert" in staff.open("/outcomes/new").text
