"""What is asked of the ledger, and the answer that pages show: figures and numbers of reasons."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from hashlib import sha256

from training.participation.rules.lines import canonical
from training.participation.rules.profile import Profile
from training.participation.rules.results import Cell, Count, Period, Reason


@dataclass(frozen=True)
class Question:
    """What to count: by which profile, in which period, cut by what, in the whole or a programme.

    by             a dimension; empty for totals only
    programme_id   a programme whose part of the ledger is asked; empty for the whole ledger
    """

    profile: Profile
    period: Period
    by: str = ""
    programme_id: str = ""

    @property
    def key(self) -> str:
        """SHA-256 of what was asked: the same for the same question, on every machine."""
        days = [self.period.begins.isoformat(), self.period.ends.isoformat()]
        asked = [self.profile.name, self.profile.digest, *days, self.by, self.programme_id]
        return sha256(canonical(asked).encode()).hexdigest()


@dataclass(frozen=True, kw_only=True)
class Answer:
    """The state of a count when it was last worked out.

    count       the figures, the cells and the notes, without the verdicts on persons
    reasons     how many records have which reason; those with none are not here
    made_at     when it was worked out
    is_current  nothing that can move it was added to the ledger since
    """

    question: Question
    count: Count
    reasons: Mapping[Reason, int]
    made_at: datetime
    is_current: bool = True

    @property
    def as_of(self) -> datetime:
        """The time whose knowledge it has."""
        return self.count.as_of or self.made_at

    @property
    def cells(self) -> tuple[Cell, ...]:
        """The figures by the dimension that was asked for."""
        return self.count.cells


def answered(question: Question, count: Count, made_at: datetime) -> Answer:
    """Sum a count up as the answer to a question."""
    numbers = Counter(verdict.reason for verdict in count.people)
    reasons = {reason: numbers[reason] for reason in Reason if numbers[reason]}
    return Answer(
        question=question, count=replace(count, people=()), reasons=reasons, made_at=made_at
    )
