"""Days in every common form, in six languages; what has two meanings is never guessed."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from training.intake.rules import Order, read_days

THIRD = date(2025, 3, 3)
ONE_DAY = [
    "2025-03-03",
    "2025/3/3",
    "20250303",
    "03/03/2025",
    "3.3.2025",
    "03.03.25",
    "3-Mar-25",
    "3 March 2025",
    "3rd March 2025",
    "March 3, 2025",
    "Monday, 3 March 2025",
    "3 mars 2025",
    "lundi 3 mars 2025",
    "3 de marzo de 2025",
    "3 марта 2025 г.",
    "3 мар. 2025",
    "٣ مارس ٢٠٢٥",
    "3 آذار 2025",
    "الاثنين 3 مارس 2025",
    "2025年3月3日",
    "２０２５年３月３日",
    "2025-03-03 09:30",
    "45719",
    "45719.0",
]
THREE_DAYS = [
    "3-5 March 2025",
    "3–5 mars 2025",
    "du 3 au 5 mars 2025",
    "del 3 al 5 de marzo de 2025",
    "с 3 по 5 марта 2025",
    "3-5.03.2025",
    "March 3-5, 2025",
    "2025-03-03 to 2025-03-05",
    "3.3.2025 – 5.3.2025",
    "2025年3月3日至5日",
]
NO_DATE = ["", "12", "Day 1", "March 2025", "31/02/2025", "2025-13-01", "1,234", "from 40%", "x"]


@pytest.mark.parametrize("text", ONE_DAY)
def test_a_day_is_read_as_people_write_it(text):
    assert read_days(text).read(None) == (THIRD,)


@pytest.mark.parametrize("text", THREE_DAYS)
def test_days_from_one_to_another_are_read(text):
    assert [day.day for day in read_days(text).read(None)] == [3, 4, 5]


@pytest.mark.parametrize("text", NO_DATE)
def test_what_is_no_date_is_none(text):
    found = read_days(text)
    assert (found.day_first, found.month_first) == ((), ())


@pytest.mark.parametrize("text", ["03/04/2025", "3-4-2025", "٠٣/٠٤/٢٠٢٥"])
def test_what_has_two_meanings_needs_an_order(text):
    found = read_days(text)
    assert found.is_ambiguous
    assert found.read(None) == ()
    assert found.read(Order.DAY_FIRST) == (date(2025, 4, 3),)
    assert found.read(Order.MONTH_FIRST) == (date(2025, 3, 4),)


def test_a_day_above_twelve_says_which_it_is():
    assert read_days("13/04/2025").read(None) == read_days("04/13/2025").read(None)


@given(st.dates(date(1950, 1, 1), date(2099, 12, 31)))
def test_every_day_is_read_back_from_iso_and_from_a_spreadsheet(day):
    assert read_days(day.isoformat()).read(None) == (day,)
    assert read_days(str((day - date(1899, 12, 30)).days)).read(None) == (day,)


@given(st.text(max_size=60))
def test_no_text_breaks_the_reading(text):
    read_days(text).read(Order.DAY_FIRST)
