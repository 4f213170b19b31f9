"""Erasing and the counts of programmes: what each counted by itself stays as it was."""

from datetime import date

import pytest

from tests.builders import MARCH, registered
from training.catalogue.models import Award, Programme
from training.database import new_uid
from training.participation import queries
from training.workshops.models import WorkshopAward

YEAR = (date(2027, 1, 1), date(2027, 12, 31))
NORTH, SOUTH = new_uid(), new_uid()


@pytest.fixture
def programmes(keep, clock):
    """Two programmes, each with an award; the one of the south has the lesser id."""
    for programme_id, award_id in ((NORTH, "b"), (SOUTH, "a")):
        keep(Programme(id=programme_id, title=award_id, zone="UTC", created_at=MARCH))
        days = {"starts_on": date(2026, 1, 1), "ends_on": date(2027, 12, 31)}
        keep(Award(id=award_id, programme_id=programme_id, title="An award", donor="D", **days))


@pytest.fixture
def figures(app):
    """How many people the north, the south and the whole ledger count."""

    def count():
        with app.app_context():
            rule = queries.profile("at_least")
            return [queries.count(rule, YEAR, None, "", one).best for one in (NORTH, SOUTH, "")]

    return count


@pytest.fixture
def attend(plan, keep, facilitator, trainee):
    """Let the trainee come to a workshop of the north that some awards pay for."""

    def make(*awards, **about):
        led = plan(facilitator, **{"programme_id": NORTH, **about})
        for award_id in awards:
            keep(WorkshopAward(workshop_id=led.id, award_id=award_id))
        keep(registered(led.id, trainee.person_id))
        facilitator.open(led.roll).submit(**{f"mark-{trainee.person_id}": "present"})

    return make


@pytest.mark.parametrize(
    ("awards", "counted"), [((), [1, 0, 1]), (("b",), [1, 0, 1]), (("a", "b"), [1, 1, 1])]
)
def test_each_programme_counts_as_before_whoever_pays(
    programmes, attend, trainee, figures, awards, counted
):
    attend(*awards)
    assert figures() == counted
    trainee.open("/privacy/erase").submit(sure="y")
    assert figures() == counted


def test_a_second_training_in_another_programme_still_counts_there(
    programmes, attend, trainee, figures
):
    attend("b")
    attend("a", programme_id=SOUTH, join_code="BBBBBBBB")
    assert figures() == [1, 1, 1]
    trainee.open("/privacy/erase").submit(sure="y")
    assert figures() == [1, 1, 1]
