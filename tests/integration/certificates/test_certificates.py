"""Certificates: who may have one, what stands on it, and what anybody learns of it."""

import io

import pytest
from pypdf import PdfReader
from sqlalchemy import inspect, select

from courses import LANGUAGES
from tests.builders import registered
from tests.integration.learning.conftest import do
from training.certificates.models import Certificate, CertificateHolder
from training.database import Model, db
from training.workshops.models import Participation, Registration

NAME = "Zuleikha Typed-Once"
TITLE = "Two days in Belmora"
WORDS = {  # without blanks, which a reader of PDF sets where scripts meet
    "ar": ("مارس2027",),  # of other words pypdf reads letters in another order
    "en": ("Training", "March2027", "1.5hours"),
    "es": ("Formación", "marzode2027", "1,5horas"),
    "fr": ("Formation", "mars2027", "1,5heure"),
    "ru": ("Тренинг", "март2027", "1,5часа"),
    "zh": ("培训", "2027年3月", "1.5小时"),
}


def page(led):
    return f"/certificates/workshops/{led.id}"


def made(visitor, address, **fields):
    """The text of the certificate that somebody gets."""
    visitor.open(address).submit(**{"name": NAME, "language": "en", **fields})
    assert visitor.response.mimetype == "application/pdf", visitor.text
    return PdfReader(io.BytesIO(visitor.response.data))


def text(reader):
    return reader.pages[0].extract_text()


def number_of(stored):
    return stored(select(Certificate.number))[0]


def check(visitor, number):
    return visitor.open(f"/certificates/check?number={number}").text


def test_who_was_there_gets_a_certificate_without_the_title(came, led, stored):
    said = text(made(came, page(led)))
    for words in (NAME, "Training", "March 2027", "1.5 hours", "default@1", number_of(stored)):
        assert words in said
    assert TITLE not in said


def test_the_title_is_printed_where_it_is_wanted(came, led):
    assert TITLE in text(made(came, page(led), titled="y"))


@pytest.mark.parametrize("language", LANGUAGES)
def test_it_is_written_in_every_language(came, led, language):
    reader = made(came, page(led), language=language)
    assert reader.root_object["/Lang"].startswith(language)
    said = text(reader)
    for words in WORDS[language]:
        assert words in "".join(said.split())
    assert "default@1" in said


def test_the_name_is_kept_nowhere(app, came, led):
    made(came, page(led))
    with app.app_context():
        tables = inspect(db.engine).get_table_names()
        rows = {
            name: str(db.session.execute(select(Model.metadata.tables[name])).all())
            for name in tables
            if name in Model.metadata.tables
        }
    assert [name for name, said in rows.items() if NAME in said] == []


def test_asked_again_it_has_the_same_number(came, led, stored):
    made(came, page(led))
    made(came, page(led), name="Another name", language="fr")
    assert len(stored(select(Certificate.number))) == 1


def test_anybody_may_check_it_and_learns_of_nobody(came, led, stored, visitor):
    made(came, page(led))
    typed = number_of(stored).replace("-", " ").lower()
    assert "This certificate is valid: Training, March 2027." in check(visitor, typed)
    for private in (NAME, TITLE, "Amal", "Farida"):
        assert private not in visitor.html


def test_a_number_that_is_mistyped_is_nobodys(came, led, stored, visitor):
    made(came, page(led))
    number = number_of(stored)
    wrong = number[:-1] + ("A" if number[-1] != "A" else "B")
    assert "We know no certificate" in check(visitor, wrong)
    assert "We know no certificate" in check(visitor, "ABC")


def test_a_corrected_roll_takes_it_back_and_gives_it_back(came, led, mark, stored, visitor):
    made(came, page(led))
    mark(led, came.person_id, "absent")
    assert "no longer valid" in check(visitor, number_of(stored))
    assert "It is no longer valid." in came.open(page(led)).text
    mark(led, came.person_id, "late")
    assert "This certificate is valid" in check(visitor, number_of(stored))


def test_who_was_there_for_too_little_learns_how_much_is_missing(
    plan, facilitator, trainee, keep, mark
):
    led = plan(facilitator, meetings=2)
    keep(registered(led.id, trainee.person_id))
    mark(led, trainee.person_id, "present")
    said = trainee.open(page(led)).text
    assert "Took part, but for less time than the rule asks" in said
    assert "You were there for 90 minutes of 180 minutes. The rule asks for 144 minutes." in said


def test_before_the_roll_is_called_nobody_is_said_to_be_absent(led, trainee, keep):
    keep(registered(led.id, trainee.person_id))
    said = trainee.open(page(led)).text
    assert "Your attendance is not recorded yet." in said
    assert "Was not present" not in said


def test_a_form_kept_from_before_a_correction_gets_nothing(came, led, mark, stored):
    came.open(page(led))
    mark(led, came.person_id, "absent")
    came.submit(name=NAME)
    assert came.status == 422
    assert "Was not present" in came.text
    assert stored(select(Certificate.number)) == []


def test_others_find_no_certificate_of_a_workshop_that_they_did_not_join(
    came, led, member, facilitator, visitor
):
    assert member(name="Boris").open(page(led)).status == 404
    assert facilitator.open(page(led)).status == 404
    assert "/sign-in" in visitor.open(page(led)).path


def test_who_erases_themselves_leaves_a_number_that_leads_to_nobody(
    app, came, led, stored, visitor
):
    made(came, page(led))
    number, person_id = number_of(stored), came.person_id
    came.open("/privacy/erase").submit(sure="y")
    assert stored(select(CertificateHolder.number)) == []
    said = check(visitor, number)
    assert "We made this certificate: Training, March 2027." in said
    assert person_id not in str(stored(select(*Certificate.__table__.columns)))


def test_a_tie_that_ended_does_not_make_it_a_corrected_one(app, came, led, stored, visitor):
    made(came, page(led))
    with app.app_context():
        db.session.query(Participation).delete()
        db.session.query(Registration).delete()
        db.session.commit()
    assert "The records behind it were erased" in check(visitor, number_of(stored))


def test_a_course_gives_one_when_it_is_completed(learner, stored, visitor):
    do(learner, "first", "film", "check")
    address = "/certificates/courses/short"
    assert "Did not complete" in learner.open(address).text
    do(learner, "vague")
    assert address in learner.open("/courses/short").html
    said = text(made(learner, address, titled="y"))
    assert "A short course" in said
    assert "Self-paced course" in check(visitor, number_of(stored))


def test_the_list_leads_to_each_and_costs_the_same_for_one_and_for_many(
    came, led, plan, facilitator, keep, mark, queries
):
    assert page(led) in came.open("/certificates").html
    with queries() as few:
        came.open("/certificates")
    for number in range(5):
        more = plan(facilitator, join_code=f"ABCD2{number + 2}")
        keep(registered(more.id, came.person_id))
        mark(more, came.person_id, "present")
    with queries() as many:
        came.open("/certificates")
    assert many.count == few.count
    assert page(more) in came.html


def test_it_is_reached_from_the_page_of_the_workshop_and_from_ones_details(came, led):
    assert page(led) in came.open(f"/workshops/{led.id}/attend").html
    assert "/certificates" in came.open("/details").html


def test_own_data_say_that_one_was_made(came, led):
    made(came, page(led))
    assert "Certificates that were made for you" in came.open("/privacy/data").text


def test_a_name_has_a_limit(came, led):
    came.open(page(led)).submit(name="x" * 121)
    assert came.status == 422


@pytest.mark.settings(RATELIMIT_ENABLED=True, ADDRESS_LIMIT="3 per minute")
def test_numbers_cannot_be_tried_without_end(visitor):
    for _ in range(3):
        visitor.open("/certificates/check?number=ABC")
    assert visitor.open("/certificates/check?number=ABC").status == 429
