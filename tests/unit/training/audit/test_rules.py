"""Whatever is done to a log that was written, it shows, and where."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from training.audit.rules import (
    EMPTY,
    START,
    Act,
    Entry,
    Fault,
    Head,
    Wrong,
    first_fault,
    hash_after,
    head_of,
)

NOON = datetime(2027, 3, 1, 12, tzinfo=UTC)
words = st.text(max_size=8)
plain = st.builds(
    Entry,
    number=st.just(0),
    at=st.datetimes(timezones=st.just(UTC)),
    actor=words,
    act=st.sampled_from(Act).map(str),
    subject=words,
    detail=words,
    rows=st.none() | st.integers(0, 10**6),
)


def chained(entries: list[Entry]) -> Iterator[Entry]:
    previous = START
    for number, entry in enumerate(entries, 1):
        numbered = replace(entry, number=number)
        previous = hash_after(previous, numbered)
        yield replace(numbered, hash=previous)


logs = st.lists(plain, min_size=1, max_size=6).map(lambda entries: list(chained(entries)))


def head(log: list[Entry]) -> Head:
    return Head(log[-1].number, log[-1].hash)


@given(logs)
def test_a_log_as_it_was_written_is_whole(log: list[Entry]) -> None:
    assert first_fault(log, head(log)) is None


@given(logs, st.data())
def test_any_change_of_any_field_is_found(log: list[Entry], data: st.DataObject) -> None:
    place = data.draw(st.integers(0, len(log) - 1))
    entry = log[place]
    other = data.draw(
        st.sampled_from(
            [
                replace(entry, number=entry.number + 1),
                replace(entry, at=entry.at + timedelta(microseconds=1))
                if entry.at.year < 9999
                else replace(entry, at=entry.at - timedelta(microseconds=1)),
                replace(entry, actor=entry.actor + "x"),
                replace(entry, act=entry.act + "x"),
                replace(entry, subject=entry.subject + "x", detail=entry.detail),
                replace(entry, detail=entry.detail + "x"),
                replace(entry, rows=(entry.rows or 0) + 1),
                replace(entry, hash=entry.hash[::-1] + "x"),
            ]
        )
    )
    found = first_fault([*log[:place], other, *log[place + 1 :]], head(log))
    assert found is not None
    assert found.number <= entry.number + 1


@given(logs, st.data())
def test_an_entry_that_is_gone_is_found_wherever_it_stood(
    log: list[Entry], data: st.DataObject
) -> None:
    place = data.draw(st.integers(0, len(log) - 1))
    found = first_fault([*log[:place], *log[place + 1 :]], head(log))
    assert found == Fault(place + 1, Wrong.MISSING)


@given(logs, st.data())
def test_entries_that_changed_places_are_found(log: list[Entry], data: st.DataObject) -> None:
    moved = data.draw(st.permutations(log))
    whole = first_fault(moved, head(log)) is None
    assert whole == (moved == log)


@given(logs, logs)
def test_a_log_that_was_written_anew_does_not_fit_the_head(
    log: list[Entry], other: list[Entry]
) -> None:
    assert (first_fault(other, head(log)) is None) == (other[: len(log)] == log)


def test_words_cannot_wander_from_one_field_to_the_next() -> None:
    one = Entry(1, NOON, "a", "export", "ab", "c", None)
    assert hash_after(START, one) != hash_after(START, replace(one, subject="a", detail="bc"))


def test_an_entry_that_came_later_than_the_note_is_no_fault() -> None:
    log = list(chained([Entry(0, NOON, "a", "export", "", "", 1)] * 3))
    assert first_fault(log, Head(2, log[1].hash)) is None


def test_without_a_note_the_end_cannot_be_told() -> None:
    log = list(chained([Entry(0, NOON, "a", "export", "", "", 1)] * 3))
    assert first_fault(log, None) == Fault(3, Wrong.NO_HEAD)
    assert first_fault([], None) is None
    assert first_fault([], EMPTY) is None
    assert first_fault([], Head(2, log[1].hash)) == Fault(1, Wrong.MISSING)


@pytest.mark.parametrize("text", ["", "3", "3:", ":" + START, "x:" + START, f"1:{START}:", "1:ab"])
def test_what_is_no_head_is_not_read_as_one(text: str) -> None:
    assert head_of(text) is None


def test_a_head_is_read_as_it_was_written() -> None:
    assert head_of(f"{Head(17, START)}\n") == Head(17, START)
