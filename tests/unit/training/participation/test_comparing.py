"""Two rules on one ledger: whom only one of them counts, why, and that it all adds up."""

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.unit.training.participation.ledger_words import (
    YEAR,
    at,
    attribute,
    completed,
    course,
    fact,
    in_2025,
    link,
    person,
    said,
    sealed,
    went,
    workshop,
)
from training.participation.rules import (
    Audience,
    Thresholds,
    Why,
    compare,
    count,
    side_by_side,
)

TWO_DAYS = workshop("A", "2025-03-03", "2025-03-04")
ONE_DAY = workshop("B", "2025-05-05")
PRESENT = said("presence")


def why(facts, there, here=PRESENT, period=YEAR):
    """Whom `here` counts and `there` does not: reason and number."""
    found = compare(count(facts, here, period), count(facts, there, period))
    return {one.why: one.people for one in found.only_here}


def people(number, *meetings, **about):
    """So many people who went to the meetings."""
    names = [f"p{place}" for place in range(number)]
    return [
        *map(person, names),
        *(went(name, meeting, **about) for name in names for meeting in meetings),
    ]


def test_who_came_on_one_day_only_is_said_so():
    facts = [*TWO_DAYS, *people(17, "A1")]
    found = compare(count(facts, PRESENT, YEAR), count(facts, said("days", qualify__min=2), YEAR))
    assert [(one.why, one.people, one.least, one.asked) for one in found.only_here] == [
        (Why.ONE_DAY, 17, Fraction(1), Fraction(2))
    ]


@pytest.mark.parametrize(
    ("there", "reason"),
    [
        (said("minutes", qualify__min=180), Why.FEW_MINUTES),
        (said("minutes_share", qualify__min=0.8), Why.SMALL_SHARE),
        (said("meetings_share", qualify__min=0.8), Why.FEW_MEETINGS),
        (said("presence", qualify__min=2), Why.FEW_PRESENCES),
        (said("completion"), Why.FEW_EVENTS),
        (said(roles="[facilitator]"), Why.ROLE),
        (said(modes="[online_live]"), Why.MODE),
        (said(awards="[grant]"), Why.AWARD),
        (said(categories="[staff]"), Why.CATEGORY),
        (said(event_kinds="[conference]"), Why.OTHER_KIND),
        (said(curriculum_required="yes"), Why.NO_COURSE),
        (said(curriculum_required="yes", event_kinds="[conference]"), Why.EVENTS),
    ],
)
def test_what_the_other_rule_asks_is_named(there, reason):
    assert why([*TWO_DAYS, *people(3, "A1")], there) == {reason: 3}


def test_a_rule_for_trainings_of_two_days_leaves_out_those_of_one_day():
    here = said(event_kinds="[training]")
    there = said(event_kinds="[training]", qualify__extra="multi_day")
    assert why([*ONE_DAY, *people(2, "B1")], there, here) == {Why.ONE_DAY_EVENT: 2}


def test_a_course_without_its_test_is_said_so():
    facts = [
        course("C"),
        person("amal"),
        completed("amal", "C", at("2025-04-20"), test_passed=None),
    ]
    assert why(facts, said(qualify__extra="test_passed")) == {Why.NO_TEST: 1}


def test_who_was_counted_earlier_is_told_from_who_qualified_at_another_time():
    facts = [*ONE_DAY, *workshop("D", "2025-02-02"), person("a"), went("a", "B1"), went("a", "D1")]
    once_a_year = said(unique__within="year")
    assert why(facts, once_a_year, period=in_2025(5)) == {Why.OTHER_PERIOD: 1}
    late = said("presence", qualify__min=2, qualify__scope="period_sum")
    assert why(facts, late, period=in_2025(5)) == {Why.FEW_PRESENCES: 1}


def test_records_that_one_rule_merges_are_said_so():
    facts = [*ONE_DAY, *people(2, "B1"), link("p0", "p1")]
    apart, together = (
        said(identity__policy="split_probable"),
        said(identity__policy="merge_probable"),
    )
    assert why(facts, together, apart) == {Why.SAME_PERSON: 1}


def test_the_erased_whom_a_new_rule_cannot_know_are_said_so():
    facts = [sealed("gone", {"p@1": at("2025-03-03")})]
    assert why(facts, said(id="other")) == {Why.ERASED: 1}


def test_who_belongs_to_no_organisation_is_said_so():
    assert why([*ONE_DAY, *people(1, "B1")], said(unit="organisation")) == {Why.NO_ORGANISATION: 1}


def test_what_is_reached_is_told_from_the_least_to_the_most():
    facts = [*TWO_DAYS, *people(2, "A1"), person("x"), went("x", "A1"), went("x", "A2")]
    there = said("minutes", qualify__min=300)
    found = compare(count(facts, PRESENT, YEAR), count(facts, there, YEAR)).only_here
    assert [(one.people, one.least, one.most, one.asked) for one in found] == [(3, 120, 240, 300)]


def test_outcomes_have_no_people_to_compare():
    done = fact("outcome", "o", kind="oral_statement", date="2025-03-03")
    found = compare(
        count([done], PRESENT, YEAR), count([done], said("presence", unit="outcome"), YEAR)
    )
    assert not found.has_people


RULES = (
    PRESENT,
    said("days", qualify__min=2),
    said("minutes", qualify__min=180, roles="[trainee]"),
    said("completion", unique__within="year"),
    said("presence", identity__policy="merge_probable", categories="[external]"),
    said("presence", identity__policy="split_probable", qualify__extra="multi_day"),
)
DONE = st.sets(st.tuples(st.sampled_from("abcdef"), st.sampled_from(["A1", "A2", "B1"])))
SAME = st.sets(st.tuples(st.sampled_from("abc"), st.sampled_from("def")), max_size=3)


@given(DONE, SAME, st.sampled_from(RULES), st.sampled_from(RULES))
def test_the_differences_make_up_that_of_the_figures(done, same, one, other):
    facts = [*TWO_DAYS, *ONE_DAY, *map(person, "abcdef")]
    facts += [went(who, where) for who, where in sorted(done)]
    facts += [link(a, b) for a, b in sorted(same)]
    found = compare(count(facts, one, YEAR), count(facts, other, YEAR))
    gone = sum(each.people for each in found.only_here)
    come = sum(each.people for each in found.only_there)
    assert found.here.best - gone + come == found.there.best
    assert found.in_both + gone == found.here.best


def test_figures_beside_each_other_hide_what_their_difference_would_tell():
    facts = [*TWO_DAYS, *people(40, "A1", "A2"), person("x"), went("x", "A1")]
    facts += [attribute("x", "organisation", "o")]
    counts = [count(facts, rule, YEAR) for rule in (PRESENT, said("days", qualify__min=2))]
    public = side_by_side(counts, Audience.PUBLIC, Thresholds())
    assert [one.numbers and one.numbers.best for one in public] == [41, None]
    inside = side_by_side(counts, Audience.INTERNAL, Thresholds())
    assert [one.numbers.best for one in inside] == [41, 40]
