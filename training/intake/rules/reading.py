"""A file becomes a book of sheets, whatever its kind; anything else is refused at once."""

from quizzes import N_
from training.intake.rules.delimited import read_text
from training.intake.rules.sheets import Book, Unreadable
from training.intake.rules.workbooks import is_archive, read_workbook

MOST_SENT = 1_900_000  # bytes that a page takes
MOST_READ = 20 * 2**20  # bytes that the command takes
OLD_EXCEL = b"\xd0\xcf\x11\xe0"
BINARY = (b"%PDF", b"\x89PNG", b"GIF8", b"\xff\xd8\xff", b"\x7fELF", b"MZ", b"\x1f\x8b")


def read_file(content: bytes, encoding: str = "") -> Book:
    """Read CSV or XLSX, told by their content and not by their name; raises Unreadable.

    encoding   of a text, where whoever brings it knows; empty to find out
    """
    if not content.strip():
        raise Unreadable(N_("The file is empty."))
    if len(content) > MOST_READ:
        raise Unreadable(N_("The file is larger than can be taken. Divide it."))
    if content.startswith(OLD_EXCEL):
        raise Unreadable(N_("This is an old or locked spreadsheet. Save it as XLSX or CSV."))
    if content.startswith(BINARY):
        raise Unreadable(
            N_("This is not a spreadsheet that can be read. Open it and save it as XLSX or CSV.")
        )
    return read_workbook(content) if is_archive(content) else read_text(content, encoding)
