"""A random sample that anybody can draw again: from a published seed, with nothing but SHA-256.

The seed is the hash of an issued count, which was fixed before anybody looked, and a number that
the auditor chooses, so that neither side can arrange the sample alone.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from hashlib import sha256


@dataclass(frozen=True)
class Drawn:
    """One line of a register that was drawn, and the key that put it there."""

    line: int
    key: str


def drawn(digest: str, number: int, lines: int, size: int) -> tuple[Drawn, ...]:
    """Draw so many of the lines 1 to `lines`, in the order of drawing.

    digest  the hash of the tally, in hexadecimal, small letters
    number  the one that the auditor chose

    The key of a line is the SHA-256, in hexadecimal, of the text `digest:number:line` in ASCII,
    such as `4f…:7:12`. The lines with the smallest keys are drawn, the smallest first. With the
    same hash, number and length this gives the same lines on every machine, at any time.
    """
    return tuple(sorted(_keyed(digest, number, lines), key=lambda one: one.key)[:size])


def _keyed(digest: str, number: int, lines: int) -> Iterator[Drawn]:
    for line in range(1, lines + 1):
        yield Drawn(line, sha256(f"{digest}:{number}:{line}".encode("ascii")).hexdigest())
