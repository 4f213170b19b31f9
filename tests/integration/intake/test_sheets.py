"""A sheet on its way in, by the page: read, understood, previewed, taken in whole, and once."""

import io

import pytest
from sqlalchemy import func, select

from tests.unit.training.intake.sheets import LIST, MATRIX, workbook
from training.audit.models import AuditEntry
from training.catalogue.models import Award, Programme
from training.database import new_uid
from training.identities.models import IdentityHint
from training.intake.models import SheetMemory, Upload
from training.participation.models import LedgerLine
from training.participation.queries import recorded_as
from training.participation.rules import Participation, Person, standing

PROGRAMME, AWARD = new_uid(), new_uid()


@pytest.fixture
def programme(keep, clock):
    """A programme with one award."""
    now = clock.now()
    keep(Programme(id=PROGRAMME, title="Reviews", zone="Africa/Nairobi", created_at=now))
    keep(
        Award(
            id=AWARD,
            programme_id=PROGRAMME,
            title="Grant",
            donor="Donor",
            starts_on=now.date().replace(year=2024),
            ends_on=now.date().replace(year=2030),
        )
    )


def send(visitor, content, name="list.csv", **fields):
    content = content.encode() if isinstance(content, str) else content
    return visitor.open("/intake").submit(file=(content, name), **fields)


def bring(visitor, content, **choices):
    send(visitor, content).press("Show what would come", **choices)
    return visitor.press("Bring it in")


def size(stored, model=LedgerLine) -> int:
    return stored(select(func.count()).select_from(model))[0]


def facts(app, kind):
    with app.app_context():
        return standing(recorded_as(kind)).of(kind)


def test_a_list_comes_in_with_one_button(staff, programme, app, stored):
    send(staff, LIST)
    assert staff.path.startswith("/intake/")
    staff.press("Show what would come")
    assert "People the ledger does not know yet" in staff.text
    assert size(stored) == 0
    staff.press("Bring it in")
    assert "2 people came in." in staff.text
    assert len(facts(app, Person)) == len(facts(app, Participation)) == 2
    assert (size(stored, Upload), size(stored, SheetMemory)) == (0, 1)
    assert size(stored, IdentityHint) > 0
    assert stored(select(AuditEntry.rows).where(AuditEntry.act == "import")) == [2]


def test_the_same_file_again_changes_nothing(staff, programme, stored):
    bring(staff, LIST)
    before = size(stored)
    send(staff, LIST).press("Show what would come")
    assert "The ledger says all of this already." in staff.text
    staff.press("Bring it in")
    assert size(stored) == before


def test_a_corrected_file_corrects_only_what_changed(staff, programme, app, stored):
    bring(staff, MATRIX, title="Workshop")
    before = size(stored)
    bring(staff, MATRIX.replace("Boris;Memory;x;", "Boris;Memory;;x"), title="Workshop")
    assert size(stored) == before + 2
    marks = sorted(one.mark for one in facts(app, Participation))
    assert marks == ["absent", "present", "present", "present"]


def test_what_was_said_of_the_columns_is_remembered(staff, programme):
    odd = LIST.replace("Organisation", "Outfit")
    bring(staff, odd, column_C="organisation")
    send(staff, odd)
    assert staff.page.chosen_form(None, {"column_C"}).fields["column_C"].text == "organisation"
