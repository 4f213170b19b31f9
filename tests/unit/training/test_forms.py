"""Days and times are understood however their digits are typed."""

import pytest

from training.forms import numbers_in


@pytest.mark.parametrize(
    "typed",
    ["2027-03-01", "2027/03/01", "2027 03 01", "20270301", "٢٠٢٧-٠٣-٠١", "２０２７年０３月０１日"],
)
def test_a_day_is_read_in_any_digits(typed):
    assert numbers_in([typed], (4, 2, 2)) == ["2027", "03", "01"]


@pytest.mark.parametrize("typed", ["14:30", "1430", "14.30", "14 h 30", "١٤:٣٠"])
def test_a_time_is_read_in_any_digits(typed):
    assert numbers_in([typed], (2, 2)) == ["14", "30"]


@pytest.mark.parametrize("typed", ["", "tomorrow", "\x00", "9" * 10_000])
def test_what_is_no_day_gives_no_day(typed):
    assert len(numbers_in([typed], (4, 2, 2))) != 3
