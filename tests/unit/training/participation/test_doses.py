"""How much of the planned minutes people reached, each once."""

from fractions import Fraction

from tests.unit.training.participation.ledger_words import (
    YEAR,
    at,
    completed,
    course,
    link,
    meeting,
    person,
    said,
    sealed,
    went,
    workshop,
)
from training.participation.rules import Ledger
from training.participation.rules.doses import doses

TWO_DAYS = workshop("w", "2025-03-03", "2025-03-04")


def reached(*facts, **settings):
    return dict(doses(Ledger(facts), said("minutes_share", qualify__min=0.8, **settings), YEAR))


def test_each_person_stands_once_with_the_largest_share_of_one_event() -> None:
    short = [*workshop("s", "2025-05-05", minutes=60), went("amal", "s1")]
    came = [went("amal", "w1"), went("boris", "w1"), went("boris", "w2"), went("chen", "w2")]
    assert reached(*TWO_DAYS, *came) == {Fraction(1, 2): 2, Fraction(1): 1}
    assert reached(*TWO_DAYS, *came, *short) == {Fraction(1, 2): 1, Fraction(1): 2}


def test_minutes_are_exact() -> None:
    hour = [[at("2025-03-03", "09:00"), at("2025-03-03", "09:40")]]
    assert reached(*TWO_DAYS, went("amal", "w1", intervals=hour)) == {Fraction(1, 6): 1}


def test_a_completed_course_is_all_of_it() -> None:
    done = completed("amal", "c", at("2025-04-20"))
    assert reached(course("c"), done) == {Fraction(1): 1}


def test_two_halves_of_a_person_are_one_dose() -> None:
    came = [went("amal", "w1"), went("card", "w2")]
    assert reached(*TWO_DAYS, *came) == {Fraction(1, 2): 2}
    assert reached(*TWO_DAYS, *came, link("amal", "card")) == {Fraction(1): 1}


def test_staff_the_absent_and_other_years_have_none() -> None:
    before = [meeting("w0", "w", at("2024-03-03"))]
    came = [
        went("eva", "w1", role="facilitator"),
        went("hana", "w1", mark="absent"),
        went("fatou", "w0"),
        went("tim", "w1"),
        person("tim", test=True),
    ]
    assert reached(*TWO_DAYS, *before, *came, roles="[trainee]") == {}


def test_erased_people_have_none() -> None:
    assert reached(sealed("s", {"p@1": at("2025-03-04")})) == {}
