"""XLSX: sheets become texts. The archive is looked over before anything in it is read.

What openpyxl leaves out when it only reads, hidden rows and merged cells, is read beside it.
"""

import io
import re
import zipfile
import zlib
from collections.abc import Iterator
from datetime import date, datetime, time, timedelta
from xml.etree.ElementTree import Element, ParseError

from defusedxml import DefusedXmlException
from defusedxml.ElementTree import iterparse
from openpyxl import load_workbook
from openpyxl.utils.cell import range_boundaries
from openpyxl.utils.exceptions import InvalidFileException
from openpyxl.workbook import Workbook
from openpyxl.worksheet._read_only import ReadOnlyWorksheet

from quizzes import N_
from training.intake.rules.delimited import refuse_large
from training.intake.rules.sheets import (
    MOST_CELLS,
    MOST_COLUMNS,
    MOST_ROWS,
    MOST_TEXT,
    Book,
    Sheet,
    Unreadable,
)

MOST_MEMBERS = 300
MOST_BYTES = 40 * 2**20
MOST_TIMES_LARGER = 200
SMALL = 2**20
ENCRYPTED = 1
LOOKS_LIKE_DTD = re.compile(rb"<!\s*(?:DOCTYPE|ENTITY)", re.IGNORECASE)
HEAD = 4096
LAID_OUT = re.compile(rb"hidden=|mergeCell|\0")  # a zero: it may say so in UTF-16
MOST_SHEETS = 30
MOST_MERGED = 5_000
TOO_MUCH = N_("The file unpacks to more than can be taken. Save the sheet as CSV.")
BROKEN = (
    *(zipfile.BadZipFile, zlib.error, ParseError, DefusedXmlException, InvalidFileException),
    *(KeyError, ValueError, TypeError, AttributeError, IndexError, EOFError, OverflowError),
    *(NotImplementedError, RuntimeError, OSError, MemoryError),
)


def is_archive(content: bytes) -> bool:
    """Tell whether a file begins as an archive does: an XLSX, not a text."""
    return content.startswith(b"PK")


def read_workbook(content: bytes) -> Book:
    """Read every sheet that is not empty; raises Unreadable."""
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            look_over(archive)
            book = load_workbook(io.BytesIO(content), read_only=True, data_only=True)
            with_content = [one for one in sheets_of(book, archive) if any(map(any, one.rows))]
            refuse_much(with_content)
            book.close()
    except BROKEN:
        raise Unreadable(
            N_("This is not a spreadsheet that can be read. Open it and save it as XLSX or CSV.")
        ) from None
    if not with_content:
        raise Unreadable(N_("The file is empty."))
    return Book(tuple(with_content))


def look_over(archive: zipfile.ZipFile) -> None:
    """Raise Unreadable for an archive that is no spreadsheet, or means harm."""
    members = archive.infolist()
    if "xl/workbook.xml" not in archive.namelist():
        raise Unreadable(N_("This archive is not an XLSX file."))
    if len(members) > MOST_MEMBERS or sum(one.file_size for one in members) > MOST_BYTES:
        raise Unreadable(TOO_MUCH)
    if any(is_suspicious(one) for one in members):
        raise Unreadable(N_("The file is packed in a way that spreadsheets do not use."))
    for one in members:
        if one.filename.endswith((".xml", ".rels")):
            refuse_definitions(archive, one)


def is_suspicious(member: zipfile.ZipInfo) -> bool:
    """Tell whether a member is encrypted, or grows out of all proportion."""
    grows = member.file_size > MOST_TIMES_LARGER * max(member.compress_size, 1)
    return bool(member.flag_bits & ENCRYPTED) or (grows and member.file_size > SMALL)


def refuse_definitions(archive: zipfile.ZipFile, member: zipfile.ZipInfo) -> None:
    """Raise Unreadable where XML defines entities, which no spreadsheet does."""
    with archive.open(member) as file:
        head = file.read(HEAD).replace(b"\0", b"")
    if LOOKS_LIKE_DTD.search(head):
        raise Unreadable(N_("The file is packed in a way that spreadsheets do not use."))


def sheets_of(book: Workbook, archive: zipfile.ZipFile) -> Iterator[Sheet]:
    """Yield the sheets that people see, with merged cells filled."""
    for sheet in book.worksheets[:MOST_SHEETS]:
        if sheet.sheet_state != "visible" or not isinstance(sheet, ReadOnlyWorksheet):
            continue
        hidden, merged = laid_out(archive, sheet)
        rows = [list(row) for row in rows_of(sheet)]
        refuse_wide(merged)
        for area in merged:
            fill(rows, area)
        yield Sheet(sheet.title, tuple(map(tuple, rows)), tuple(hidden))


def rows_of(sheet: ReadOnlyWorksheet) -> Iterator[list[str]]:
    """Yield the rows as texts; raises Unreadable where there are too many."""
    sheet.reset_dimensions()  # what a file says of its size may be wrong
    cells = 0
    for number, row in enumerate(sheet.iter_rows(max_col=MOST_COLUMNS + 1, values_only=True), 1):
        texts = [text_of(value) for value in row]
        while texts and not texts[-1]:
            texts.pop()
        cells += len(texts)
        refuse_large(number, texts, cells)
        yield texts


def text_of(value: object) -> str:
    """Return a cell as text: dates as ISO writes them, whole numbers without a point."""
    if value is None:
        return ""
    if isinstance(value, datetime):
        midnight = value.time() == time()
        return value.date().isoformat() if midnight else value.isoformat(" ", "minutes")
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, time):
        return value.isoformat("minutes")
    if isinstance(value, timedelta):
        return str(round(value.total_seconds() / 60))
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return str(value)


def laid_out(
    archive: zipfile.ZipFile, sheet: ReadOnlyWorksheet
) -> tuple[list[int], list[tuple[int, int, int, int]]]:
    """Return the numbers of hidden rows, and the areas of merged cells."""
    hidden: list[int] = []
    merged: list[tuple[int, int, int, int]] = []
    if not LAID_OUT.search(archive.read(sheet._worksheet_path)):
        return hidden, merged
    with archive.open(sheet._worksheet_path) as file:
        for number, element in enumerate_rows(file):
            if element.tag.endswith("}row") and element.get("hidden") in ("1", "true"):
                hidden.append(number)
            elif element.tag.endswith("}mergeCell") and len(merged) < MOST_MERGED:
                merged.append(range_boundaries(element.get("ref", "")))
            element.clear()
    return hidden, merged


def enumerate_rows(file: object) -> Iterator[tuple[int, Element]]:
    """Yield rows and merged cells as they end, each with the number of the row."""
    number = 0
    for _event, element in iterparse(file, forbid_dtd=True):
        if element.tag.endswith("}row"):
            number = int(element.get("r", number + 1))
        if element.tag.endswith(("}row", "}mergeCell")):
            yield number, element


def refuse_much(sheets: list[Sheet]) -> None:
    """Raise Unreadable for a small file that says the same long texts again and again."""
    if sum(len(text) for one in sheets for row in one.rows for text in row) > MOST_TEXT:
        raise Unreadable(TOO_MUCH)


def refuse_wide(merged: list[tuple[int, int, int, int]]) -> None:
    """Raise Unreadable where merged areas, put together, are larger than a sheet may be."""
    areas = (
        max(0, min(right, MOST_COLUMNS) - left + 1) * max(0, min(bottom, MOST_ROWS) - top + 1)
        for left, top, right, bottom in merged
    )
    if sum(areas) > MOST_CELLS:
        raise Unreadable(TOO_MUCH)


def fill(rows: list[list[str]], area: tuple[int, int, int, int]) -> None:
    """Let every cell of a merged area say what its first one says."""
    left, top, right, bottom = area
    if top > len(rows) or left > len(rows[top - 1]) or bottom > MOST_ROWS or right > MOST_COLUMNS:
        return
    text = rows[top - 1][left - 1]
    for row in rows[top - 1 : bottom]:
        row.extend([""] * (right - len(row)))
        row[left - 1 : right] = [text] * (right - left + 1)
