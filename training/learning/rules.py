"""Decisions on plain values: orders that give nothing away, words marked by letter, completions."""

import hashlib
from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from enum import StrEnum
from itertools import pairwise
from typing import Any
from uuid import NAMESPACE_OID, uuid5

from courses import Course, Progress, QuizActivity

Finding = Mapping[str, Any]


def derived_uid(*parts: str) -> str:
    """Return the id of a fact that follows from others: the same facts give the same id."""
    return str(uuid5(NAMESPACE_OID, ":".join(parts)))


def shuffled(ids: Sequence[str], seed: str) -> tuple[str, ...]:
    """Return the ids in an order that follows from the seed and is never the one given.

    Two people see different orders, one person always the same. One id alone stays where it is.
    """
    order = tuple(sorted(ids, key=lambda one: hashlib.sha256(f"{seed}:{one}".encode()).digest()))
    return order if order != tuple(ids) else (*order[1:], *order[:1])


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


def passed_last_quiz(
    course: Course, passed_at: Mapping[str, datetime], by: datetime
) -> bool | None:
    """Tell whether a course's last quiz was passed by a moment; None in a course without one.

    passed_at   for each activity that was passed, when for the first time
    """
    quizzes = [one.id for one in course.activities if isinstance(one, QuizActivity)]
    if not quizzes:
        return None
    return quizzes[-1] in passed_at and passed_at[quizzes[-1]] <= by


class Differs(StrEnum):
    """How a kept completion can differ from what the events say."""

    MISSING = "missing"
    OTHER_TIME = "other_time"
    NOT_DERIVED = "not_derived"


def difference(progress: Progress, kept_at: datetime | None) -> Differs | None:
    """Tell how a completion kept for a moment, or none, differs from progress; None: not at all."""
    if kept_at is None:
        return Differs.MISSING if progress.complete else None
    if not progress.complete:
        return Differs.NOT_DERIVED
    return None if kept_at == progress.completed_at else Differs.OTHER_TIME
