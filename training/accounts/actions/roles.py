"""Roles, and the links that give them."""

from datetime import timedelta

from flask_babel import lazy_gettext as _
from sqlalchemy import delete, update

from training import clock
from training.access import Role
from training.accounts import queries
from training.accounts.models import Account, AccountRole, Invitation
from training.audit.actions import record, record_about
from training.audit.rules import Act
from training.database import db, hold, new_uid
from training.errors import Refused

INVITATION_DAYS = 7
FOR_A_PROGRAMME = frozenset({Role.ORGANISER, Role.REPORTER})


class LastAdministrator(Refused):
    """Nobody would be left to look after the accounts."""

    message = _("Name another administrator first: somebody has to look after the accounts.")


class InvitationEnded(Refused):
    """A link that was used already or has run out."""

    message = _("This link was used already or has run out. Ask for a new one.")
    status = 410


def grant(account: Account, role: Role) -> None:
    """Give an account a role, and let it sign in afresh; given twice, held once."""
    if db.session.get(AccountRole, (account.id, role)) is None:
        db.session.add(AccountRole(account_id=account.id, role=role))
        account.epoch += 1
        record_about(account.person_id, Act.ROLE_GIVEN, role.value)


def revoke(account: Account, role: Role) -> None:
    """Take a role from an account, and let it sign in afresh; taken twice, gone once."""
    if held := db.session.get(AccountRole, (account.id, role)):
        db.session.delete(held)
        account.epoch += 1
        record_about(account.person_id, Act.ROLE_TAKEN, role.value)


def set_roles(account: Account, roles: frozenset[Role]) -> None:
    """Let an account hold exactly these roles and sign in afresh; raises LastAdministrator.

    What it is for single programmes stays: that is said at the programme.
    """
    refuse_last_administrator(account, but=roles)
    held = queries.roles_of(account)
    roles |= held & FOR_A_PROGRAMME
    db.session.execute(delete(AccountRole).where(AccountRole.account_id == account.id))
    for role in roles - {Role.TRAINEE}:
        db.session.add(AccountRole(account_id=account.id, role=role))
    if roles | {Role.TRAINEE} != held:
        account.epoch += 1
    for role in sorted(roles - held):
        record_about(account.person_id, Act.ROLE_GIVEN, role.value)
    for role in sorted(held - roles - {Role.TRAINEE}):
        record_about(account.person_id, Act.ROLE_TAKEN, role.value)


def refuse_last_administrator(account: Account | None, but: frozenset[Role] = frozenset()) -> None:
    """Raise LastAdministrator where nobody would be left once an account has no roles but these.

    Two administrators who end each other's role at the same moment do it one after the other.
    """
    lock = update(AccountRole).where(AccountRole.role == Role.ADMINISTRATOR)
    db.session.execute(lock.values(role=Role.ADMINISTRATOR))
    losing = Role.ADMINISTRATOR in queries.roles_of(account) - but
    if losing and queries.administrators() == 1:
        raise LastAdministrator


def invite(role: Role) -> str:
    """Make a link's token that creates one account with a role, within a week."""
    now = clock.now()
    invitation = Invitation(
        id=new_uid(), role=role, created_at=now, expires_at=now + timedelta(days=INVITATION_DAYS)
    )
    db.session.add(invitation)
    record(Act.INVITATION, invitation.id, role.value)
    return queries.token_of(invitation.id)


def invite_first() -> str:
    """Make the link's token for the first administrator; links made earlier end."""
    db.session.execute(
        update(Invitation).where(Invitation.used_at.is_(None)).values(used_at=clock.now())
    )
    return invite(Role.ADMINISTRATOR)


def accept_invitation(invitation: Invitation, account: Account) -> None:
    """Give an account the role that a link promises, and end the link; sent twice, done once.

    Raises InvitationEnded for everybody after the first.
    """
    hold(Invitation, invitation.id)
    db.session.refresh(invitation)
    if invitation.role in queries.roles_of(account):
        return
    if not invitation.is_open(clock.now()):
        raise InvitationEnded
    invitation.used_at = clock.now()
    grant(account, invitation.role)
