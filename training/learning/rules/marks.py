"""A text cut where the letters of SMART were found in it."""

from collections.abc import Iterable, Mapping, Sequence
from itertools import pairwise
from typing import Any

Finding = Mapping[str, Any]


def pieces(text: str, findings: Iterable[Finding]) -> tuple[tuple[str, str], ...]:
    """Cut a text where evidence begins or ends, and say which letters hold for each piece.

    findings   of quizzes, as they are kept: "letter" and "evidence", spans (start, end) in Unicode
               code points, half open; spans may overlap, and what lies outside the text is left out
    """
    held = [(str(one["letter"]), tuple(one["evidence"])) for one in findings]
    ends = {min(max(end, 0), len(text)) for _, spans in held for span in spans for end in span}
    edges = sorted({0, len(text), *ends})
    return tuple((text[start:end], _letters(held, start)) for start, end in pairwise(edges))


def _letters(held: Iterable[tuple[str, Iterable[Sequence[int]]]], place: int) -> str:
    return "".join(
        letter for letter, spans in held if any(start <= place < end for start, end in spans)
    )
