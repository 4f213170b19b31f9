"""Card codes find typing errors."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from training.accounts.rules import ALPHABET, card_code, code_from

SEEDS = st.binary(min_size=16, max_size=32)


@given(SEEDS)
def test_a_code_is_understood_however_it_is_typed(seed):
    code = code_from(seed)
    assert card_code(f" {code.lower().replace('-', ' ')} ") == code


@given(SEEDS, st.integers(0, 13))
def test_every_single_wrong_character_is_found(seed, place):
    plain = code_from(seed).replace("-", "")
    for other in set(ALPHABET) - {plain[place]}:
        assert card_code(plain[:place] + other + plain[place + 1 :]) is None


@given(SEEDS)
def test_every_swap_of_neighbours_is_found(seed):
    plain = code_from(seed).replace("-", "")
    for place, (first, second) in enumerate(pairwise(plain)):
        if first != second:
            assert card_code(plain[:place] + second + first + plain[place + 2 :]) is None


@pytest.mark.parametrize("text", ["", "ABCD", "0000-0000-0000-00", "…", "ABCD-EFGH-JKMN-PQ-RS"])
def test_what_cannot_be_a_code_is_none(text):
    assert card_code(text) is None
