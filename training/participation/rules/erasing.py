"""Erasing: which facts go with a person, and the sealed rows that keep the figures as they were.

What is sealed is what the facts that go added to each count: the count with them less the count
without them, calendar year by calendar year in the profile's zone. A period that cuts a year, or
joins several, may therefore differ by the person; issued counts are frozen and never change.
"""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime
from itertools import zip_longest
from uuid import uuid4

from training.participation.rules.facts import (
    Attribute,
    Completion,
    Event,
    Fact,
    IdentityLink,
    Meeting,
    Outcome,
    Participation,
    Person,
    Sealed,
)
from training.participation.rules.histories import Ledger
from training.participation.rules.identity import Records
from training.participation.rules.judging import Judge, Thing
from training.participation.rules.ledger import Standing, standing
from training.participation.rules.profile import Profile, Unit
from training.participation.rules.results import NOT_STATED, PREFERS_NOT_TO_SAY, Period
from training.participation.rules.things import Cutter
from training.participation.rules.unions import Unions

SEALED_UNITS = (Unit.PERSON, Unit.SEAT, Unit.ORGANISATION)


@dataclass(frozen=True)
class Lost:
    """What the facts that go added to a count of one year."""

    profile: Profile
    year: int
    at: datetime
    award: str | None
    attributes: Mapping[str, str]


May = Callable[[Lost, str, str], bool]
Leaves = Callable[[Fact], bool]


def wholly(_fact: Fact) -> bool:
    """Let every fact about a person go."""
    return True


def day_begun(moment: datetime) -> datetime:
    """Return the day of a moment: logs have the moment, and must not lead to what was sealed."""
    return moment.replace(hour=0, minute=0, second=0, microsecond=0)


def records_of(fact: Fact) -> tuple[str, ...]:
    """Return the records of persons that a fact is about; an outcome is about organisations."""
    if isinstance(fact, Person):
        return (fact.id,)
    if isinstance(fact, Attribute | Participation | Completion):
        return (fact.person,)
    if isinstance(fact, IdentityLink):
        return (fact.a, fact.b)
    return ()


def without(facts: Iterable[Fact], *people: str, leaves: Leaves = wholly) -> tuple[Fact, ...]:
    """Return a ledger without what leaves of the facts about some records.

    Outcomes stay and forget that the person was there, links that the person made them. What a fact
    that goes had corrected goes with it, whomever it was about: else it would stand again.
    """
    facts, who = tuple(facts), frozenset(people)
    gone = {one.id for one in facts if not who.isdisjoint(records_of(one)) and leaves(one)}
    gone |= _corrected_by(gone, facts)
    return tuple(_forgetting(one, who, leaves) for one in facts if one.id not in gone)


def _corrected_by(ids: Iterable[str], facts: Iterable[Fact]) -> set[str]:
    """Return what some facts corrected, and what that had corrected before."""
    older = {one.id: one.supersedes for one in facts if one.supersedes}
    found: set[str] = set()
    for one in ids:
        while (one := older.get(one, "")) and one not in found:  # it goes back
            found.add(one)
    return found


def _forgetting(fact: Fact, people: frozenset[str], leaves: Leaves) -> Fact:
    if isinstance(fact, Outcome) and not people.isdisjoint(everybody_in(fact)) and leaves(fact):
        persons = tuple(one for one in fact.persons if one not in people)
        return replace(
            fact, persons=persons, roles=tuple(one for one in fact.roles if one[0] not in people)
        )
    if isinstance(fact, IdentityLink) and fact.by in people and leaves(fact):
        return replace(fact, by=None)
    return fact


def everybody_in(fact: Fact) -> tuple[str, ...]:
    """Return every record that a fact names: whom it is about, and who had a part in an outcome."""
    if isinstance(fact, Outcome):
        return (*fact.persons, *dict(fact.roles))
    return records_of(fact)


def around(facts: Iterable[Fact], person: str) -> tuple[Fact, ...]:
    """Return what decides how a record counts: itself, records linked to it, and their events.

    A correction may move a fact from one record to another: what corrects a fact that is near, or
    was corrected by one, is near as well, whomever it is about.
    """
    facts = tuple(facts)
    linked = next(linked_to([person], facts))
    mine = [fact for fact in facts if linked.issuperset(records_of(fact))]
    tied = _corrected_with(mine, facts)
    near = [*mine, *(fact for fact in facts if fact.id in tied)]
    there = _events_of(near)
    return tuple(fact for fact in near if there(fact))


def _corrected_with(mine: Iterable[Fact], facts: Iterable[Fact]) -> frozenset[str]:
    """Return the ids of others' facts that corrections tie to some of one's own."""
    ties, own = Unions(), {fact.id for fact in mine}
    for fact in facts:
        if fact.supersedes:
            ties.join(fact.id, fact.supersedes)
    groups = ties.groups().values()
    return frozenset(one for group in groups if not own.isdisjoint(group) for one in group) - own


def linked_to(people: Iterable[str], facts: Iterable[Fact]) -> Iterator[set[str]]:
    """Yield for each of some records those that links join with it, itself among them."""
    unions = Unions()
    for link in facts:
        if isinstance(link, IdentityLink):
            unions.join(link.a, link.b)
    groups = unions.groups()
    for one in people:
        yield {one, *groups.get(unions.find(one), ())}


def _events_of(facts: Iterable[Fact]) -> Leaves:
    """Return a test that fails for events where nobody of these facts was, and their meetings.

    What corrects one another is one thing: meetings that move from event to event tie these.
    """
    facts, ties = tuple(facts), Unions()
    for fact in facts:
        if isinstance(fact, Event | Meeting) and fact.supersedes:
            ties.join(f"{fact.type} {fact.id}", f"{fact.type} {fact.supersedes}")
    events = defaultdict(set)
    for fact in facts:
        if isinstance(fact, Meeting):
            events[ties.find(f"meeting {fact.id}")].add(ties.find(f"event {fact.event}"))
    meetings = (one.meeting for one in facts if isinstance(one, Participation))
    there = {event for one in meetings for event in events[ties.find(f"meeting {one}")]}
    there |= {ties.find(f"event {one.event}") for one in facts if isinstance(one, Completion)}

    def is_there(fact: Fact) -> bool:
        if isinstance(fact, Meeting):
            return ties.find(f"event {fact.event}") in there
        return not isinstance(fact, Event) or ties.find(f"event {fact.id}") in there

    return is_there


def lost(before: Standing, after: Standing, profile: Profile) -> Iterator[Lost]:
    """Yield what a count has with some facts and lacks without them, year by year.

    Where fewer facts qualify more people, as merging a trainee with staff can do, nothing is lost.
    """
    for year in _years(before):
        had, has = _added(before, profile, year), _added(after, profile, year)
        for key, things in had.items():
            still = has.get(key, ())
            gone = [one for one in things if one not in still] or things
            yield from gone[: max(len(things) - len(still), 0)]


def _years(facts: Standing) -> tuple[int, ...]:
    """Return every calendar year, in any zone, that somebody did something in."""
    attended = {one.meeting for one in facts.of(Participation)}
    times = [one.starts_at for one in facts.of(Meeting) if one.id in attended]
    times += [one.completed_at for one in facts.of(Completion)]
    near = {at.year + more for at in times for more in (-1, 0, 1)}
    return tuple(sorted(year for year in near if date.min.year <= year <= date.max.year))


def _added(facts: Standing, profile: Profile, year: int) -> Mapping[str, list[Lost]]:
    """Return what facts add to a count of a year: for seats by event, for others under one key."""
    period = Period(date(year, 1, 1), date(year, 12, 31))
    exclusive = frozenset(name for name, _ in profile.dimensions if profile.adds_up(name))
    judge = Judge(Ledger(()), facts, profile, period, exclusive)
    found: dict[str, list[Lost]] = defaultdict(list)
    for records in _people(judge):
        for thing in judge.judgement(records).things:
            key = thing.first.event if profile.unit is Unit.SEAT else ""
            found[key].append(_as_lost(judge, records, thing))
    return found


def _people(judge: Judge) -> Iterator[Records]:
    yield from judge.identities.settled
    for cluster in judge.identities.clusters:
        yield from (cluster.records(block) for block in cluster.best)


def _as_lost(judge: Judge, records: Records, thing: Thing) -> Lost:
    awards = judge.plans[thing.first.event].event.awards
    admitted = [one for one in awards if judge.awards is None or one in judge.awards]
    values = {name: Cutter(judge, name).values(records, thing)[0] for name in judge.dimensions}
    return Lost(
        judge.profile,
        judge.period.begins.year,
        thing.first.at,
        min(admitted, default=None),
        {name: value for name, value in values.items() if value != NOT_STATED},
    )


def seal(
    before: Iterable[Fact],
    after: Iterable[Fact],
    profiles: Iterable[Profile],
    may_keep: May,
    on: datetime,
) -> tuple[Sealed, ...]:
    """Make the rows that count for what goes: for each award as many as the most that is lost.

    may_keep   tells whether an attribute (its dimension and value) was in a cell large enough to
               be shown in public; others are dropped
    on         when it happens; kept to the day, so that no row can be matched to a log
    """
    profiles = [one for one in profiles if _is_sealed(one)]
    had, has = standing(before), standing(after)
    everything = [one for profile in profiles for one in lost(had, has, profile)]
    by_award: dict[str | None, list[Lost]] = defaultdict(list)
    for one in everything:
        by_award[one.award].append(one)
    return tuple(
        _row(award, row, profiles, may_keep, day_begun(on))
        for award, items in by_award.items()
        for row in _rows(items, profiles)
    )


def _is_sealed(profile: Profile) -> bool:
    return profile.unit in SEALED_UNITS and not profile.counts_outcomes


def _rows(items: Iterable[Lost], profiles: Iterable[Profile]) -> Iterator[tuple[Lost, ...]]:
    """Put the first of each profile into a row, then the second of each, and so on."""
    items = sorted(items, key=lambda one: one.at)
    columns = [[one for one in items if one.profile is profile] for profile in profiles]
    for row in zip_longest(*columns):
        yield tuple(one for one in row if one is not None)


def _row(
    award: str | None,
    row: Iterable[Lost],
    profiles: Iterable[Profile],
    may_keep: May,
    day: datetime,
) -> Sealed:
    row = tuple(row)
    at = {one.profile.name: one.at for one in row}
    shared = set.intersection(*(set(one.attributes.items()) for one in row))
    kept = sorted(
        (name, None if value == PREFERS_NOT_TO_SAY else value)
        for name, value in shared
        if all(may_keep(one, name, value) for one in row)
    )
    return Sealed(
        id=str(uuid4()),
        award=award,
        verdicts=tuple(sorted((one.name, at.get(one.name)) for one in profiles)),
        attributes=tuple(kept),
        sealed_at=day,
    )
