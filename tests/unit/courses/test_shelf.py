"""Published courses, kept for good."""

from collections.abc import Callable
from pathlib import Path

import pytest

from courses import InvalidCourse, Published, Shelf, digest

Edit = Callable[[str, str, str], Path]


@pytest.fixture
def shelf(tmp_path: Path) -> Shelf:
    return Shelf(tmp_path / "shelf")


def test_a_published_course_is_kept_whatever_becomes_of_its_folder(
    shelf: Shelf, folder: Path, edit: Edit
) -> None:
    new = shelf.publish(folder)
    assert new == Published("small", "1.0.0", digest(folder), "A small course", ("en", "fr"))
    edit("course.yaml", "A small course", "Another")
    assert shelf.course("small", "1.0.0").title == "A small course"


def test_publishing_the_same_again_changes_nothing(shelf: Shelf, folder: Path) -> None:
    assert shelf.publish(folder) == shelf.publish(folder)
    assert len(shelf.published()) == 1


def test_other_content_under_the_same_version_is_refused(
    shelf: Shelf, folder: Path, edit: Edit
) -> None:
    first = shelf.publish(folder)
    edit("1-first/why.md", "two", "three")
    with pytest.raises(InvalidCourse, match=r"course\.yaml:3: error: .*raise the version"):
        shelf.publish(folder)
    assert shelf.published() == (first,)


def test_versions_are_listed_as_numbers_and_not_as_letters(
    shelf: Shelf, folder: Path, edit: Edit
) -> None:
    shelf.publish(folder)
    shelf.publish(edit("course.yaml", "1.0.0", "1.10.0"))
    shelf.publish(edit("course.yaml", "1.10.0", "1.9.0"))
    assert [one.version for one in shelf.published()] == ["1.0.0", "1.9.0", "1.10.0"]


def test_a_course_with_errors_is_not_published(
    shelf: Shelf, folder: Path, tmp_path: Path, edit: Edit
) -> None:
    edit("1-first/why.md", "media/ring.svg", "media/gone.svg")
    with pytest.raises(InvalidCourse, match=r"media/gone\.svg"):
        shelf.publish(folder)
    assert shelf.published() == ()
    assert not (tmp_path / "shelf").exists()


def test_what_a_crash_left_behind_is_not_published(shelf: Shelf, tmp_path: Path) -> None:
    torn = tmp_path / "shelf/small/1.0.0"
    torn.mkdir(parents=True)
    (torn / "course.yaml").write_text("format: 1\n")
    assert shelf.published() == ()
    with pytest.raises(KeyError):
        shelf.course("small", "1.0.0")


def test_published_files_that_somebody_changed_are_refused(
    shelf: Shelf, folder: Path, tmp_path: Path
) -> None:
    shelf.publish(folder)
    (tmp_path / "shelf/small/1.0.0/media/ring.svg").write_text("<svg>other</svg>")
    with pytest.raises(InvalidCourse, match="were changed"):
        shelf.course("small", "1.0.0")


def test_media_are_found_by_their_names_in_the_course(shelf: Shelf, folder: Path) -> None:
    shelf.publish(folder)
    path = shelf.media("small", "1.0.0", "media/ring.svg")
    assert path.read_text() == "<svg/>"
    assert shelf.media("small", "1.0.0", "ring.svg") == path


@pytest.mark.parametrize(
    "name", ["gone.svg", "../course.yaml", "media/../course.yaml", "/etc/passwd", "", "."]
)
def test_nothing_but_media_is_handed_out(shelf: Shelf, folder: Path, name: str) -> None:
    shelf.publish(folder)
    with pytest.raises(KeyError):
        shelf.media("small", "1.0.0", name)


@pytest.mark.parametrize("where", [("..", "1.0.0"), ("small", ".."), ("gone", "1.0.0")])
def test_a_course_that_was_not_published_is_not_found(
    shelf: Shelf, folder: Path, where: tuple[str, str]
) -> None:
    shelf.publish(folder)
    with pytest.raises(KeyError):
        shelf.course(*where)
