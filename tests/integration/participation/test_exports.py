"""Counts and tallies as files: what each format says, and what none gives away."""

import csv
import io
import json
from datetime import date, datetime
from xml.etree.ElementTree import fromstring

import pytest
from openpyxl import load_workbook
from pypdf import PdfReader
from sqlalchemy import select, text

from courses import LANGUAGES
from tests.integration.participation.test_protection import lines
from training.access import Role
from training.audit.models import AuditEntry
from training.database import db

QUESTION = {"profile": "at_least", "from": "2025-01-01", "to": "2025-12-31", "by": "country"}
FORMATS = ("csv", "json", "pdf", "xlsx", "xml")
PROTECTED = "Arvania"
OPEN = {"PUBLIC_DIMENSIONS": frozenset({"country"})}
IATI = {
    "IATI_ORGANISATION": "XI-IATI-ABC",
    "IATI_ORGANISATION_NAME": "Example & Partners",
    "IATI_ACTIVITY": "XI-IATI-ABC-UPR",
    "IATI_ACTIVITY_TITLE": "Training for the review",
    "IATI_ACTIVITY_START": "2024-05-01",
}
everything = pytest.mark.settings(**OPEN, **IATI, PROTECTED_PLACES=frozenset({PROTECTED}))


@pytest.fixture
def trained(run, tmp_path):
    """People from some countries who came to a training in January 2025."""

    def make(**people):
        file = tmp_path / "ledger.jsonl"
        file.write_text("\n".join(map(json.dumps, lines(people))))
        assert run("ledger", "import", str(file)).exit_code == 0

    return make


@pytest.fixture
def issued(trained, staff):
    """A tally of 92 people from four countries."""
    trained(Belmora=40, Cordesia=22, Dunland=17, Erewhon=13)
    staff.open("/participation/counts", **QUESTION).press("Issue this count")
    return staff


def taken(visitor, path, **query):
    visitor.open(path, **query)
    assert visitor.status == 200, visitor.text
    return visitor.response.get_data()


def cells(content):
    book = load_workbook(io.BytesIO(content))
    return book, [row for sheet in book for row in sheet.iter_rows()]


def words_in(form, content):
    """Everything that a file says, as one text."""
    if form == "pdf":
        pages = PdfReader(io.BytesIO(content)).pages
        return " ".join(" ".join(page.extract_text() for page in pages).split())
    if form == "xlsx":
        return "\n".join(str(cell.value) for row in cells(content)[1] for cell in row if cell.value)
    return content.decode()


@everything
@pytest.mark.parametrize("form", FORMATS)
def test_every_format_says_the_figure_its_rows_and_its_rule(staff, trained, form):
    trained(Belmora=40, Cordesia=22, Dunland=17)
    said = words_in(form, taken(staff, f"/participation/counts/at_least.{form}", **QUESTION))
    for word in ("79", "Belmora", "40", "at_least", "2025"):
        assert word in said


@everything
@pytest.mark.parametrize("form", FORMATS)
@pytest.mark.parametrize("language", LANGUAGES)
def test_no_format_in_any_language_names_a_protected_place(staff, trained, form, language):
    trained(Belmora=40, Cordesia=22, Arvania=60, Dunland=2)
    path = f"/participation/counts/at_least.{form}"
    content = taken(staff, path, **QUESTION, audience="public", language=language)
    said = words_in(form, content)
    assert "Belmora" in said
    assert PROTECTED not in said
    assert PROTECTED.encode() not in content
    assert "Dunland" not in said


def test_a_hidden_figure_is_a_blank_with_its_reason(staff, trained):
    trained(Belmora=7)
    path = "/participation/counts/at_least"
    asked = {**QUESTION, "audience": "donor"}
    rows = list(csv.reader(io.StringIO(taken(staff, f"{path}.csv", **asked).decode())))
    assert ["total", "", "", "", "small"] in rows
    total = json.loads(taken(staff, f"{path}.json", **asked))["total"]
    assert (total["low"], total["best"], total["high"]) == (None, None, None)
    sheet = [cell.value for row in cells(taken(staff, f"{path}.xlsx", **asked))[1] for cell in row]
    assert not any(isinstance(value, int) for value in sheet)
    assert "not shown, to protect participants" in sheet
    report = words_in("pdf", taken(staff, f"{path}.pdf", **asked))
    assert "This number is not shown, to protect participants." in report


@pytest.mark.settings(**OPEN)
def test_a_text_that_looks_like_a_formula_or_an_address_stays_a_text(staff, trained):
    names = ("=1+1", "@SUM(A1)", "+49", "https://example.org/x")
    trained(**dict.fromkeys(names, 20))
    _book, rows = cells(taken(staff, "/participation/counts/at_least.xlsx", **QUESTION))
    found = {cell.value: cell for row in rows for cell in row}
    assert {found[name].data_type for name in names} == {"s"}
    assert not any(found[name].hyperlink for name in names)
    sheet = taken(staff, "/participation/counts/at_least.csv", **QUESTION).decode()
    assert {"'=1+1", "'@SUM(A1)", "'+49"} <= {
        row[0] for row in csv.reader(io.StringIO(sheet)) if row
    }


@pytest.mark.settings(**OPEN)
def test_a_workbook_has_numbers_as_numbers_and_days_as_days(staff, trained):
    trained(Belmora=40, Cordesia=22)
    book, _ = cells(taken(staff, "/participation/counts/at_least.xlsx", **QUESTION))
    assert book.sheetnames == ["Country", "How it was counted"]
    assert [cell.value for cell in book["Country"][5]] == ["Belmora", 40, 40, 40, None]
    about = {row[0].value: row[1].value for row in book["How it was counted"]}
    assert about["From"].date() == date(2025, 1, 1)
    assert isinstance(about["As of"], datetime)
    assert about["Version"] == "at_least@1"


@pytest.mark.parametrize(("language", "is_mirrored"), [("ar", True), ("ru", False)])
def test_sheets_run_as_the_language_does(staff, trained, language, is_mirrored):
    trained(Belmora=40)
    path = "/participation/counts/at_least.xlsx"
    book, _ = cells(taken(staff, path, **QUESTION, language=language))
    assert {bool(sheet.sheet_view.rightToLeft) for sheet in book} == {is_mirrored}


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_report_is_tagged_in_its_language_and_can_be_read_out(staff, trained, language):
    trained(Belmora=40)
    path = "/participation/counts/at_least.pdf"
    read = PdfReader(io.BytesIO(taken(staff, path, **QUESTION, language=language)))
    assert read.trailer["/Root"]["/MarkInfo"]["/Marked"]
    assert str(read.trailer["/Root"]["/Lang"]).startswith(language)
    assert "40" in read.metadata.title
    assert "40" in words_in("pdf", taken(staff, path, **QUESTION, language=language))


@pytest.mark.settings(**OPEN)
@pytest.mark.parametrize("name", ["\U00013000", "أرفانيا", "阿瓦尼亚", "ᚠᚢᚦ", "🙂"])
def test_a_report_is_made_whatever_letters_a_group_has(staff, trained, name):
    trained(**{name: 20, "Belmora": 12})
    assert taken(staff, "/participation/counts/at_least.pdf", **QUESTION).startswith(b"%PDF")


@pytest.mark.parametrize("form", ["csv", "json", "pdf", "xlsx"])
def test_the_same_tally_gives_the_same_bytes(issued, form):
    path = f"/participation/tallies/1.{form}"
    assert taken(issued, path) == taken(issued, path)


@everything
@pytest.mark.parametrize("form", FORMATS)
def test_a_tally_leaves_as_it_was_frozen(issued, run, tmp_path, form):
    before = taken(issued, f"/participation/tallies/1.{form}")
    fact = {"type": "person", "id": "Belmora-1", "category": "staff", "supersedes": "Belmora-1"}
    later = tmp_path / "later.jsonl"
    later.write_text(json.dumps({**fact, "id": "Belmora-1b"}))
    assert run("ledger", "import", str(later)).exit_code == 0
    assert taken(issued, f"/participation/tallies/1.{form}") == before
    assert "92" in words_in(form, before)


@pytest.mark.parametrize("form", ["csv", "json", "pdf", "xlsx"])
def test_a_forged_tally_leaves_in_no_format(issued, app, form):
    with app.app_context():
        db.session.execute(text("UPDATE tally SET content = replace(content, '92', '93')"))
        db.session.commit()
    issued.open(f"/participation/tallies/1.{form}")
    assert issued.status == 409
    assert "This is not what was issued" in issued.text


@everything
def test_an_iati_file_has_its_elements_in_the_order_of_the_standard(issued):
    path = "/participation/tallies/1.xml"
    root = fromstring(taken(issued, path, baseline="5", target="100", language="en"))
    assert (root.tag, root.get("version")) == ("iati-activities", "2.03")
    activity = root[0]
    assert [one.tag for one in activity] == [
        "iati-identifier",
        "reporting-org",
        "title",
        "description",
        "participating-org",
        "activity-status",
        "activity-date",
        "result",
    ]
    indicator = activity.find("result/indicator")
    assert [one.tag for one in indicator] == [
        "title",
        "description",
        "reference",
        "baseline",
        "period",
    ]
    period = [(one.tag, one.get("value") or one.get("iso-date")) for one in indicator[-1]]
    assert period[:4] == [
        ("period-start", "2025-01-01"),
        ("period-end", "2025-12-31"),
        ("target", "100"),
        ("actual", "92"),
    ]
    assert indicator.find("baseline").attrib == {
        "year": "2025",
        "iso-date": "2025-01-01",
        "value": "5",
    }
    assert activity.findtext("reporting-org/narrative") == "Example & Partners"


@pytest.mark.settings(**OPEN)
def test_an_iati_file_needs_a_publisher(issued):
    issued.open("/participation/tallies/1.xml")
    assert issued.status == 409
    assert "IATI_ORGANISATION, IATI_ORGANISATION_NAME, IATI_ACTIVITY" in issued.text


@pytest.mark.settings(**IATI)
def test_an_iati_file_is_made_of_public_figures_only(staff, trained):
    trained(Belmora=9, Cordesia=1)
    staff.open("/participation/counts/at_least.xml", **QUESTION, audience="internal")
    assert staff.status == 409
    assert "This number is hidden to protect participants" in staff.text


def test_every_file_is_noted_in_the_audit_log(issued, stored):
    taken(issued, "/participation/tallies/1.pdf")
    taken(issued, "/participation/counts/at_least.xlsx", **QUESTION, audience="donor")
    said = stored(select(AuditEntry.subject, AuditEntry.detail, AuditEntry.rows).order_by("number"))
    assert said[-2] == ("tally 1", "pdf public at_least@1", 1)
    assert said[-1] == ("at_least@1", "xlsx donor 2025-01-01/2025-12-31", 5)


@pytest.mark.parametrize(
    "path",
    [
        "/participation/tallies/1.exe",
        "/participation/tallies/1.zip",
        "/participation/tallies/2.pdf",
        "/participation/tallies/1.pdf?language=xx",
        "/participation/tallies/1.pdf?target=many",
        "/participation/counts/at_least.zip?from=2025-01-01&to=2025-12-31",
    ],
)
def test_there_are_no_other_files(issued, path):
    assert issued.open(path).status == 404


@pytest.mark.parametrize("path", ["1.pdf", "1.json", "1/evidence", "1/evidence.zip?seed=1&size=5"])
def test_only_staff_take_files_of_tallies(issued, member, visitor, path):
    for role in (Role.FACILITATOR, Role.AUTHOR, Role.ADMINISTRATOR):
        assert member(role, name=role).open(f"/participation/tallies/{path}").status == 403
    assert visitor.open(f"/participation/tallies/{path}").path == "/sign-in"


def test_the_pages_lead_to_every_format(issued):
    links = [link.href for link in issued.open("/participation/tallies/1").page.links]
    assert [f"/participation/tallies/1.{form}" in links for form in FORMATS] == [True] * 5
    issued.open("/participation/counts", **QUESTION).follow("Workbook (XLSX)")
    assert issued.status == 200


@pytest.mark.parametrize("form", ["csv", "json", "pdf", "xlsx"])
def test_the_command_line_writes_the_same_file(issued, run, tmp_path, form):
    file = tmp_path / f"tally.{form}"
    done = run("tally", "export", "1", str(file), "--language", "fr")
    assert done.exit_code == 0, done.stderr
    assert file.read_bytes() == taken(issued, f"/participation/tallies/1.{form}", language="fr")


def test_the_command_line_says_what_it_cannot_write(issued, run, tmp_path):
    file = tmp_path / "tally.pdf"
    assert "There is no tally 9." in run("tally", "export", "9", str(file)).stderr
    assert run("tally", "export", "1", str(tmp_path / "tally.doc")).exit_code == 2
    iati = run("tally", "export", "1", str(tmp_path / "tally.xml"))
    assert iati.exit_code == 1
    assert "IATI_ORGANISATION" in iati.stderr
    assert not file.exists()
