"""`training people import`: by the same rules as the page, with an exit code for each end."""

import json

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import select

from tests.unit.training.intake.sheets import LIST, MATRIX, workbook
from training.database import db
from training.identities.models import IdentityHint
from training.intake import actions, queries
from training.participation.rules import Event, Participation, Person
from training.privacy.actions import erase_record


@pytest.fixture
def importing(run, tmp_path):
    """Import a file: `importing(content, "--dry-run")`."""

    def take(content, *options, name="list.csv"):
        file = tmp_path / name
        file.write_bytes(content.encode() if isinstance(content, str) else content)
        return run("people", "import", str(file), *options)

    return take


def test_a_list_comes_in(importing, facts):
    done = importing(LIST)
    assert (done.exit_code, done.stdout.splitlines()[-1]) == (0, "10 new facts came in.")
    assert len(facts(Person)) == 2


def test_a_dry_run_says_what_would_come_and_changes_nothing(importing, size):
    done = importing(LIST, "--dry-run")
    assert done.exit_code == 0
    assert "2 people, 2 of them new." in done.stdout
    assert "10 new facts would come in." in done.stdout
    assert size() == 0


def test_the_same_file_again_is_known(importing, size):
    importing(LIST)
    before = size()
    assert importing(LIST).stdout.splitlines()[-1] == "0 new facts came in."
    assert size() == before


def test_a_programme_gives_its_award(importing, programme, facts):
    assert importing(LIST, "--programme", programme).exit_code == 0
    assert [len(event.awards) for event in facts(Event)] == [1]


def test_a_map_says_what_columns_mean(importing, tmp_path, facts):
    file = tmp_path / "map.json"
    file.write_text(json.dumps({"columns": {"A": "left_out", "B": "email"}, "kind": "conference"}))
    assert importing(LIST, "--map", str(file)).exit_code == 0
    assert [event.kind for event in facts(Event)] == ["conference"]


def test_a_printed_map_can_be_given_back(importing, tmp_path):
    printed = importing(MATRIX, "--print-map").stdout
    file = tmp_path / "map.json"
    file.write_text(printed.replace('"title": ""', '"title": "Workshop"'))
    assert importing(MATRIX, "--map", str(file)).exit_code == 0


@pytest.mark.parametrize(
    ("given", "said"),
    [
        ("[", "is not JSON"),
        ("[1]", "should be a JSON object"),
        ('{"colums": {}}', "“colums”"),
        ('{"columns": []}', "should be an object"),
        ('{"columns": {"Nome": "name"}}', "no column “Nome”"),
        ('{"columns": {"Name": "nom"}}', "“nom” is nothing that a column can mean"),
    ],
)
def test_a_map_that_says_nothing_usable_is_refused(importing, tmp_path, given, said):
    file = tmp_path / "map.json"
    file.write_text(given)
    done = importing(LIST, "--map", str(file))
    assert (done.exit_code, said in done.stderr) == (1, True)


def test_problems_end_the_command_with_their_places(importing, size):
    done = importing(LIST.replace("2025-03-03\nBoris", "soon\nBoris"))
    assert done.exit_code == 1
    assert "row 2, column E: “soon” is no date that can be read." in done.stderr
    assert size() == 0


def test_a_doubt_is_answered_in_the_map(importing, tmp_path, facts):
    twins = MATRIX + "Boris;Memory;x;\n"
    file = tmp_path / "map.json"
    file.write_text('{"title": "Workshop"}')
    refused = importing(twins, "--map", str(file))
    assert (refused.exit_code, "rows 3, 4" in refused.stderr) == (1, True)
    question = refused.stderr.split('"answers": {"')[1].split('"')[0]
    file.write_text(json.dumps({"title": "Workshop", "answers": {question: "different"}}))
    assert importing(twins, "--map", str(file)).exit_code == 0
    assert len(facts(Person)) == 3


def test_wrong_usage_and_unknown_programmes_have_their_own_codes(importing, run):
    assert run("people", "import").exit_code == 2
    assert run("people", "import", "nowhere.csv").exit_code == 2
    assert importing(LIST, "--encoding", "klingon").exit_code == 2
    assert importing(LIST, "--programme", "nobody").exit_code == 1
    assert importing(b"").exit_code == 1


def test_a_workbook_comes_in(importing, facts):
    lines = [line.split(",") for line in LIST.splitlines()]
    assert importing(workbook({"One": lines}), name="list.xlsx").exit_code == 0
    assert len(facts(Participation)) == 2


people = st.sampled_from(["Amal", "Boris", "Chen", "Dina"])
marks = st.sampled_from(["x", "", "absent", "90", "09:00-10:00", "late"])
rows = st.dictionaries(people, st.tuples(marks, marks, marks), min_size=1)


@settings(
    max_examples=15,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(before=rows, after=rows)
def test_importing_twice_is_importing_once_whatever_came_before(app, before, after):
    with app.app_context():
        try:
            bring_in(before)
            bring_in(after)
            assert bring_in(after) == 0
        finally:
            db.session.rollback()


def bring_in(sheet):
    lines = [";".join((name, *cells)) for name, cells in sheet.items()]
    text = "\n".join(["Name;03.03.2025;04.03.2025;05.03.2025", *lines])
    preview = queries.look(actions.read(text.encode()), queries.Place(), {"title": "Workshop"})
    return actions.bring_in(preview) if preview.is_ready else 0


def test_no_sheet_brings_hints_of_an_erased_record_back(
    app, staff, programme, bring, facts, stored
):
    bring(staff, LIST)
    gone = facts(Person)[0].id
    with app.app_context():
        erase_record(gone)
        db.session.commit()
    bring(staff, LIST)
    assert len(facts(Person)) == 1
    assert stored(select(IdentityHint.value).where(IdentityHint.person_id == gone)) == []
