"""Who reads whose draft, what a circle waits for, and names that link nobody.

Everything follows from kept facts and the clock: no job has to run, and nothing waits for somebody
who left. Why a circle cannot deadlock: docs/decisions/0007-a-circle-cannot-deadlock.md.
"""

import hashlib
import math
from collections import deque
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from functools import lru_cache
from itertools import count
from types import MappingProxyType

SMALLEST = 3
MOST_WANTED = 5
LABEL_LENGTH = 5
LABEL_SIGNS = "BCDFGHJKLMNPQRSTVWXZ"  # no vowels: a label is no word

Costs = Sequence[Sequence[int]]


class Phase(StrEnum):
    """What a circle is at."""

    DRAFTING = "drafting"
    GIVING = "giving"
    RELEASED = "released"
    TOO_FEW = "too_few"


class Step(StrEnum):
    """What a member does next; the waiting ends at a deadline, whoever is silent."""

    JOIN = "join"
    HAND_IN = "hand_in"
    PRACTISE = "practise"
    READ = "read"
    WAIT_FOR_DRAFTS = "wait_for_drafts"
    WAIT_FOR_FEEDBACK = "wait_for_feedback"
    RECEIVE = "receive"
    COMPARE = "compare"
    FACILITATOR = "facilitator"
    MISSED = "missed"


@dataclass(frozen=True)
class Reader:
    """Somebody who handed in: the language of their draft, and those that they read."""

    id: str
    language: str
    reads: frozenset[str]


@dataclass(frozen=True)
class Facts:
    """What is known of a circle.

    began_at    when all drafts were in, where that was before the deadline
    closed_at   when all feedback was given, where that was before the deadline
    handed_in   how many handed in before the giving began; nobody is taken away from it
    unanswered  how many answers somebody who is still there could give to a draft still there
    """

    drafts_until: datetime
    feedback_until: datetime
    began_at: datetime | None
    closed_at: datetime | None
    handed_in: int
    unanswered: int

    @property
    def begins_at(self) -> datetime:
        """When the drafts are shared out."""
        return self.began_at or self.drafts_until

    @property
    def releases_at(self) -> datetime:
        """When everybody sees what they were given."""
        return self.closed_at or self.feedback_until


@dataclass(frozen=True)
class Member:
    """What is known of one person in a circle.

    in_time     whether their draft came before the giving began; None while there is none
    practised   whether they marked an example, or there is none to mark
    left        how many drafts they were given to read and have not answered yet
    received    how many people answered their own
    """

    joined: bool = True
    in_time: bool | None = None
    practised: bool = False
    left: int = 0
    received: int = 0


def phase(facts: Facts, now: datetime) -> Phase:
    """Tell what a circle is at. It only goes forward: nothing that is unanswered comes anew."""
    if now < facts.begins_at:
        return Phase.DRAFTING
    if facts.handed_in < SMALLEST:
        return Phase.TOO_FEW
    return Phase.GIVING if now < facts.releases_at and facts.unanswered else Phase.RELEASED


def next_step(member: Member, at: Phase) -> Step:
    """Tell the one thing that a member does next, or why there is nothing to do."""
    if at is Phase.DRAFTING:
        return _while_drafting(member)
    if member.in_time is None:
        return Step.MISSED
    if at is Phase.TOO_FEW or not member.in_time:
        return Step.FACILITATOR
    if at is Phase.RELEASED:
        return Step.RECEIVE if member.received else Step.COMPARE
    return _while_giving(member)


def _while_drafting(member: Member) -> Step:
    if not member.joined:
        return Step.JOIN
    if member.in_time is None:
        return Step.HAND_IN
    return Step.WAIT_FOR_DRAFTS if member.practised else Step.PRACTISE


def _while_giving(member: Member) -> Step:
    if not member.left:
        return Step.WAIT_FOR_FEEDBACK
    return Step.READ if member.practised else Step.PRACTISE


@lru_cache(maxsize=256)
def shared_out(
    readers: tuple[Reader, ...], wanted: int, seed: str
) -> Mapping[str, tuple[str, ...]]:
    """Decide whose drafts each one reads: id → ids of the authors.

    Everybody reads k and is read by k others, k = min(wanted, number of readers - 1); nobody reads
    their own, and no pair comes twice. The same readers and seed give the same answer, in whatever
    order they come.

    Of all such plans it takes one with the least cost. A reader who does not read the author's
    language costs more than everything else together; beyond that, one who sits d places further on
    a ring in an order made from the seed costs d, so that without languages each reads the next k.

    Source: minimum-cost flow by successive shortest paths (Busacker and Gowen, 1960).
    """
    ring = sorted(readers, key=lambda one: _digest(seed, "ring", one.id))
    size = len(ring)
    each = max(min(wanted, size - 1), 0)
    foreign = each * size * size + 1
    costs = [
        [(at - place) % size + foreign * (ring[at].language not in one.reads) for at in range(size)]
        for place, one in enumerate(ring)
    ]
    plan: list[set[int]] = [set() for _ in ring]
    for place in range(size):
        for _ in range(each):
            _read_one_more(place, plan, costs, each)
    return MappingProxyType(
        {
            ring[place].id: tuple(ring[author].id for author in sorted(authors))
            for place, authors in enumerate(plan)
        }
    )


def _read_one_more(start: int, plan: list[set[int]], costs: Costs, each: int) -> None:
    """Let a reader read one draft more, by the cheapest chain in which others pass one on."""
    chains = _chains_from(start, plan, costs)
    read_by = [sum(author in authors for authors in plan) for author in range(len(plan))]
    with_room = (one for one in chains.cost if read_by[one] < each)
    author = min(with_room, key=lambda one: (chains.cost[one], one))
    while True:
        reader = chains.reader_of[author]
        plan[reader].add(author)
        if reader == start:
            return
        author = chains.passed_on[reader]
        plan[reader].remove(author)


@dataclass
class _Chains:
    """The cheapest ways from one reader to each author: who would read them, and pass on whom."""

    plan: list[set[int]]
    costs: Costs
    reached: dict[int, int]
    waiting: deque[int]
    cost: dict[int, int] = field(default_factory=dict)
    reader_of: dict[int, int] = field(default_factory=dict)
    passed_on: dict[int, int] = field(default_factory=dict)

    def is_cheaper(self, reader: int, author: int) -> bool:
        """Note that a reader reads an author, and tell whether that is cheaper than known."""
        cost = self.reached[reader] + self.costs[reader][author]
        if cost >= self.cost.get(author, math.inf):
            return False
        self.cost[author], self.reader_of[author] = cost, reader
        return True

    def go_on_from(self, author: int) -> None:
        """Reach those who read an author already: they can pass them on and read another."""
        for reader in (one for one, authors in enumerate(self.plan) if author in authors):
            cost = self.cost[author] - self.costs[reader][author]
            if cost < self.reached.get(reader, math.inf):
                self.reached[reader], self.passed_on[reader] = cost, author
                self.waiting.append(reader)


def _chains_from(start: int, plan: list[set[int]], costs: Costs) -> _Chains:
    """Find the cheapest chains; what is passed on counts negative, but no round of them does."""
    chains = _Chains(plan, costs, {start: 0}, deque([start]))
    while chains.waiting:
        reader = chains.waiting.popleft()
        for author in set(range(len(plan))) - plan[reader] - {reader}:
            if chains.is_cheaper(reader, author):
                chains.go_on_from(author)
    return chains


def labelled(seed: str, viewer: str, purpose: str, ids: Iterable[str]) -> Mapping[str, str]:
    """Return label → id as one viewer sees them for one purpose, in the order of the labels.

    Labels say nothing: whoever does not know the seed can neither tell whose one is nor link two of
    them. Another viewer or purpose gets others, in another order.
    """
    found: dict[str, str] = {}
    for one in sorted(ids):
        tries = (_label(seed, viewer, purpose, one, str(number)) for number in count())
        found[next(label for label in tries if label not in found)] = one
    return {label: found[label] for label in sorted(found)}


def _label(*about: str) -> str:
    number = int.from_bytes(_digest(*about)[:8])
    signs = []
    for _ in range(LABEL_LENGTH):
        number, place = divmod(number, len(LABEL_SIGNS))
        signs.append(LABEL_SIGNS[place])
    return "".join(signs)


def _digest(*parts: str) -> bytes:
    return hashlib.sha256("\n".join(parts).encode()).digest()
