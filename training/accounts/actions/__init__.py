"""What people do about their accounts, cards and roles. Nothing here commits."""

from training.accounts.actions.passphrases import WeakPassphrase, hash_of, hasher, matches
from training.accounts.actions.people import (
    add_organisation,
    admit,
    change_details,
    issue_card,
    join_organisation,
    replace_card,
)
from training.accounts.actions.roles import (
    InvitationEnded,
    LastAdministrator,
    accept_invitation,
    grant,
    invite,
    invite_first,
    set_roles,
)
from training.accounts.actions.signing_in import (
    EmailTaken,
    UnknownSignIn,
    choose_passphrase,
    end_sign_ins,
    recognise,
    register,
)

__all__ = [
    "EmailTaken",
    "InvitationEnded",
    "LastAdministrator",
    "UnknownSignIn",
    "WeakPassphrase",
    "accept_invitation",
    "add_organisation",
    "admit",
    "change_details",
    "choose_passphrase",
    "end_sign_ins",
    "grant",
    "hash_of",
    "hasher",
    "invite",
    "invite_first",
    "issue_card",
    "join_organisation",
    "matches",
    "recognise",
    "register",
    "replace_card",
    "set_roles",
]
