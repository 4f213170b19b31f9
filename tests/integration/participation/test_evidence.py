"""The evidence pack: what an auditor gets, what never leaves, and that it can be drawn again."""

import csv
import io
import json
import zipfile
from hashlib import sha256
from pathlib import Path

import pytest
from openpyxl import load_workbook
from sqlalchemy import select

from training.access import Role
from training.audit.models import AuditEntry

EXAMPLE = Path(__file__).parents[2] / "unit/training/participation/worked_example.jsonl"
QUESTION = {"profile": "default", "from": "2025-01-01", "to": "2025-12-31"}
PACK = "/participation/tallies/1/evidence.zip"
CHOSEN = {"seed": "7", "size": "3"}


@pytest.fixture
def tally(run, staff):
    """A tally of the worked example."""
    assert run("ledger", "import", str(EXAMPLE)).exit_code == 0
    staff.open("/participation/counts", **QUESTION).press("Issue this count")
    return staff


def pack(visitor, **chosen):
    """The bytes of a pack, and its files."""
    visitor.open(PACK, **{**CHOSEN, **chosen})
    assert visitor.status == 200, visitor.text
    content = visitor.response.get_data()
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        return content, {name: archive.read(name) for name in archive.namelist()}


def rows(files, name):
    return list(csv.DictReader(io.StringIO(files[name].decode())))


def test_the_pack_holds_what_an_auditor_asks_for(tally):
    _, files = pack(tally)
    assert {row["reason"]: row["records"] for row in rows(files, "exclusions.csv")}[
        "COUNTED"
    ] == "2"
    assert rows(files, "meetings.csv")[0] == {
        "meeting": "M001",
        "training": "T002",
        "title": "",
        "kind": "training",
        "way": "in_person",
        "begins_at": "2025-03-03T09:00:00",
        "offset": "UTC+01:00",
        "minutes": "120",
        "cancelled": "no",
    }
    mark = rows(files, "marks.csv")[0]
    assert (mark["recorder"], mark["recorded_at"]) == ("R001", "2025-03-05T09:00:00Z")
    reference = {row["what"]: row["value"] for row in rows(files, "reference.csv")}
    assert reference["Version"] == "default@1"
    assert reference["Issued by"] == "staff"
    assert reference["Counted again"] == "The ledger still gives the same figures."
    assert len(rows(files, "register.csv")) == 8


def test_the_register_adds_up_to_the_figure(tally):
    _, files = pack(tally)
    told = {row["what"]: row["value"] for row in rows(files, "reference.csv")}
    counted = [
        row for row in rows(files, "register.csv") if "COUNTED" in (row["reason"], row["detail"])
    ]
    assert len(counted) == int(told["Best"])


def test_nobody_is_named_in_any_file(tally):
    _content, files = pack(tally)
    facts = [json.loads(line) for line in EXAMPLE.read_text().splitlines()]
    named = {fact["id"] for fact in facts if fact["type"] in {"person", "organisation", "event"}}
    named |= {fact["name"] for fact in facts if fact["type"] == "organisation"}
    named |= {fact["title"] for fact in facts if fact["type"] == "event"}
    named |= {fact["zone"] for fact in facts if "zone" in fact and fact["zone"] != "UTC"}
    book = load_workbook(io.BytesIO(files.pop("evidence.xlsx")))
    sheets = "\n".join(str(cell.value) for one in book for row in one.iter_rows() for cell in row)
    told = sheets + "".join(file.decode() for file in files.values())
    words = {one for one in named if len(one) > 1}
    assert words
    assert [one for one in words if one in told] == []
    assert "P001" in told


def test_titles_are_given_only_where_they_are_asked_for(tally):
    _, without = pack(tally)
    _, given = pack(tally, titles="y")
    assert {row["title"] for row in rows(without, "meetings.csv")} == {""}
    assert "" not in {row["title"] for row in rows(given, "meetings.csv")}


@pytest.mark.settings(PROTECTED_PLACES=frozenset({"Arvania"}))
def test_a_place_that_is_never_named_is_in_no_title_either(run, staff, tmp_path):
    named = EXAMPLE.read_text().replace('"title": "Meeting', '"title": "In Arvania: Meeting')
    (tmp_path / "ledger.jsonl").write_text(named)
    assert "In Arvania" in named
    assert run("ledger", "import", str(tmp_path / "ledger.jsonl")).exit_code == 0
    staff.open("/participation/counts", **QUESTION, audience="internal").press("Issue this count")
    _, files = pack(staff, titles="y")
    book = load_workbook(io.BytesIO(files.pop("evidence.xlsx")))
    sheets = "\n".join(str(cell.value) for one in book for row in one.iter_rows() for cell in row)
    assert "Arvania" not in sheets + "".join(file.decode() for file in files.values())


def test_the_sample_can_be_drawn_again_with_sha256_alone(tally):
    _, files = pack(tally)
    readme = files["README.txt"].decode()
    told = dict(line.split(" = ") for line in readme.splitlines() if " = " in line)
    keys = {
        line: sha256(f"{told['HASH']}:{told['NUMBER']}:{line}".encode()).hexdigest()
        for line in range(1, int(told["LINES"]) + 1)
    }
    drawn = sorted(keys, key=keys.__getitem__)[:3]
    assert [int(row["line"]) for row in rows(files, "sample.csv")] == drawn


def test_the_same_number_gives_the_same_bytes_and_another_one_other_words(tally):
    first, files = pack(tally)
    assert pack(tally)[0] == first
    others = [rows(pack(tally, seed=str(seed))[1], "register.csv") for seed in range(8, 12)]
    assert any(other != rows(files, "register.csv") for other in others)


def test_every_file_has_its_hash(tally):
    _, files = pack(tally)
    sums = dict(reversed(line.split("  ")) for line in files["SHA256SUMS"].decode().splitlines())
    del files["SHA256SUMS"]
    assert sums == {name: sha256(content).hexdigest() for name, content in files.items()}


def test_the_sheets_say_the_same_as_the_tables(tally):
    _, files = pack(tally)
    book = load_workbook(io.BytesIO(files["evidence.xlsx"]))
    sheet = book["Redacted register"]
    register = [[cell.value for cell in row] for row in sheet.iter_rows(min_row=2)]
    assert [row[1] for row in register] == [row["person"] for row in rows(files, "register.csv")]


@pytest.mark.parametrize("language", ["ar", "zh"])
def test_the_pack_speaks_the_language_that_is_asked_for(tally, language):
    _, files = pack(tally, language=language)
    assert rows(files, "register.csv")[0]["person"] == "P001"
    book = load_workbook(io.BytesIO(files["evidence.xlsx"]))
    assert bool(book.worksheets[0].sheet_view.rightToLeft) == (language == "ar")


def test_the_page_shows_whose_records_are_in_the_sample_and_leads_to_the_pack(tally):
    tally.open("/participation/tallies/1").follow("Evidence pack for an auditor")
    tally.submit(**CHOSEN)
    _, files = pack(tally)
    for row in rows(files, "sample.csv"):
        assert row["person"] in tally.open("/participation/tallies/1/evidence", **CHOSEN).text
    tally.follow("Take the pack (ZIP)")
    assert tally.headers["Content-Disposition"] == 'attachment; filename="evidence-tally-1.zip"'


@pytest.mark.parametrize("wrong", [{"seed": "many"}, {"size": "0"}, {"size": "1001"}])
def test_a_number_that_is_none_is_said_at_its_field(tally, wrong):
    tally.open("/participation/tallies/1/evidence", **{**CHOSEN, **wrong})
    assert tally.status == 200
    assert "Please look at these once more" in tally.text
    assert tally.open(PACK, **{**CHOSEN, **wrong}).status == 404


@pytest.mark.settings(EVIDENCE_LINES=10)
def test_a_pack_that_is_too_large_is_refused_with_its_limit(tally):
    tally.open("/participation/tallies/1/evidence", **CHOSEN)
    assert "A pack holds at most 10 lines, and this one would have 34 or more." in tally.text
    assert tally.open(PACK, **CHOSEN).status == 409


def test_both_the_pack_and_the_look_at_the_sample_are_noted(tally, stored):
    tally.open("/participation/tallies/1/evidence", **CHOSEN)
    pack(tally)
    said = stored(select(AuditEntry.subject, AuditEntry.detail, AuditEntry.rows).order_by("number"))
    assert said[-2:] == [
        ("tally 1", "sample number 7 on the screen", 3),
        ("tally 1", "zip number 7 size 3", 34),
    ]


def test_a_correction_says_what_it_changed(tally, run, tmp_path):
    year = ("--profile", "default", "--from", "2025-01-01", "--to", "2025-12-31")
    fact = {"type": "person", "id": "amal-2", "category": "external", "supersedes": "amal"}
    later = tmp_path / "later.jsonl"
    later.write_text(json.dumps({**fact, "test": True}))
    assert run("ledger", "import", str(later)).exit_code == 0
    assert run("tally", "issue", *year, "--corrects", "1").exit_code == 0
    tally.open("/participation/tallies/2/evidence.zip", **CHOSEN)
    with zipfile.ZipFile(io.BytesIO(tally.response.get_data())) as archive:
        changes = list(csv.DictReader(io.StringIO(archive.read("changes.csv").decode())))
    assert {"before": "COUNTED", "after": "", "people": "1"} in changes
    assert {"before": "", "after": "TEST_PERSON", "people": "1"} in changes


@pytest.mark.parametrize("role", [Role.ORGANISER, Role.FACILITATOR, Role.ADMINISTRATOR])
@pytest.mark.parametrize("path", ["/participation/tallies/1/evidence", f"{PACK}?seed=7&size=3"])
def test_only_staff_take_packs(tally, member, visitor, role, path):
    assert member(role, name="Other").open(path).status == 403
    assert visitor.open(path).path == "/sign-in"


def test_a_pack_costs_the_same_queries_for_many_people(tally, member, queries):
    with queries() as few:
        pack(tally)
    for number in range(5):
        member(name=f"Person {number}")
    with queries() as many:
        pack(tally)
    assert many.count == few.count
