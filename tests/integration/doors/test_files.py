"""What can be taken along: no file names anybody but whoever takes it.

A file with identities would need two people to let it out. There is none; whoever adds one meets
this test first.
"""

from tests.integration.doors.conftest import PEOPLE, Survey


def test_no_file_names_anybody_else(survey: Survey) -> None:
    files = {one.what: one.file for one in survey if one.file}
    assert any("data.json" in asked for asked in files)
    named = [
        (asked, who)
        for asked, text in files.items()
        for who in PEOPLE
        if f"Canary {who}" in text and not asked.endswith(f" as {who}")
    ]
    assert named == []
