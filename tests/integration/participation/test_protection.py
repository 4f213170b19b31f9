"""What leaves the house in any format: no protected country, no small number, no filter."""

import csv
import io
import json

import pytest
from sqlalchemy import func, select

from training.access import Role
from training.accounts.models import Person

QUESTION = {"profile": "at_least", "from": "2025-01-01", "to": "2025-12-31", "by": "country"}
PROTECTED = "Arvania"
SETTINGS = {
    "PUBLIC_DIMENSIONS": frozenset({"country"}),
    "PROTECTED_PLACES": frozenset({PROTECTED}),
}


def lines(people):
    """A training in January, and so many people from each country, each of another organisation."""
    event = {"type": "event", "id": "e", "kind": "training", "mode": "in_person", "zone": "UTC"}
    start = "2025-01-10T09:00:00Z"
    yield event
    yield {"type": "meeting", "id": "m", "event": "e", "starts_at": start, "minutes": 60}
    for country, number in people.items():
        for place in range(number):
            who = f"{country}-{place}"
            yield {"type": "person", "id": who, "category": "external"}
            yield said(who, "country", country)
            yield said(who, "organisation", f"org {place % 4}")
            yield {
                "type": "participation",
                "id": f"{who} came",
                "person": who,
                "meeting": "m",
                "role": "trainee",
                "mode": "in_person",
                "mark": "present",
                "recorded_at": start,
            }


def said(who, dimension, value):
    return {
        "type": "attribute",
        "id": f"{who} {dimension}",
        "person": who,
        "dimension": dimension,
        "value": value,
        "valid_from": "2024-01-01",
    }


@pytest.fixture
def took_part(run, tmp_path):
    """Import a ledger: `took_part(Belmora=20, Arvania=40)`."""

    def make(**people):
        file = tmp_path / "ledger.jsonl"
        file.write_text("\n".join(map(json.dumps, lines(people))))
        done = run("ledger", "import", str(file))
        assert done.exit_code == 0, done.stderr

    return make


@pytest.fixture
def answers(member, took_part):
    """The whole answer in each format, as somebody who sees protected tables only."""

    def make(audience, **people):
        took_part(**people)
        reader = member(Role.STAFF)
        path = "/participation/counts"
        asked = {**QUESTION, "audience": audience}
        return {
            form: reader.open(f"{path}/at_least.{form}", **asked).response.text
            for form in ("csv", "json")
        }

    return make


@pytest.mark.settings(**SETTINGS)
@pytest.mark.parametrize("number", [3, 40])
def test_a_protected_country_appears_in_no_format(answers, number):
    found = answers("public", Arvania=number, Belmora=20, Cordesia=15, Dunland=12)
    assert "Belmora" in found["csv"]
    assert [form for form, text in found.items() if PROTECTED in text] == []


@pytest.mark.settings(**SETTINGS)
def test_a_protected_country_stands_in_no_tally_and_on_no_public_page(
    run, took_part, member, visitor
):
    took_part(Arvania=40, Belmora=20, Cordesia=15)
    question = ("--profile", "at_least", "--from", "2025-01-01", "--to", "2025-12-31")
    assert run("tally", "issue", *question, "--by", "country").exit_code == 0
    staff = member(Role.STAFF)
    staff.open("/participation/tallies/1")
    table = staff.response.text
    staff.press("Sign off")
    shown = visitor.open("/participation/public").response.text
    assert "75 people trained" in visitor.text
    assert PROTECTED not in shown
    assert PROTECTED not in table


def test_no_number_of_a_donors_table_is_small_or_exact(answers):
    found = answers("donor", Arvania=3, Belmora=8, Cordesia=12, Dunland=27)
    rows = list(csv.reader(io.StringIO(found["csv"])))
    start = next(place for place, row in enumerate(rows) if row[:2] == ["country", "low"])
    numbers = [int(cell) for row in rows[start + 1 :] for cell in row[1:4] if cell.isdigit()]
    assert numbers
    assert all(number >= 8 and number % 5 == 0 for number in numbers)


@pytest.mark.parametrize(
    "query", [{"country": "Belmora"}, {"by": "country"}, {"from": "2025-01-01"}]
)
def test_the_public_page_has_no_filter_to_combine(visitor, query):
    assert visitor.open("/participation/public", **query).text == (
        visitor.open("/participation/public").text
    )


def test_people_without_records_make_no_person(run, tmp_path, stored):
    heads = {"type": "headcount", "id": "h", "meeting": "m", "present": 15}
    heads["recorded_at"] = "2025-01-10T12:00:00Z"
    (tmp_path / "past.jsonl").write_text(json.dumps(heads))
    assert run("ledger", "import", str(tmp_path / "past.jsonl")).exit_code == 0
    assert stored(select(func.count()).select_from(Person)) == [0]
    assert '"present": 15' in run("ledger", "export").stdout.replace('":15', '": 15')
