"""What authors and staff do with what is offered. Nothing here commits."""

from datetime import date
from pathlib import Path

from training import clock
from training.catalogue import queries
from training.catalogue.models import Award, Programme, Release
from training.database import db, new_uid
from training.storage import shelf


def publish(folder: Path) -> Release:
    """Put a course package on the shelf and offer it; published twice, released once.

    Raises InvalidCourse with every problem, also when the version is taken by other content.
    """
    published = shelf().publish(folder)
    if known := queries.release(published.course_id, published.version):
        return known
    release = Release(
        id=new_uid(),
        course_id=published.course_id,
        version=published.version,
        digest=published.digest,
        published_at=clock.now(),
    )
    db.session.add(release)
    return release


def add_programme(uid: str, title: str, zone: str) -> Programme:
    """Set up a programme; sent twice, set up once."""
    if known := db.session.get(Programme, uid):
        return known
    programme = Programme(id=uid, title=title, zone=zone, created_at=clock.now())
    db.session.add(programme)
    return programme


def add_award(
    uid: str, programme: Programme, title: str, donor: str, period: tuple[date, date]
) -> Award:
    """Record a donor's grant to a programme; sent twice, recorded once."""
    if known := db.session.get(Award, uid):
        return known
    award = Award(
        id=uid,
        programme=programme,
        title=title,
        donor=donor,
        starts_on=period[0],
        ends_on=period[1],
    )
    db.session.add(award)
    return award
