"""What authors and staff do with what is offered. Nothing here commits."""

from datetime import date
from pathlib import Path

from flask_babel import lazy_gettext as _
from sqlalchemy import select

from training import clock
from training.access import Role
from training.accounts.actions import FOR_A_PROGRAMME, grant, revoke
from training.accounts.queries import account_of
from training.audit.actions import record_about
from training.audit.rules import Act
from training.catalogue import queries
from training.catalogue.models import Award, Programme, ProgrammeMember, Release
from training.database import db, hold, new_uid
from training.errors import Refused
from training.storage import shelf


class NobodysAccount(Refused):
    """An address or a card code that opens no account."""

    message = _("No account has this address or card. Ask the person to register first.")


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


def name_member(programme: Programme, name: str, role: Role) -> ProgrammeMember:
    """Let an account, known by e-mail or card code, work for a programme; named twice, once there.

    Whoever had another role in the programme changes to this one. Raises NobodysAccount.
    """
    account = account_of(name)
    if account is None:
        raise NobodysAccount
    hold(Programme, programme.id)
    if known := db.session.get(ProgrammeMember, (programme.id, account.id)):
        if known.role == role:
            return known
        drop_member(known)
    member = ProgrammeMember(programme_id=programme.id, account=account, role=role)
    db.session.add(member)
    grant(account, role)
    record_about(account.person_id, Act.ROLE_GIVEN, f"{role.value} in programme {programme.id}")
    return member


def drop_member(member: ProgrammeMember) -> None:
    """End somebody's work for a programme; with the last one of a kind the role ends as well.

    Facilitators keep theirs: they may run workshops that belong to no programme.
    """
    account, role = member.account, member.role
    programme_id = member.programme_id
    db.session.delete(member)
    db.session.flush()
    record_about(account.person_id, Act.ROLE_TAKEN, f"{role.value} in programme {programme_id}")
    left = select(ProgrammeMember.role).where(
        ProgrammeMember.account_id == account.id, ProgrammeMember.role == role
    )
    if role in FOR_A_PROGRAMME and db.session.scalar(left.limit(1)) is None:
        revoke(account, role)


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
