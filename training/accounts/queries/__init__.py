"""Reads about people, accounts, cards and roles."""

from training.accounts.queries.cards import (
    cards_of,
    code_of,
    code_of_person,
    fingerprint,
    keyed,
    person_of_card,
    valid_card,
)
from training.accounts.queries.invitations import invitation, signer
from training.accounts.queries.links import account_of_link, claim_of_link, link_of, link_of_claim
from training.accounts.queries.people import affiliation, organisations
from training.accounts.queries.security import (
    Protection,
    authenticator,
    codes_left,
    is_recovery_code,
    new_secret,
    passkey_of,
    passkeys,
    protection,
    recovery_codes_from,
    recovery_fingerprint,
    sign_ins,
)
from training.accounts.queries.signing_in import (
    AccountRow,
    account_of,
    account_of_person,
    accounts,
    administrators,
    asks_for_second_factor,
    name_key,
    roles_of,
)

__all__ = [
    "AccountRow",
    "Protection",
    "account_of",
    "account_of_link",
    "account_of_person",
    "accounts",
    "administrators",
    "affiliation",
    "asks_for_second_factor",
    "authenticator",
    "cards_of",
    "claim_of_link",
    "code_of",
    "code_of_person",
    "codes_left",
    "fingerprint",
    "invitation",
    "is_recovery_code",
    "keyed",
    "link_of",
    "link_of_claim",
    "name_key",
    "new_secret",
    "organisations",
    "passkey_of",
    "passkeys",
    "person_of_card",
    "protection",
    "recovery_codes_from",
    "recovery_fingerprint",
    "roles_of",
    "sign_ins",
    "signer",
    "valid_card",
]
