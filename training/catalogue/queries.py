"""Reads about programmes, awards and released courses."""

from sqlalchemy import select

from courses import Course
from training.catalogue.models import Award, Programme, Release
from training.database import db
from training.errors import NotFound
from training.storage import shelf


def latest_releases() -> tuple[Release, ...]:
    """Return the newest release of every course, by course id."""
    newest: dict[str, Release] = {}
    for release in db.session.scalars(select(Release).order_by(Release.published_at, Release.id)):
        newest[release.course_id] = release
    return tuple(newest[course_id] for course_id in sorted(newest))


def releases() -> tuple[Release, ...]:
    """Return all releases, the newest first."""
    return tuple(
        db.session.scalars(select(Release).order_by(Release.published_at.desc(), Release.id))
    )


def release(course_id: str, version: str) -> Release | None:
    """Return the release of one course version."""
    return db.session.scalar(
        select(Release).where(Release.course_id == course_id, Release.version == version)
    )


def latest_version(course_id: str) -> str:
    """Return the version of a course that newcomers get; raises NotFound."""
    version = db.session.scalar(
        select(Release.version)
        .where(Release.course_id == course_id)
        .order_by(Release.published_at.desc(), Release.id.desc())
        .limit(1)
    )
    if version is None:
        raise NotFound
    return version


def offered(language: str) -> tuple[Course, ...]:
    """Return the courses on offer, in a language where they have it, else in their original."""
    return tuple(
        course_in(release.course_id, release.version, language) for release in latest_releases()
    )


def course_in(course_id: str, version: str, language: str) -> Course:
    """Return a course version in a language, or in its original where it has no translation.

    The course says which of the two it is: `Course.language`.
    """
    original = shelf().course(course_id, version)
    if language not in original.languages or language == original.language:
        return original
    return shelf().course(course_id, version, language)


def programmes() -> tuple[Programme, ...]:
    """Return the programmes by title."""
    found = db.session.scalars(select(Programme))
    return tuple(sorted(found, key=lambda one: (one.title.casefold(), one.id)))


def awards(programme_id: str = "") -> tuple[Award, ...]:
    """Return the awards, of one programme or of all, the oldest first."""
    wanted = select(Award).order_by(Award.starts_on, Award.id)
    if programme_id:
        wanted = wanted.where(Award.programme_id == programme_id)
    return tuple(db.session.scalars(wanted))
