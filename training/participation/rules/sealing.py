"""Sealed rows: what is left of erased persons still counts, under the profiles that were known."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from training.participation.rules.attributes import ORGANISATION
from training.participation.rules.facts import WHOLE, Sealed
from training.participation.rules.judging import Judge
from training.participation.rules.profile import Profile, Unit
from training.participation.rules.results import NOT_STATED, PREFERS_NOT_TO_SAY, Reason
from training.participation.rules.times import local_day


@dataclass(frozen=True)
class SealedRow:
    """A sealed fact under one profile; `moment` is the one it has there, if it has one."""

    id: str
    reason: Reason
    moment: datetime | None
    attributes: dict[str, str | None]

    @property
    def counts(self) -> bool:
        """Whether it adds to the figures."""
        return self.reason is Reason.SEALED

    @property
    def organisation(self) -> str | None:
        """The organisation, where it was kept."""
        return self.attributes.get(ORGANISATION)

    def value(self, dimension: str) -> str:
        """Return the attribute that was kept; all others are not stated any more."""
        if dimension not in self.attributes:
            return NOT_STATED
        value = self.attributes[dimension]
        return PREFERS_NOT_TO_SAY if value is None else value


def sealed_rows(rows: Iterable[Sealed], judge: Judge) -> tuple[SealedRow, ...]:
    """Judge the sealed rows of the whole: the award and the period apply, uniqueness does not."""
    return tuple(_judged(row, judge) for row in rows if row.part in (None, WHOLE))


def _judged(row: Sealed, judge: Judge) -> SealedRow:
    verdicts, attributes = dict(row.verdicts), dict(row.attributes)
    moment = verdicts.get(judge.profile.name)
    if judge.awards is not None and row.award not in judge.awards:
        reason = Reason.OTHER_AWARD
    elif judge.profile.name not in verdicts or not _can_count(judge.profile, attributes):
        reason = Reason.NOT_EVALUABLE
    elif moment is None or local_day(moment, judge.profile.zone) not in judge.period:
        reason = Reason.OUTSIDE_PERIOD
    else:
        reason = Reason.SEALED
    return SealedRow(row.id, reason, moment, attributes)


def _can_count(profile: Profile, attributes: dict[str, str | None]) -> bool:
    if profile.counts_outcomes:
        return False
    if profile.unit is Unit.ORGANISATION:
        return attributes.get(ORGANISATION) is not None
    return profile.unit in (Unit.PERSON, Unit.SEAT)
