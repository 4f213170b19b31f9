"""Links that open one account with a role."""

from training.accounts.models import Invitation
from training.database import db
from training.vault import said_by, signed

PURPOSE = "invitation"


def token_of(invitation_id: str) -> str:
    """Return what stands in the link of an invitation."""
    return signed(PURPOSE, invitation_id)


def invitation(token: str) -> Invitation | None:
    """Return the invitation behind a link, also once it ended."""
    invitation_id = said_by(token, PURPOSE)
    return db.session.get(Invitation, str(invitation_id)) if invitation_id else None
