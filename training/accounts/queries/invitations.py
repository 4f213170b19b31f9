"""Links that open one account with a role."""

from flask import current_app
from itsdangerous import BadSignature, URLSafeSerializer

from training.accounts.models import Invitation
from training.database import db


def signer() -> URLSafeSerializer:
    """Return what signs the ids in invitation links."""
    return URLSafeSerializer(str(current_app.config["SECRET_KEY"]), salt="invitation")


def invitation(token: str) -> Invitation | None:
    """Return the invitation behind a link, also once it ended."""
    try:
        invitation_id = signer().loads(token)
    except BadSignature:
        return None
    return db.session.get(Invitation, str(invitation_id))
