"""A course in another language."""

from collections.abc import Callable
from pathlib import Path

import pytest

from courses import InvalidCourse, Lesson, Video, coverage, extract, read, update_catalog

Edit = Callable[[str, str, str], Path]
Write = Callable[[str, str], Path]


def lesson(folder: Path, language: str) -> Lesson:
    activity = read(folder, language).activity("why")
    assert isinstance(activity, Lesson)
    return activity


def test_a_complete_catalog_translates_everything(french: Path) -> None:
    course = read(french, "fr")
    assert (course.title, course.text_language) == ("FR A small course", "fr")
    assert {activity.language for activity in course.activities} == {"fr"}
    assert lesson(french, "fr").title == "FR Why it matters"
    assert "- FR one\n- FR two" in lesson(french, "fr").text


def test_ids_and_completion_are_the_same_in_every_language(french: Path) -> None:
    english, other = read(french), read(french, "fr")
    assert english.completion == other.completion
    assert english.digest == other.digest


def test_one_missing_text_leaves_its_whole_activity_in_the_original(
    french: Path, edit: Edit
) -> None:
    edit("locale/fr.po", 'msgstr "FR two"', 'msgstr ""')
    assert (lesson(french, "fr").language, lesson(french, "fr").title) == ("en", "Why it matters")
    assert read(french, "fr").activity("film").language == "fr"


def test_a_fuzzy_translation_does_not_count(french: Path, edit: Edit) -> None:
    edit("locale/fr.po", 'msgid "two"', '#, fuzzy\nmsgid "two"')
    assert lesson(french, "fr").language == "en"


def test_a_film_waits_for_its_transcript(french: Path, edit: Edit) -> None:
    edit("locale/fr.po", 'msgstr "FR What the film says."', 'msgstr ""')
    film = read(french, "fr").activity("film")
    assert (film.title, film.language) == ("The film", "en")


def test_unfinished_titles_of_the_course_leave_all_of_them_in_the_original(
    french: Path, edit: Edit
) -> None:
    edit("locale/fr.po", 'msgstr "FR The first module"', 'msgstr ""')
    course = read(french, "fr")
    assert (course.title, course.text_language, course.language) == ("A small course", "en", "fr")


def test_a_file_of_its_own_wins_over_the_catalog(french: Path, write: Write) -> None:
    write("1-first/why.fr.md", "# Pourquoi\n\nAutrement.\n")
    assert (lesson(french, "fr").title, lesson(french, "fr").language) == ("Pourquoi", "fr")
    assert lesson(french, "en").title == "Why it matters"


def test_media_of_its_own_win_where_the_text_is_translated(
    french: Path, write: Write, edit: Edit
) -> None:
    write("media/ring.fr.svg", "<svg />")
    write("media/film.fr.webm", "123")
    film = read(french, "fr").activity("film")
    assert "(media/ring.fr.svg)" in lesson(french, "fr").text
    assert isinstance(film, Video)
    assert film.sources == ("media/film.fr.webm",)
    assert [caption.language for caption in film.captions] == ["fr", "en"]
    edit("locale/fr.po", 'msgstr "FR two"', 'msgstr ""')
    assert "(media/ring.svg)" in lesson(french, "fr").text


def test_a_language_without_any_translation_is_shown_in_the_original(french: Path) -> None:
    course = read(french, "zh")
    assert (course.language, course.text_language) == ("zh", "en")
    assert {activity.language for activity in course.activities} == {"en"}


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ('msgid "two"', "msgid two"),
        ('msgid "two"', 'msgid "two'),
        ('msgid "two"', "<<<<<<< HEAD"),
        ('msgid "two"', 'msgid "two"\nmsgid "three"'),
        ('"Language: fr', '"Language: $$'),
    ],
)
def test_a_broken_catalog_is_a_located_problem(
    french: Path, edit: Edit, old: str, new: str
) -> None:
    edit("locale/fr.po", old, new)
    with pytest.raises(InvalidCourse, match=r"locale/fr\.po:\d+: error: This "):
        read(french, "fr")


def test_coverage_counts_texts_in_place(french: Path, edit: Edit) -> None:
    everything = coverage(french)["en"][1]
    assert coverage(french) == {"en": (everything, everything), "fr": (everything, everything)}
    edit("locale/fr.po", 'msgstr "FR two"', 'msgstr ""')
    assert coverage(french)["fr"] == (everything - 1, everything)


def test_the_template_names_the_place_of_every_text_and_can_be_repeated(folder: Path) -> None:
    template = extract(folder)
    assert '#: 1-first/why.md:3\nmsgid "Some **words** and [a film](film.yaml)."' in template
    assert '#: 1-first/check.yaml:7\nmsgid "This"\nmsgstr ""' in template
    assert extract(folder) == template


def test_an_updated_catalog_keeps_what_is_done_and_asks_again_what_changed(
    french: Path, edit: Edit
) -> None:
    edit("1-first/film.transcript.md", "What the film says.", "What this film says.")
    updated = update_catalog(french, "fr")
    assert '#, fuzzy\nmsgid "What this film says."\nmsgstr "FR What the film says."' in updated
    assert 'msgid "two"\nmsgstr "FR two"' in updated
    (french / "locale/fr.po").write_text(updated, encoding="utf-8")
    assert update_catalog(french, "fr") == updated
    assert read(french, "fr").activity("film").language == "en"
