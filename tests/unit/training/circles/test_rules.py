from collections import Counter
from datetime import UTC, datetime, timedelta
from itertools import permutations
from time import perf_counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from training.circles.rules import (
    Facts,
    Member,
    Phase,
    Reader,
    Step,
    labelled,
    next_step,
    phase,
    shared_out,
)

NOON = datetime(2027, 3, 1, 12, tzinfo=UTC)
DAY = timedelta(days=1)
LANGUAGES = ("ar", "en", "es", "fr", "ru", "zh")
WAITING = {Step.WAIT_FOR_DRAFTS, Step.WAIT_FOR_FEEDBACK}
ASKED = {Step.JOIN, Step.HAND_IN, Step.PRACTISE, Step.READ}

languages = st.sampled_from(LANGUAGES)
kinds = st.tuples(languages, st.frozensets(languages))
groups = st.lists(kinds, max_size=25).map(
    lambda them: tuple(
        Reader(f"r{number}", language, reads) for number, (language, reads) in enumerate(them)
    )
)


def circle(**about: object) -> Facts:
    usual = {"drafts_until": NOON, "feedback_until": NOON + DAY, "handed_in": 3, "unanswered": 6}
    return Facts(**{"began_at": None, "closed_at": None, **usual, **about})


def readers(*languages: str) -> tuple[Reader, ...]:
    return tuple(
        Reader(f"{number}", language, frozenset({language}))
        for number, language in enumerate(languages)
    )


@given(groups, st.integers(0, 6), st.text(max_size=5))
def test_each_reads_and_is_read_equally_often_never_their_own_and_no_pair_twice(
    group: tuple[Reader, ...], wanted: int, seed: str
) -> None:
    plan = shared_out(group, wanted, seed)
    each = max(min(wanted, len(group) - 1), 0)
    assert set(plan) == {one.id for one in group}
    assert {len(set(authors)) for authors in plan.values()} <= {each}
    assert {len(authors) for authors in plan.values()} <= {each}
    assert all(reader not in authors for reader, authors in plan.items())
    read_by = Counter(author for authors in plan.values() for author in authors)
    assert all(read_by[one.id] == each for one in group)


@given(groups, st.integers(1, 5), st.randoms())
def test_the_plan_follows_from_seed_and_readers_not_from_their_order(group, wanted, random) -> None:
    other = random.sample(group, len(group))
    assert shared_out(tuple(other), wanted, "seed") == shared_out(group, wanted, "seed")


def test_another_seed_shares_out_differently() -> None:
    group = readers(*["en"] * 8)
    assert len({str(sorted(shared_out(group, 2, f"{n}").items())) for n in range(10)}) > 1


@pytest.mark.parametrize("each", [1, 2])
def test_groups_of_one_language_read_each_other(each: int) -> None:
    group = readers("ar", "fr", "ar", "fr", "ar", "fr")
    tongue = {one.id: one.language for one in group}
    plan = shared_out(group, each, "seed")
    assert all(tongue[one] == tongue[author] for one in plan for author in plan[one])


def misread(plan: dict[str, tuple[str, ...]], group: tuple[Reader, ...]) -> int:
    known = {one.id: one for one in group}
    return sum(
        known[author].language not in known[one].reads for one in plan for author in plan[one]
    )


@given(st.lists(kinds, min_size=3, max_size=5))
def test_no_way_of_sharing_out_has_fewer_readers_without_the_language(them) -> None:
    group = tuple(Reader(f"r{n}", language, reads) for n, (language, reads) in enumerate(them))
    ids = [one.id for one in group]
    all_plans = (
        {one: (author,) for one, author in zip(ids, order, strict=True)}
        for order in permutations(ids)
        if all(one != author for one, author in zip(ids, order, strict=True))
    )
    least = min(misread(plan, group) for plan in all_plans)
    assert misread(shared_out(group, 1, "seed"), group) == least


def test_nobody_knows_anybodys_language_and_all_are_read_all_the_same() -> None:
    group = tuple(Reader(f"{n}", "ar", frozenset({"zh"})) for n in range(5))
    assert {len(authors) for authors in shared_out(group, 2, "seed").values()} == {2}


def test_the_largest_circle_is_shared_out_at_once() -> None:
    group = readers(*[LANGUAGES[n % 6] for n in range(40)])
    begun = perf_counter()
    shared_out(group, 5, "seed")
    assert perf_counter() - begun < 1


def test_a_circle_goes_from_drafting_over_giving_to_released_by_the_clock_alone() -> None:
    times = [NOON - DAY, NOON, NOON + DAY - timedelta(seconds=1), NOON + DAY]
    assert [phase(circle(), now) for now in times] == [
        Phase.DRAFTING,
        Phase.GIVING,
        Phase.GIVING,
        Phase.RELEASED,
    ]


def test_a_circle_goes_on_as_soon_as_all_is_in() -> None:
    hour = timedelta(hours=1)
    early = circle(began_at=NOON - 2 * hour, closed_at=NOON - hour)
    assert phase(early, NOON - 2 * hour) is Phase.GIVING
    assert phase(early, NOON - hour) is Phase.RELEASED


def test_nothing_waits_for_somebody_who_left() -> None:
    assert phase(circle(unanswered=1), NOON) is Phase.GIVING
    assert phase(circle(unanswered=0), NOON) is Phase.RELEASED


@pytest.mark.parametrize("handed_in", [0, 1, 2])
def test_fewer_than_three_are_no_circle(handed_in: int) -> None:
    few = circle(handed_in=handed_in)
    assert phase(few, NOON - DAY) is Phase.DRAFTING
    assert phase(few, NOON) is phase(few, NOON + 9 * DAY) is Phase.TOO_FEW
    assert next_step(Member(in_time=True, practised=True), Phase.TOO_FEW) is Step.FACILITATOR


def test_a_member_is_led_from_joining_to_what_they_received() -> None:
    drafting, giving, released = Phase.DRAFTING, Phase.GIVING, Phase.RELEASED
    assert [
        next_step(Member(joined=False), drafting),
        next_step(Member(), drafting),
        next_step(Member(in_time=True), drafting),
        next_step(Member(in_time=True, practised=True), drafting),
        next_step(Member(in_time=True, left=2), giving),
        next_step(Member(in_time=True, practised=True, left=2), giving),
        next_step(Member(in_time=True, practised=True), giving),
        next_step(Member(in_time=True, practised=True, received=1), released),
    ] == [
        Step.JOIN,
        Step.HAND_IN,
        Step.PRACTISE,
        Step.WAIT_FOR_DRAFTS,
        Step.PRACTISE,
        Step.READ,
        Step.WAIT_FOR_FEEDBACK,
        Step.RECEIVE,
    ]


def test_whoever_nobody_answered_gets_an_example_to_compare_with() -> None:
    assert next_step(Member(in_time=True, left=2), Phase.RELEASED) is Step.COMPARE


@pytest.mark.parametrize("at", [Phase.GIVING, Phase.RELEASED])
def test_a_late_draft_goes_to_the_facilitator_and_none_at_all_is_missed(at: Phase) -> None:
    assert next_step(Member(in_time=False), at) is Step.FACILITATOR
    assert next_step(Member(in_time=None), at) is Step.MISSED


moments = st.integers(-48, 96).map(lambda hours: NOON + timedelta(hours=hours))


@given(
    group=groups,
    wanted=st.integers(1, 5),
    answers=st.randoms(),
    late=st.integers(0, 3),
    at=moments,
)
def test_whoever_is_silent_nobody_waits_beyond_a_deadline(group, wanted, answers, late, at) -> None:
    plan = shared_out(group, wanted, "seed")
    given = {(one, author) for one in plan for author in plan[one] if answers.random() < 0.5}
    pairs = {(one, author) for one in plan for author in plan[one]}
    facts = circle(handed_in=len(group), unanswered=len(pairs - given))
    members = [
        Member(
            in_time=True,
            practised=answers.random() < 0.5,
            left=sum((one, author) not in given for author in plan[one]),
            received=sum((other, one) in given for other in plan),
        )
        for one in plan
    ] + [Member(in_time=False) for _ in range(late)]
    steps = {next_step(member, phase(facts, at)) for member in members}
    if at >= facts.drafts_until:
        assert Step.WAIT_FOR_DRAFTS not in steps
    if at >= facts.feedback_until:
        assert not steps & (WAITING | ASKED)
        for member in members[: len(plan)]:
            released = next_step(member, phase(facts, at))
            expected = Step.RECEIVE if member.received else Step.COMPARE
            assert released is (Step.FACILITATOR if len(group) < 3 else expected)


ids = [f"id{number}" for number in range(25)]


@given(st.text(min_size=1), st.sampled_from(ids), st.sets(st.sampled_from(ids)))
def test_labels_tell_things_apart_and_stay(seed: str, viewer: str, them: set[str]) -> None:
    once = labelled(seed, viewer, "reading", them)
    assert set(once.values()) == them
    assert list(once.items()) == list(labelled(seed, viewer, "reading", sorted(them)).items())


def test_labels_link_neither_viewers_nor_purposes_nor_circles() -> None:
    seen = [
        labelled(seed, viewer, purpose, ids)
        for seed in ("one", "two")
        for viewer in ("id1", "id2")
        for purpose in ("reading", "received")
    ]
    assert len({label for labels in seen for label in labels}) == len(seen) * len(ids)
    assert len({tuple(labels.values()) for labels in seen}) == len(seen)
