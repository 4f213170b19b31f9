"""Card codes: how they are spelled, and how a typing error is found.

A card code has twelve random characters and two check characters. The alphabet leaves out what
looks alike (0 O, 1 I L, U V). The number that the twelve spell in base 30, modulo 887 (a prime
below 900), gives the check: it finds every single wrong character and every swap of neighbours.
"""

ALPHABET = "23456789ABCDEFGHJKMNPQRSTVWXYZ"
RANDOM_LENGTH = 12
CHECK_LENGTH = 2
CHECK_PRIME = 887
GROUP = 4


def check_of(body: str) -> str:
    """Return the two check characters of a card's random part."""
    number = 0
    for character in body:
        number = number * len(ALPHABET) + ALPHABET.index(character)
    high, low = divmod(number % CHECK_PRIME, len(ALPHABET))
    return ALPHABET[high] + ALPHABET[low]


def characters_from(seed: bytes, length: int) -> str:
    """Spell random bytes with characters that do not look alike, 4.9 bits for each."""
    number, spelling = int.from_bytes(seed, "big"), ""
    for _ in range(length):
        number, position = divmod(number, len(ALPHABET))
        spelling += ALPHABET[position]
    return spelling


def code_from(seed: bytes) -> str:
    """Spell a card code (59 bits) from at least 16 random bytes: ABCD-EFGH-JKMN-PQ."""
    body = characters_from(seed, RANDOM_LENGTH)
    return grouped(body + check_of(body))


def grouped(code: str, size: int = GROUP) -> str:
    """Return a code in groups of equal size, as it is printed and read aloud."""
    return "-".join(code[start : start + size] for start in range(0, len(code), size))


def card_code(text: str) -> str | None:
    """Return the card code that somebody typed, tidied; None when it cannot be one."""
    code = "".join(character for character in text.upper() if character.isalnum())
    if len(code) != RANDOM_LENGTH + CHECK_LENGTH or not set(code) <= set(ALPHABET):
        return None
    return grouped(code) if code[-CHECK_LENGTH:] == check_of(code[:-CHECK_LENGTH]) else None
