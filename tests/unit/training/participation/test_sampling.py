"""A sample is drawn by a rule that is written down, so that it can be drawn again by hand."""

from hypothesis import given
from hypothesis import strategies as st

from training.participation.rules import drawn

DIGEST = "0123456789abcdef" * 4


def test_the_sample_is_what_sha256sum_gives_by_hand():
    found = drawn(DIGEST, 7, 12, 3)
    assert [one.line for one in found] == [12, 7, 11]
    assert found[0].key == "06ad81030ea93bb39dc763c624208d7f7b7f15dfcdbe8fecb1f56a76ca030481"


def test_another_number_or_another_tally_draws_another_sample():
    samples = {
        tuple(one.line for one in drawn(digest, number, 200, 10))
        for digest in (DIGEST, DIGEST[::-1])
        for number in (1, 2, 3)
    }
    assert len(samples) == 6


@given(lines=st.integers(0, 60), size=st.integers(1, 80), number=st.integers(0, 10**9))
def test_a_sample_has_each_line_once_and_a_larger_one_begins_with_it(lines, size, number):
    found = drawn(DIGEST, number, lines, size)
    assert len({one.line for one in found}) == len(found) == min(lines, size)
    assert {one.line for one in found} <= set(range(1, lines + 1))
    assert drawn(DIGEST, number, lines, size + 5)[: len(found)] == found
