"""Passkeys: kept, named, used and removed."""

from flask_babel import lazy_gettext as _
from sqlalchemy import delete
from webauthn import verify_authentication_response, verify_registration_response
from webauthn.helpers import bytes_to_base64url, parse_authentication_credential_json
from webauthn.helpers.exceptions import WebAuthnException

from training import clock
from training.accounts import queries
from training.accounts.actions.second_factor import FactorNeeded, needs_another_factor, note_change
from training.accounts.models import Account, Passkey
from training.accounts.queries import Place
from training.database import db, hold
from training.errors import Refused

DAMAGED = (WebAuthnException, ValueError, TypeError, LookupError)  # what a forger may send


class NoPasskey(Refused):
    """What the browser answered is no passkey, not one of ours, or comes too late."""

    message = _("That passkey did not work here. Try again, or use your passphrase.")


def add_passkey(
    account: Account, uid: str, name: str, answer: str, asked: tuple[Place, bytes]
) -> Passkey:
    """Keep a passkey that a device made; sent twice, kept once.

    answer  what the browser says, as JSON
    asked   where, and with which challenge
    All sign-ins end; the caller begins a new one. Raises NoPasskey.
    """
    if known := db.session.get(Passkey, uid):
        return mine(account, known)
    place, challenge = asked
    try:
        made = verify_registration_response(
            credential=answer,
            expected_challenge=challenge,
            expected_rp_id=place.name,
            expected_origin=place.origin,
            require_user_verification=True,
        )
    except DAMAGED:
        raise NoPasskey from None
    if queries.passkey_of(bytes_to_base64url(made.credential_id)):
        raise NoPasskey
    passkey = Passkey(
        id=uid,
        account_id=account.id,
        credential_id=bytes_to_base64url(made.credential_id),
        public_key=made.credential_public_key,
        sign_count=made.sign_count,
        name=name,
        created_at=clock.now(),
    )
    db.session.add(passkey)
    account.epoch += 1
    note_change(account, "passkey added")
    return passkey


def mine(account: Account, passkey: Passkey) -> Passkey:
    """Return a passkey of an account; raises NoPasskey for those of others."""
    if passkey.account_id != account.id:
        raise NoPasskey
    return passkey


def recognise_passkey(answer: str, place: Place, challenge: bytes) -> Account:
    """Return whose device has signed the challenge; raises NoPasskey."""
    try:
        said = parse_authentication_credential_json(answer)
    except DAMAGED:
        raise NoPasskey from None
    passkey = queries.passkey_of(bytes_to_base64url(said.raw_id))
    if passkey is None:
        raise NoPasskey
    hold(Passkey, passkey.id)
    db.session.refresh(passkey)
    try:
        signed = verify_authentication_response(
            credential=said,
            expected_challenge=challenge,
            expected_rp_id=place.name,
            expected_origin=place.origin,
            credential_public_key=passkey.public_key,
            credential_current_sign_count=passkey.sign_count,
            require_user_verification=True,
        )
    except DAMAGED:
        raise NoPasskey from None
    passkey.sign_count = signed.new_sign_count
    return db.session.get_one(Account, passkey.account_id)


def remove_passkey(account: Account, passkey_id: str) -> None:
    """Forget a passkey of an account; removed twice, it is gone all the same.

    Raises FactorNeeded where it is the last second factor that the account's roles ask for.
    """
    others = [one for one in queries.passkeys(account.id) if one.id != passkey_id]
    if not others and not queries.authenticator(account.id) and needs_another_factor(account):
        raise FactorNeeded
    gone = delete(Passkey).where(Passkey.id == passkey_id, Passkey.account_id == account.id)
    if db.session.execute(gone.returning(Passkey.id)).one_or_none():
        note_change(account, "passkey removed")
