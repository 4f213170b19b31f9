"""What is past its term goes by itself, once, and the counts stay."""

import json

import pytest
from sqlalchemy import select

from training.accounts.models import Person
from training.learning.models import Completion, Draft, Enrolment
from training.participation.models import LedgerLine
from training.privacy.models import Consent
from training.workshops.models import Participation, Registration

COUNT = ("count", "--profile", "at_least", "--from", "2027-01-01", "--to", "2027-12-31")


def best(run):
    return json.loads(run(*COUNT, "--format", "json").stdout)["best"]


def test_a_day_before_its_term_nothing_goes(run, attended, clock, stored):
    clock.advance(days=364)
    assert run("retention", "run").exit_code == 0
    assert len(stored(select(Participation.id))) == 1
    assert len(stored(select(Enrolment.id))) == 1


def test_after_its_term_the_tie_to_workshop_and_course_is_gone(run, attended, clock, stored):
    before = best(run)
    clock.advance(days=366)
    done = run("retention", "run")
    assert "Erased 2 ties of 1 people" in done.stdout
    for table in (Participation.id, Registration.person_id, Enrolment.id, Draft.id, Completion.id):
        assert stored(select(table)) == []
    assert stored(select(Person.id).where(Person.id == attended.person_id))
    assert best(run) == before == 1


def test_run_twice_it_erases_nothing_more(run, attended, clock, stored):
    clock.advance(days=366)
    run("retention", "run")
    lines = stored(select(LedgerLine.id))
    assert "Erased 0 ties of 0 people, 0 people and 0 consents; 0 sealed" in (
        run("retention", "run").stdout
    )
    assert stored(select(LedgerLine.id)) == lines


def test_a_dry_run_says_what_would_go_and_changes_nothing(run, attended, clock, stored):
    clock.advance(days=366)
    assert "2 ties of 1 people are past their term." in run("retention", "run", "--dry-run").stdout
    assert len(stored(select(Participation.id))) == 1


def test_a_walk_in_whose_last_tie_is_gone_goes_too(run, led, enter, clock, stored, facilitator):
    (zoya,) = enter(led, "Zoya")
    facilitator.open(led.roll).submit(**{f"mark-{zoya}": "present"})
    clock.advance(days=366)
    assert "1 people and 0 consents" in run("retention", "run").stdout
    assert zoya not in stored(select(Person.id))
    assert best(run) == 1


def test_a_consent_taken_back_is_kept_for_a_year(run, trainee, keep, clock, stored):
    keep(
        Consent(
            id="c",
            person_id=trainee.person_id,
            purpose="photo",
            wording=1,
            given_at=clock.moment,
            withdrawn_at=clock.moment,
        )
    )
    clock.advance(days=364)
    run("retention", "run")
    assert len(stored(select(Consent.id))) == 1
    clock.advance(days=2)
    run("retention", "run")
    assert stored(select(Consent.id)) == []


@pytest.mark.settings(ATTENDANCE_DAYS=30)
def test_a_platform_at_risk_can_keep_less_long(run, attended, clock, stored):
    clock.advance(days=31)
    run("retention", "run")
    assert stored(select(Participation.id)) == []
    assert len(stored(select(Enrolment.id))) == 1
