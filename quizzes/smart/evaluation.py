"""How well the category rules agree with people who coded recommendations by hand.

    python -m quizzes.smart.evaluation [CSV]

The file (or the one that UPR_DATA names) has the columns session, text and action (1-5). It is for
measuring only: no row of it is part of this project. Without the file there is nothing to measure.
"""

import csv
import os
import sys
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from statistics import fmean

from quizzes.smart.category import categorise

CATEGORIES = range(1, 6)
Table = Counter[tuple[int, int]]  # (category by hand, category by rule) -> how many


@dataclass(frozen=True)
class Coded:
    """A recommendation coded by hand, and what the rules make of it."""

    session: int
    by_hand: int
    by_rule: int
    rule: str
    is_sure: bool


def main(arguments: Sequence[str]) -> int:
    """Print the agreement for the file named, or say that it is not there; always exit 0."""
    named = arguments[0] if arguments else os.environ.get("UPR_DATA", "")
    path = Path(named)
    if not named or not path.is_file():
        sys.stdout.write(f"Nothing to measure: there is no file “{named}”.\n")
        return 0
    sys.stdout.writelines(f"{line}\n" for line in report(list(read_coded(path))))
    return 0


def read_coded(path: Path) -> Iterator[Coded]:
    """Read the recommendations of a file and let the rules categorise each."""
    with path.open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            answer = categorise(row["text"], "en")
            yield Coded(
                session=int(row["session"]),
                by_hand=int(row["action"]),
                by_rule=answer.number,
                rule=answer.rule,
                is_sure=answer.confidence == "sure",
            )


def report(coded: Sequence[Coded]) -> Iterator[str]:
    """Describe the agreement in lines: overall, as a table, by session and by rule."""
    table = confusion(coded)
    yield f"recommendations           {len(coded)}"
    for name, figure in FIGURES.items():
        yield f"{name:26}{figure(table):.4f}"
    yield ""
    yield from _over_sessions(coded)
    yield ""
    yield "by hand \\ by rule" + "".join(f"{category:7}" for category in CATEGORIES) + "     F1"
    for category in CATEGORIES:
        counts = "".join(f"{table[category, other]:7}" for other in CATEGORIES)
        yield f"{category:17}{counts}{f1(table, category):7.3f}"
    yield from _parts("session", coded, lambda one: f"{one.session:2}")
    yield from _parts("rule", coded, lambda one: one.rule)
    yield from _parts("confidence", coded, lambda one: "sure" if one.is_sure else "unsure")


def _parts(name: str, coded: Iterable[Coded], key: Callable[[Coded], str]) -> Iterator[str]:
    yield ""
    yield f"{name:17} number  accuracy"
    for part, table in sorted(_tables(coded, key).items()):
        yield f"{part:17}{table.total():7}{accuracy(table):10.3f}"


def _over_sessions(coded: Iterable[Coded]) -> Iterator[str]:
    """Say how far the sessions are apart: what a session nobody has seen may bring."""
    tables = _tables(coded, lambda one: str(one.session)).values()
    yield "over the sessions         mean    lowest  highest"
    for name, figure in FIGURES.items():
        found = [figure(table) for table in tables] or [0.0]
        yield f"{name:26}{fmean(found):.4f}  {min(found):.4f}  {max(found):.4f}"


def _tables(coded: Iterable[Coded], key: Callable[[Coded], str]) -> dict[str, Table]:
    parts: defaultdict[str, list[Coded]] = defaultdict(list)
    for one in coded:
        parts[key(one)].append(one)
    return {part: confusion(members) for part, members in parts.items()}


def confusion(coded: Iterable[Coded]) -> Table:
    """Count the pairs of category by hand and category by rule."""
    return Counter((one.by_hand, one.by_rule) for one in coded)


def accuracy(table: Table) -> float:
    """Return the share on the diagonal of the table; 0 for an empty one."""
    return sum(table[category, category] for category in CATEGORIES) / max(table.total(), 1)


def f1(table: Table, category: int) -> float:
    """Return the harmonic mean of precision and recall of one category."""
    right = table[category, category]
    by_hand = sum(table[category, other] for other in CATEGORIES)
    by_rule = sum(table[other, category] for other in CATEGORIES)
    return 2 * right / (by_hand + by_rule) if right else 0.0


def macro_f1(table: Table) -> float:
    """Return the mean F1 of the categories that occur in the table."""
    seen = [category for category in CATEGORIES if any(category in pair for pair in table)]
    return sum(f1(table, category) for category in seen) / max(len(seen), 1)


def weighted_kappa(table: Table) -> float:
    """Return Cohen's kappa with quadratic weights: 1 for full agreement, 0 for chance."""
    by_hand = Counter[int]()
    by_rule = Counter[int]()
    for (hand, rule), number in table.items():
        by_hand[hand] += number
        by_rule[rule] += number
    observed = sum((hand - rule) ** 2 * number for (hand, rule), number in table.items())
    expected = sum(
        (hand - rule) ** 2 * by_hand[hand] * by_rule[rule] / max(table.total(), 1)
        for hand in by_hand
        for rule in by_rule
    )
    return 1 - observed / expected if expected else 1.0


FIGURES: Mapping[str, Callable[[Table], float]] = {
    "accuracy": accuracy,
    "macro F1": macro_f1,
    "quadratic weighted kappa": weighted_kappa,
}


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
