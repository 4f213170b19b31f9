"""The ledger: lines in, facts merged by id, corrections applied, and what stood at a time."""

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from functools import cache
from typing import TypeVar

from quizzes import N_, Problem
from training.participation.rules.facts import Attribute, Fact, IdentityLink, Outcome, Sealed
from training.participation.rules.lines import parse_line, read_fact, slots_of
from training.participation.rules.shapes import Unfit
from training.participation.rules.unions import Unions

Kind = TypeVar("Kind", bound=Fact)

_LONG_AGO = datetime.min.replace(tzinfo=UTC)


class Clash(ValueError):
    """Two facts carry one id and say different things."""

    def __init__(self, fact_id: str) -> None:
        super().__init__(f"Two facts with the id “{fact_id}” say different things.")
        self.fact_id = fact_id


def merged(facts: Iterable[Fact]) -> dict[str, Fact]:
    """Put facts under their ids; the same fact twice is one. Raises Clash."""
    found: dict[str, Fact] = {}
    for fact in facts:
        if found.setdefault(fact.id, fact) != fact:
            raise Clash(fact.id)
    return found


Known = Callable[[Collection[str]], Mapping[str, Fact]]
AT_ONCE = 5_000  # lines whose ids are looked for together


class Intake:
    """Lines being read into a ledger: what is new, and all that is wrong and where."""

    def __init__(self, file: str, known: Known) -> None:
        self._file = file
        self._known = known
        self._waiting: list[tuple[int, Fact]] = []
        self._lines: dict[str, int] = {}
        self.facts: dict[str, Fact] = {}
        self.problems: list[Problem] = []

    def take(self, number: int, line: str | bytes) -> None:
        """Read one line; a blank one is passed over."""
        try:
            text = line.decode() if isinstance(line, bytes) else line
            text = text.removeprefix("\ufeff") if number == 1 else text
            if text.strip():
                self._keep(number, *read_fact(parse_line(text)))
        except UnicodeDecodeError:
            self._note(number, Unfit(N_("is not UTF-8")))
        except Unfit as fault:
            self._note(number, fault)

    def _keep(self, number: int, fact: Fact | None, faults: tuple[Unfit, ...]) -> None:
        for fault in faults:
            self._note(number, fault)
        if fact is not None:
            self._waiting.append((number, fact))
        if len(self._waiting) == AT_ONCE:
            self.settle()

    def settle(self) -> None:
        """Compare the facts that wait with those that the ledger has."""
        known = self._known({fact.id for _, fact in self._waiting})
        for number, fact in self._waiting:
            self._compare(number, fact, known.get(fact.id))
        self._waiting.clear()

    def _compare(self, number: int, fact: Fact, known: Fact | None) -> None:
        if known is not None:
            if known != fact:
                self._note(number, Unfit(_CLASH_WITH_LEDGER, id=fact.id))
        elif self.facts.setdefault(fact.id, fact) != fact:
            first = self._lines[fact.id]
            self._note(number, Unfit(_CLASH_WITH_LINE, id=fact.id, first=first))
        self._lines.setdefault(fact.id, number)

    def _note(self, number: int, fault: Unfit) -> None:
        self.problems.append(Problem(self._file, number, fault.message, fault.values))


_CLASH_WITH_LEDGER = N_(
    "the ledger has “%(id)s” with other content: send a correction that supersedes it"
)
_CLASH_WITH_LINE = N_(
    "line %(first)s has “%(id)s” with other content: give a correction an id of its own"
)


def read_lines(
    lines: Iterable[str | bytes], file: str = "", known: Mapping[str, Fact] | None = None
) -> tuple[tuple[Fact, ...], tuple[Problem, ...]]:
    """Read JSON Lines into the facts that are new, in their order, and every problem found.

    lines   one fact each; UTF-8 where bytes
    file    the name that problems carry
    known   the facts of the ledger so far, by id: the same again is passed over
    """
    return read_many(lines, file, lambda _ids: known or {})


def read_many(
    lines: Iterable[str | bytes], file: str, known: Known
) -> tuple[tuple[Fact, ...], tuple[Problem, ...]]:
    """Read the same where the ledger is large: `known` returns those of its facts with some ids."""
    intake = Intake(file, known)
    for number, line in enumerate(lines, 1):
        intake.take(number, line)
    intake.settle()
    problems = sorted(intake.problems, key=lambda one: one.line or 0)
    return tuple(intake.facts.values()), tuple(problems)


@cache
def references(name: str) -> tuple[tuple[str, str], ...]:
    """Return the fields of a type that name other facts, each with the type that it names."""
    return tuple((slot.field, slot.shape.refers) for slot in slots_of(name) if slot.shape.refers)


def loose_ends(
    facts: Mapping[str, Fact], others: Mapping[str, str] | None = None
) -> Iterator[tuple[Fact, str, str]]:
    """Find references that lead nowhere: the fact, its field and the id that is not there.

    others   the types of what the ledger knows beside these facts, by id
    """
    types = {fact_id: fact.type for fact_id, fact in facts.items()} | dict(others or {})
    for fact in facts.values():
        for field, kind, one in named_by(fact):
            if types.get(one) != kind:
                yield fact, field, one


def named_by(fact: Fact) -> Iterator[tuple[str, str, str]]:
    """Yield every other fact that a fact names: the field, the type that is wanted, the id."""
    for field, kind in (*references(fact.type), ("supersedes", fact.type)):
        named = getattr(fact, field)
        for one in named if isinstance(named, tuple) else (named,) if named else ():
            yield field, kind, one


@dataclass(frozen=True)
class Standing:
    """The facts that stand at a time: corrections applied, undone links gone.

    stands_for   what replaced each superseded id
    replaced     the types of the facts that were known and replaced, by id
    """

    facts: Mapping[str, Fact]
    stands_for: Mapping[str, str]
    replaced: Mapping[str, str]

    def of(self, kind: type[Kind]) -> tuple[Kind, ...]:
        """Return the facts of one type, sorted by id."""
        return tuple(fact for fact in self.facts.values() if isinstance(fact, kind))


def standing(facts: Iterable[Fact], as_of: datetime | None = None) -> Standing:
    """Say what stands: the whole ledger, or what was known at `as_of` (inclusive). Raises Clash."""
    known = {
        fact.id: fact
        for fact in merged(facts).values()
        if as_of is None or fact.known_from is None or fact.known_from <= as_of
    }
    stands_for = _stands_for(known)
    stand = {
        fact_id: _redirected(fact, stands_for)
        for fact_id, fact in sorted(known.items())
        if fact_id not in stands_for and not _undone(fact, as_of)
    }
    replaced = {one: known[one].type for one in stands_for if one in known}
    return Standing(stand, stands_for, replaced)


def _undone(fact: Fact, as_of: datetime | None) -> bool:
    if not isinstance(fact, IdentityLink) or fact.undone_at is None:
        return False
    return as_of is None or fact.undone_at <= as_of


def _stands_for(known: Mapping[str, Fact]) -> dict[str, str]:
    """Follow corrections, also chains and rivals: replaced id → the id that stands for it."""
    unions, replaced = Unions(), set[str]()
    for fact in known.values():
        old = fact.supersedes
        if old is None or (old in known and type(known[old]) is not type(fact)):
            continue
        unions.join(f"{fact.type} {fact.id}", f"{fact.type} {old}")
        replaced.add(old)
    found: dict[str, str] = {}
    for group in unions.groups().values():
        members = [name.split(" ", 1)[1] for name in group]
        rivals = [known[one] for one in members if one in known]
        last = [fact for fact in rivals if fact.id not in replaced] or rivals
        winner = max(last, key=_rank).id
        found |= {one: winner for one in members if one != winner}
    return found


def _rank(fact: Fact) -> tuple[datetime, str]:
    return (fact.known_from or _LONG_AGO, fact.id)


def _redirected(fact: Fact, stands_for: Mapping[str, str]) -> Fact:
    """Let a fact name what stands now, where it names what was replaced."""
    if not stands_for:
        return fact
    changes: dict[str, object] = {}
    for field, _ in references(fact.type):
        named = getattr(fact, field)
        now = (
            tuple(stands_for.get(one, one) for one in named)
            if isinstance(named, tuple)
            else stands_for.get(named, named)
        )
        if now != named:
            changes[field] = now
    if isinstance(fact, Attribute) and fact.dimension == "organisation":
        changes["value"] = stands_for.get(fact.value or "", fact.value)
    if isinstance(fact, Outcome) and fact.roles:
        changes["roles"] = tuple((stands_for.get(one, one), role) for one, role in fact.roles)
    if isinstance(fact, Sealed):
        changes["attributes"] = tuple(
            (key, stands_for.get(value or "", value) if key == "organisation" else value)
            for key, value in fact.attributes
        )
    return replace(fact, **changes) if changes else fact  # type: ignore[arg-type]  # only values of the same shapes change
