"""A country on the protected list is named nowhere outside, by no code and in no language."""

import json

import pytest
from sqlalchemy import func, select, update

from tests.builders import MARCH, full_room
from tests.integration.participation.test_exports import FORMATS, IATI, taken, words_in
from tests.integration.participation.test_protection import lines, said
from training.access import Role
from training.accounts.models import Account
from training.catalogue.models import Programme, ProgrammeMember
from training.database import db, new_uid
from training.participation import exports, rules
from training.participation.models import Tally
from training.workshops.models import Participation

YEAR = {"profile": "at_least", "from": "2025-01-01", "to": "2025-12-31"}
NAMES = ("GE", "Georgia", "Géorgie", "Грузия", "格鲁吉亚", "جورجيا", "Tbilisi", "Garun", "org-ge")
PROTECTED = frozenset({"GE"})
SETTINGS = {"PUBLIC_DIMENSIONS": frozenset({"country", "organisation"}), **IATI}
protecting = pytest.mark.settings(**SETTINGS, PROTECTED_PLACES=PROTECTED)


@pytest.fixture
def trained(run, tmp_path):
    """People of countries and organisations, one of which is protected."""
    country = {"GE": "Georgia", "AM": "AM", "KE": "KE", "UG": "UG"}

    def facts():
        for key, where in (("ge", "GE"), ("am", "AM"), ("ke", "KE"), ("ug", "UG")):
            name = "Garun" if key == "ge" else f"Voices of {where}"
            yield {"type": "organisation", "id": f"org-{key}", "name": name, "kind": "cso"} | {
                "country": where
            }
        for one in lines({"GE": 40, "AM": 30, "KE": 20, "UG": 15}):
            if one["type"] == "attribute" and one["dimension"] == "country":
                yield {**one, "value": country[one["value"]]}
            elif one["type"] == "attribute":
                yield {**one, "value": f"org-{one['person'][:2].lower()}"}
            else:
                yield one

    file = tmp_path / "ledger.jsonl"
    file.write_text("\n".join(map(json.dumps, facts())))
    assert run("ledger", "import", str(file)).exit_code == 0


def named_in(text, names=NAMES):
    """Which of the names stand in a text as words of their own."""
    words = text.replace('"', " ").replace(",", " ").replace("<", " ").replace(">", " ").split()
    return [name for name in names if name in words or (len(name) > 3 and name in text)]


@protecting
@pytest.mark.parametrize("form", FORMATS)
@pytest.mark.parametrize("by", ["country", "organisation"])
@pytest.mark.parametrize("audience", ["public", "donor"])
def test_no_format_names_it_by_any_name(staff, trained, form, by, audience):
    path = f"/participation/counts/at_least.{form}"
    text = words_in(form, taken(staff, path, **YEAR, by=by, audience=audience))
    assert "105" in text
    assert named_in(text) == []


@pytest.mark.settings(**SETTINGS)
def test_without_protection_the_same_search_finds_it(staff, trained):
    asked = {**YEAR, "audience": "donor"}
    countries = taken(staff, "/participation/counts/at_least.csv", **asked, by="country")
    assert named_in(words_in("csv", countries)) == ["Georgia"]
    organisations = taken(staff, "/participation/counts/at_least.csv", **asked, by="organisation")
    assert named_in(words_in("csv", organisations)) == ["org-ge"]


@protecting
@pytest.mark.parametrize("form", FORMATS)
def test_no_file_of_a_tally_names_it(staff, member, visitor, trained, form):
    staff.open("/participation/counts", **YEAR, by="country")
    staff.press("Issue this count", also=["organisation"])
    assert named_in(words_in(form, taken(staff, f"/participation/tallies/1.{form}"))) == []
    member(Role.STAFF).open("/participation/tallies/1").press("Sign off")
    assert named_in(visitor.open("/participation/public").response.text) == []
    assert "105 people trained" in visitor.text


@protecting
def test_the_title_of_a_public_figure_does_not_name_it(app, trained, run, member, visitor):
    run("tally", "issue", "--profile", "at_least", "--from", YEAR["from"], "--to", YEAR["to"])
    member(Role.STAFF).open("/participation/tallies/1").press("Sign off")
    title = rules.presets()["at_least"].title
    with app.app_context():
        renamed = func.replace(Tally.content, title, "People in Georgia")
        db.session.execute(update(Tally).values(content=renamed))
        db.session.commit()
    assert "People in …" in visitor.open("/participation/public").text
    assert named_in(visitor.response.text) == []


@protecting
def test_no_page_of_a_reporter_names_it(member, keep, facilitator, stored, run, tmp_path, clock):
    programme_id, reporter = new_uid(), member(Role.REPORTER)
    account_id = stored(select(Account.id).where(Account.person_id == reporter.person_id))[0]
    keep(Programme(id=programme_id, title="Rights", zone="UTC", created_at=MARCH))
    keep(ProgrammeMember(programme_id=programme_id, account_id=account_id, role=Role.REPORTER))
    for rows in full_room(facilitator.person_id, 40, programme_id=programme_id):
        keep(*rows)
    people = stored(select(Participation.person_id))
    values = ("Georgia", "Ghana", "Kenya", "Uganda")
    facts = [said(who, "country", values[place % 4]) for place, who in enumerate(people)]
    (tmp_path / "said.jsonl").write_text("\n".join(map(json.dumps, facts)))
    assert run("ledger", "import", str(tmp_path / "said.jsonl")).exit_code == 0
    asked = {"profile": "at_least", "from": "2027-01-01", "to": "2027-12-31", "by": "country"}
    for audience in ("public", "donor"):
        page = reporter.open("/participation/counts", **asked, audience=audience).response.text
        assert named_in(page) == []
    assert "Kenya" in page
    assert named_in(reporter.open("/reports").response.text) == []


@protecting
def test_texts_beside_the_tables_lose_the_name_too(app):
    content = {
        "profile": {"id": "p", "version": "1", "title": "Trainings in Georgia", "source": "GE"},
        "period": {"from": "2025-01-01", "to": "2025-12-31", "zone": "Asia/Tbilisi"},
        "as_of": "2026-01-01T00:00:00+00:00",
        "unit": "person",
        "notes": [],
        "table": exports.table_json(
            rules.ProtectedTable(rules.Audience.PUBLIC, "", rules.Shown("", None), ())
        ),
    }
    with app.app_context():
        found = exports.outgoing(content)
    assert (found.profile["title"], found.profile["source"], found.zone) == (
        "Trainings in …",
        "…",
        "UTC",
    )


@pytest.mark.parametrize(
    ("value", "is_named"),
    [
        ("NE", True),
        ("Niger", True),
        ("尼日尔", True),
        ("Women of Niger", True),
        ("Africa/Niamey", True),
        ("Nigeria", False),
        ("尼日利亚", False),
        ("ne", False),
        ("Nigerien cuisine", False),
    ],
)
def test_a_longer_name_is_another_country_and_small_letters_are_a_language(value, is_named):
    assert rules.is_named(value, frozenset({"Niger"})) is is_named
