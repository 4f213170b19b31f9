"""Looking for records that may be one human: suggestions are made, nothing is merged."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from sqlalchemy import delete, select

from training import clock
from training.accounts.models import Person
from training.database import db, hold, new_uid
from training.identities import queries, rules
from training.identities.actions.hints import THE_KEY, hint_key, note_own
from training.identities.models import HintKey, IdentitySuggestion
from training.identities.rules import Bearer, Blocks, Found, HintKind, Pair

THE_LEAST_CHANGE = 0.01  # of a weight, in bits
AT_ONCE = 20_000  # pairs whose facts are in memory together
NONE: frozenset[HintKind] = frozenset()


@dataclass(frozen=True)
class Looked:
    """What looking came to.

    suggested  pairs that are suggested now
    fresh      of them those that were not before
    too_large  groups with a hint in common that are too large to compare all with all
    """

    suggested: int
    fresh: int
    too_large: int


def look() -> Looked:
    """Bring the hints of our own people up to date, and suggest which records may be one human.

    Pairs that staff put off stay so. Run twice, it changes nothing the second time.
    """
    hint_key()
    hold(HintKey, THE_KEY)  # who looks at the same moment waits
    note_own()
    blocks = blocks_now()
    wanted = likely_pairs(blocks.shared)
    fresh = keep(wanted)
    return Looked(len(wanted), fresh, blocks.too_large)


def blocks_now() -> Blocks:
    """Put records with a hint in common into pairs."""
    blocks, large = Blocks(), list[list[tuple[str, HintKind]]]()
    for some in queries.bearers():
        if len(some) > rules.MOST_IN_A_BLOCK:
            large.append(some)
        else:
            blocks.take([Bearer(record, kind) for record, kind in some])
    near = queries.around({record for some in large for record, _kind in some})
    for some in large:
        blocks.take([Bearer(*one, near.said_of(one[0]).get("organisation", "")) for one in some])
    return blocks


def likely_pairs(
    shared: Mapping[Pair, Mapping[rules.Finding, int]],
) -> dict[Pair, tuple[Found, ...]]:
    """Return what speaks for and against each pair that is likely enough, or linked as probable."""
    linked, kinds = set(queries.links().open_links()), queries.kinds_of_hints()
    worth = {pair for pair, hints in shared.items() if is_worth_a_look(pair, kinds, hints)}
    pairs, found = sorted(worth | linked), dict[Pair, tuple[Found, ...]]()
    for first in range(0, len(pairs), AT_ONCE):
        some = pairs[first : first + AT_ONCE]
        near = queries.around({record for pair in some for record in pair})
        for pair in some:
            one, other = (near.known(record, kinds.get(record, NONE)) for record in pair)
            findings = rules.compare(one, other, shared.get(pair, {}))
            likely = rules.is_likely(rules.weight(findings))
            if pair in linked or (likely and not near.is_settled(pair)):
                found[pair] = findings
    return found


def is_worth_a_look(
    pair: Pair, kinds: Mapping[str, frozenset[HintKind]], shared: Mapping[rules.Finding, int]
) -> bool:
    """Tell whether what two records did and said needs to be read, by their hints alone."""
    one, other = (rules.Known(kinds.get(record, NONE)) for record in pair)
    return rules.is_worth_a_look(one, other, shared)


def keep(wanted: Mapping[Pair, tuple[Found, ...]]) -> int:
    """Let the suggestions be these, and return how many are new."""
    standing = {
        (row.one_id, row.other_id): row for row in db.session.scalars(select(IdentitySuggestion))
    }
    drop(row.id for pair, row in standing.items() if pair not in wanted)
    people = queries.among(Person.id, {record for pair in wanted for record in pair})
    for pair, findings in wanted.items():
        bits = rules.weight(findings)
        plain: list[Any] = [[one.finding.value, one.among] for one in findings]
        known = standing.get(pair)
        if known is None:
            db.session.add(suggestion(pair, people, bits, plain))
        elif abs(known.bits - bits) > THE_LEAST_CHANGE or known.findings != plain:
            known.bits, known.findings = bits, plain
    db.session.flush()
    return len(wanted.keys() - standing.keys())


def suggestion(
    pair: Pair, people: frozenset[str], bits: float, findings: list[Any]
) -> IdentitySuggestion:
    """Return a suggestion; it goes with the rows of persons that it is about."""
    own = [record if record in people else None for record in pair]
    return IdentitySuggestion(
        id=new_uid(),
        one_id=pair[0],
        other_id=pair[1],
        own_one_id=own[0],
        own_other_id=own[1],
        bits=bits,
        findings=findings,
        made_at=clock.now(),
    )


def drop(ids: Iterable[str]) -> None:
    """Take suggestions back that nothing speaks for any more."""
    for some in queries.in_parts(tuple(ids)):
        db.session.execute(delete(IdentitySuggestion).where(IdentitySuggestion.id.in_(some)))
