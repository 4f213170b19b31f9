"""What two records have in common: their hints, what was said of them, and where they were."""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import combinations

from training.identities.rules.hints import HintKind
from training.identities.rules.weights import CHANCES, Finding, Found, is_likely, weight

MOST_IN_A_BLOCK = 40  # records that share a hint and are compared all with all
SAYS = {
    (HintKind.CARD, HintKind.CARD): Finding.SAME_CARD,
    (HintKind.EMAIL, HintKind.EMAIL): Finding.SAME_EMAIL,
    (HintKind.PHONE, HintKind.PHONE): Finding.SAME_PHONE,
    (HintKind.NAME, HintKind.NAME): Finding.SAME_NAME,
    (HintKind.ONE_WORD, HintKind.ONE_WORD): Finding.SAME_ONE_WORD,
    (HintKind.SOUND, HintKind.SOUND): Finding.SOUNDS_ALIKE,
    (HintKind.LETTERS, HintKind.LETTERS): Finding.SOUNDS_ALIKE,
    (HintKind.SOUND, HintKind.TWO_WORDS): Finding.TWO_WORDS_ALIKE,
    (HintKind.TWO_WORDS, HintKind.TWO_WORDS): Finding.TWO_WORDS_ALIKE,
    (HintKind.INITIALS, HintKind.INITIALS): Finding.SAME_INITIALS,
    (HintKind.COULD_BE_INITIALS, HintKind.INITIALS): Finding.SAME_INITIALS,
}
NAMES = (
    Finding.SAME_NAME,
    Finding.SOUNDS_ALIKE,
    Finding.TWO_WORDS_ALIKE,
    Finding.SAME_ONE_WORD,
    Finding.SAME_INITIALS,
)
NAME_KINDS = frozenset({HintKind.NAME, HintKind.ONE_WORD})
OTHERS = (
    (frozenset({HintKind.EMAIL}), (Finding.SAME_EMAIL,), Finding.OTHER_EMAIL),
    (frozenset({HintKind.PHONE}), (Finding.SAME_PHONE,), Finding.OTHER_PHONE),
    (NAME_KINDS, NAMES, Finding.OTHER_NAME),
)
DIFFERING = frozenset(kind for kinds, _, _ in OTHERS for kind in kinds)
SAID = (
    ("organisation", Finding.SAME_ORGANISATION, Finding.OTHER_ORGANISATION),
    ("country", Finding.SAME_COUNTRY, Finding.OTHER_COUNTRY),
    ("language", Finding.SAME_LANGUAGE, Finding.OTHER_LANGUAGE),
    ("gender", Finding.SAME_GENDER, Finding.OTHER_GENDER),
)

# The most that can still speak for one human, once hints were compared; who shares an organisation
# shares a country, which then says nothing more.
MOST_SAID = sum(CHANCES[same].bits for _, same, _ in SAID if same is not Finding.SAME_COUNTRY)

Pair = tuple[str, str]
Shared = Mapping[Finding, int]


@dataclass(frozen=True)
class Sitting:
    """A record was in a meeting from a time to a time; in a room, or online."""

    meeting: str
    begins: datetime
    ends: datetime
    in_room: bool

    def overlaps(self, other: "Sitting") -> bool:
        """Tell whether both were somewhere at the same time."""
        return self.begins < other.ends and other.begins < self.ends


@dataclass(frozen=True)
class Known:
    """What is known of a record: the kinds of its hints, what was said of it, where it was."""

    kinds: frozenset[HintKind] = frozenset()
    said: Mapping[str, str] | None = None
    sittings: tuple[Sitting, ...] = ()


@dataclass(frozen=True)
class Bearer:
    """A record with a hint, and the organisation that it belongs to."""

    record: str
    kind: HintKind
    organisation: str = ""


class Blocks:
    """Pairs of records that share a hint: no other pair is looked at.

    A hint that more than MOST_IN_A_BLOCK records share is looked at only inside an organisation;
    what is too large there too is left out and counted (`too_large`).
    """

    def __init__(self) -> None:
        self.shared: dict[Pair, dict[Finding, int]] = {}
        self.too_large = 0

    def take(self, bearers: Sequence[Bearer]) -> None:
        """Take all records that have one hint in common."""
        among = len({one.record for one in bearers})
        if among <= MOST_IN_A_BLOCK:
            self._pair(bearers, among)
            return
        colleagues: dict[str, list[Bearer]] = {}
        for one in bearers:
            colleagues.setdefault(one.organisation, []).append(one)
        for organisation, some in colleagues.items():
            if organisation and len(some) <= MOST_IN_A_BLOCK:
                self._pair(some, among)
            else:
                self.too_large += 1

    def _pair(self, bearers: Iterable[Bearer], among: int) -> None:
        for one, other in combinations(sorted(bearers, key=lambda one: one.record), 2):
            low, high = sorted((one.kind, other.kind))
            if one.record != other.record and (finding := SAYS.get((low, high))):
                known = self.shared.setdefault((one.record, other.record), {})
                known[finding] = min(known.get(finding, among), among)


def compare(one: Known, other: Known, shared: Shared) -> tuple[Found, ...]:
    """Say what two records have in common and what not; the strongest word for it first.

    shared  what their hints have in common, and how many records have that
    """
    found = [
        *_hints(shared),
        *_missing(one, other, shared),
        *_said(one.said or {}, other.said or {}),
        *_together(one.sittings, other.sittings),
    ]
    return tuple(sorted(found, key=lambda each: (-each.bits, each.finding)))


def is_worth_a_look(one: Known, other: Known, shared: Shared) -> bool:
    """Tell whether two records could be likely enough, whatever else is known of them."""
    return is_likely(weight(compare(one, other, shared)) + MOST_SAID)


def _hints(shared: Shared) -> Iterator[Found]:
    """Yield what is the same; of several things about a name the one that says most."""
    names = [Found(one, shared[one]) for one in NAMES if one in shared]
    if names:
        yield max(names, key=lambda one: one.bits)
    yield from (Found(one, among) for one, among in shared.items() if one not in NAMES)


def _missing(one: Known, other: Known, shared: Shared) -> Iterator[Found]:
    for kinds, same, finding in OTHERS:
        both = not kinds.isdisjoint(one.kinds) and not kinds.isdisjoint(other.kinds)
        if both and shared.keys().isdisjoint(same):
            yield Found(finding)


def _said(one: Mapping[str, str], other: Mapping[str, str]) -> Iterator[Found]:
    """Yield what was said of both; colleagues share their country, which says nothing more."""
    for dimension, same, different in SAID:
        if dimension in one and dimension in other:
            if one[dimension] != other[dimension]:
                yield Found(different)
                continue
            yield Found(same)
            if dimension == "organisation":
                one = {key: value for key, value in one.items() if key != "country"}


def _together(one: Collection[Sitting], other: Collection[Sitting]) -> Iterator[Found]:
    """Yield where both were at once: nobody is in two rooms, or twice in one."""
    met = [(a, b) for a in one for b in other if a.overlaps(b)]
    if any(a.in_room and b.in_room for a, b in met):
        yield Found(Finding.TOGETHER)
    elif any(a.meeting == b.meeting for a, b in met):
        yield Found(Finding.TOGETHER_ONLINE)
