"""One's own data: all of it, only one's own, readable and as a file; consents; when it ends."""

import pytest
from sqlalchemy import select

from tests.builders import registered
from tests.integration.privacy.conftest import do
from training.database import new_uid
from training.learning.models import Draft
from training.privacy.models import Consent
from training.privacy.queries import kinds
from training.privacy.rules import Purpose

PAGES = ("/privacy", "/privacy/data", "/privacy/data.json", "/privacy/erase")


@pytest.mark.parametrize("path", PAGES)
def test_strangers_are_asked_to_sign_in(visitor, path):
    assert visitor.open(path).path == "/sign-in"


@pytest.mark.parametrize("path", ["/privacy/consents", "/privacy/drafts"])
def test_strangers_change_nothing(visitor, path):
    assert visitor.open("/sign-in").post(path, {"purpose": "photo"}).path == "/sign-in"


def test_everybody_finds_their_data_from_the_start_page(learner):
    learner.open("/").follow("You").follow("See it and take it along")
    assert learner.path == "/privacy"
    assert learner.follow("Your details").path == "/details"


def test_the_file_has_all_that_one_wrote_and_nothing_of_anybody_else(new_learner):
    amal, boris = new_learner(name="Amal"), new_learner(name="Boris")
    for one in (amal, boris):
        do(one, "first", "film", "check", "vague")
    data = amal.open("/privacy/data.json").response.json
    assert data["held"]["person"][0]["display_name"] == "Amal"
    assert [one["text"] for one in data["held"]["draft"]] == ["Publish every death in custody."]
    assert len(data["held"]["enrolment"]) == 1
    assert "Boris" not in amal.response.text


def test_the_file_has_no_secret_and_no_name_in_its_own(learner):
    learner.open("/privacy/data.json")
    assert '"account"' in learner.response.text
    assert "argon2" not in learner.response.text
    assert learner.response.headers["Content-Disposition"] == (
        'attachment; filename="my-data.json"'
    )


def test_the_page_shows_the_same_in_words(learner):
    do(learner, "first", "film", "check", "vague")
    learner.open("/privacy/data")
    assert "Drafts of your rewrites (1)" in learner.text
    assert "Publish every death in custody." in learner.text


def test_every_kind_of_row_has_words(app):
    words = app.jinja_env.get_template("privacy/_words.html")
    with app.test_request_context():
        said = words.make_module().kind_words
        assert [kind for kind in kinds() if str(said(kind)) == kind] == []


def test_a_page_costs_the_same_however_much_there_is(learner, queries):
    def asked():
        with queries() as seen:
            learner.open("/privacy/data")
        return seen.count

    do(learner, "first")
    before = asked()
    do(learner, "film", "check", "vague", "vague", "vague")
    assert asked() <= before + 8


def test_the_day_on_which_a_tie_ends_is_shown(learner, led, keep, clock):
    keep(registered(led.id, learner.person_id))
    learner.open("/privacy")
    assert "Two days in Belmora" in learner.text
    assert "Feb 29, 2028" in learner.text
    assert "in 365 days" in learner.text
    assert "erased within a month" not in learner.text


def test_a_consent_is_dated_and_can_be_taken_back(trainee, stored, clock):
    agree(trainee, "photo", "yes")
    agree(trainee, "photo", "yes")
    rows = stored(select(Consent))
    assert [(one.purpose, one.wording, one.withdrawn_at) for one in rows] == [
        (Purpose.PHOTO, 1, None)
    ]
    assert "You agreed on Mar 1, 2027." in trainee.open("/privacy").text
    agree(trainee, "photo", "no")
    agree(trainee, "photo", "no")
    assert [one.withdrawn_at for one in stored(select(Consent))] == [clock.moment]


def test_agreeing_to_one_thing_agrees_to_nothing_else(trainee, stored):
    agree(trainee, "recording", "yes")
    assert stored(select(Consent.purpose)) == [Purpose.RECORDING]
    agree(trainee, "everything", "yes")
    assert stored(select(Consent.purpose)) == [Purpose.RECORDING]


def agree(visitor, purpose, answer):
    sent = {"uid": new_uid(), "purpose": purpose, "agrees": answer}
    return visitor.open("/privacy").post("/privacy/consents", sent)


def test_drafts_can_be_erased_and_what_was_completed_stays(learner, stored):
    do(learner, "first", "film", "check", "vague")
    learner.open("/privacy").press("Erase my drafts")
    assert stored(select(Draft.id)) == []
    assert "Your drafts are erased" in learner.text
    assert "Publish every death" not in learner.open("/courses/short/vague").text
