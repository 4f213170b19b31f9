"""The vault: what people write is kept sealed, and the keys lie outside the database.

A sealed value is text: the id of its key, a full stop, and in URL-safe Base64 a nonce of 12 bytes
and what AES-256-GCM (NIST SP 800-38D) makes of the plain text. The text is first padded to whole
blocks, since the length of a name can give it away, and bound to its column, so that a value moved
to another one does not open. docs/decisions/0010 has the reasons.
"""

import base64
import hashlib
import hmac
import json
import os
from binascii import Error as NotBase64
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from flask import Flask, current_app
from itsdangerous import BadSignature, URLSafeSerializer
from sqlalchemy import Dialect, Text, TypeDecorator
from sqlalchemy.sql import operators

from training.config import InvalidSettings, data_keys, keys_in
from training.safeguards import is_open_to_neighbours

KEYS_FILE = "data_keys"
BLOCK = 32
NONCE_LENGTH = 12
KEY_ID_LENGTH = 8
KEY_BYTES = 32
PAD = b"\x80"  # as in ISO/IEC 7816-4: one mark, then zeros


class NoDataKey(Exception):
    """A key that sealed something is not here; the text says where keys belong."""


class BrokenSeal(Exception):
    """A sealed value was damaged, changed or moved to another column."""


@dataclass(frozen=True)
class DataKey:
    """One key, with what follows from it: its id, what seals, and what makes blind indexes."""

    id: str
    cipher: AESGCM
    blind: bytes


@lru_cache(maxsize=64)
def key_from(text: str) -> DataKey:
    """Return the key that 64 hexadecimal digits stand for (HKDF, RFC 5869)."""

    def derived(purpose: bytes) -> bytes:
        kdf = HKDF(algorithm=SHA256(), length=KEY_BYTES, salt=None, info=purpose)
        return kdf.derive(bytes.fromhex(text))

    return DataKey(
        derived(b"key id").hex()[:KEY_ID_LENGTH], AESGCM(derived(b"seal")), derived(b"blind index")
    )


class Vault:
    """The keys of one platform, the newest first: those of the setting DATA_KEYS, then of a file.

    The file is looked at again before anything is sealed and when a value names an unknown key, so
    that a running server takes part in a rotation.
    """

    def __init__(self, given: str, file: Path) -> None:
        self.given = given
        self.file = file
        self.seen: tuple[int, int] | None = None
        self.known: dict[str, DataKey] = {}

    def keys(self) -> dict[str, DataKey]:
        """Return all keys by id, the newest first; raises NoDataKey where there is none."""
        state = self.state()
        if not self.known or state != self.seen:
            self.known = {key.id: key for key in map(key_from, self.texts())}
            self.seen = state
        if not self.known:
            raise NoDataKey(f"The data keys are missing: put {self.file} back, or set DATA_KEYS.")
        return self.known

    def state(self) -> tuple[int, int] | None:
        """Return what changes whenever the file of keys is replaced."""
        try:
            found = self.file.stat()
        except FileNotFoundError:
            return None
        return found.st_ino, found.st_mtime_ns

    def texts(self) -> tuple[str, ...]:
        """Return every key as it is written down, the newest first."""
        return tuple(dict.fromkeys(keys_in(f"{self.given} {self.written()}")))

    def written(self) -> str:
        """Return the text of the file of keys; empty where there is none.

        Raises InvalidSettings where others than its owner may read it, or it holds no keys.
        """
        if not self.file.is_file():
            return ""
        if is_open_to_neighbours(self.file):
            raise InvalidSettings(f"{self.file}: others may read it. Say: chmod 600 {self.file}")
        try:
            return data_keys(self.file.read_text(encoding="ascii"))
        except ValueError as fault:
            raise InvalidSettings(f"{self.file}: {fault}") from None

    def write(self, texts: Iterable[str]) -> None:
        """Replace the file of keys in one step; without any key it goes away."""
        lines = "".join(f"{text}\n" for text in texts)
        if not lines:
            self.file.unlink(missing_ok=True)
            return
        unfinished = self.file.with_suffix(".new")
        unfinished.unlink(missing_ok=True)
        with os.fdopen(os.open(unfinished, os.O_WRONLY | os.O_CREAT, 0o600), "w") as file:
            file.write(lines)
            file.flush()
            os.fsync(file.fileno())
        unfinished.replace(self.file)

    def newest(self) -> DataKey:
        """Return the key that seals from now on."""
        return next(iter(self.keys().values()))

    def seal(self, place: str, text: str) -> str:
        """Return what is stored of a text in a column, named as `table.column`."""
        key, nonce, plain = self.newest(), os.urandom(NONCE_LENGTH), text.encode() + PAD
        plain += bytes(-len(plain) % BLOCK)
        sealed = nonce + key.cipher.encrypt(nonce, plain, place.encode())
        return f"{key.id}.{base64.urlsafe_b64encode(sealed).decode()}"

    def unseal(self, place: str, sealed: str) -> str:
        """Return the text behind a sealed value; raises NoDataKey or BrokenSeal."""
        key_id, _, body = sealed.partition(".")
        key = self.known.get(key_id) or self.keys().get(key_id)
        if key is None:
            raise NoDataKey(f"No data key {key_id!r} is here: {place} was sealed with another one.")
        try:
            content = base64.urlsafe_b64decode(body)
            nonce, rest = content[:NONCE_LENGTH], content[NONCE_LENGTH:]
            return key.cipher.decrypt(nonce, rest, place.encode()).rstrip(b"\0")[:-1].decode()
        except (InvalidTag, NotBase64, ValueError):
            raise BrokenSeal(
                f"A value of {place} does not open: it was damaged or moved."
            ) from None

    def blind(self, place: str, text: str) -> str:
        """Return under what a text of a column can be found by whoever has the newest key."""
        return blind_by(self.newest(), place, text)

    def blinds(self, place: str, text: str) -> tuple[str, ...]:
        """Return every word under which a text may stand while keys are being changed."""
        return tuple(blind_by(key, place, text) for key in self.keys().values())


def blind_by(key: DataKey, place: str, text: str) -> str:
    """Return the blind index of a text: its HMAC-SHA-256, bound to the column."""
    return hmac.new(key.blind, f"{place}:{text}".encode(), hashlib.sha256).hexdigest()


def init_app(app: Flask) -> None:
    """Give an application its vault; raises InvalidSettings where others may read the keys."""
    vault = Vault(str(app.config["DATA_KEYS"]), Path(app.config["DATA_DIR"]) / KEYS_FILE)
    vault.written()
    app.extensions["vault"] = vault


def vault() -> Vault:
    """Return the vault of the application that is at work."""
    found: Vault = current_app.extensions["vault"]
    return found


def keyed(purpose: str, text: str) -> bytes:
    """Return what only the holder of the secret key can work out from a text (HMAC-SHA-256)."""
    key = str(current_app.config["SECRET_KEY"]).encode()
    return hmac.new(key, f"{purpose}:{text}".encode(), hashlib.sha256).digest()


def signer(purpose: str) -> URLSafeSerializer:
    """Return what signs the addresses of one purpose: each is proof that the platform made it."""
    return URLSafeSerializer(str(current_app.config["SECRET_KEY"]), salt=purpose)


def signed(purpose: str, plain: object) -> str:
    """Return plain values, for all to read, with the platform's signature for a purpose."""
    return str(signer(purpose).dumps(plain))


def said_by(token: str, purpose: str) -> Any:
    """Return what was signed for a purpose; None for what is not ours."""
    try:
        return signer(purpose).loads(token)
    except BadSignature:
        return None


class Unsearchable(TypeDecorator.Comparator[Any]):
    """What a query may ask of a sealed column: whether there is a value, and nothing else."""

    def operate(self, op: Callable[..., Any], *other: Any, **kwargs: Any) -> Any:
        """Refuse comparisons, which would never be true: each value has a nonce of its own."""
        if op not in {operators.is_, operators.is_not}:
            raise TypeError("a sealed column can neither be searched nor sorted in the database")
        return super().operate(op, *other, **kwargs)


class Secret(TypeDecorator[str]):
    """A text that is sealed in the database: `Secret("person.display_name", 80)`.

    place  the column it stands in, `table.column`
    most   how many characters the plain text may have; 0 means any number
    least  how many it has to have
    """

    impl = Text
    cache_ok = True
    comparator_factory = Unsearchable

    def __init__(self, place: str, most: int = 0, least: int = 1) -> None:
        super().__init__()
        self.place, self.most, self.least = place, most, least

    def process_bind_param(self, value: str | None, dialect: Dialect) -> str | None:
        """Seal a text on its way in; raises ValueError where it is too short or too long."""
        if value is None:
            return None
        if len(value) < self.least or (self.most and len(value) > self.most):
            raise ValueError(f"{self.place} takes {self.least} to {self.most} characters")
        return vault().seal(self.place, value)

    def process_result_value(self, value: str | None, dialect: Dialect) -> str | None:
        """Open a text on its way out."""
        return None if value is None else vault().unseal(self.place, value)


class SecretJson(TypeDecorator[Any]):
    """Plain values that are sealed in the database as JSON: `SecretJson("attempt.answers")`."""

    impl = Text
    cache_ok = True
    comparator_factory = Unsearchable

    def __init__(self, place: str) -> None:
        super().__init__()
        self.place = place

    def process_bind_param(self, value: Any, dialect: Dialect) -> str | None:
        """Seal plain values on their way in."""
        if value is None:
            return None
        return vault().seal(self.place, json.dumps(value, ensure_ascii=False))

    def process_result_value(self, value: str | None, dialect: Dialect) -> Any:
        """Open plain values on their way out."""
        return None if value is None else json.loads(vault().unseal(self.place, value))
