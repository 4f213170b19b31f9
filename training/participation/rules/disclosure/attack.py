"""What can be worked out: the least and the most of a figure that was not shown.

Everything that readers know becomes linear: a figure that they see, a group that is a part of
another, a number that is hidden because it is small. The least and the most of a hidden figure
over all that agrees with it is its feasibility interval (Handbook on Statistical Disclosure
Control, European Centre of Excellence on SDC, chapter 4, "feasibility interval"). Two linear
programs for each figure find it; HiGHS solves them. Tables of one breakdown, and of one breakdown
nested in another, are network matrices, so that the ends of an interval are whole numbers.
"""

import math
from collections.abc import Hashable, Iterable
from dataclasses import dataclass, field
from typing import NamedTuple

import highspy
import numpy as np

NEARLY = 1e-6
INFINITE = highspy.kHighsInf


class Reach(NamedTuple):
    """Between what a figure can lie, and the names of what was published that keeps it there."""

    least: int
    most: float
    by: frozenset[Hashable]

    @property
    def width(self) -> float:
        """How much is left open."""
        return self.most - self.least


class Known(NamedTuple):
    """One thing that readers know: that some unknowns, added up, lie between two numbers."""

    parts: tuple[tuple[Hashable, int], ...]
    least: float
    most: float
    name: Hashable | None


@dataclass
class Knowledge:
    """All that readers know about numbers that are not negative."""

    known: list[Known] = field(default_factory=list)

    def add(
        self,
        plus: Iterable[Hashable],
        minus: Iterable[Hashable] = (),
        *,
        between: tuple[float, float],
        name: Hashable | None = None,
    ) -> None:
        """Know that some unknowns, less others, lie between two numbers; named if published."""
        parts = (*((key, 1) for key in plus), *((key, -1) for key in minus))
        if parts:
            self.known.append(Known(parts, *between, name))


class Attacker:
    """Somebody who draws every conclusion that numbers allow."""

    def __init__(self, knowledge: Knowledge) -> None:
        self._places: dict[Hashable, int] = {}
        self._names = [one.name for one in knowledge.known]
        self._solver = highspy.Highs()
        for option, value in (("output_flag", False), ("threads", 1), ("solver", "simplex")):
            self._solver.setOptionValue(option, value)
        for one in knowledge.known:
            self._learn(one)

    def _learn(self, one: Known) -> None:
        places = np.array([self._place(key) for key, _sign in one.parts], dtype=np.int32)
        signs = np.array([sign for _key, sign in one.parts], dtype=np.float64)
        self._solver.addRow(one.least, one.most, len(places), places, signs)

    def _place(self, key: Hashable) -> int:
        if key not in self._places:
            self._places[key] = len(self._places)
            self._solver.addVar(0.0, INFINITE)
        return self._places[key]

    @property
    def agrees(self) -> bool:
        """Whether all that is known can be true together."""
        self._solver.run()
        return bool(self._solver.getModelStatus() == highspy.HighsModelStatus.kOptimal)

    def reach(self, target: Iterable[Hashable]) -> Reach:
        """Work out between what the sum of some unknowns can lie."""
        places = [self._place(key) for key in target]
        for place in places:
            self._solver.changeColCost(place, 1.0)
        least, below = self._end(highspy.ObjSense.kMinimize)
        most, above = self._end(highspy.ObjSense.kMaximize)
        for place in places:
            self._solver.changeColCost(place, 0.0)
        whole = most if math.isinf(most) else math.floor(most + NEARLY)
        return Reach(math.ceil(least - NEARLY), whole, below | above)

    def _end(self, sense: highspy.ObjSense) -> tuple[float, frozenset[Hashable]]:
        self._solver.changeObjectiveSense(sense)
        self._solver.run()
        if self._solver.getModelStatus() != highspy.HighsModelStatus.kOptimal:
            return (INFINITE if sense == highspy.ObjSense.kMaximize else 0.0), frozenset()
        prices = np.flatnonzero(np.abs(self._solver.getSolution().row_dual) > NEARLY)
        names = (self._names[place] for place in prices)
        value = self._solver.getInfo().objective_function_value
        return value, frozenset(name for name in names if name is not None)
