"""A rewrite may come with a page to look things up on."""

from pathlib import Path

import pytest

from courses import FactSheet, InvalidCourse, RewriteActivity, check, extract, read
from tests.unit.courses.conftest import Write

REWRITE = "1-first/prisons.yaml"
TEXT = "type: rewrite\ntitle: Prisons\noriginal: Reform prisons.\nevidence: Cells.\n"
SHEET = "# In short\n\nCount **cells**.\n"


def sheet_in(folder: Path, language: str = "") -> tuple[FactSheet | None, str]:
    activity = read(folder, language).activity("prisons")
    assert isinstance(activity, RewriteActivity)
    return activity.fact_sheet, activity.language


def test_a_rewrite_does_without_a_fact_sheet(folder: Path) -> None:
    assert sheet_in(folder) == (None, "en")


def test_a_fact_sheet_is_a_file_beside_the_rewrite_and_weighs_what_it_weighs(
    folder: Path, write: Write
) -> None:
    before = read(folder).activity("prisons").weight
    write(REWRITE, TEXT + "fact_sheet: facts.md\n")
    write("1-first/facts.md", SHEET)
    assert sheet_in(folder) == (FactSheet("In short", "Count **cells**."), "en")
    evidence = len("Cells for ten hold **thirty**.") - len("Cells.")
    assert read(folder).activity("prisons").weight == before - evidence + len(SHEET)
    assert not [one for one in check(folder) if "facts" in one.file]


def test_two_modules_may_share_a_fact_sheet(folder: Path, write: Write) -> None:
    write(REWRITE, TEXT + "fact_sheet: ../2-second/facts.md\n")
    write("2-second/facts.md", SHEET)
    assert sheet_in(folder)[0] == FactSheet("In short", "Count **cells**.")
    assert extract(folder).count('msgid "Count **cells**."') == 1


def test_a_rewrite_is_shown_in_a_language_together_with_its_fact_sheet(
    folder: Path, write: Write
) -> None:
    write(REWRITE, TEXT + "fact_sheet: facts.md\n")
    write("1-first/facts.md", SHEET)
    write("1-first/prisons.fr.yaml", TEXT + "fact_sheet: facts.md\n")
    assert sheet_in(folder, "fr")[1] == "en"
    write("1-first/facts.fr.md", "# En bref\n\nComptez les cellules.\n")
    assert sheet_in(folder, "fr") == (FactSheet("En bref", "Comptez les cellules."), "fr")


@pytest.mark.parametrize(
    ("name", "sheet", "problem"),
    [
        ("facts.txt", "", f"{REWRITE}:5: error: “facts.txt” is no fact sheet"),
        ("../../facts.md", "", f"{REWRITE}:5: error: “../../facts.md” is no fact sheet"),
        ("/etc/facts.md", "", f"{REWRITE}:5: error: “/etc/facts.md” is no fact sheet"),
        ("other.md", "", f"{REWRITE}:5: error: The fact sheet other.md is missing"),
        ("facts.md", "No title.\n", f"{REWRITE}:5: error: The fact sheet facts.md is missing"),
        ("facts.md", "# Only a title\n", f"{REWRITE}:5: error: The fact sheet facts.md is missing"),
    ],
)
def test_a_fact_sheet_that_cannot_be_shown_is_an_error_with_its_line(
    folder: Path, write: Write, name: str, sheet: str, problem: str
) -> None:
    write(REWRITE, TEXT + f"fact_sheet: {name}\n")
    write("1-first/facts.md", sheet)
    with pytest.raises(InvalidCourse) as found:
        read(folder)
    assert any(str(one).startswith(problem) for one in found.value.problems)


def test_pictures_and_links_of_a_fact_sheet_are_looked_at(folder: Path, write: Write) -> None:
    write(REWRITE, TEXT + "fact_sheet: facts.md\n")
    write("1-first/facts.md", "# In short\n\n![A map](media/map.svg)\n")
    assert "1-first/facts.md:3: error: There is no file media/map.svg" in "\n".join(
        map(str, check(folder))
    )
