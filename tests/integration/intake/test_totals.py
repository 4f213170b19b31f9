"""Past totals without names: they stand beside the counts, and make nobody a person."""

import pytest
from sqlalchemy import select, text

from training.access import Role
from training.accounts.models import Account
from training.catalogue.models import Award, ProgrammeMember
from training.intake.models import PastTotal
from training.participation.models import LedgerLine

TOTAL = {
    "title": "Briefing of 2023",
    "first_day": "2023-05-08",
    "last_day": "2023-05-10",
    "people": "15",
    "organisations": "6",
    "source": "Narrative report 2023, page 4",
}
YEAR = {"profile": "default", "from": "2023-01-01", "to": "2023-12-31", "audience": "internal"}
BESIDE = "and 15 people counted without records"


@pytest.fixture
def award(stored):
    """Find the award of a programme."""

    def find(programme_id):
        return stored(select(Award.id).where(Award.programme_id == programme_id))[0]

    return find


def test_a_total_stands_beside_the_count_and_in_no_number_of_persons(staff, programme, award, size):
    staff.open("/intake/totals").submit(**TOTAL, award=award(programme))
    assert "15 people counted without records" in staff.text
    staff.open("/participation/counts", **YEAR, programme="")
    assert BESIDE in staff.text
    assert "0 people trained" in staff.text
    assert size() == 3


def test_a_total_counts_in_its_period_and_programme_only(staff, programme, elsewhere, award):
    staff.open("/intake/totals").submit(**TOTAL, programme=programme, award=award(programme))
    assert BESIDE in staff.open("/participation/counts", **YEAR, programme=programme).text
    assert BESIDE not in staff.open("/participation/counts", **YEAR, programme=elsewhere).text
    later = {**YEAR, "from": "2024-01-01", "to": "2024-12-31"}
    assert BESIDE not in staff.open("/participation/counts", **later, programme="").text


def test_a_total_sent_twice_is_kept_once(staff, programme, award, size):
    staff.open("/intake/totals").submit(**TOTAL, award=award(programme)).submit_again()
    assert (size(PastTotal), size()) == (1, 3)


def test_a_total_that_is_taken_back_is_gone_from_now_on(staff, programme, award, size):
    staff.open("/intake/totals").submit(**TOTAL, award=award(programme))
    staff.press("Take back")
    assert "Briefing of 2023" not in staff.text
    staff.submit_again()
    assert size() == 4
    assert BESIDE not in staff.open("/participation/counts", **YEAR, programme="").text


def test_an_award_of_another_programme_is_refused(staff, programme, elsewhere, award, size):
    staff.open("/intake/totals").submit(**TOTAL, programme=programme, award=award(elsewhere))
    assert "This award belongs to another programme." in staff.text
    assert size() == 0


def test_a_period_ends_after_it_begins(staff, programme):
    staff.open("/intake/totals").submit(**{**TOTAL, "last_day": "2023-05-07"})
    assert "The period ends before it begins." in staff.text


@pytest.mark.parametrize(("name", "limit"), [("title", 200), ("source", 300)])
def test_a_text_may_be_as_long_as_its_column(staff, programme, size, name, limit):
    staff.open("/intake/totals").submit(**{**TOTAL, name: "x" * (limit + 1)})
    assert size(PastTotal) == 0
    staff.open("/intake/totals").submit(**{**TOTAL, name: "x" * limit})
    assert size(PastTotal) == 1


def test_organisers_see_and_add_the_totals_of_their_programme_only(
    staff, member, keep, stored, programme, elsewhere
):
    organiser = member(Role.ORGANISER, name="Olga")
    account = stored(select(Account.id).where(Account.person_id == organiser.person_id))[0]
    keep(ProgrammeMember(programme_id=programme, account_id=account, role=Role.ORGANISER))
    staff.open("/intake/totals").submit(**TOTAL, programme=elsewhere)
    organiser.open("/intake/totals")
    assert "Briefing of 2023" not in organiser.text
    total_id = stored(select(PastTotal.id))[0]
    assert organiser.post(f"/intake/totals/{total_id}/withdraw").status == 404
    organiser.open("/intake/totals").submit(**{**TOTAL, "title": "Ours"})
    assert "Ours" in organiser.text


def test_words_about_a_total_are_sealed(staff, programme, stored):
    staff.open("/intake/totals").submit(**TOTAL)
    rows = stored(text("SELECT title, source FROM past_total"))
    assert not any("2023" in value for row in rows for value in row)
    assert stored(select(LedgerLine.type).order_by(LedgerLine.type)) == [
        "event",
        "headcount",
        "meeting",
    ]
