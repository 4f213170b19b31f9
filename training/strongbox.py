"""A sealed file: what a backup is wrapped in, so that its finder can neither read nor alter it.

Two lines come first: what the file is, and as JSON the id of its key, when it was made and a salt.
Then pieces of a mebibyte, each sealed with AES-256-GCM under a key of the file's own (HKDF of the
backup key and the salt). The nonce counts the pieces and marks the last one, so that none can be
left out, moved or added: the STREAM construction of Hoang, Reyhanitabar, Rogaway and Vizár (2015).
"""

import json
import os
from collections.abc import Iterable, Iterator
from dataclasses import asdict, dataclass
from datetime import datetime
from hashlib import sha256
from itertools import count
from typing import IO

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

MAGIC = b"UPR Training backup, sealed, format 1\n"
PIECE = 1 << 20
TAG = 16
SALT = 16
KEY_ID_LENGTH = 8
LONGEST_HEADER = 1_000


class NotOurs(Exception):
    """A file that is not a sealed one of this platform."""


class WrongKey(Exception):
    """A file that was sealed with a key that is not here; the text is the key's id."""


class Damaged(Exception):
    """A sealed file of which something was changed or is missing."""


@dataclass(frozen=True)
class Header:
    """What a sealed file tells everybody."""

    key: str
    made_at: str
    salt: str

    @property
    def moment(self) -> datetime:
        """When the file was made."""
        return datetime.fromisoformat(self.made_at)

    def line(self) -> bytes:
        """The line of the file that says so; every piece is bound to it."""
        return json.dumps(asdict(self)).encode() + b"\n"


def id_of(key: str) -> str:
    """Return the word by which a key is told from others without giving it away."""
    return sha256(b"backup key id:" + bytes.fromhex(key)).hexdigest()[:KEY_ID_LENGTH]


def cipher_of(key: str, header: Header) -> AESGCM:
    """Return what seals the pieces of one file (HKDF, RFC 5869)."""
    salt = bytes.fromhex(header.salt)
    kdf = HKDF(algorithm=SHA256(), length=32, salt=salt, info=b"UPR Training backup")
    return AESGCM(kdf.derive(bytes.fromhex(key)))


def nonces() -> Iterator[bytes]:
    """Yield the number of each piece, without the mark of the last one."""
    return (number.to_bytes(11, "big") for number in count())


def seal(source: IO[bytes], target: IO[bytes], key: str, made_at: str) -> None:
    """Write a stream to another one, sealed."""
    header = Header(id_of(key), made_at, os.urandom(SALT).hex())
    cipher, line = cipher_of(key, header), header.line()
    target.write(MAGIC + line)
    piece = source.read(PIECE)
    for nonce in nonces():
        following = source.read(PIECE)
        target.write(cipher.encrypt(nonce + bytes([not following]), piece, line))
        if not following:
            break
        piece = following


def header_of(source: IO[bytes]) -> Header:
    """Read what a sealed file tells everybody; raises NotOurs."""
    if source.read(len(MAGIC)) != MAGIC:
        raise NotOurs
    try:
        header = Header(**json.loads(source.readline(LONGEST_HEADER)))
        if header.moment.tzinfo is None:
            raise ValueError("a moment needs a time zone")
        bytes.fromhex(header.salt)
    except (ValueError, TypeError):
        raise NotOurs from None
    return header


def opened(source: IO[bytes], keys: Iterable[str]) -> tuple[Header, Iterator[bytes]]:
    """Return what a sealed file tells, and its content piece by piece.

    Raises NotOurs and WrongKey, and while it is read Damaged, where something was changed.
    """
    header = header_of(source)
    fitting = [key for key in keys if id_of(key) == header.key]
    if not fitting:
        raise WrongKey(header.key)
    return header, pieces(source, cipher_of(fitting[0], header), header.line())


def pieces(source: IO[bytes], cipher: AESGCM, line: bytes) -> Iterator[bytes]:
    """Yield the pieces of a sealed file, each proved to be where it was; raises Damaged."""
    sealed = source.read(PIECE + TAG)
    for nonce in nonces():
        following = source.read(PIECE + TAG)
        try:
            yield cipher.decrypt(nonce + bytes([not following]), sealed, line)
        except InvalidTag:
            raise Damaged from None
        if not following:
            return
        sealed = following
