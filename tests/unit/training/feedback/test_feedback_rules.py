import pytest

from training.feedback.rules import located

TEXT = "Repeal section 12.\nThen repeal section 13."


@pytest.mark.parametrize(
    ("quoted", "start", "found"),
    [
        ("section", 0, "section"),
        ("12. Then", 0, "12.\nThen"),
        ("  section   13. ", 0, "section 13."),
        ("repeal", 0, "repeal"),
        ("THEN", 0, "Then"),
    ],
)
def test_quoted_words_are_found_where_they_stand(quoted: str, start: int, found: str) -> None:
    place = located(TEXT, quoted, start)
    assert place is not None
    assert TEXT[slice(*place)] == found


def test_of_words_that_stand_twice_those_that_were_selected_are_meant() -> None:
    second = TEXT.rindex("section")
    assert located(TEXT, "section", second) == (second, second + 7)
    assert located(TEXT, "section", second + 1) == located(TEXT, "section")


@pytest.mark.parametrize("quoted", ["", "  ", "section 14", "sec.ion", "1+2"])
def test_words_that_are_not_there_are_not_found(quoted: str) -> None:
    assert located(TEXT, quoted) is None


@pytest.mark.parametrize(
    "text", ["نلغي المادة ١٢", "废除第12条", "Отменить статью 12", "🌍 repeal"]
)
def test_places_count_code_points_in_every_script(text: str) -> None:
    last = text[-4:].strip()
    assert located(text, last) == (len(text) - len(last), len(text))


def test_a_place_beyond_the_text_is_no_place() -> None:
    assert located(TEXT, "Repeal", 10_000) == (0, 6)
