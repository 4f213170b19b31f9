"""Words: what counts as one in any script, and how many can be said in one breath."""

import re
import unicodedata
from collections.abc import Iterator

IDEOGRAPH = re.compile(
    "[\u3005-\u3007\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003ffff]"
)
TONES = range(0x1F3FB, 0x1F400)  # the colours of skin that change the sign before them
JOINER = "\u200d"  # makes one picture of two
JOINS = {**dict.fromkeys("'’-‐‑", "j"), **dict.fromkeys(".,٫٬", "c")}
UNIT = "(?:d+(?:cd+)*|w)"
SIGN = "[ojc]m*(?:zm*om*)*|[mz]+"
TOKEN = re.compile(f"h[mz]*|{UNIT}[mz]*(?:j?{UNIT}[mz]*)*|s+|{SIGN}")
SPOKEN_WORDS, SPOKEN_SIGNS = 25, 40


def tokens(text: str) -> Iterator[str]:
    """Cut a text into words, single ideographs, blanks and other signs; together they are the text.

    A word is a run of letters and digits of any script, with the marks on them, with apostrophes
    and hyphens inside, and with points and commas between digits. An ideograph stands for itself.
    """
    kinds = "".join(map(_kind, text))
    return (text[found.start() : found.end()] for found in TOKEN.finditer(kinds))


def _kind(sign: str) -> str:
    if IDEOGRAPH.match(sign):
        return "h"
    if sign in JOINS:
        return JOINS[sign]
    category = unicodedata.category(sign)
    if sign == JOINER:
        return "z"
    if category == "Nd":
        return "d"
    if category[0] in "LN":
        return "w"
    if category[0] == "M" or category == "Cf" or ord(sign) in TONES:
        return "m"
    return "s" if sign.isspace() else "o"


def is_word(token: str) -> bool:
    """Tell whether a token is a word or an ideograph, and neither blanks nor other signs."""
    return _kind(token[0]) in "hwd"


def word_count(text: str) -> int:
    """Count the words of a text; in Chinese, its characters. Source: `tokens`.

    static/js/rewriting.js counts by the same rule while somebody types.
    """
    return sum(map(is_word, tokens(text)))


def counts_signs(language: str) -> bool:
    """Tell whether the length of a text in this language is told in characters."""
    return language == "zh"


def spoken_budget(language: str) -> int:
    """Return how long a version to be read aloud may be: 25 words, or 40 characters of Chinese.

    Both take about as long: courses/script.py reads 200 words or 300 characters a minute.
    """
    return SPOKEN_SIGNS if counts_signs(language) else SPOKEN_WORDS
