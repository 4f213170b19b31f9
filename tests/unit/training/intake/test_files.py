"""Files of every encoding and delimiter, spreadsheets, and what only looks like one."""

import io
import time
import zipfile
from datetime import date

import pytest

from tests.unit.training.intake.sheets import LIST, first, workbook
from training.intake.rules import Unreadable, read_file

FRENCH = "Nom;Prénom;Pays\nGarçon;Hélène;Côte d’Ivoire\nNoël;Françoise;Sénégal\n"
RUSSIAN = "ФИО;Организация;Страна\nИванова Анна;Мемориал прав;Россия\nПётр Ёлкин;Голос;Казахстан\n"
ARABIC = "الاسم;المنظمة;البلد\nأمل حداد;الحقوق الآن;لبنان\nسامي;المنتدى;تونس\n"
CHINESE = "姓名;机构;国家\n陈伟;人权中心;中国\n王芳;法律援助;中国\n"
OLD = [
    ("windows-1252", FRENCH),
    ("windows-1251", RUSSIAN),
    ("windows-1256", ARABIC),
    ("gb18030", CHINESE),
]
PARTS = ("[Content_Types].xml", "xl/workbook.xml", "xl/worksheets/sheet1.xml")
LAUGHS = '<!DOCTYPE x [<!ENTITY a "lol"><!ENTITY b "&a;&a;&a;&a;">]>'


def cells(text: str) -> tuple[tuple[str, ...], ...]:
    return tuple(tuple(line.split(";")) for line in text.splitlines())


@pytest.mark.parametrize(("encoding", "text"), OLD)
def test_an_old_encoding_is_guessed_and_said(encoding, text):
    book = read_file(text.encode(encoding))
    assert (book.encoding, first(book)) == (encoding, cells(text))


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be"])
@pytest.mark.parametrize("text", [FRENCH, RUSSIAN, ARABIC, CHINESE])
def test_unicode_is_told_with_and_without_a_mark(encoding, text):
    assert first(read_file(text.encode(encoding))) == cells(text)


def test_an_encoding_that_somebody_states_is_taken():
    assert first(read_file(RUSSIAN.encode("windows-1251"), "windows-1251")) == cells(RUSSIAN)
    with pytest.raises(Unreadable, match="not in the encoding"):
        read_file(RUSSIAN.encode("windows-1251"), "utf-8")


@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"])
def test_a_delimiter_is_found(delimiter):
    book = read_file(LIST.replace(",", delimiter).encode())
    assert book.delimiter == delimiter
    assert first(book)[0] == ("Name", "E-mail", "Organisation", "Event", "Date")


def test_a_cell_in_quotation_marks_may_hold_delimiters_and_lines():
    book = read_file(b'Name,Organisation\r\n"Haddad, Amal","Rights\r\nNow"\r\n')
    assert first(book)[1] == ("Haddad, Amal", "Rights\r\nNow")


def test_a_spreadsheet_gives_texts_with_merged_cells_filled_and_hidden_rows_named():
    content = workbook(
        {
            "One": [
                ["Name", "Organisation", "Date"],
                ["Amal", "", date(2025, 3, 3)],
                ["Boris", "", 7.0],
            ]
        },
        merged=[(1, 1, 2, 1, "Rights Now")],
        hidden=[2],
    )
    sheet = read_file(content).sheets[0]
    assert sheet.rows[1:] == (("Amal", "Rights Now", "2025-03-03"), ("Boris", "Rights Now", "7"))
    assert sheet.hidden == (3,)


def test_every_sheet_with_something_in_it_is_offered():
    book = read_file(workbook({"Empty": [], "2024": [["Name"]], "2025": [["Name"]]}))
    assert [one.name for one in book.sheets] == ["2024", "2025"]


def packed(**parts: bytes) -> bytes:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        for name in PARTS:
            archive.writestr(name, parts.get(name.rpartition("/")[2].split(".")[0], b"<x/>"))
    return file.getvalue()


def encrypted() -> bytes:
    content = bytearray(workbook({"One": [["Name"]]}))
    for mark, flags in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        at = -1
        while (at := content.find(mark, at + 1)) >= 0:
            content[at + flags] |= 1
    return bytes(content)


def stretched() -> bytes:
    """A text in a merged cell as large as a sheet can be, in a file of a few kilobytes."""
    found = zipfile.ZipFile(
        io.BytesIO(workbook({"One": [["Name"]]}, merged=[(1, 0, 2, 0, "x" * 1_900)]))
    )
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        for name in found.namelist():
            archive.writestr(name, found.read(name).replace(b'"A2:A3"', b'"A2:IP20000"'))
    return file.getvalue()


HOSTILE = {
    "nothing": b"",
    "blanks": b" \n\t\n ",
    "an archive of something else": packed()[:-200],
    "half a spreadsheet": workbook({"One": [["Name"]]})[:2000],
    "a bomb": packed(sheet1=b"\0" * (60 * 2**20)),
    "a bomb in proportion": packed(sheet1=b"\0" * (5 * 2**20)),
    "entities": packed(sheet1=LAUGHS.encode()),
    "entities in UTF-16": packed(sheet1=f'<?xml version="1.0"?>{LAUGHS}'.encode("utf-16")),
    "no XML": packed(workbook=b"<a><b>"),
    "encrypted": encrypted(),
    "a merged cell without end": stretched(),
    "a long text in every cell": workbook({"One": [["x" * 1_900] * 200] * 60}),
    "an old spreadsheet": b"\xd0\xcf\x11\xe0" + b"\0" * 600,
    "a document": b"%PDF-1.7 ...",
    "a page": b"<!doctype html><p>Name, Event",
    "a page in UTF-16": "<?xml version='1.0'?><quiz>&e;</quiz>".encode("utf-16"),
    "a picture": b"\x89PNG\r\n\x1a\n....",
    "an open quotation mark": b'name,email\r\n"' + b"x" * (5 * 2**20),
    "very long rows": b",".join([b"x"] * 1000),
    "too many rows": b"x,y\n" * 30_000,
    "a very long cell": b"name,email\n" + b"y" * 300_000 + b",a@example.org\n",
}


@pytest.mark.parametrize("what", HOSTILE)
def test_a_hostile_file_is_refused_within_a_second_with_a_sentence(what):
    began = time.monotonic()
    with pytest.raises(Unreadable) as refused:
        read_file(HOSTILE[what])
    assert time.monotonic() - began < 1
    assert str(refused.value).endswith(".")


def test_zeros_in_a_cell_are_left_out():
    assert first(read_file(b"name,email\r\nA\0B,a@example.org\r\n"))[1] == ("AB", "a@example.org")
