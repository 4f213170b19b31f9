"""Reads about programmes, awards and released courses."""

from collections.abc import Iterable

from sqlalchemy import select
from sqlalchemy.orm import joinedload

from courses import Course
from training.access import Role
from training.accounts.models import Account
from training.catalogue.models import Award, Programme, ProgrammeMember, Release
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


def reach(
    account_id: str, roles: Iterable[Role], named_as: Iterable[Role]
) -> frozenset[str] | None:
    """Return the ids of the programmes that an account may see; None for all of them.

    Staff and administrators look after the whole platform, others after what they were named for.
    named_as   the roles in a programme that are enough: who reports on one does not organise it
    """
    if not {Role.STAFF, Role.ADMINISTRATOR}.isdisjoint(roles):
        return None
    named = select(ProgrammeMember.programme_id).where(
        ProgrammeMember.account_id == account_id, ProgrammeMember.role.in_(named_as)
    )
    return frozenset(db.session.scalars(named))


def programmes_in(reach: frozenset[str] | None) -> tuple[Programme, ...]:
    """Return the programmes within somebody's reach by title."""
    return tuple(one for one in programmes() if reach is None or one.id in reach)


def programme_or_404(programme_id: str, reach: frozenset[str] | None) -> Programme:
    """Return a programme within reach; raises NotFound, also for one that others look after."""
    found = db.session.get(Programme, programme_id)
    if found is None or (reach is not None and found.id not in reach):
        raise NotFound
    return found


def members(programme_id: str) -> tuple[ProgrammeMember, ...]:
    """Return who works for a programme, by the name that they chose."""
    found = db.session.scalars(
        select(ProgrammeMember)
        .where(ProgrammeMember.programme_id == programme_id)
        .options(joinedload(ProgrammeMember.account).joinedload(Account.person))
    )
    return tuple(sorted(found, key=lambda one: (one.account.person.display_name, one.account_id)))
