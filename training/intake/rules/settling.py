"""What of a file is new: facts that are known stay, what changed is corrected by a new fact."""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import datetime

from training.intake.rules.gathering import Wanted
from training.participation.rules import Fact, Headcount, Mark, Participation

FIRST = 1


@dataclass(frozen=True)
class Chain:
    """The last fact under one id and how many there are, corrections included."""

    last: Fact
    length: int


@dataclass(frozen=True)
class Settled:
    """What would be written: facts that are new, and corrections; what is known is only counted."""

    fresh: tuple[Fact, ...]
    corrections: tuple[Fact, ...]
    same: Mapping[str, int]

    @property
    def facts(self) -> tuple[Fact, ...]:
        """All that would be written."""
        return (*self.fresh, *self.corrections)

    def number(self, kind: type[Fact]) -> int:
        """Count the new facts of a type, without corrections."""
        return sum(isinstance(one, kind) for one in self.fresh)

    def corrected(self, kind: type[Fact]) -> int:
        """Count the corrections of a type."""
        return sum(isinstance(one, kind) for one in self.corrections)


def numbered(fact_id: str, number: int) -> str:
    """Return the id of the nth fact in a chain of corrections."""
    return fact_id if number == FIRST else f"{fact_id}:{number}"


def settle(wanted: Iterable[Wanted], chains: Mapping[str, Chain]) -> Settled:
    """Compare what a file asks for with what the ledger has under the same ids."""
    fresh: list[Fact] = []
    corrections: list[Fact] = []
    same: Counter[str] = Counter()
    for one in wanted:
        chain = chains.get(one.fact.id)
        if chain is None:
            fresh += [] if one.if_known else [one.fact]
        elif says_the_same(one.fact, chain.last):
            same[one.fact.type] += 1
        else:
            corrections.append(
                replace(
                    one.fact,
                    id=numbered(one.fact.id, chain.length + 1),
                    supersedes=chain.last.id,
                )
            )
    return Settled(tuple(fresh), tuple(corrections), same)


def says_the_same(wanted: Fact, known: Fact) -> bool:
    """Tell whether two facts differ in nothing but when and by whom they were recorded."""
    alike = replace(wanted, id=known.id, supersedes=known.supersedes)
    if isinstance(alike, Participation | Headcount) and isinstance(known, type(alike)):
        alike = replace(alike, recorded_at=known.recorded_at, recorded_by=known.recorded_by)
    return alike == known


def root(fact_id: str) -> str:
    """Return the id of the first fact in a chain of corrections."""
    return fact_id.partition(":")[0]


def missing(wanted: Iterable[Wanted], chains: Mapping[str, Chain]) -> tuple[Participation, ...]:
    """Return who, by the ledger, was in the meetings of a file that does not name them."""
    named = {one.fact.id for one in wanted}
    return tuple(
        chain.last
        for fact_id, chain in sorted(chains.items())
        if fact_id not in named
        if isinstance(chain.last, Participation) and chain.last.mark in (Mark.PRESENT, Mark.LATE)
    )


def taken_back(known: Participation, recorded_at: datetime, recorded_by: str) -> Wanted:
    """Return the fact that somebody was not there after all."""
    return Wanted(
        replace(
            known,
            id=root(known.id),
            supersedes=None,
            mark=Mark.ABSENT,
            intervals=None,
            recorded_at=recorded_at,
            recorded_by=recorded_by or None,
        )
    )
