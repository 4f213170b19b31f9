"""Card codes, passphrases, codes of the second factor and devices, decided on plain values."""

from training.accounts.rules.cards import (
    ALPHABET,
    card_code,
    characters_from,
    code_from,
    grouped,
)
from training.accounts.rules.codes import (
    RECOVERY_CODES,
    address_of,
    code_at,
    recovery_code,
    recovery_code_from,
    secret_from,
    step_at,
    step_of,
)
from training.accounts.rules.devices import Device, device_of
from training.accounts.rules.passphrases import Weakness, plain, weakness

__all__ = [
    "ALPHABET",
    "RECOVERY_CODES",
    "Device",
    "Weakness",
    "address_of",
    "card_code",
    "characters_from",
    "code_at",
    "code_from",
    "device_of",
    "grouped",
    "plain",
    "recovery_code",
    "recovery_code_from",
    "secret_from",
    "step_at",
    "step_of",
    "weakness",
]
