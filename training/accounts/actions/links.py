"""Links sent by e-mail: to sign in once, and to confirm an address.

Whether an address is known here is told only to who reads its mail. So an unknown one costs as
much as a known one, and gets the same answer.
"""

from datetime import timedelta
from typing import Any

from flask import current_app
from flask_babel import force_locale
from flask_babel import gettext as said
from flask_babel import lazy_gettext as _
from sqlalchemy import delete

from training import clock, mail
from training.accounts import queries
from training.accounts.actions.sign_ins import CLAIM_LASTS
from training.accounts.models import Account, AddressClaim
from training.database import db, hold
from training.errors import Refused

LINK_LASTS = timedelta(minutes=15)
SIGN_IN, CONFIRM, KNOWN = "mail/sign_in.txt", "mail/confirm.txt", "mail/known.txt"
CHANGED = "mail/changed.txt"


class LinkEnded(Refused):
    """A link that was used already, has run out, or belongs to somebody else."""

    message = _("This link was used already or has run out. Ask for a new one.")
    status = 410


def send_link(email: str, language: str) -> None:
    """Send a link that signs in once to the owner of an address, if there is one."""
    account = queries.account_of(email) if "@" in email else None
    link = queries.link_of(account, clock.now() + LINK_LASTS)
    recipient = (account and account.email) or ""
    write(recipient, account.person.language if account else language, SIGN_IN, link=link)


def open_link(token: str) -> Account:
    """Use up a link and return the account that it opens, with all others sent to it.

    Raises LinkEnded.
    """
    account = link_or_gone(token)
    hold(Account, account.id)
    db.session.refresh(account)
    account = link_or_gone(token)
    account.links_used += 1
    return account


def link_or_gone(token: str) -> Account:
    """Return the account that a link opens, without using it; raises LinkEnded."""
    account = queries.account_of_link(token, clock.now())
    if account is None:
        raise LinkEnded
    return account


def claim_address(account: Account, uid: str, email: str) -> None:
    """Send to an address the link that makes it somebody's own; sent twice, done once.

    Where it is somebody's already, they get another message, and the page says the same.
    """
    if db.session.get(AddressClaim, uid):
        return
    address, owner = email.strip().lower(), queries.account_of(email)
    db.session.execute(delete(AddressClaim).where(AddressClaim.account_id == account.id))
    db.session.add(
        AddressClaim(id=uid, account_id=account.id, email=address, created_at=clock.now())
    )
    if owner and owner.id != account.id:
        write(address, owner.person.language, KNOWN, link=mail.place())
    else:
        write(address, account.person.language, CONFIRM, link=queries.link_of_claim(uid))


def claim_or_gone(token: str, account_id: str) -> AddressClaim:
    """Return the claim behind a link of an account; raises LinkEnded."""
    claim = queries.claim_of_link(token)
    if claim is None or claim.account_id != account_id:
        raise LinkEnded
    if clock.now() - claim.created_at >= CLAIM_LASTS:
        raise LinkEnded
    return claim


def confirm_address(account: Account, token: str) -> None:
    """Let an account sign in with the address that a link was sent to; raises LinkEnded."""
    claim = claim_or_gone(token, account.id)
    owner = queries.account_of(claim.email)
    if owner and owner.id != account.id:
        raise LinkEnded
    tell_of_change(account)
    account.email = claim.email
    db.session.execute(delete(AddressClaim).where(AddressClaim.account_id == account.id))


def forget_address(account: Account) -> None:
    """Forget an account's address; links that were sent there no longer work."""
    tell_of_change(account)
    account.email = None
    account.links_used += 1
    db.session.execute(delete(AddressClaim).where(AddressClaim.account_id == account.id))


def tell_of_change(account: Account) -> None:
    """Tell whoever has an address that their locks or keys were changed, perhaps by another."""
    if account.email and mail.is_on():
        write(account.email, account.person.language, CHANGED, link=mail.place())


def write(recipient: str, language: str, template: str, **values: Any) -> None:
    """Put a message into the outbox, in the language of who will read it."""
    with force_locale(language):
        body = current_app.jinja_env.get_template(template).render(**values)
        mail.post(recipient, said("A message for you"), body, language)
