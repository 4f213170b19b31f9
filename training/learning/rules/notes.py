"""A text with notes on some of its words, cut for a page."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

Span = tuple[int, int]


@dataclass(frozen=True)
class Noted:
    """A piece of a text.

    held    whether a note is about it
    ended   the numbers, from 1 on, of the notes whose words end here
    """

    words: str
    held: bool
    ended: tuple[int, ...]


def noted(text: str, spans: Sequence[Span]) -> tuple[Noted, ...]:
    """Cut a text where the words of a note begin or end.

    spans   of the notes in their order: (start, stop) in Unicode code points, half open, within
            the text; they may overlap
    """
    edges = sorted({0, len(text), *(edge for span in spans for edge in span)})
    return tuple(
        Noted(
            text[start:stop],
            any(first <= start < last for first, last in spans),
            tuple(number for number, span in enumerate(spans, 1) if span[1] == stop),
        )
        for start, stop in pairwise(edges)
    )


def lies_in(text: str, span: Span) -> bool:
    """Tell whether a span has words of the text, and nothing beyond it."""
    start, stop = span
    return 0 <= start < stop <= len(text) and bool(text[start:stop].strip())
