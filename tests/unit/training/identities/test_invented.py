"""How well names are found: the figures of docs/identities.md, measured on invented names."""

import re
from itertools import count
from pathlib import Path

import pytest

from tests.unit.training.identities.invented import TWICE, TWICE_UNSEEN, different_people
from training.identities.rules import (
    LIKELY_ENOUGH,
    Bearer,
    Blocks,
    Contact,
    Known,
    compare,
    hints_of,
    probability,
    weight,
)

DOCUMENT = Path(__file__).parents[4] / "docs" / "identities.md"
ORGANISATIONS = 10


def suggested(people):
    """Pairs of people with a name, an organisation and a language that are likely enough."""
    bearers, known = {}, {}
    for record, (name, organisation, language) in people.items():
        hints = hints_of(Contact(name))
        said = {"organisation": organisation, "language": language}
        known[record] = Known(frozenset(kind for kind, _ in hints), said)
        for kind, value in hints:
            bearers.setdefault((kind.place, value), []).append(Bearer(record, kind))
    blocks = Blocks()
    for some in bearers.values():
        blocks.take(some)
    found = {
        pair: compare(*(known[one] for one in pair), blocks.shared[pair]) for pair in blocks.shared
    }
    return {pair for pair, one in found.items() if probability(weight(one)) >= LIKELY_ENOUGH}


def found_again(pairs, language):
    """How many of the names written twice are suggested, between colleagues of one language."""
    return sum(
        bool(suggested({"a": (one, "o", language), "b": (other, "o", language)}))
        for one, other in pairs
    )


def found_falsely(language):
    """How many of all pairs of different people are suggested."""
    numbers = count()
    people = {
        f"{(number := next(numbers)):03}": (name, f"o{number % ORGANISATIONS}", language)
        for name in different_people(language)
    }
    return len(suggested(people))


def documented():
    """The table of the document: found, of how many, falsely, of how many."""
    rows = re.findall(
        r"^\| (\w\w) \| (\d+) of (\d+) \| (\d+) of (\d+) \| (\d+) of ([\d,]+) \|",
        DOCUMENT.read_text(),
        re.M,
    )
    return {row[0]: tuple(int(one.replace(",", "")) for one in row[1:]) for row in rows}


@pytest.mark.parametrize("language", TWICE)
def test_the_document_says_what_is_found(language):
    people = len(different_people(language))
    measured = [
        figure
        for pairs in (TWICE[language], TWICE_UNSEEN[language])
        for figure in (found_again(pairs, language), len(pairs))
    ]
    falsely = (found_falsely(language), people * (people - 1) // 2)
    assert documented()[language] == (*measured, *falsely)


def test_nine_of_ten_are_found_and_one_pair_in_five_hundred_falsely():
    sums = [sum(column) for column in zip(*documented().values(), strict=True)]
    again, twice, unseen, unseen_twice, falsely, pairs = sums
    assert again >= 0.9 * twice
    assert unseen >= 0.6 * unseen_twice
    assert falsely <= pairs / 500
