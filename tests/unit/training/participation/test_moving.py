"""What a correction changes: the issued numbers and the moves always give the new ones."""

from collections import Counter

from hypothesis import given
from hypothesis import strategies as st

from training.participation.rules import (
    Audience,
    Move,
    Reason,
    Thresholds,
    Verdict,
    applied,
    moves,
    shown_moves,
)

REASONS = st.sampled_from([Reason.COUNTED, Reason.ABSENT, Reason.BELOW_DOSE, Reason.SEALED])
PEOPLE = st.dictionaries(st.integers(0, 30).map(str), REASONS)
NUMBERS = st.dictionaries(REASONS, st.integers(1, 20))


def verdicts(people):
    return [Verdict(person, reason) for person, reason in people.items()]


@given(PEOPLE, PEOPLE)
def test_what_was_issued_and_the_moves_give_what_holds_now(then, now):
    issued = Counter(then.values())
    found = moves(issued, verdicts(then), verdicts(now))
    assert applied(issued, found) == Counter(now.values())


@given(NUMBERS, PEOPLE, PEOPLE)
def test_it_adds_up_as_well_where_the_ledger_no_longer_gives_what_was_issued(issued, again, now):
    found = moves(issued, verdicts(again), verdicts(now))
    assert applied(issued, found) == Counter(now.values())


def test_the_same_people_with_the_same_reasons_are_no_move():
    same = verdicts({"a": Reason.COUNTED, "b": Reason.ABSENT})
    assert moves({Reason.COUNTED: 1, Reason.ABSENT: 1}, same, same) == ()


def test_whoever_only_registered_concerns_no_figure():
    assert not Move(None, Reason.ABSENT, 3).is_material
    assert Move(Reason.ABSENT, Reason.COUNTED, 3).is_material


def test_others_see_numbers_only_where_none_is_small():
    large, small = Move(Reason.ABSENT, Reason.COUNTED, 40), Move(Reason.ROLE, Reason.COUNTED, 2)
    assert shown_moves([large], Audience.PUBLIC, Thresholds()) == (large,)
    shown = shown_moves([large, small], Audience.PUBLIC, Thresholds())
    assert {one.people for one in shown} == {None}
    assert shown_moves([large, small], Audience.INTERNAL, Thresholds()) == (large, small)
    assert shown_moves([Move(Reason.ABSENT, Reason.COUNTED, 9)], Audience.DONOR, Thresholds())[
        0
    ].people
