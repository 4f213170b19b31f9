"""What marking says: a share of the right answer, and why."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from math import fsum
from typing import Self

ROUNDING = 1e-9  # a share this little below the pass mark has only lost its last binary digits


class Reason(StrEnum):
    """Why an answer got its share; the first reason of a marking is the verdict."""

    RIGHT = "right"
    PARTLY = "partly"
    WRONG = "wrong"
    UNANSWERED = "unanswered"
    MALFORMED = "malformed"
    MISSED = "missed"
    EXTRA = "extra"
    NOT_A_NUMBER = "not-a-number"


@dataclass(frozen=True)
class Marking:
    """The automatic judgement of one answer.

    share          of the right answer, from 0 to 1
    comments       the authors' feedback (Markdown) on what was chosen
    awaits_person  a human being has yet to judge, and the share says nothing
    """

    share: float
    reasons: tuple[Reason, ...]
    comments: tuple[str, ...] = ()
    awaits_person: bool = False

    @classmethod
    def of(cls, share: float, *details: Reason, comments: tuple[str, ...] = ()) -> Self:
        """Make a marking whose verdict follows from the share: right, partly or wrong."""
        verdict = {1.0: Reason.RIGHT, 0.0: Reason.WRONG}.get(share, Reason.PARTLY)
        return cls(share, (verdict, *details), comments)


UNANSWERED = Marking(0.0, (Reason.UNANSWERED,))
MALFORMED = Marking(0.0, (Reason.MALFORMED,))


@dataclass(frozen=True)
class QuizMarking:
    """The judgement of one attempt at a quiz: the mean of its questions' shares."""

    share: float
    passed: bool
    markings: Mapping[str, Marking]

    @classmethod
    def of(cls, markings: Mapping[str, Marking], pass_mark: float) -> Self:
        """Sum up the markings, by question id, of at least one question."""
        share = fsum(marking.share for marking in markings.values()) / len(markings)
        return cls(share, share + ROUNDING >= pass_mark, markings)
