"""Reads about targets, and about what waits for those who look after the figures."""

from dataclasses import dataclass

from sqlalchemy import Select, select

from training import clock
from training.database import db
from training.errors import NotFound
from training.participation import queries as ledger
from training.participation.rules import Period
from training.reports import rules
from training.reports.models import Target


def period_of(target: Target) -> Period:
    """Return the days of a target."""
    return Period(target.begins, target.ends)


def targets(programme_id: str) -> tuple[Target, ...]:
    """Return the last state of each target that is pursued, of a programme or of the whole."""
    wanted = select(Target).where(Target.programme_id == (programme_id or None))
    return tuple(one for one in _last_states(wanted) if one.number is not None)


def targets_in(reach: frozenset[str] | None) -> tuple[Target, ...]:
    """Return the last state of each target in reach, also of those no longer pursued."""
    wanted = select(Target)
    if reach is not None:
        wanted = wanted.where(Target.programme_id.in_(reach))
    return _last_states(wanted)


def _last_states(wanted: Select[Target]) -> tuple[Target, ...]:
    last = {one.first_id: one for one in db.session.scalars(wanted.order_by(Target.place))}
    return tuple(
        sorted(last.values(), key=lambda one: (one.begins, one.ends, one.indicator, one.id))
    )


def history(first_id: str) -> tuple[Target, ...]:
    """Return all that a target ever said, the oldest first; empty for none."""
    wanted = select(Target).where(Target.first_id == first_id).order_by(Target.place)
    return tuple(db.session.scalars(wanted))


def history_or_404(first_id: str, reach: frozenset[str] | None) -> tuple[Target, ...]:
    """Return all that a target in reach ever said; raises NotFound. None reaches everything."""
    found = history(first_id)
    if not found or (reach is not None and found[0].programme_id not in reach):
        raise NotFound
    return found


def touches(target: Target, year: Period) -> bool:
    """Tell whether a target has a day in common with a year."""
    return target.begins <= year.ends and year.begins <= target.ends


@dataclass(frozen=True)
class Tasks:
    """What waits for those who look after the figures.

    unsigned  how many issued counts no second person has signed off
    due       a quarter that is over, and for which no count was issued
    """

    unsigned: int
    due: Period | None


def tasks(reach: frozenset[str] | None, programme_id: str) -> Tasks:
    """Return what waits among the issued counts in reach, and in a programme or the whole."""
    issued = ledger.tallies(reach)
    corrected = {one.tally.supersedes for one in issued}
    standing = [one for one in issued if one.tally.number not in corrected]
    own = (one.ends for one in standing if (one.tally.programme_id or "") == programme_id)
    return Tasks(
        unsigned=sum(one.tally.signed_at is None for one in standing),
        due=rules.due(own, clock.today()),
    )
