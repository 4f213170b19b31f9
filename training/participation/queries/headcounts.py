"""People of past events who were counted without records."""

from datetime import date, datetime

from training.participation import rules
from training.participation.queries.ledger import belonging_to
from training.participation.queries.lines import recorded_as
from training.participation.queries.own import events
from training.participation.rules import Fact, Period, Profile, Uncounted


def headcounts(
    profile: Profile,
    period: tuple[date, date],
    as_of: datetime | None = None,
    programme_id: str = "",
) -> Uncounted:
    """Return how many people without records stand beside a count of the same question.

    It takes one query where there is no headcount, and a fixed number where there are some. Who
    may see tables before protection only may see it: small numbers are in it.
    """
    counted = recorded_as(rules.Headcount)
    if not counted:
        return rules.NOBODY
    facts: tuple[Fact, ...] = (
        *counted,
        *recorded_as(rules.Meeting),
        *recorded_as(rules.Event),
        *events(),
    )
    if programme_id:
        facts = rules.within(facts, *belonging_to(programme_id), programme_id)
    return rules.without_records(facts, profile, Period(*period), as_of)
