"""A file that is brought in or dropped many times at one moment: once, and nobody sees a fault."""

import pytest
from sqlalchemy import select

from tests.integration.test_clashes import AT_ONCE, send_at_once
from tests.unit.training.intake.sheets import LIST
from training.audit.models import AuditEntry
from training.intake.models import Upload
from training.participation.rules import Participation, Person

__all__ = ["send_at_once"]


@pytest.fixture
def waiting(staff, programme, send):
    """Where a file is that can come in."""
    send(staff, LIST)
    staff.press("Show what would come")
    return staff.path.removesuffix("preview")


def test_a_file_brought_in_many_times_at_once_comes_in_once(
    staff, waiting, send_at_once, facts, size, stored
):
    assert send_at_once(staff, f"{waiting}take", dict) == {302: AT_ONCE}
    assert (len(facts(Person)), len(facts(Participation)), size(Upload)) == (2, 2, 0)
    assert stored(select(AuditEntry.rows).where(AuditEntry.act == "import")) == [2]


def test_a_file_dropped_many_times_at_once_is_gone_for_all_but_one(
    staff, waiting, send_at_once, size
):
    seen = send_at_once(staff, f"{waiting}drop", dict)
    assert seen.keys() <= {302, 404}
    assert (seen.total(), size(), size(Upload)) == (AT_ONCE, 0, 0)
