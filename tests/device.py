"""A device with a lock that makes and uses passkeys (Web Authentication, level 3), in software."""

import base64
import hashlib
import json
import os
from typing import Any

import cbor2
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.hashes import SHA256

PRESENT, VERIFIED, ATTESTED = 0x01, 0x04, 0x40
ES256 = {1: 2, 3: -7, -1: 1}  # RFC 9053: a key on the curve P-256


def text(raw: bytes) -> str:
    """Spell bytes as browsers do."""
    return base64.urlsafe_b64encode(raw).rstrip(b"=").decode()


class Device:
    """One passkey, and somebody who unlocks it whenever a page asks."""

    def __init__(self, origin: str = "http://localhost") -> None:
        self.origin = origin
        self.key = ec.generate_private_key(ec.SECP256R1())
        self.id = os.urandom(16)
        self.flags = PRESENT | VERIFIED
        self.uses = 0

    def make(self, options: dict[str, Any]) -> str:
        """Answer a page that asks for a new passkey."""
        numbers = self.key.public_key().public_numbers()
        point = {-2: numbers.x.to_bytes(32, "big"), -3: numbers.y.to_bytes(32, "big")}
        said = b"\0" * 16 + len(self.id).to_bytes(2, "big") + self.id
        said = self.about(options["rp"]["id"], ATTESTED) + said + cbor2.dumps({**ES256, **point})
        statement = cbor2.dumps({"fmt": "none", "attStmt": {}, "authData": said})
        return self.answer("webauthn.create", options, {"attestationObject": text(statement)})

    def use(self, options: dict[str, Any]) -> str:
        """Answer a page that asks who is there."""
        self.uses += 1
        about, client = self.about(options["rpId"]), self.client("webauthn.get", options)
        signature = self.key.sign(about + hashlib.sha256(client).digest(), ec.ECDSA(SHA256()))
        signed = {"authenticatorData": text(about), "signature": text(signature)}
        return self.answer("webauthn.get", options, signed)

    def about(self, name: str, more: int = 0) -> bytes:
        """Say for which platform this is, and that somebody unlocked the device."""
        flags = bytes([self.flags | more])
        return hashlib.sha256(name.encode()).digest() + flags + self.uses.to_bytes(4, "big")

    def client(self, kind: str, options: dict[str, Any]) -> bytes:
        """Say what the browser adds: the page's challenge and its address."""
        said = {"type": kind, "challenge": options["challenge"], "origin": self.origin}
        return json.dumps(said).encode()

    def answer(self, kind: str, options: dict[str, Any], signed: dict[str, str]) -> str:
        """Return what the script of the page sends."""
        return json.dumps(
            {
                "id": text(self.id),
                "rawId": text(self.id),
                "type": "public-key",
                "response": {**signed, "clientDataJSON": text(self.client(kind, options))},
                "clientExtensionResults": {},
            }
        )
