"""`training course`: what is wrong is located, what is published stays, the list names versions."""

import shutil
from pathlib import Path

import pytest
from sqlalchemy import func, select

from training.catalogue.models import Release

BUNDLED = Path(__file__).parents[3] / "courses/content/smart-recommendations"


@pytest.fixture
def package(tmp_path):
    """A copy of the bundled course that a test may spoil."""
    return Path(shutil.copytree(BUNDLED, tmp_path / "smart-recommendations"))


def releases(stored) -> int:
    return stored(select(func.count()).select_from(Release))[0]


def test_the_bundled_course_can_be_published(run):
    assert run("course", "check", str(BUNDLED)).exit_code == 0


def test_publishing_twice_releases_once(run, package, stored):
    first = run("course", "publish", str(package))
    again = run("course", "publish", str(package))
    assert (first.exit_code, again.exit_code) == (0, 0)
    assert first.stdout == again.stdout == run("course", "list").stdout
    assert releases(stored) == 1


def test_a_published_version_never_changes(run, package, stored):
    run("course", "publish", str(package))
    (package / "1-letters/letters.md").write_text("# Other\n\nAnother text.\n")
    changed = run("course", "publish", str(package))
    assert changed.exit_code == 1
    assert "raise the version" in changed.stderr
    assert releases(stored) == 1


def test_a_raised_version_is_a_release_of_its_own(run, package, stored):
    run("course", "publish", str(package))
    manifest = package / "course.yaml"
    text = manifest.read_text()
    before = text.split("\nversion: ")[1].split()[0]
    manifest.write_text(text.replace(f"version: {before}", "version: 99.0.0"))
    run("course", "publish", str(package))
    assert set(stored(select(Release.version))) == {before, "99.0.0"}


@pytest.mark.parametrize(
    ("file", "text", "told"),
    [
        ("course.yaml", "format: 1\nid: [", "course.yaml:"),
        (
            "2-action/check-verbs.yaml",
            "type: riddle\ntitle: What?\n",
            "2-action/check-verbs.yaml:1",
        ),
        ("1-letters/letters.md", "no heading\n", "1-letters/letters.md:1"),
    ],
)
def test_broken_packages_are_told_with_file_and_line(run, package, stored, file, text, told):
    (package / file).write_text(text)
    for command in ("check", "publish"):
        done = run("course", command, str(package))
        assert done.exit_code == 1
        assert told in done.stderr
        assert "Traceback" not in done.stderr
    assert releases(stored) == 0


def test_two_activities_with_one_id_are_told(run, package):
    shutil.copy(package / "1-letters/letters.md", package / "2-action/letters.md")
    manifest = package / "course.yaml"
    manifest.write_text(manifest.read_text().replace("verbs.md", "verbs.md, letters.md"))
    done = run("course", "check", str(package))
    assert done.exit_code == 1
    assert "letters" in done.stderr


def test_a_package_travels_as_a_zip(run, package, tmp_path, stored):
    target = tmp_path / "course.zip"
    assert run("course", "export", str(package), str(target)).exit_code == 0
    first = target.read_bytes()
    run("course", "export", str(package), str(target))
    assert target.read_bytes() == first
    assert run("course", "check", str(target)).exit_code == 0
    assert run("course", "publish", str(target)).exit_code == 0
    assert releases(stored) == 1


def test_a_file_that_is_no_zip_is_refused(run, tmp_path):
    broken = tmp_path / "course.zip"
    broken.write_bytes(b"PK\x03\x04 nonsense")
    done = run("course", "publish", str(broken))
    assert done.exit_code == 1
    assert "Traceback" not in done.stderr


def test_a_package_that_is_not_there_is_wrong_usage(run):
    assert run("course", "check", "nowhere").exit_code == 2
