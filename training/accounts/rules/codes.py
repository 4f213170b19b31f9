"""Codes of the second factor: those that change every half minute, and those on paper.

A code belongs to a step, the number of half minutes since 1970 (RFC 6238, section 4). The step
before and the one after are taken as well, for phones whose clock is a little wrong (section 5.2).
"""

import base64
from datetime import datetime
from hmac import compare_digest

from pyotp import TOTP

from training.accounts.rules.cards import ALPHABET, characters_from, grouped

STEP_SECONDS = 30
DRIFT = 1
SECRET_BYTES = 20  # RFC 4226, section 4, recommends 160 bits
RECOVERY_CODES = 10
RECOVERY_LENGTH = 10
RECOVERY_GROUP = 5


def secret_from(seed: bytes) -> str:
    """Spell the secret of an authenticator, which is typed where no camera reads it."""
    return base64.b32encode(seed[:SECRET_BYTES]).decode()


def step_at(moment: datetime) -> int:
    """Return the step that a moment lies in."""
    return int(moment.timestamp()) // STEP_SECONDS


def code_at(secret: str, step: int) -> str:
    """Return the code that an authenticator shows during a step."""
    return TOTP(secret).generate_otp(step)


def step_of(secret: str, typed: str, moment: datetime, after: int) -> int | None:
    """Return the step whose code was typed; None for a wrong one, and for those up to `after`."""
    code = "".join(str(int(sign)) for sign in typed if sign.isdecimal())
    here = step_at(moment)
    near = range(max(here - DRIFT, after + 1), here + DRIFT + 1)
    return next((step for step in near if compare_digest(code_at(secret, step), code)), None)


def address_of(secret: str, issuer: str) -> str:
    """Return what the picture for the phone says; it names no person."""
    return TOTP(secret).provisioning_uri(name=issuer, issuer_name=issuer)


def recovery_code_from(seed: bytes) -> str:
    """Spell a recovery code (49 bits) from at least 16 random bytes: ABCDE-FGHJK."""
    return grouped(characters_from(seed, RECOVERY_LENGTH), RECOVERY_GROUP)


def recovery_code(text: str) -> str | None:
    """Return the recovery code that somebody typed, tidied; None when it cannot be one."""
    code = "".join(character for character in text.upper() if character.isalnum())
    if len(code) != RECOVERY_LENGTH or not set(code) <= set(ALPHABET):
        return None
    return grouped(code, RECOVERY_GROUP)
