"""What a decision about two records changes in a count of persons or seats.

What a person adds does not depend on anybody else, so only the records that links tie to the two
are counted: as things are, while the pair is open, as one human, and as two. Organisations and
courses are shared by many people; for them there is no such short way.
"""

from dataclasses import dataclass, replace
from datetime import UTC, datetime
from functools import cache

from training.identities.rules.around import Around, Pair
from training.participation.rules import (
    Confidence,
    IdentityLink,
    Period,
    Profile,
    Range,
    Sameness,
    Unit,
    count,
)

TRIED = "tried for a moment"
COUNTED_ALONE = frozenset({Unit.PERSON, Unit.SEAT})


@dataclass(frozen=True)
class Effect:
    """What the records around a pair add to a count.

    now        as the links stand
    pending    while nobody knows
    same       if the two are one human
    different  if they are two
    """

    now: Range
    pending: Range
    same: Range
    different: Range

    def narrows(self, probability: float) -> float:
        """Return by how much a decision can be expected to narrow the range."""
        expected = probability * width(self.same) + (1 - probability) * width(self.different)
        return width(self.pending) - expected


def width(figure: Range) -> int:
    """Return how far a figure is from being sure."""
    return figure.high - figure.low


def moved(total: Range, now: Range, then: Range) -> Range:
    """Return what a total comes to when some records add something else than now."""
    return Range(
        total.low - now.low + then.low,
        total.best - now.best + then.best,
        total.high - now.high + then.high,
    )


def effect(around: Around, pair: Pair, profile: Profile, period: Period) -> Effect:
    """Count the records around a pair by what can be said of the two."""
    records = around.tied_to(pair)
    facts, asked = around.facts(records), as_it_stands(profile, around)
    links = {link.id: link for one in sorted(records) for link in around.links_of(one)}
    between = {link.id for link in around.links_between(*pair)}
    others = [link for key, link in links.items() if key not in between]

    @cache
    def adds(*ties: IdentityLink) -> Range:
        found = count((*facts, *ties), asked, period)
        return Range(found.low, found.best, found.high)

    apart = [said(pair, Sameness.DIFFERENT)] if others else []  # alone, two are two anyway
    return Effect(
        adds(*others, *(link for link in links.values() if link.id in between)),
        adds(*others, said(pair, Sameness.SAME, Confidence.PROBABLE)),
        adds(*others, said(pair, Sameness.SAME)),
        adds(*others, *apart),
    )


def said(
    pair: Pair, verdict: Sameness, confidence: Confidence = Confidence.CERTAIN
) -> IdentityLink:
    """Return a link that nobody made, to see what it would do."""
    at = datetime.max.replace(tzinfo=UTC)
    return IdentityLink(
        id=TRIED, a=pair[0], b=pair[1], verdict=verdict, confidence=confidence, at=at
    )


def as_it_stands(profile: Profile, around: Around) -> Profile:
    """Let a profile name the awards as they stand now."""
    if profile.awards is None:
        return profile
    now = (around.stands_for.get(one, one) for one in profile.awards)
    return replace(profile, awards=frozenset(now))
