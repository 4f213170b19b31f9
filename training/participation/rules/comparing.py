"""Two counts of one ledger compared: who is in one and not in the other, and why, in numbers.

Nobody is named. The reasons are those that the other count gives: see docs/counting.md.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction

from training.participation.rules.disclosure import (
    Hidden,
    Shown,
    Thresholds,
    protect,
    too_close,
)
from training.participation.rules.profile import (
    Audience,
    Basis,
    Extra,
    Profile,
    Unit,
    Within,
)
from training.participation.rules.results import Count, Reason, Verdict
from training.participation.rules.shared import NO_ORGANISATION


class Why(StrEnum):
    """Why one rule leaves people out whom another one counts."""

    ONE_DAY = "one_day"
    ONE_DAY_EVENT = "one_day_event"
    FEW_DAYS = "few_days"
    FEW_MINUTES = "few_minutes"
    SMALL_SHARE = "small_share"
    FEW_MEETINGS = "few_meetings"
    FEW_PRESENCES = "few_presences"
    FEW_EVENTS = "few_events"
    NO_TEST = "no_test"
    OTHER_KIND = "other_kind"
    NO_COURSE = "no_course"
    EVENTS = "events"
    MODE = "mode"
    ROLE = "role"
    AWARD = "award"
    ABSENT = "absent"
    CATEGORY = "category"
    TEST_PERSON = "test_person"
    OTHER_TIME = "other_time"
    OTHER_PERIOD = "other_period"
    SAME_PERSON = "same_person"
    OPEN = "open"
    ERASED = "erased"
    NO_ORGANISATION = "no_organisation"


_PLAIN = {
    Reason.MODE: Why.MODE,
    Reason.ROLE: Why.ROLE,
    Reason.OTHER_AWARD: Why.AWARD,
    Reason.ABSENT: Why.ABSENT,
    Reason.CATEGORY: Why.CATEGORY,
    Reason.TEST_PERSON: Why.TEST_PERSON,
    Reason.DUPLICATE_OF: Why.SAME_PERSON,
    Reason.IDENTITY_OPEN: Why.OPEN,
    Reason.NOT_COMPLETED: Why.NO_TEST,
}
_DOSES = {
    Basis.DAYS: Why.FEW_DAYS,
    Basis.MINUTES: Why.FEW_MINUTES,
    Basis.MINUTES_SHARE: Why.SMALL_SHARE,
    Basis.MEETINGS_SHARE: Why.FEW_MEETINGS,
    Basis.PRESENCE: Why.FEW_PRESENCES,
    Basis.COMPLETION: Why.FEW_EVENTS,
}


@dataclass(frozen=True)
class Difference:
    """So many people whom one count has and the other has not, for one reason.

    least, most   what they reached of the dose, where that is the reason
    asked         what the dose is
    """

    why: Why
    people: int
    least: Fraction | None = None
    most: Fraction | None = None
    asked: Fraction | None = None


@dataclass(frozen=True)
class Comparison:
    """A count beside another one of the same ledger and period.

    in_both      how many people both have
    only_here    those whom only `here` has, by why `there` has not
    only_there   the other way round
    """

    here: Count
    there: Count
    in_both: int
    only_here: tuple[Difference, ...]
    only_there: tuple[Difference, ...]

    @property
    def is_of_people(self) -> bool:
        """Whether both count people, so that the differences make up that of the figures."""
        return {self.here.profile.unit, self.there.profile.unit} == {Unit.PERSON}

    @property
    def has_people(self) -> bool:
        """Whether people stand behind both figures; outcomes stand on their own."""
        return not (self.here.profile.counts_outcomes or self.there.profile.counts_outcomes)


def is_counted(verdict: Verdict) -> bool:
    """Tell whether the best figure has a record or a sealed row in it."""
    best = verdict.detail if verdict.reason is Reason.IDENTITY_OPEN else verdict.reason
    return best in (Reason.COUNTED, Reason.SEALED)


def compare(here: Count, there: Count) -> Comparison:
    """Say who is in one count and not in the other, in numbers by reason.

    Both are counts of the same ledger, as of the same time, and without `by` or with any.
    """
    judged = {one.person: one for one in here.people}
    others = {one.person: one for one in there.people}
    ours = {person for person, one in judged.items() if is_counted(one)}
    theirs = {person for person, one in others.items() if is_counted(one)}
    return Comparison(
        here,
        there,
        len(ours & theirs),
        _differences((others[one] for one in ours - theirs if one in others), here, there),
        _differences((judged[one] for one in theirs - ours if one in judged), there, here),
    )


def _differences(left_out: Iterable[Verdict], has: Count, lacks: Count) -> tuple[Difference, ...]:
    """Put those whom a count lacks together by reason, the largest number first."""
    groups: Mapping[Why, list[Verdict]] = defaultdict(list)
    for verdict in left_out:
        groups[_why(verdict, has.profile, lacks.profile)].append(verdict)
    found = (_difference(why, verdicts) for why, verdicts in groups.items())
    return tuple(sorted(found, key=lambda one: (-one.people, one.why)))


def _difference(why: Why, verdicts: list[Verdict]) -> Difference:
    doses = [_dose(one) for one in verdicts]
    reached = [one[0] for one in doses if one]
    if len(reached) < len(doses):
        return Difference(why, len(verdicts))
    asked = next(one[1] for one in doses if one)
    return Difference(why, len(verdicts), min(reached), max(reached), asked)


def _dose(verdict: Verdict) -> tuple[Fraction, Fraction] | None:
    """Return what was reached and what was asked; None where that is not the reason."""
    reached, found, asked = verdict.detail.partition(" < ")
    return (Fraction(reached), Fraction(asked)) if found else None


def _why(verdict: Verdict, has: Profile, lacks: Profile) -> Why:
    if _dose(verdict):
        return _of_dose(verdict, lacks)
    if verdict.reason is Reason.EVENT_KIND:
        return _of_events(has, lacks)
    if verdict.reason is Reason.OUTSIDE_PERIOD:
        return Why.OTHER_TIME if lacks.within is Within.PERIOD else Why.OTHER_PERIOD
    if verdict.reason is Reason.NOT_EVALUABLE:
        return Why.NO_ORGANISATION if verdict.detail == NO_ORGANISATION else Why.ERASED
    return _PLAIN[verdict.reason]


def _of_dose(verdict: Verdict, lacks: Profile) -> Why:
    dose = _dose(verdict)
    if lacks.basis is Basis.DAYS and dose and dose[0] == 1:
        return Why.ONE_DAY
    return _DOSES[lacks.basis]


def _of_events(has: Profile, lacks: Profile) -> Why:
    """Say what a rule misses in the events of people whom another one counts.

    What the other rule asks as well cannot be what is missing. Where more than one thing is left,
    nobody can tell from the verdict which one it was.
    """
    missing = []
    if lacks.event_kinds is not None and not _admits_no_more(has, lacks):
        missing.append(Why.OTHER_KIND)
    if lacks.curriculum_required and not has.curriculum_required:
        missing.append(Why.NO_COURSE)
    if lacks.extra is Extra.MULTI_DAY and has.extra is not Extra.MULTI_DAY:
        missing.append(Why.ONE_DAY_EVENT)
    return missing[0] if len(missing) == 1 else Why.EVENTS


def _admits_no_more(has: Profile, lacks: Profile) -> bool:
    return has.event_kinds is not None and has.event_kinds <= (lacks.event_kinds or frozenset())


def side_by_side(
    counts: Iterable[Count], audience: Audience, thresholds: Thresholds
) -> tuple[Shown, ...]:
    """Return the totals of several counts as an audience may see them beside each other.

    A figure is hidden as well where its difference from one that is shown would point at a few
    people (R10 of docs/counting.md); the counts that come first are shown first.
    """
    found: list[Shown] = []
    of_people: list[Shown] = []
    for count in counts:
        total = protect(count, audience, thresholds).total
        if count.profile.unit in (Unit.PERSON, Unit.SEAT) and audience is not Audience.INTERNAL:
            if _tells(total, of_people, thresholds):
                total = Shown(total.value, None, Hidden.COMPLEMENT)
            of_people.append(total)
        found.append(total)
    return tuple(found)


def _tells(total: Shown, others: Iterable[Shown], thresholds: Thresholds) -> bool:
    figures = _numbers(total)
    return any(too_close(_numbers(one), figures, thresholds.public) for one in others)


def _numbers(shown: Shown) -> dict[str, int]:
    numbers = shown.numbers
    if numbers is None:
        return {}
    return {"low": numbers.low, "best": numbers.best, "high": numbers.high}
