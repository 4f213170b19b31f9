"""Where a person stands in a course."""

from datetime import UTC, datetime, timedelta
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from courses import Course, Event, EventKind, Lesson, Live, Module, Sequence, State, Task, Video
from courses import progress as progress_of

NOON = datetime(2027, 3, 1, 12, tzinfo=UTC)


def lesson(name: str) -> Lesson:
    return Lesson(id=name, title=name, language="en", text="")


ACTIVITIES = (
    lesson("why"),
    Video(
        id="film", title="Film", language="en", sources=("media/a.webm",), transcript="", seconds=9
    ),
    Live(id="meet", title="Meet", language="en"),
    lesson("extra"),
    Task(id="write", title="Write", language="en"),
)


def course(
    sequence: Sequence = Sequence.ORDERED,
    completion: tuple[str, ...] = ("why", "film", "meet", "write"),
) -> Course:
    return Course(
        id="c",
        version="1.0.0",
        digest="",
        language="en",
        original="en",
        languages=("en",),
        text_language="en",
        title="C",
        sequence=sequence,
        completion=completion,
        modules=(Module(id="m", title="M", activities=ACTIVITIES),),
    )


def at(minute: int, activity_id: str, kind: str, **more: bool) -> Event:
    return Event(activity_id, EventKind(kind), NOON + timedelta(minutes=minute), **more)


WHOLE_WAY = (
    at(1, "why", "read"),
    at(2, "film", "watched"),
    at(3, "meet", "attended"),
    at(4, "write", "ticked"),
)

some_events = st.lists(
    st.builds(
        at,
        st.integers(0, 99),
        st.sampled_from([*(a.id for a in ACTIVITIES), "gone"]),
        st.sampled_from(list(EventKind)),
        passed=st.sampled_from([None, True, False]),
    )
)


def test_only_the_first_activity_is_open_at_the_start() -> None:
    now = progress_of(course(), ())
    assert now.states["why"] is State.OPEN
    assert now.states["film"] is State.LOCKED
    assert now.waits_for["write"] == ("why", "film")
    assert (now.next, now.share, now.complete, now.completed_at) == ("why", 0, False, None)


def test_everything_is_open_in_a_free_course() -> None:
    states = progress_of(course(Sequence.FREE), ()).states
    assert set(states.values()) == {State.OPEN}


def test_a_meeting_holds_up_nothing_but_is_missing_at_the_end() -> None:
    now = progress_of(course(), (WHOLE_WAY[0], WHOLE_WAY[1], WHOLE_WAY[3]))
    assert now.states["meet"] is State.OPEN
    assert now.missing == ("meet",)
    assert now.share == pytest.approx(3 / 4)


def test_an_optional_activity_holds_up_nothing_and_comes_last() -> None:
    now = progress_of(course(), WHOLE_WAY[:2])
    assert now.states["extra"] is State.OPEN
    assert now.next == "write"
    assert progress_of(course(), WHOLE_WAY).next == "extra"


def test_the_course_is_complete_when_the_last_required_activity_was_first_done() -> None:
    again = at(50, "why", "read")
    now = progress_of(course(), (*WHOLE_WAY, again))
    assert now.complete
    assert now.completed_at == NOON + timedelta(minutes=4)
    assert now.done == ("why", "film", "meet", "write")


def test_reading_the_transcript_does_as_well_as_watching() -> None:
    now = progress_of(course(), (at(1, "why", "read"), at(2, "film", "read")))
    assert now.states["film"] is State.DONE


def test_opening_is_a_start_and_not_an_end() -> None:
    assert progress_of(course(), (at(1, "why", "opened"),)).states["why"] is State.STARTED


def test_what_was_done_before_its_turn_stays_done() -> None:
    now = progress_of(course(), (at(1, "write", "ticked"),))
    assert now.states["write"] is State.DONE
    assert now.waits_for["write"] == ()


@given(some_events, st.randoms())
def test_the_order_of_events_does_not_matter_nor_does_repeating_them(
    events: list[Event], random: Random
) -> None:
    shuffled = [*events, *events]
    random.shuffle(shuffled)
    assert progress_of(course(), shuffled) == progress_of(course(), events)


@given(some_events, some_events)
def test_more_events_never_take_anything_away(events: list[Event], more: list[Event]) -> None:
    before, after = progress_of(course(), events), progress_of(course(), [*events, *more])
    assert set(before.done) <= set(after.done)
    assert before.share <= after.share
    assert not before.complete or after.complete
