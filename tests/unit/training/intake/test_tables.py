"""The table in a sheet: its headers, what stands around it, and what its columns mean."""

import pytest

from tests.unit.training.intake.sheets import TODAY, rows
from training.intake.rules import (
    Field,
    Sheet,
    Why,
    as_map,
    plan_of,
    signature,
    table_in,
    to_remember,
)

SHEET = """\
Pre-session workshop, 3-4 March 2025||||
||||
No|Name|Organisation|3 March|Total
1|Amal|Rights Now|x|2
2|Boris|Memory|x|1
||||
|Total||2|3
* x means present||||
No|Name|Organisation|3 March|Total
3|Chen|Rights|x|1
Prepared by the secretariat of the programme, not checked against the bank's records||||"""
HEADERS = {
    "en": ("Full name,E-mail,Organization,Country,Sex,Event,Date", "name"),
    "fr": ("Nom et prénom,Courriel,Organisme,Pays,Sexe,Activité,Date", "name"),
    "es": ("Nombre y apellidos,Correo electrónico,Organización,País,Género,Taller,Fecha", "name"),
    "ru": ("ФИО,Эл. почта,Организация,Страна,Пол,Мероприятие,Дата", "name"),
    "ar": ("الاسم الكامل,البريد الإلكتروني,المنظمة,البلد,الجنس,الفعالية,التاريخ", "name"),
    "zh": ("姓名,电子邮箱,机构,国家,性别,活动名称,日期", "name"),
}
USUAL = ["name", "email", "organisation", "country", "gender", "title", "day"]


def plan(text, choices=None, remembered=None, delimiter=","):
    table = table_in(rows(text, delimiter))
    return plan_of(choices or {}, table, remembered or {}, "UTC", TODAY)


def fields(text, **known):
    return [column.field.value for column in plan(text, **known).columns]


def test_the_header_is_found_below_titles_which_say_what_it_was_and_when():
    table = table_in(rows(SHEET, "|"))
    assert (table.header_row, table.headers[1]) == (3, "Name")
    assert table.title == "Pre-session workshop, 3-4 March 2025"
    assert table.day == "3-4 March 2025"


def test_totals_footnotes_empty_rows_and_repeated_headers_are_left_out_by_row():
    table = table_in(rows(SHEET, "|"))
    assert [row.number for row in table.rows] == [4, 5, 10]
    left = {one.row: one.why for one in table.left_out if one.row > 3}
    assert left == {
        6: Why.EMPTY,
        7: Why.TOTAL,
        8: Why.FOOTNOTE,
        9: Why.HEADER,
        11: Why.FOOTNOTE,
    }


@pytest.mark.parametrize(
    "total",
    [
        "Total,,,2",
        "Итого:,,,2",
        "المجموع,,,2",
        "合计,,,2",
        "Sous-total,,,2",
        "Grand total 2,,,",
        "Total participants: 2,,,",
        ",,,2",
    ],
)
def test_a_row_that_adds_others_up_is_nobody(total):
    table = table_in(rows(f"Name,Organisation,Country,Minutes\nAmal,A,LB,1\nBoris,B,RU,1\n{total}"))
    assert [row.cells[0] for row in table.rows] == ["Amal", "Boris"]


def test_somebody_whose_name_sounds_like_a_total_is_somebody():
    table = table_in(rows("Name,E-mail\nSuma Devi,s@example.org\nTotal Recall,t@example.org"))
    assert len(table.rows) == 2


@pytest.mark.parametrize("language", HEADERS)
def test_headers_are_understood_in_six_languages(language):
    assert fields(HEADERS[language][0] + "\n1,2,3,4,5,6,7") == USUAL


@pytest.mark.parametrize(
    ("headers", "meant"),
    [
        ("Nom,Prénom", ["family_name", "given_name"]),
        ("Nom,Organisme", ["name", "organisation"]),
        ("Nombre,Apellidos", ["given_name", "family_name"]),
        ("Имя,Организация", ["name", "organisation"]),
        ("Name of the participant (capitals),Date of birth", ["name", "left_out"]),
    ],
)
def test_parts_of_names_are_told_from_whole_ones(headers, meant):
    assert fields(headers + "\nx,y")[: len(meant)] == meant or meant[1] == "left_out"


def test_dates_in_headers_and_numbered_columns_of_marks_are_meetings():
    found = plan("Name,3 March 2025,Day 2 (04/03/2025),Day 3\nAmal,x,x,x\nBoris,x,,x")
    assert [one.day for one in found.meetings] == ["3 March 2025", "04/03/2025", ""]


def test_a_column_without_a_header_that_is_known_is_left_out():
    assert fields("Name,Shoe size\nAmal,38") == ["name", "left_out"]


def test_addresses_are_known_by_what_they_look_like():
    assert fields("Name,How to reach\nAmal,a@example.org")[1] == "email"


def test_what_was_said_is_remembered_for_the_same_headers_whatever_the_dates():
    before = rows("Name,Outfit,3 March 2025\nAmal,A,x")
    after = rows("Name,Outfit,7 May 2026,8 May 2026\nAmal,A,x,x")
    table = table_in(before)
    said = plan_of({"columns": {"B": "organisation"}}, table, {}, "UTC", TODAY)
    kept = to_remember(said, table)
    again = plan_of({}, table_in(after), kept, "UTC", TODAY)
    assert signature(table.headers) == signature(table_in(after).headers)
    assert [one.field for one in again.columns] == [
        Field.NAME,
        Field.ORGANISATION,
        Field.MEETING,
        Field.MEETING,
    ]


def test_a_map_of_what_is_understood_says_the_same_when_it_is_given_back():
    text = "Name,3 March 2025\nAmal,x"
    found = plan(text)
    assert plan(text, choices=as_map(found, table_in(rows(text)))) == found


def test_days_of_one_title_far_apart_are_events_of_their_own():
    near = "Name,Event,Date\nAmal,W,2025-03-03\nAmal,W,2025-03-04"
    assert plan(near).together
    assert not plan(near.replace("2025-03-04", "2026-03-04")).together


def test_an_order_that_the_dates_tell_is_taken():
    assert plan("Name,Event,Date\nA,W,03/04/2025\nB,W,13/04/2025").order == "day_first"
    assert plan("Name,Event,Date\nA,W,03/04/2025\nB,W,04/13/2025").order == "month_first"
    assert plan("Name,Event,Date\nA,W,03/04/2025").order is None


def test_a_sheet_of_nothing_but_blanks_has_no_rows():
    assert table_in(Sheet("", (("", ""), ()))).rows == ()
