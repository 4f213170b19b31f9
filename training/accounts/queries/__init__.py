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
from training.accounts.queries.people import affiliation, organisations
from training.accounts.queries.signing_in import (
    AccountRow,
    account_of,
    account_of_person,
    accounts,
    administrators,
    name_key,
    roles_of,
)

__all__ = [
    "AccountRow",
    "account_of",
    "account_of_person",
    "accounts",
    "administrators",
    "affiliation",
    "cards_of",
    "code_of",
    "code_of_person",
    "fingerprint",
    "invitation",
    "keyed",
    "name_key",
    "organisations",
    "person_of_card",
    "roles_of",
    "signer",
    "valid_card",
]
