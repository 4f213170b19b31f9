"""Numbers of certificates, and how one stands."""

import pytest

from training.accounts.rules import ALPHABET
from training.certificates.rules import State, number_from, number_in, state_of

NUMBER = number_from(bytes(range(16)))


def test_a_number_is_found_however_it_is_typed():
    assert number_in(NUMBER.lower().replace("-", " ")) == NUMBER


def test_every_single_wrong_character_is_noticed():
    plain = NUMBER.replace("-", "")
    wrong = [
        plain[:place] + other + plain[place + 1 :]
        for place in range(len(plain))
        for other in set(ALPHABET) - {plain[place]}
    ]
    assert [one for one in wrong if number_in(one)] == []


@pytest.mark.parametrize("text", ["", "ABC", NUMBER + "A", "０" * 12, "ABCD-EFGH-JKMN-PQ"])
def test_what_cannot_be_a_number_is_none(text):
    assert number_in(text) is None


def test_without_any_record_nothing_is_said_for_or_against_it():
    assert state_of(is_known=False, counts=False) is State.ENDED
    assert state_of(is_known=True, counts=False) is State.NO_LONGER
    assert state_of(is_known=True, counts=True) is State.VALID
