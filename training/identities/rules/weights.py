"""How likely two records are one human: the weights of Fellegi and Sunter.

Each finding weighs log2(m / u): m is how often it is made on two records of one human, u on records
of two. The weights add up; what is not known weighs nothing; the odds begin at those of any two
records. Source: I. P. Fellegi and A. B. Sunter, "A Theory for Record Linkage", Journal of the
American Statistical Association 64 (1969), pages 1183-1210. That a value weighs less the more
records share it follows W. E. Winkler's weights by frequency (1988).

The numbers are ours: stated, not learned, since nobody has marked true pairs of such records. They
are cautious: no finding about a name is enough alone, and docs/identities.md says what they found.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from math import log2


class Finding(StrEnum):
    """What two records were seen to have in common, or not."""

    SAME_CARD = "same_card"
    SAME_EMAIL = "same_email"
    SAME_PHONE = "same_phone"
    SAME_NAME = "same_name"
    SOUNDS_ALIKE = "sounds_alike"
    TWO_WORDS_ALIKE = "two_words_alike"
    SAME_ONE_WORD = "same_one_word"
    SAME_INITIALS = "same_initials"
    SAME_ORGANISATION = "same_organisation"
    SAME_COUNTRY = "same_country"
    SAME_LANGUAGE = "same_language"
    SAME_GENDER = "same_gender"
    TOGETHER_ONLINE = "together_online"
    OTHER_LANGUAGE = "other_language"
    OTHER_PHONE = "other_phone"
    OTHER_EMAIL = "other_email"
    OTHER_ORGANISATION = "other_organisation"
    OTHER_GENDER = "other_gender"
    OTHER_COUNTRY = "other_country"
    OTHER_NAME = "other_name"
    TOGETHER = "together"


@dataclass(frozen=True)
class Chance:
    """How often a finding is made: on two records of one human (m), of two humans (u)."""

    m: float
    u: float

    @property
    def bits(self) -> float:
        """The weight of it."""
        return log2(self.m / self.u)


# Names: five in a hundred humans are known under another one the second time (marriage, a name of
# their own choice); of two humans, one pair in two thousand has the same two words or more.
# Addresses: people have several, and share those of offices. Countries: a hundred and more are
# trained, but rooms are full of neighbours. Together: a register has such a mistake once in two
# thousand rows; of two colleagues, every fifth pair was in one room.
CHANCES: Mapping[Finding, Chance] = {
    Finding.SAME_CARD: Chance(0.9, 1e-7),
    Finding.SAME_EMAIL: Chance(0.7, 1e-5),
    Finding.OTHER_EMAIL: Chance(0.3, 0.99999),
    Finding.SAME_PHONE: Chance(0.6, 1e-5),
    Finding.OTHER_PHONE: Chance(0.4, 0.99999),
    Finding.SAME_NAME: Chance(0.55, 0.0005),
    Finding.SOUNDS_ALIKE: Chance(0.25, 0.0012),
    Finding.TWO_WORDS_ALIKE: Chance(0.07, 0.0017),
    Finding.SAME_ONE_WORD: Chance(0.05, 0.002),
    Finding.SAME_INITIALS: Chance(0.03, 0.0008),
    Finding.OTHER_NAME: Chance(0.05, 0.9938),
    Finding.SAME_ORGANISATION: Chance(0.8, 0.02),
    Finding.OTHER_ORGANISATION: Chance(0.2, 0.98),
    Finding.SAME_COUNTRY: Chance(0.97, 0.15),
    Finding.OTHER_COUNTRY: Chance(0.03, 0.85),
    Finding.SAME_LANGUAGE: Chance(0.7, 0.35),
    Finding.OTHER_LANGUAGE: Chance(0.3, 0.65),
    Finding.SAME_GENDER: Chance(0.98, 0.5),
    Finding.OTHER_GENDER: Chance(0.02, 0.5),
    Finding.TOGETHER: Chance(0.0005, 0.2),
    Finding.TOGETHER_ONLINE: Chance(0.1, 0.1),  # two devices, or two people: it says nothing
}
ANY_TWO = -13.0  # log2 of the odds that two records of some thousands are one human
LIKELY_ENOUGH = 0.25  # what is less likely is not suggested
CERTAIN = frozenset({Finding.SAME_CARD})


@dataclass(frozen=True)
class Found:
    """A finding on two records, and how many records have in common what was found."""

    finding: Finding
    among: int = 2

    @property
    def bits(self) -> float:
        """What it weighs: of a value that k records share, log2(k - 1) less, but never against."""
        bits = CHANCES[self.finding].bits
        return bits if bits <= 0 else max(0.0, bits - log2(max(self.among - 1, 1)))

    @property
    def speaks(self) -> int:
        """Whether it speaks for one human (1), for two (-1), or for neither (0)."""
        return (self.bits > 0) - (self.bits < 0)


def weight(findings: Iterable[Found]) -> float:
    """Return log2 of the odds that two records are one human."""
    return ANY_TWO + sum(one.bits for one in findings)


def probability(bits: float) -> float:
    """Return the probability that belongs to log2 of the odds."""
    return 1 / (1 + 2.0**-bits) if bits > -1000 else 0.0  # what is smaller has no number


def is_likely(bits: float) -> bool:
    """Tell whether two records are likely enough one human to ask staff."""
    return probability(bits) >= LIKELY_ENOUGH


class Likelihood(StrEnum):
    """How likely, in a word."""

    SURE = "sure"
    VERY_LIKELY = "very_likely"
    LIKELY = "likely"
    POSSIBLE = "possible"
    UNLIKELY = "unlikely"


LEAST = (
    (Likelihood.VERY_LIKELY, 0.95),
    (Likelihood.LIKELY, 0.75),
    (Likelihood.POSSIBLE, LIKELY_ENOUGH),
)


def likelihood(bits: float, findings: Iterable[Found]) -> Likelihood:
    """Return how likely it is that two records are one human, in a word."""
    if not CERTAIN.isdisjoint(one.finding for one in findings):
        return Likelihood.SURE
    known = probability(bits)
    return next((word for word, least in LEAST if known >= least), Likelihood.UNLIKELY)
