"""Where quoted words stand in a draft, and what a draft waits for."""

import re
from enum import StrEnum

Span = tuple[int, int]


class State(StrEnum):
    """What the newest draft of somebody is at, as its facilitator sees it."""

    WAITING = "waiting"
    SENT_BACK = "sent_back"
    ANSWERED = "answered"


def located(text: str, quoted: str, start: int = 0) -> Span | None:
    """Find quoted words in a draft: (start, stop) in code points, or None where they are not.

    start   where they were selected; if they stand there, that place is meant, else the first.
            Blanks and line breaks count as the same; so do capitals, if the words do not stand
            there as they were typed.
    """
    words = [re.escape(word) for word in quoted.split()]
    if not words:
        return None
    wanted = r"\s+".join(words)
    for pattern in (re.compile(wanted), re.compile(wanted, re.IGNORECASE)):
        if found := pattern.match(text, start) or pattern.search(text):
            return found.span()
    return None
