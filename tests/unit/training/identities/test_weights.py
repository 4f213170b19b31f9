"""What findings weigh, and which pairs are looked at."""

from datetime import UTC, datetime, timedelta
from math import isclose

from hypothesis import given
from hypothesis import strategies as st

from training.identities.rules import (
    CHANCES,
    MOST_IN_A_BLOCK,
    Bearer,
    Blocks,
    Finding,
    Found,
    HintKind,
    Known,
    Likelihood,
    Sitting,
    compare,
    is_likely,
    is_worth_a_look,
    likelihood,
    probability,
    weight,
)
from training.identities.rules.comparing import NAMES, OTHERS, SAID

NINE = datetime(2025, 3, 3, 9, tzinfo=UTC)
FOUND = st.builds(Found, st.sampled_from(Finding), st.integers(2, 10_000))
SAME_THEN_OTHER = [
    *((same, other) for _, sames, other in OTHERS for same in sames),
    *((same, other) for _, same, other in SAID),
]


def sat(meeting="m", starts=NINE, *, in_room=True):
    return Sitting(meeting, starts, starts + timedelta(hours=2), in_room)


def findings(*found):
    return {one.finding for one in found}


@given(st.lists(FOUND, max_size=30))
def test_a_probability_lies_between_nought_and_one(found):
    assert 0 <= probability(weight(found)) <= 1


@given(st.lists(FOUND, max_size=8), st.sampled_from(SAME_THEN_OTHER), st.integers(2, 500))
def test_agreeing_where_there_was_nothing_or_a_difference_never_lowers_it(rest, pair, among):
    same, other = pair
    differs, unknown, agrees = (
        probability(weight([*rest, *more])) for more in ([Found(other)], [], [Found(same, among)])
    )
    assert differs <= unknown <= agrees


@given(FOUND, st.integers(2, 10_000))
def test_what_more_records_share_weighs_no_more(found, among):
    fewer, more = sorted((found.among, among))
    assert Found(found.finding, more).bits <= Found(found.finding, fewer).bits


def test_each_name_finding_is_made_on_one_human_and_on_two_in_shares_of_a_whole():
    levels = [CHANCES[one] for one in (*NAMES, Finding.OTHER_NAME)]
    assert isclose(sum(one.m for one in levels), 1)
    assert isclose(sum(one.u for one in levels), 1)


def test_no_finding_about_a_name_is_enough_alone():
    assert all(probability(weight([Found(one)])) < 0.25 for one in NAMES)


def test_a_card_is_enough_alone_and_is_called_sure():
    found = [Found(Finding.SAME_CARD)]
    assert probability(weight(found)) > 0.99
    assert likelihood(weight(found), found) is Likelihood.SURE
    assert likelihood(0, ()) is Likelihood.POSSIBLE


def test_nobody_is_in_a_room_twice():
    together = compare(Known(sittings=(sat(),)), Known(sittings=(sat(),)), {})
    apart = compare(Known(sittings=(sat(),)), Known(sittings=(sat("n", NINE + timedelta(1)),)), {})
    assert findings(*together) == {Finding.TOGETHER}
    assert weight(together) < weight(apart) - 8


def test_nobody_is_in_two_rooms_at_once():
    found = compare(Known(sittings=(sat("m"),)), Known(sittings=(sat("n"),)), {})
    assert findings(*found) == {Finding.TOGETHER}


def test_two_devices_in_an_online_meeting_say_nothing():
    online = Known(sittings=(sat(in_room=False),))
    found = compare(online, online, {})
    assert (findings(*found), weight(found)) == ({Finding.TOGETHER_ONLINE}, weight(()))


def test_two_meetings_one_after_the_other_are_no_contradiction():
    later = sat("n", NINE + timedelta(hours=2))
    assert compare(Known(sittings=(sat(),)), Known(sittings=(later,)), {}) == ()


def test_of_a_name_only_what_says_most_counts():
    shared = {Finding.SAME_NAME: 2, Finding.SOUNDS_ALIKE: 2, Finding.TWO_WORDS_ALIKE: 2}
    assert findings(*compare(Known(), Known(), shared)) == {Finding.SAME_NAME}


def test_a_very_common_name_yields_to_a_rarer_sound():
    shared = {Finding.SAME_NAME: 500, Finding.SOUNDS_ALIKE: 2}
    assert findings(*compare(Known(), Known(), shared)) == {Finding.SOUNDS_ALIKE}


def test_differences_are_seen_only_where_both_say_something():
    one = Known(frozenset({HintKind.NAME, HintKind.EMAIL}), {"gender": "f", "language": "fr"})
    other = Known(frozenset({HintKind.ONE_WORD, HintKind.PHONE}), {"gender": "m"})
    assert findings(*compare(one, other, {})) == {Finding.OTHER_NAME, Finding.OTHER_GENDER}


def test_colleagues_share_their_country_and_that_says_no_more():
    one = Known(said={"organisation": "o", "country": "KE"})
    other = Known(said={"organisation": "p", "country": "KE"})
    assert findings(*compare(one, one, {})) == {Finding.SAME_ORGANISATION}
    assert Finding.SAME_COUNTRY in findings(*compare(one, other, {}))


@given(st.dictionaries(st.sampled_from([*NAMES, Finding.SAME_EMAIL]), st.integers(2, 40)))
def test_no_pair_that_could_be_likely_is_left_unread(shared):
    said = {"organisation": "o", "country": "KE", "language": "fr", "gender": "f"}
    best = compare(Known(said=said), Known(said=said), shared)
    assert is_likely(weight(best)) <= is_worth_a_look(Known(), Known(), shared)


def taken(*bearers):
    blocks = Blocks()
    blocks.take(bearers)
    return blocks


def test_only_records_that_share_a_hint_make_a_pair_and_each_pair_once():
    blocks = taken(*(Bearer(one, HintKind.EMAIL) for one in ("c", "a", "b", "a")))
    assert blocks.shared == {
        pair: {Finding.SAME_EMAIL: 3} for pair in (("a", "b"), ("a", "c"), ("b", "c"))
    }


def test_two_full_names_are_not_compared_by_their_initials():
    assert taken(*(Bearer(one, HintKind.COULD_BE_INITIALS) for one in "ab")).shared == {}
    short = (Bearer("a", HintKind.INITIALS), Bearer("b", HintKind.COULD_BE_INITIALS))
    assert taken(*short).shared == {("a", "b"): {Finding.SAME_INITIALS: 2}}


def test_a_hint_of_very_many_is_looked_at_inside_organisations_only():
    many = [Bearer(f"{n:03}", HintKind.NAME, f"o{n // 2}") for n in range(MOST_IN_A_BLOCK + 2)]
    blocks = taken(*many)
    assert (len(blocks.shared), blocks.too_large) == (len(many) // 2, 0)
    assert set(blocks.shared["000", "001"].values()) == {len(many)}


def test_what_is_too_large_inside_an_organisation_too_is_counted_and_left_out():
    blocks = taken(*(Bearer(f"{n:03}", HintKind.NAME, "o") for n in range(MOST_IN_A_BLOCK + 1)))
    assert (blocks.shared, blocks.too_large) == ({}, 1)
