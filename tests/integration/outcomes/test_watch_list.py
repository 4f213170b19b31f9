"""The watch-list: who is due, whom we trained there, and what leaves the house."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import select

from tests.integration.visitor import Visitor
from training.access import Role
from training.accounts.models import AccountRole
from training.audit.models import AuditEntry
from training.database import db
from training.outcomes.models import WatchedCountry


def watch(staff: Visitor, *countries: str) -> Visitor:
    for country in countries:
        staff.open("/outcomes/watch-list").press("Watch it", country=country)
    return staff


def trained(run: Callable[..., Any], folder: Path, country: str, number: int) -> None:
    """Let so many people from a country be in a training of the year 2026."""
    event = {"type": "event", "id": "E", "kind": "training", "mode": "in_person", "zone": "UTC"}
    meeting = {"type": "meeting", "id": "M", "event": "E", "starts_at": "2026-05-01T09:00:00Z"}
    facts: list[dict[str, Any]] = [event, {**meeting, "minutes": 60}]
    for place in range(number):
        who = f"{country}{place}"
        facts.append({"type": "person", "id": who, "category": "external"})
        about = {"person": who, "dimension": "country", "value": country}
        facts.append({"type": "attribute", "id": f"{who}c", "valid_from": "2020-01-01", **about})
        went = {"person": who, "meeting": "M", "role": "trainee", "mode": "in_person"}
        at = {"mark": "present", "recorded_at": "2026-05-01T10:00:00Z"}
        facts.append({"type": "participation", "id": f"{who}p", **went, **at})
    path = folder / f"{country}.jsonl"
    path.write_text("\n".join(map(json.dumps, facts)))
    assert run("ledger", "import", str(path)).exit_code == 0


def test_a_watched_country_says_what_is_next(staff: Visitor, clock: Any) -> None:
    assert "No country is watched yet" in staff.open("/outcomes/watch-list").text
    watch(staff, "BH")
    assert "Bahrain The national report is due" in staff.text
    assert "UPR session 55 · Expected" in staff.text


def test_a_country_watched_twice_is_there_once_and_goes_when_told(
    staff: Visitor, stored: Any, clock: Any
) -> None:
    watch(staff, "BH").submit_again()
    assert stored(select(WatchedCountry.country)) == ["BH"]
    staff.press("Stop watching").submit_again()
    assert stored(select(WatchedCountry.country)) == []
    rows = stored(select(AuditEntry.detail).where(AuditEntry.act == "watch_list_changed"))
    assert rows == ["added", "removed"]


def test_staff_see_how_many_were_trained_there_and_others_only_what_is_protected(
    staff: Visitor, run: Any, tmp_path: Path, clock: Any
) -> None:
    trained(run, tmp_path, "BH", 3)
    watch(staff, "BH", "FR")
    assert "3 people trained" in staff.text
    assert "as of Mar 1, 2027" in staff.text
    for audience in ("donor", "public"):
        assert "3 people trained" not in staff.open("/outcomes/watch-list", audience=audience).text


@pytest.mark.settings(PROTECTED_PLACES=frozenset({"BH"}))
def test_a_protected_country_never_leaves_the_house(staff: Visitor, clock: Any) -> None:
    watch(staff, "BH", "FR")
    assert "Bahrain" in staff.page.text.partition("Watch a country")[0]
    feed = next(link.href for link in staff.page.links if link.words.startswith("Feed that says"))
    others = staff.open("/outcomes/watch-list", audience="public").text.partition(
        "Watch a country"
    )[0]
    assert "Bahrain" not in others
    assert "France" in others
    content = staff.open(feed).response.get_data(as_text=True)
    assert "Bahrain" not in content
    assert "France" in content


def test_confidential_outcomes_are_counted_inside_the_house_only(
    staff: Visitor, clock: Any
) -> None:
    said = {"kind": "joint_statement", "date": "2027-02-10", "country": "FR"}
    staff.open("/outcomes/new").press("Record it", **said)
    staff.open("/outcomes/new").press("Record it", **said, confidential=True)
    assert "2 outcomes" in watch(staff, "FR").text
    for audience in ("donor", "public"):
        assert "1 outcome" in staff.open("/outcomes/watch-list", audience=audience).text
        assert "2 outcomes" not in staff.text


def feed_of(staff: Visitor, words: str) -> str:
    return next(link.href for link in staff.page.links if link.words == words)


def test_the_feed_needs_no_sign_in_and_can_be_neutral(
    staff: Visitor, visitor: Visitor, clock: Any
) -> None:
    watch(staff, "FR")
    plain = visitor.open(feed_of(staff, "Feed that says State and step"))
    assert "SUMMARY:France" in plain.response.get_data(as_text=True)
    neutral = visitor.open(feed_of(staff, "Feed with neutral titles"))
    assert "France" not in neutral.response.get_data(as_text=True)
    assert neutral.headers["Cache-Control"] == "no-store"


def test_the_feed_ends_with_the_role_with_the_sign_ins_and_with_a_forged_link(
    staff: Visitor, visitor: Visitor, app: Any, clock: Any
) -> None:
    watch(staff, "FR")
    feed = feed_of(staff, "Feed that says State and step")
    assert visitor.open(feed.replace(".ics", "x.ics")).status == 404
    assert visitor.open(feed).status == 200
    with app.app_context():
        db.session.execute(AccountRole.__table__.delete().where(AccountRole.role == Role.STAFF))
        db.session.commit()
    assert visitor.open(feed).status == 404


def test_only_staff_change_the_watch_list(
    trainee: Visitor, member: Callable[..., Visitor], stored: Any
) -> None:
    for one in (trainee, member(Role.ORGANISER, name="Olga")):
        one.open("/details")
        assert one.post("/outcomes/watch-list", {"country": "FR"}).status == 403
        assert one.post("/outcomes/watch-list/FR/remove").status == 403
    assert stored(select(WatchedCountry)) == []


def test_the_watch_list_costs_the_same_queries_however_long(
    staff: Visitor, queries: Any, clock: Any
) -> None:
    watch(staff, "FR").open("/outcomes/watch-list")
    with queries() as few:
        staff.open("/outcomes/watch-list")
    watch(staff, "BH", "AM", "GE").open("/outcomes/watch-list")
    with queries() as many:
        staff.open("/outcomes/watch-list")
    assert few.count == many.count
