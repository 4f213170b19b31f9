"""Marks, minutes and times as they stand in attendance sheets of six languages."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from training.intake.rules.attendance import read_mark, read_minutes, read_time


@pytest.mark.parametrize(
    "text", ["x", "X", "Х", "1", "P", "present", "oui", "sí", "да", "是", "حاضر", "نعم", "✓", "到"]
)
def test_a_mark_says_that_somebody_was_there(text):
    assert read_mark(text).mark == "present"


@pytest.mark.parametrize("text", ["0", "absent", "non", "нет", "否", "غائب", "-", "–", "no"])
def test_a_mark_says_that_somebody_was_not_there(text):
    assert read_mark(text).mark == "absent"


@pytest.mark.parametrize(
    ("text", "mark"), [("retard", "late"), ("请假", "excused"), ("معذور", "excused")]
)
def test_a_mark_says_late_or_excused(text, mark):
    assert read_mark(text).mark == mark


@pytest.mark.parametrize("text", ["90", "90 min", "1h30", "1:30", "90 мин", "٩٠", "90分钟"])
def test_a_length_of_time_is_read(text):
    assert read_mark(text).minutes == 90
    assert read_minutes(text) == 90


@pytest.mark.parametrize("text", ["09:00-10:30", "9h–10h30", "9:00 am - 10:30 am", "9:00 to 10:30"])
def test_from_when_to_when_is_read(text):
    assert read_mark(text).span == (540, 630)


@pytest.mark.parametrize(("text", "at"), [("2:15 pm", 855), ("14h15", 855), ("14:15:00", 855)])
def test_a_time_of_day_is_read(text, at):
    assert read_time(text) == at


@pytest.mark.parametrize("text", ["maybe", "9:30", "10:30-09:00", "25:00", "-5", "1.5"])
def test_what_nobody_can_read_is_refused(text):
    assert read_mark(text) is None


@given(st.text(max_size=40))
def test_no_text_breaks_the_reading(text):
    read_mark(text)
    read_time(text)
    read_minutes(text)
