"""What a mark says under a profile: a presence, or the filter that it does not pass."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from training.participation.rules.facts import Completion, Meeting
from training.participation.rules.histories import History, spans_in
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
_STEPS = {reason: step for step, reason in enumerate(FILTERS)}
_THERE = (Mark.PRESENT, Mark.LATE)


@dataclass(frozen=True, slots=True)
class Evidence:
    """What one mark is worth.

    sitting    the meeting, where the person was in it and no filter drops that
    spans      the time there
    presence   what it comes to if no other mark is about the same meeting
    farthest   else how many filters it passed; -1 where the meeting is unknown
    """

    sitting: Sitting | None = None
    spans: tuple[Span, ...] = ()
    presence: Presence | None = None
    farthest: int = -1


NOTHING = Evidence()


class Sieve:
    """The filters of a profile; `awards` are the admitted ones as they stand now, None for all."""

    def __init__(self, profile: Profile, awards: frozenset[str] | None) -> None:
        self._profile = profile
        self._awards = awards

    def refusal(self, plan: Plan, mode: str, role: str) -> Reason | None:
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


class Attendance:
    """Where a person was by a profile, and how far the facts came that it drops."""

    def __init__(
        self, profile: Profile, plans: Mapping[str, Plan], sieve: Sieve, standing: Standing
    ) -> None:
        self._arrival = profile.moment is MomentRule.ANY_PRESENCE
        self._lateness = profile.lateness_minutes * MINUTE
        self._plans = plans
        self._sieve = sieve
        self._events = {meeting.id: meeting.event for meeting in standing.of(Meeting)}
        self._sittings = {one.id: one for plan in plans.values() for one in plan.sittings}
        self._known: dict[str, Evidence] = {}

    def of(self, history: History) -> tuple[list[Presence], int]:
        """Return a person's presences, and the farthest that a dropped fact came.

        What several marks say of a meeting is united, and of several completions of a course the
        oldest counts.
        """
        found: dict[str, list[Evidence]] = defaultdict(list)
        farthest = -1
        for mark in history.marks:
            one = self._known.get(mark) or self._read(mark)
            if one.sitting is None:
                farthest = max(farthest, one.farthest)
            else:
                found[one.sitting.id].append(one)
        presences = [self._presence(meeting, several) for meeting, several in found.items()]
        if history.completions:
            done, step = self._completed(history.completions)
            return [*presences, *done], max(farthest, step)
        return presences, farthest

    def _read(self, mark: str) -> Evidence:
        meeting, _, rest = mark.partition("\t")
        role, mode, word, *spans = rest.split(" ", 3)
        found = self._known[mark] = self._evidence(
            meeting, (PartRole(role), Mode(mode), Mark(word)), spans_in(*spans) if spans else None
        )
        return found

    def _evidence(
        self, meeting: str, words: tuple[PartRole, Mode, Mark], given: tuple[Span, ...] | None
    ) -> Evidence:
        plan = self._plans.get(self._events.get(meeting, ""))
        if plan is None:
            return NOTHING
        role, mode, word = words
        if refused := self._sieve.refusal(plan, mode, role):
            return Evidence(farthest=_STEPS[refused])
        sitting = self._sittings.get(meeting)
        if sitting is None or word not in _THERE:
            return Evidence(farthest=_STEPS[Reason.ABSENT])
        spans = (sitting.bounds,) if given is None else clip(given, sitting.bounds)
        if not spans:
            return Evidence(farthest=_STEPS[Reason.ABSENT])
        return Evidence(sitting, spans, self._in_meeting(sitting, spans))

    def _presence(self, meeting: str, several: list[Evidence]) -> Presence:
        if len(several) == 1 and several[0].presence:
            return several[0].presence
        spans = (span for one in several for span in one.spans)
        return self._in_meeting(self._sittings[meeting], spans)

    def _in_meeting(self, sitting: Sitting, spans: Iterable[Span]) -> Presence:
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

    def _completed(self, completions: Iterable[Completion]) -> tuple[list[Presence], int]:
        oldest: dict[str, Completion] = {}
        farthest = -1
        for done in completions:
            if (plan := self._plans.get(done.event)) is None:
                continue
            if refused := self._sieve.refusal_of(done, plan):
                farthest = max(farthest, _STEPS[refused])
            else:
                oldest[done.event] = min(oldest.get(done.event, done), done, key=_age)
        return [self._by_completion(done) for done in oldest.values()], farthest

    def _by_completion(self, done: Completion) -> Presence:
        event = self._plans[done.event].event
        minutes = (event.nominal_minutes or 0) * MINUTE
        day = local_day(done.completed_at, event.zone)
        return Presence(done.completed_at, event.id, done.id, day, minutes, minutes, completes=True)


def _age(done: Completion) -> tuple[object, str]:
    return done.completed_at, done.id
