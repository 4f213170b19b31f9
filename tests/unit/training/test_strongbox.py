"""A sealed file opens with its key, whole and unchanged; otherwise it says why not."""

from io import BytesIO
from itertools import chain

import pytest
from hypothesis import given
from hypothesis import strategies as st

from training import strongbox
from training.strongbox import MAGIC, PIECE, TAG, Damaged, NotOurs, WrongKey

KEY, OTHER = "0123456789abcdef" * 4, "fedcba9876543210" * 4
MADE_AT = "2027-03-01T12:00:00+00:00"
SIZES = (0, 1, PIECE - 1, PIECE, PIECE + 1, 2 * PIECE, 2 * PIECE + 7)


def sealed(content: bytes) -> bytes:
    target = BytesIO()
    strongbox.seal(BytesIO(content), target, KEY, MADE_AT)
    return target.getvalue()


def unsealed(content: bytes, *keys: str) -> bytes:
    header, pieces = strongbox.opened(BytesIO(content), keys or (KEY,))
    content = b"".join(pieces)
    assert header.made_at == MADE_AT
    return content


@pytest.mark.parametrize("size", SIZES)
def test_what_was_sealed_comes_back(size: int) -> None:
    content = bytes(range(256)) * (size // 256) + b"x" * (size % 256)
    assert unsealed(sealed(content), OTHER, KEY) == content


@given(st.binary(max_size=300), st.data())
def test_a_file_that_was_touched_anywhere_does_not_open(
    content: bytes, data: st.DataObject
) -> None:
    whole = bytearray(sealed(content))
    whole[data.draw(st.integers(0, len(whole) - 1))] ^= 1 << data.draw(st.integers(0, 7))
    with pytest.raises((NotOurs, WrongKey, Damaged)):
        unsealed(bytes(whole))


@pytest.mark.parametrize("share", [0.1, 0.5, 0.9, 0.999])
def test_a_file_that_was_cut_does_not_open(share: float) -> None:
    whole = sealed(b"x" * 3 * PIECE)
    with pytest.raises((NotOurs, Damaged)):
        unsealed(whole[: int(len(whole) * share)])


def test_pieces_can_neither_go_nor_change_places() -> None:
    whole = sealed(b"".join(bytes([number]) * PIECE for number in range(4)))
    start = whole.index(b"\n", len(MAGIC)) + 1
    head, size = whole[:start], PIECE + TAG
    parts = [whole[start + at : start + at + size] for at in range(0, len(whole) - start, size)]
    assert len(parts) == 4
    for order in ((0, 1, 2), (1, 0, 2, 3), (0, 1, 3), (0, 1, 2, 3, 3), (3,)):
        with pytest.raises(Damaged):
            unsealed(b"".join(chain([head], (parts[number] for number in order))))


def test_without_the_key_its_id_is_told() -> None:
    with pytest.raises(WrongKey, match=strongbox.id_of(KEY)):
        unsealed(sealed(b"content"), OTHER)
    with pytest.raises(WrongKey):
        strongbox.opened(BytesIO(sealed(b"content")), ())


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"PK",
        MAGIC,
        MAGIC + b"{}\n",
        MAGIC + b"[]\n",
        MAGIC + b'{"key": "a", "made_at": "x", "salt": ""}\n',
        MAGIC + b'{"key": "a", "made_at": "2027-03-01T12:00:00", "salt": ""}\n',
        MAGIC + b'{"key": "a", "made_at": 5, "salt": ""}\n',
    ],
)
def test_another_file_is_not_taken_for_one(content: bytes) -> None:
    with pytest.raises(NotOurs):
        strongbox.opened(BytesIO(content), [KEY])


def test_the_same_content_is_never_sealed_alike() -> None:
    assert sealed(b"content") != sealed(b"content")
