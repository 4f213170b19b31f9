"""Outcomes: their kinds and parts, which of them a count takes and why, and the line of figures.

Plain Python. Described in docs/outcomes.md.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from training.participation import rules as counting
from training.participation.rules import Count, Fact, Outcome, Period, Profile, Standing

LINE = ("default", "members_with_submissions", "joint_statements")


class Kind(StrEnum):
    """What was done, or what came of it."""

    WRITTEN_SUBMISSION = "written_submission"
    JOINT_SUBMISSION = "joint_submission"
    ORAL_STATEMENT = "oral_statement"
    JOINT_STATEMENT = "joint_statement"
    VIDEO_STATEMENT = "video_statement"
    MEETING = "meeting"
    UPTAKE = "uptake"


class OrganisationPart(StrEnum):
    """What an organisation did in an outcome."""

    LEAD = "lead"
    MEMBER = "member"
    CO_SIGNER = "co_signer"


class PersonPart(StrEnum):
    """What a person did in an outcome."""

    AUTHOR = "author"
    SPEAKER = "speaker"
    TOOK_PART = "took_part"


class Why(StrEnum):
    """Why a count takes an outcome, or does not."""

    COUNTED = "counted"
    OUTSIDE_PERIOD = "outside_period"
    OTHER_KIND = "other_kind"
    OTHER_AWARD = "other_award"
    WITHDRAWN = "withdrawn"


@dataclass(frozen=True)
class Wanted:
    """Which outcomes to show; what is empty restricts nothing."""

    kind: str = ""
    country: str = ""
    upr_session: str = ""
    programme: str = ""
    begins: date | None = None
    ends: date | None = None

    def takes(self, outcome: Outcome) -> bool:
        """Tell whether an outcome is among them; what was withdrawn is shown too."""
        asked = (
            (self.kind, outcome.kind),
            (self.country, outcome.country),
            (self.upr_session, "" if outcome.upr_session is None else str(outcome.upr_session)),
            (self.programme, outcome.programme),
        )
        if any(word and word != said for word, said in asked):
            return False
        begins, ends = self.begins or date.min, self.ends or date.max
        return begins <= outcome.date <= ends


def why(outcome: Outcome, profile: Profile, period: Period) -> Why:
    """Say why a count by a profile takes an outcome that stands, or does not."""
    if outcome.withdrawn:
        return Why.WITHDRAWN
    if profile.outcome_kinds is not None and outcome.kind not in profile.outcome_kinds:
        return Why.OTHER_KIND
    if profile.awards is not None and outcome.award not in profile.awards:
        return Why.OTHER_AWARD
    return Why.COUNTED if outcome.date in period else Why.OUTSIDE_PERIOD


def reasons(
    outcomes: Iterable[Outcome], profile: Profile, period: Period
) -> Mapping[Why, tuple[Outcome, ...]]:
    """Return every outcome by why it counts or does not, those counted first, by date."""
    found: dict[Why, list[Outcome]] = {reason: [] for reason in Why}
    for outcome in sorted(outcomes, key=lambda one: (one.date, one.id)):
        found[why(outcome, profile, period)].append(outcome)
    return {reason: tuple(those) for reason, those in found.items() if those}


def doers(outcomes: Iterable[Outcome]) -> Mapping[str, tuple[Outcome, ...]]:
    """Return which outcomes each organisation had a part in, by its id."""
    found: dict[str, list[Outcome]] = {}
    for outcome in outcomes:
        for organisation in outcome.organisations:
            found.setdefault(organisation, []).append(outcome)
    return {one: tuple(those) for one, those in sorted(found.items())}


def line(
    facts: Iterable[Fact], profiles: Iterable[Profile], period: Period, as_of: datetime | None
) -> tuple[Count, ...]:
    """Count the three figures of the line on one ledger: each with its own unit and rule."""
    facts = tuple(facts)
    return tuple(counting.count(facts, profile, period, as_of) for profile in profiles)


def versions(facts: Iterable[Fact], standing: Standing, outcome_id: str) -> Iterator[Outcome]:
    """Yield all that was ever recorded of an outcome, the oldest first."""
    now = standing.stands_for.get(outcome_id, outcome_id)
    mine = (
        fact
        for fact in facts
        if isinstance(fact, Outcome) and standing.stands_for.get(fact.id, fact.id) == now
    )
    yield from sorted(mine, key=lambda one: (one.id == now, str(one.recorded_at or ""), one.id))
