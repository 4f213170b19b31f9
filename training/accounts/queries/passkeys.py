"""Passkeys (Web Authentication, level 3): where they work, and what browsers are asked for."""

import re
from dataclasses import dataclass
from urllib.parse import urlsplit

from webauthn import (
    generate_authentication_options,
    generate_registration_options,
    options_to_json,
)
from webauthn.helpers import base64url_to_bytes
from webauthn.helpers.structs import (
    AuthenticatorSelectionCriteria,
    PublicKeyCredentialDescriptor,
    ResidentKeyRequirement,
    UserVerificationRequirement,
)

from training.accounts.models import Account
from training.accounts.queries.security import passkeys

NEUTRAL = "Training"  # what devices list beside a passkey: no topic, no person
NUMBERS = re.compile(r"[\d.]+|.*:.*")
MUST = UserVerificationRequirement.REQUIRED  # a finger or a PIN: with the device, two factors


@dataclass(frozen=True)
class Place:
    """The platform as browsers see it: a passkey belongs to its name, and to no other."""

    origin: str

    @property
    def name(self) -> str:
        """The host, without the port."""
        return urlsplit(self.origin).hostname or ""

    @property
    def works(self) -> bool:
        """Tell whether browsers make passkeys here: over HTTPS, or for trying on localhost."""
        if NUMBERS.fullmatch(self.name):
            return False
        return self.origin.startswith("https://") or self.name == "localhost"


@dataclass(frozen=True)
class Question:
    """What a browser is asked: the options for it, and the challenge that the answer signs."""

    options: str
    challenge: bytes


def new_passkey(account: Account, place: Place) -> Question:
    """Return what asks a device to make a passkey that it can offer by itself later."""
    made = [
        PublicKeyCredentialDescriptor(id=base64url_to_bytes(one.credential_id))
        for one in passkeys(account.id)
    ]
    options = generate_registration_options(
        rp_id=place.name,
        rp_name=NEUTRAL,
        user_name=NEUTRAL,
        user_id=account.id.encode(),
        exclude_credentials=made,
        authenticator_selection=AuthenticatorSelectionCriteria(
            resident_key=ResidentKeyRequirement.REQUIRED, user_verification=MUST
        ),
    )
    return Question(options_to_json(options), options.challenge)


def any_passkey(place: Place) -> Question:
    """Return what asks a device for any of the passkeys that it has for this platform."""
    options = generate_authentication_options(rp_id=place.name, user_verification=MUST)
    return Question(options_to_json(options), options.challenge)
