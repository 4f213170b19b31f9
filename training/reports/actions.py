"""What those who report do: they have figures counted, and set targets. Nothing here commits."""

import time
from dataclasses import dataclass

from flask_babel import lazy_gettext as _

from training import clock
from training.audit.actions import record
from training.audit.rules import Act
from training.catalogue.models import Programme
from training.database import db, hold
from training.errors import Refused
from training.participation.actions.counts import Made, keep
from training.participation.queries import fingerprint, took_long
from training.participation.rules import Period, Question, answered
from training.reports import queries
from training.reports.models import Target


class TargetExists(Refused):
    """Two targets for the same indicator, people and days could not both be right."""

    message = _("There is a target for this already. Change that one.")


class ChangedMeanwhile(Refused):
    """A change that was made on what is no longer the last state of a target."""

    message = _("This target was changed meanwhile. Look at it again before you change it.")


def desk(asked: queries.Asked) -> queries.Desk:
    """Count all that a desk shows from one reading of the ledger.

    Where that takes long the answers are kept, and shown until somebody wants them counted anew.
    """
    plan = queries.plan(asked)
    found = {} if asked.anew else dict(queries.kept(plan.questions))
    missing = tuple(one for one in plan.questions if one not in found)
    if not missing:
        return queries.desk(plan, found, None)
    has_kept, stamp, began = bool(found), fingerprint(), time.perf_counter()
    reading = queries.read(missing)
    took = milliseconds(began)
    made = {one: count(one, reading, took, stamp) for one in missing}
    found |= {one: answered(one, made[one].count, reading.at) for one in missing}
    if took_long(milliseconds(began)):
        for question, one in made.items():
            keep(question, one)
    return queries.desk(plan, found, None if has_kept else reading.doses(plan.year))


def count(question: Question, reading: queries.Reading, took: int, stamp: str) -> Made:
    """Count what a question asks; `took` is how long the reading did, which it would need alone."""
    began = time.perf_counter()
    found = reading.count(question)
    return Made(found, took + milliseconds(began), stamp)


def milliseconds(since: float) -> int:
    """Return how long it is since a moment of the performance counter."""
    return round(1000 * (time.perf_counter() - since))


@dataclass(frozen=True)
class Subject:
    """What a target is about: an indicator, in a programme or, without one, in the whole ledger."""

    indicator: str
    programme_id: str = ""


@dataclass(frozen=True)
class Wanted:
    """What a target says: how much in which days, why, where that is written, and who says so.

    number  None where the target is no longer pursued
    """

    period: Period
    number: int | None
    note: str
    source: str
    by: str


def set_target(uid: str, subject: Subject, wanted: Wanted) -> Target:
    """Set a target; sent twice, set once. Raises TargetExists."""
    hold(Programme, subject.programme_id)
    if known := db.session.get(Target, uid):
        return known
    for one in queries.targets(subject.programme_id):
        if one.indicator == subject.indicator and queries.period_of(one) == wanted.period:
            raise TargetExists
    return _add(uid, (uid, 1), subject, wanted)


def change_target(uid: str, last: Target, wanted: Wanted) -> Target:
    """Let a target say something else from now on; sent twice, changed once.

    last  the state that whoever changes it has seen. Raises ChangedMeanwhile.
    """
    hold(Target, last.first_id)
    if known := db.session.get(Target, uid):
        return known
    if queries.history(last.first_id)[-1].id != last.id:
        raise ChangedMeanwhile
    subject = Subject(last.indicator, last.programme_id or "")
    return _add(uid, (last.first_id, last.place + 1), subject, wanted)


def _add(uid: str, position: tuple[str, int], subject: Subject, wanted: Wanted) -> Target:
    first_id, place = position
    target = Target(
        id=uid,
        first_id=first_id,
        place=place,
        indicator=subject.indicator,
        programme_id=subject.programme_id or None,
        begins=wanted.period.begins,
        ends=wanted.period.ends,
        number=wanted.number,
        note=wanted.note,
        source=wanted.source,
        set_at=clock.now(),
        set_by=wanted.by,
    )
    db.session.add(target)
    record(Act.TARGET_SET, f"target {first_id}", f"{subject.indicator} {wanted.number or 'ended'}")
    return target
