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
from training.accounts.actions.second_factor import (
    FactorNeeded,
    WrongCode,
    check_second_factor,
    make_recovery_codes,
    needs_another_factor,
    remove_authenticator,
    set_up_authenticator,
)
from training.accounts.actions.sign_ins import end_other_sign_ins, end_sign_in, end_sign_ins
from training.accounts.actions.signing_in import (
    EmailTaken,
    UnknownSignIn,
    WrongPassphrase,
    change_passphrase,
    choose_passphrase,
    recognise,
    register,
)

__all__ = [
    "EmailTaken",
    "FactorNeeded",
    "InvitationEnded",
    "LastAdministrator",
    "UnknownSignIn",
    "WeakPassphrase",
    "WrongCode",
    "WrongPassphrase",
    "accept_invitation",
    "add_organisation",
    "admit",
    "change_details",
    "change_passphrase",
    "check_second_factor",
    "choose_passphrase",
    "end_other_sign_ins",
    "end_sign_in",
    "end_sign_ins",
    "grant",
    "hash_of",
    "hasher",
    "invite",
    "invite_first",
    "issue_card",
    "join_organisation",
    "make_recovery_codes",
    "matches",
    "needs_another_factor",
    "recognise",
    "register",
    "remove_authenticator",
    "replace_card",
    "set_roles",
    "set_up_authenticator",
]
