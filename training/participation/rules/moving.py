"""What a correction changes: how many people moved from which reason to which, and nobody named."""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from training.participation.rules.disclosure import Thresholds
from training.participation.rules.profile import Audience
from training.participation.rules.results import Reason, Verdict


@dataclass(frozen=True)
class Move:
    """So many people whose reason became another one.

    before, after   None where the ledger has no longer, or had not yet, what the figure stood on
    people          None where the number would tell on them
    """

    before: Reason | None
    after: Reason | None
    people: int | None

    @property
    def is_material(self) -> bool:
        """Whether somebody is concerned who ever took part; whoever registers is a record, too."""
        return not {self.before, self.after} <= {None, Reason.ABSENT}


def moves(
    issued: Mapping[Reason, int], again: Iterable[Verdict], now: Iterable[Verdict]
) -> tuple[Move, ...]:
    """Say what leads from the reasons that were issued to those that hold now.

    issued   how many had which reason when it was issued
    again    the verdicts of the same question as of the same time, worked out anew
    now      the verdicts of the correction

    What was erased or recorded under an earlier time since makes `again` differ from `issued`:
    that, too, is said, so that the issued numbers and the moves always give the new numbers.
    """
    before = {one.person: one.reason for one in again}
    after = {one.person: one.reason for one in now}
    everybody = before.keys() | after.keys()
    pairs = Counter((before.get(person), after.get(person)) for person in everybody)
    drift = Counter(before.values())
    for reason in {*issued, *drift}:
        known = issued.get(reason, 0)
        pairs[reason, None] += max(known - drift[reason], 0)
        pairs[None, reason] += max(drift[reason] - known, 0)
    found = [Move(*pair, people) for pair, people in pairs.items() if people and pair[0] != pair[1]]
    return tuple(
        sorted(found, key=lambda one: (-(one.people or 0), str(one.before), str(one.after)))
    )


def applied(numbers: Mapping[Reason, int], changes: Iterable[Move]) -> dict[Reason, int]:
    """Return numbers of reasons after moves; reasons that nobody has are left out."""
    found = Counter(numbers)
    for one in changes:
        if one.before is not None:
            found[one.before] -= one.people or 0
        if one.after is not None:
            found[one.after] += one.people or 0
    return {reason: found[reason] for reason in Reason if found[reason]}


def shown_moves(
    changes: Iterable[Move], audience: Audience, thresholds: Thresholds
) -> tuple[Move, ...]:
    """Return moves as an audience may see them.

    Those that concern nobody who took part are left out. Outside the house no number stands where
    one of them is small, since the others and the two figures would give it away by subtraction
    (R7, R10 of docs/counting.md).
    """
    every = tuple(one for one in changes if one.is_material)
    if audience is Audience.INTERNAL:
        return every
    least = thresholds.public if audience is Audience.PUBLIC else thresholds.donor
    if all((one.people or 0) >= least for one in every):
        return every
    ordered = sorted(every, key=lambda one: (str(one.before), str(one.after)))
    return tuple(Move(one.before, one.after, None) for one in ordered)
