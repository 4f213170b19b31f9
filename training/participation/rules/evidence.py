"""What speaks for each record under a profile, and how far the facts came that do not."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from training.participation.rules.facts import Completion, Event, Meeting, Participation
from training.participation.rules.ledger import Standing
from training.participation.rules.planning import Plan, Sitting
from training.participation.rules.presence import Presence, Span, clip, length, union
from training.participation.rules.profile import Extra, MomentRule, Profile
from training.participation.rules.results import Reason
from training.participation.rules.times import MINUTE, local_day
from training.participation.rules.words import Mark, Mode, PartRole

FILTERS = (
    Reason.EVENT_KIND,
    Reason.MODE,
    Reason.ROLE,
    Reason.OTHER_AWARD,
    Reason.NOT_COMPLETED,
    Reason.ABSENT,
)
_THERE = (Mark.PRESENT, Mark.LATE)


@dataclass
class Evidence:
    """The facts about one record that count, and the filter that the rest came to at most."""

    spans: dict[str, list[Span]] = field(default_factory=lambda: defaultdict(list))
    completions: list[Completion] = field(default_factory=list)
    farthest: int = -1

    def drop(self, reason: Reason) -> None:
        """Leave a fact out, and remember the reason if no other came as far."""
        self.farthest = max(self.farthest, FILTERS.index(reason))


class Sieve:
    """The filters of a profile; `awards` are the admitted ones as they stand now, None for all."""

    def __init__(self, profile: Profile, awards: frozenset[str] | None) -> None:
        self._profile = profile
        self._awards = awards

    def refusal(self, plan: Plan, mode: Mode, role: PartRole) -> Reason | None:
        """Return the first filter that a fact about an event does not pass."""
        profile, event = self._profile, plan.event
        if not self._is_right_kind(plan):
            return Reason.EVENT_KIND
        if profile.modes is not None and mode not in profile.modes:
            return Reason.MODE
        if profile.roles is not None and role not in profile.roles:
            return Reason.ROLE
        if self._awards is not None and self._awards.isdisjoint(event.awards):
            return Reason.OTHER_AWARD
        return None

    def _is_right_kind(self, plan: Plan) -> bool:
        profile, event = self._profile, plan.event
        if profile.event_kinds is not None and event.kind not in profile.event_kinds:
            return False
        if profile.curriculum_required and not event.curriculum:
            return False
        return profile.extra is not Extra.MULTI_DAY or plan.is_multi_day

    def refusal_of(self, completion: Completion, plan: Plan) -> Reason | None:
        """Return the first filter that a completion does not pass; its mode is the event's."""
        if refused := self.refusal(plan, plan.event.mode, completion.role):
            return refused
        if self._profile.extra is Extra.TEST_PASSED and completion.test_passed is not True:
            return Reason.NOT_COMPLETED
        return None if plan.is_self_paced else Reason.ABSENT


def evidence(standing: Standing, plans: Mapping[str, Plan], sieve: Sieve) -> Mapping[str, Evidence]:
    """Sort the facts of every record into those that count and those that a filter drops."""
    found: dict[str, Evidence] = defaultdict(Evidence)
    meetings = {meeting.id: meeting for meeting in standing.of(Meeting)}
    sittings = {one.id: one for plan in plans.values() for one in plan.sittings}
    for fact in standing.of(Participation):
        meeting = meetings.get(fact.meeting)
        if meeting is None or meeting.event not in plans:
            continue
        about = found[fact.person]
        if refused := sieve.refusal(plans[meeting.event], fact.mode, fact.role):
            about.drop(refused)
        elif spans := _spans(fact, sittings.get(fact.meeting)):
            about.spans[fact.meeting].extend(spans)
        else:
            about.drop(Reason.ABSENT)
    for done in standing.of(Completion):
        if (plan := plans.get(done.event)) is None:
            continue
        if refused := sieve.refusal_of(done, plan):
            found[done.person].drop(refused)
        else:
            found[done.person].completions.append(done)
    return dict(found)


def _spans(fact: Participation, sitting: Sitting | None) -> tuple[Span, ...]:
    if sitting is None or fact.mark not in _THERE:
        return ()
    return (sitting.bounds,) if fact.intervals is None else clip(fact.intervals, sitting.bounds)


class Attendance:
    """Evidence put together: the presences of a person, whatever number of records they have."""

    def __init__(self, profile: Profile, plans: Mapping[str, Plan]) -> None:
        self._arrival = profile.moment is MomentRule.ANY_PRESENCE
        self._lateness = profile.lateness_minutes * MINUTE
        self._plans = plans
        self._sittings = {one.id: one for plan in plans.values() for one in plan.sittings}

    def presences(self, records: Iterable[Evidence]) -> list[Presence]:
        """Unite what several records say, meeting by meeting and course by course."""
        spans: dict[str, list[Span]] = defaultdict(list)
        oldest: dict[str, Completion] = {}
        for one in records:
            for meeting, found in one.spans.items():
                spans[meeting].extend(found)
            for done in one.completions:
                known = oldest.setdefault(done.event, done)
                oldest[done.event] = min(known, done, key=_age)
        return [
            *(self._in_meeting(self._sittings[key], found) for key, found in spans.items()),
            *map(self._by_completion, oldest.values()),
        ]

    def _in_meeting(self, sitting: Sitting, spans: list[Span]) -> Presence:
        there = union(spans)
        attended = length(there)
        is_whole = sitting.planned - attended <= self._lateness
        return Presence(
            at=there[0][0] if self._arrival else there[-1][1],
            event=sitting.event,
            source=sitting.id,
            day=sitting.day,
            attended=attended,
            credited=sitting.planned if is_whole else attended,
        )

    def _by_completion(self, done: Completion) -> Presence:
        event: Event = self._plans[done.event].event
        minutes = (event.nominal_minutes or 0) * MINUTE
        day = local_day(done.completed_at, event.zone)
        return Presence(done.completed_at, event.id, done.id, day, minutes, minutes, completes=True)


def _age(done: Completion) -> tuple[object, str]:
    return done.completed_at, done.id
