"""Staff decide about two records; a decision is a fact, and undoing leads back."""

import json
import re

import pytest
from sqlalchemy import select

from tests.builders import MARCH, new_workshop, note_hints, registered
from tests.integration.identities.conftest import AMAL, SAME, YEAR
from training.access import Role
from training.accounts.queries import account_of_person
from training.audit.models import AuditEntry
from training.database import db, new_uid
from training.identities.actions import look
from training.participation.models import LedgerLine
from training.participation.queries import recorded_as
from training.participation.rules import Confidence, IdentityLink, Sameness

LIST, PAIR, DONE = "/identities", "/identities/pair", "/identities/decisions"
LINKS = select(LedgerLine.id).where(LedgerLine.type == "identity_link")
SURELY, PROBABLY, DIFFERENT, LATER = (
    *("Same person, surely", "Probably the same", "Different people", "Not now"),
)


@pytest.fixture
def halves(bring):
    """Amal was in two meetings of three, and a record in another script in the third."""
    bring({"a": AMAL, "b": SAME}, a=("A1", "A2"), b=("A3",))


@pytest.fixture
def links(app):
    """Read the links that were recorded."""

    def read():
        with app.app_context():
            return recorded_as(IdentityLink)

    return read


@pytest.fixture
def counted(run):
    """Count by the command: `counted("default")` gives all that it says."""

    def make(profile, *more):
        options = ("--profile", profile, "--from", YEAR["from"], "--to", YEAR["to"], *more)
        done = run("count", *options)
        assert done.exit_code == 0, done.stderr
        return json.loads(done.stdout)

    return make


@pytest.mark.parametrize(
    ("label", "verdict", "confidence"),
    [
        (SURELY, Sameness.SAME, Confidence.CERTAIN),
        (PROBABLY, Sameness.SAME, Confidence.PROBABLE),
        (DIFFERENT, Sameness.DIFFERENT, Confidence.CERTAIN),
    ],
)
def test_a_decision_is_a_fact_with_who_when_and_why(
    staff, halves, links, clock, label, verdict, confidence
):
    staff.open(LIST, **YEAR).press(label)
    (link,) = links()
    assert (link.a, link.b, link.verdict, link.confidence) == ("a", "b", verdict, confidence)
    assert (link.by, link.at) == (staff.person_id, clock.now())
    assert "sounds_alike" in link.reason


def test_a_decision_is_in_the_audit_log_and_names_nobody(staff, halves, stored):
    staff.open(LIST, **YEAR).press(DIFFERENT)
    entries = stored(select(AuditEntry.act, AuditEntry.subject, AuditEntry.detail))
    (uid,) = stored(LINKS)
    assert ("identity_decision", f"link {uid}", "different") in entries


def test_a_decision_sent_twice_is_kept_once(staff, halves, stored):
    staff.open(LIST, **YEAR).press(SURELY).submit_again()
    assert len(stored(LINKS)) == 1


def test_an_id_that_was_used_for_something_else_is_refused(staff, halves, stored):
    staff.open(LIST, **YEAR).press(SURELY)
    other = {"uid": stored(LINKS)[0], "one": "a", "other": "b", "decision": "different"}
    staff.post("/identities/decide", other)
    assert "This form was used for something else." in staff.text
    assert len(stored(LINKS)) == 1


def test_two_who_decide_at_once_do_not_contradict_each_other(staff, halves, stored):
    staff.open(LIST, **YEAR)
    page = {"uid": new_uid(), "one": "b", "other": "a", "decision": "different"}
    staff.press(SURELY)
    staff.post("/identities/decide", page)
    assert "These two records were decided on already." in staff.text
    assert len(stored(LINKS)) == 1


def test_what_was_decided_waits_no_longer(staff, halves):
    staff.open(LIST, **YEAR)
    assert "1 pair waits" in staff.text
    staff.press(DIFFERENT)
    assert "0 pairs wait" in staff.text
    assert "No pair waits" in staff.text


@pytest.mark.parametrize("label", [SURELY, PROBABLY, DIFFERENT])
@pytest.mark.parametrize("profile", ["default", "eea_civ_007", "at_least"])
def test_undoing_restores_the_earlier_output_exactly(staff, halves, counted, clock, label, profile):
    before = counted(profile)
    clock.advance(days=1)
    staff.open(LIST, **YEAR).press(label)
    during = counted(profile)
    clock.advance(days=1)
    staff.open(DONE).press("Undo")
    assert "Undone." in staff.text
    assert counted(profile) == before
    assert during != before or label == DIFFERENT


def test_undoing_a_certain_word_leads_back_to_the_probable_one(staff, halves, counted, clock):
    staff.open(LIST, **YEAR).press(PROBABLY)
    before = counted("default")
    assert before["low"] < before["high"]
    clock.advance(days=1)
    staff.open(LIST, **YEAR).press(SURELY)
    assert counted("default")["low"] == counted("default")["high"]
    staff.open(DONE).press("Undo")
    assert counted("default") == before


def test_a_count_as_of_an_earlier_time_is_not_touched(staff, halves, counted, clock):
    as_of = ("--as-of", clock.now().isoformat())
    before = counted("default", *as_of)
    clock.advance(days=1)
    staff.open(LIST, **YEAR).press(SURELY)
    assert counted("default", *as_of) == before
    linked = ("--as-of", clock.now().isoformat())
    between = counted("default", *linked)
    clock.advance(days=1)
    staff.open(DONE).press("Undo")
    assert counted("default", *as_of) == before
    figures = ("low", "best", "high", "people")
    assert [counted("default", *linked)[one] for one in figures] == [
        between[one] for one in figures
    ]


def test_undoing_twice_is_done_once(staff, halves, stored):
    staff.open(LIST, **YEAR).press(SURELY)
    staff.open(DONE).press("Undo").submit_again()
    assert "Undone." in staff.text
    assert len(stored(LINKS)) == 2
    staff.post("/identities/undo", {"uid": new_uid(), "link": stored(LINKS)[0]})
    assert "This decision does not stand any more" in staff.text


def test_what_was_undone_waits_again_and_can_be_decided_otherwise(staff, halves, links):
    staff.open(LIST, **YEAR).press(SURELY)
    staff.open(DONE).press("Undo")
    staff.open(LIST, **YEAR).press(DIFFERENT)
    assert "Kept." in staff.text
    assert len(links()) == 3


def test_the_history_of_both_records_stays(staff, halves, clock):
    staff.open(LIST, **YEAR).press(SURELY)
    clock.advance(days=1)
    staff.open(DONE).press("Undo")
    staff.open(PAIR, one="a", other="b", **YEAR)
    words = staff.text
    assert words.index("A decision was undone") < words.index("The same person, surely")
    assert words.count("Sergei") == 2


def test_who_decided_and_erases_themselves_is_named_no_more(member, halves, counted, links):
    selma = member(Role.STAFF, name="Selma")
    selma.open(LIST, **YEAR).press(SURELY)
    before = counted("default")
    selma.open("/privacy/erase").submit(sure="y")
    assert [link.by for link in links()] == [None]
    after = counted("default")
    assert [after[one] for one in ("low", "best", "high")] == [1, 1, 1]
    assert [one for one in before["people"] if one in after["people"]] == after["people"]


def test_not_now_hides_a_pair_and_decides_nothing(staff, halves, stored):
    staff.open(LIST, **YEAR).press(LATER)
    assert "No pair waits" in staff.text
    assert stored(LINKS) == []


def test_a_pair_that_was_put_off_comes_back_after_three_months(member, staff, halves, clock):
    staff.open(LIST, **YEAR).press(LATER)
    clock.advance(days=91)
    assert "1 pair waits" in member(Role.STAFF, name="Selma").open(LIST, **YEAR).text


def test_the_page_says_what_a_decision_changes(staff, halves):
    words = staff.open(LIST, **YEAR).text
    assert "The count is 0 now." in words
    assert "It is 1 if they are the same person, and 0 if they are different people." in words
    assert "If all you know is that they are probably the same, it is 0 to 1." in words
    assert re.search(r"version 1 · .* as of Mar 1, 2027", words)


@pytest.mark.settings(LONG_COUNT_SECONDS=0)
def test_a_count_that_was_made_earlier_says_that_the_ledger_has_changed(staff, halves):
    assert "the ledger has changed since" not in staff.open(LIST, **YEAR).text
    staff.press(PROBABLY)
    assert "the ledger has changed since" in staff.open(LIST, **YEAR).text


def test_a_probable_link_from_outside_waits_as_well(staff, bring):
    link = IdentityLink(
        id="l",
        a="x",
        b="y",
        verdict=Sameness.SAME,
        confidence=Confidence.PROBABLE,
        at=MARCH,
        by="an older system",
    )
    bring({"x": "Boris", "y": "Chen"}, link, x=("A1", "A2"), y=("A3",))
    words = staff.open(LIST, **YEAR).text
    assert "Noted as probably the same person" in words
    assert "The count is 0 to 1 now." in words
    assert PROBABLY not in words
    assert "an older system" in staff.open(DONE).text


def test_pairs_that_make_the_count_most_certain_come_first(staff, bring):
    bring({"a": AMAL, "b": SAME, "x": "Olena Kovalenko", "y": "Елена Коваленко"})
    staff.open(LIST, **YEAR)
    assert "No pair waits" in staff.text


def test_a_pair_that_changes_the_count_comes_before_one_that_does_not(staff, bring):
    names = {"a": AMAL, "b": AMAL, "x": "Olena Kovalenko", "y": "Елена Коваленко"}
    bring(names, a=("A1",), b=(), x=("A1", "A2"), y=("A3",))
    words = staff.open(LIST, **YEAR).text
    assert words.index("Record y") < words.index("Record b")


def test_names_are_shown_only_to_whom_the_roll_shows_them(app, keep, member, trainee, clock):
    first = member(Role.STAFF, Role.FACILITATOR, name="Farida")
    second = member(Role.STAFF, name="Selma")
    workshop = new_workshop(first.person_id)
    comes = registered(workshop.id, trainee.person_id)
    keep(workshop)
    keep(comes)
    with app.app_context():
        account_of_person(trainee.person_id).email = "a@b.org"
        note_hints("imported", email="a@b.org")
        look()
        db.session.commit()
    assert "Amal" in first.open(LIST, **YEAR).text
    assert "1 pair waits" in second.open(LIST, **YEAR).text
    assert "Amal" not in second.text


@pytest.mark.parametrize("path", [LIST, f"{PAIR}?one=a&other=b", DONE])
def test_only_staff_may_look(member, visitor, halves, path):
    assert member(Role.STAFF, name="Selma").open(path).status == 200
    for role in set(Role) - {Role.STAFF}:
        assert member(role, name=role.value).open(path).status == 403
    assert visitor.open(path).path == "/sign-in"


@pytest.mark.parametrize("path", ["/identities/decide", "/identities/undo", "/identities/look"])
def test_only_staff_may_decide(trainee, staff, visitor, halves, stored, path):
    content = {"uid": new_uid(), "one": "a", "other": "b", "decision": "same", "link": "x"}
    assert trainee.open("/").post(path, content).status == 403
    assert visitor.open("/").post(path, content).path == "/sign-in"
    assert stored(LINKS) == []
    assert staff.open(LIST).post(path).status in (200, 400)


def test_what_is_no_pair_has_no_page(staff, halves):
    assert staff.open(PAIR).status == 404
    assert staff.open(PAIR, one="a", other="nobody").status == 404
    assert staff.open(PAIR, one="b", other="a", **YEAR).status == 200


@pytest.mark.parametrize("two", [("a", "nobody"), ("a", "a"), ("nobody", "b")])
def test_nothing_is_decided_about_what_is_no_pair(staff, halves, stored, two):
    content = {"uid": new_uid(), "one": two[0], "other": two[1], "decision": "same"}
    staff.open(LIST).post("/identities/decide", content)
    assert "These two records were not suggested." in staff.text
    assert stored(LINKS) == []


@pytest.mark.parametrize("field", ["one", "other", "decision", "uid"])
def test_a_form_that_no_page_made_is_refused(staff, halves, stored, field):
    content = {"uid": new_uid(), "one": "a", "other": "b", "decision": "same"}
    staff.open(LIST)
    assert staff.post("/identities/decide", content | {field: "x" * 201}).status == 400
    assert staff.post("/identities/decide", content | {field: ""}).status == 400
    assert stored(LINKS) == []


def test_a_period_that_ends_before_it_begins_is_refused_in_words(staff, halves):
    staff.open(LIST, **{"from": "2027-12-31", "to": "2027-01-01"})
    assert "The period ends before it begins." in staff.text


def test_the_page_costs_the_same_for_one_pair_and_for_nine(staff, bring, queries):
    def cost():
        staff.open(LIST, **YEAR)  # which counts anew, if the ledger has changed
        with queries() as asked:
            staff.open(LIST, **YEAR)
        return asked.count

    bring({"a": AMAL, "b": SAME}, a=("A1",), b=("A2",))
    one = cost()
    more = {
        f"{name}{place}": name
        for name in ("Boris Orlov", "Chen Lifang", "Dina Malek")
        for place in "12"
    }
    bring(more, **{record: ("A1",) if record.endswith("1") else ("A2",) for record in more})
    assert "4 pairs wait" in staff.open(LIST, **YEAR).text
    assert cost() == one


def test_there_are_pages_of_pairs_and_of_decisions(staff, bring):
    names = {
        f"{place:02}{half}": f"Amal Person{chr(97 + place)}son"
        for place in range(12)
        for half in "ab"
    }
    bring(names, **{one: ("A1",) if one.endswith("a") else ("A2",) for one in names})
    first = staff.open(LIST, **YEAR).text
    assert "Earlier page" not in first
    second = staff.follow("More").text
    assert "Earlier page" in second
    assert "There are fewer pairs than that." in staff.open(LIST, page="9", **YEAR).text


def test_looking_from_the_page_says_what_is_new(staff, halves):
    staff.open(LIST, **YEAR).press("Look for pairs again")
    assert "0 new suggestions." in staff.text


def test_a_remark_of_an_import_is_shown_as_it_was_written(staff, bring):
    remark = "The same name in two scripts."
    link = IdentityLink(
        id="by import",
        a="a",
        b="b",
        verdict=Sameness.SAME,
        confidence=Confidence.PROBABLE,
        by="Farida",
        at=MARCH,
        reason=remark,
    )
    bring({"a": AMAL, "b": SAME}, link)
    assert remark in staff.open(DONE).text
