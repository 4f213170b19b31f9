"""Files that an operator may be given: what cannot be used is refused with a sentence."""

import json

import pytest

from tests.integration.doors.naughty import BODIES, RAW, TEXTS


@pytest.fixture
def given(run, tmp_path):
    """Import a file into the ledger, without keeping anything."""

    def take(content):
        file = tmp_path / "given.jsonl"
        file.write_bytes(content)
        return run("ledger", "import", "--dry-run", str(file))

    return take


def refused(result):
    return result.exit_code == 1 and isinstance(result.exception, SystemExit)


@pytest.mark.parametrize("content", [b"", *RAW, *(body for _kind, body in BODIES[:6])])
def test_a_file_that_holds_no_facts_is_refused(given, content):
    result = given(content)
    assert refused(result), result.output[:300]
    assert result.stderr.startswith("Error: ")


def test_no_text_in_a_fact_breaks_the_import(given):
    for text in TEXTS:
        for fact in ({"type": text}, {"type": "person", "id": text}, {text: "person"}):
            result = given(json.dumps(fact).encode())
            assert result.exit_code == 0 or refused(result), (fact, result.exception)


@pytest.mark.parametrize("content", [b"", b"PK\x03\x04", *RAW])
@pytest.mark.parametrize("command", [("course", "check"), ("course", "publish"), ("restore",)])
def test_a_file_that_is_no_archive_is_refused(run, tmp_path, command, content):
    file = tmp_path / "given.zip"
    file.write_bytes(content)
    result = run(*command, str(file))
    assert refused(result), (result.output, result.exception)
