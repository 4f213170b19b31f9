"""Links sent by e-mail: what they say, and what stands behind one.

They are signed, and say no name and no address. One to sign in ends with its time, with the next
that is used, and with the account's epoch.
"""

from datetime import datetime

from training import mail
from training.accounts.models import Account, AddressClaim
from training.database import db
from training.vault import said_by, signed

NOBODY = "00000000-0000-0000-0000-000000000000"


def link_of(account: Account | None, until: datetime) -> str:
    """Return a link that signs an account in once; without one, it is as long and opens nothing."""
    said = [account.id, account.epoch, account.links_used] if account else [NOBODY, 0, 0]
    token = signed("sign-in link", [*said, int(until.timestamp())])
    return f"{mail.place()}/sign-in/link/{token}"


def account_of_link(token: str, now: datetime) -> Account | None:
    """Return the account that a link still opens."""
    content = said_by(token, "sign-in link") or [NOBODY, 0, 0, 0]
    account_id, epoch, used, until = content
    account = db.session.get(Account, account_id)
    if account is None or now.timestamp() >= until:
        return None
    return account if (account.epoch, account.links_used) == (epoch, used) else None


def link_of_claim(claim_id: str) -> str:
    """Return the link that confirms an address."""
    return f"{mail.place()}/security/address/{signed('address', claim_id)}"


def claim_of_link(token: str) -> AddressClaim | None:
    """Return the claim that a link confirms, also once it ran out."""
    claim_id = said_by(token, "address")
    return db.session.get(AddressClaim, str(claim_id)) if claim_id else None
