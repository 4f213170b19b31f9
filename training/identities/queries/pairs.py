"""Pairs of records that wait for a decision, those first whose answer tells most."""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass

from sqlalchemy import select

from training import clock
from training.accounts.models import Person
from training.database import db
from training.errors import NotFound
from training.identities import rules
from training.identities.models import IdentitySuggestion
from training.identities.queries.hints import in_parts
from training.identities.rules import Around, Attended, Effect, Found, Likelihood, Pair
from training.participation.queries import facts_about, recorded_as
from training.participation.rules import IdentityLink, Question, Range, standing
from training.workshops.models import Registration, Workshop

MOST_WEIGHED = 100  # pairs whose effect on the count is worked out for one page
A_PAGE = 10


@dataclass(frozen=True)
class RecordRow:
    """A record as staff may see it. `name` is there for those who see it on the roll today."""

    id: str
    organisation: str
    country: str
    language: str
    attended: tuple[Attended, ...]
    name: str


@dataclass(frozen=True)
class Pending:
    """Two records that wait for a decision.

    is_linked   somebody said that they are probably one human
    effect      what a decision changes in the count; None where it was not worked out
    """

    pair: Pair
    bits: float
    is_linked: bool
    findings: tuple[Found, ...] = ()
    effect: Effect | None = None
    records: tuple[RecordRow, ...] = ()

    @property
    def probability(self) -> float:
        """How likely the two are one human."""
        return rules.probability(self.bits)

    @property
    def likelihood(self) -> Likelihood:
        """The same in a word."""
        return rules.likelihood(self.bits, self.findings)

    @property
    def narrows(self) -> float:
        """By how much a decision can be expected to narrow the range; -1 if not worked out."""
        return self.effect.narrows(self.probability) if self.effect else -1

    def then(self, total: Range) -> dict[str, Range]:
        """Return what a total comes to by what is decided."""
        if self.effect is None:
            return {}
        now = self.effect.now
        ways = {"probable": self.effect.pending, "same": self.effect.same}
        ways["different"] = self.effect.different
        return {way: rules.moved(total, now, figure) for way, figure in ways.items()}


@dataclass(frozen=True)
class Desk:
    """A page of pairs that wait, and how many there are."""

    rows: tuple[Pending, ...]
    waiting: int
    weighed: int
    has_more: bool


def links() -> Around:
    """Return the links that stand now, and nothing else."""
    return Around(standing(recorded_as(IdentityLink), clock.now()))


def around(records: Collection[str]) -> Around:
    """Return what stands now about records and all that links tie to them."""
    return Around(standing(facts_about(records), clock.now()))


def desk(question: Question, page: int, reader_id: str) -> Desk:
    """Return a page of the pairs that wait, those first whose answer narrows the count most.

    The likeliest MOST_WEIGHED are weighed; the rest follow as likely as they are.
    """
    waiting = sorted(pending(links()), key=lambda one: (-one.bits, one.pair))
    first = (page - 1) * A_PAGE
    near = around(
        {
            record
            for one in (*waiting[:MOST_WEIGHED], *waiting[first : first + A_PAGE])
            for record in one.pair
        }
    )
    weighed = [with_effect(one, near, question) for one in waiting[:MOST_WEIGHED]]
    weighed.sort(key=lambda one: (-one.narrows, -one.bits, one.pair))
    shown = [*weighed, *waiting[MOST_WEIGHED:]][first : first + A_PAGE]
    return Desk(
        tuple(told(shown, near, reader_id)),
        len(waiting),
        len(weighed),
        first + A_PAGE < len(waiting),
    )


def pending(near: Around) -> Iterable[Pending]:
    """Yield every pair that waits: what was suggested and not put off, and probable links."""
    later = IdentitySuggestion.put_off_until
    rows = db.session.execute(
        select(
            IdentitySuggestion.one_id,
            IdentitySuggestion.other_id,
            IdentitySuggestion.bits,
            (later > clock.now()).label("is_put_off"),
        )
    ).all()
    for row in rows:
        pair = (row.one_id, row.other_id)
        if not row.is_put_off and not near.is_settled(pair):
            yield Pending(pair, row.bits, near.is_open(pair))
    known = {(row.one_id, row.other_id) for row in rows}
    yield from (
        Pending(pair, 0.0, is_linked=True) for pair in near.open_links() if pair not in known
    )


def with_effect(one: Pending, near: Around, question: Question) -> Pending:
    """Return a pair with what a decision about it changes."""
    effect = rules.effect(near, one.pair, question.profile, question.period)
    return Pending(one.pair, one.bits, one.is_linked, effect=effect)


def told(shown: Sequence[Pending], near: Around, reader_id: str) -> Iterable[Pending]:
    """Yield pairs with what is known of both records, and what speaks for and against."""
    findings = findings_on([one.pair for one in shown])
    names = names_on_rolls({record for one in shown for record in one.pair}, reader_id)
    for one in shown:
        rows = tuple(row_of(record, near, names.get(record, "")) for record in one.pair)
        found = findings.get(one.pair, ())
        yield Pending(one.pair, one.bits, one.is_linked, found, one.effect, rows)


def row_of(record: str, near: Around, name: str) -> RecordRow:
    """Return what staff may see of a record."""
    said = near.said_of(record)
    organisation = near.organisations.get(said.get("organisation", ""))
    return RecordRow(
        id=record,
        organisation=organisation.name if organisation else "",
        country=said.get("country", ""),
        language=said.get("language", ""),
        attended=near.attended(record),
        name=name,
    )


def findings_on(pairs: Collection[Pair]) -> dict[Pair, tuple[Found, ...]]:
    """Return what speaks for and against some pairs."""
    ones = sorted({pair[0] for pair in pairs})
    rows = db.session.scalars(select(IdentitySuggestion).where(IdentitySuggestion.one_id.in_(ones)))
    return {(row.one_id, row.other_id): read(row) for row in rows}


def read(row: IdentitySuggestion) -> tuple[Found, ...]:
    """Return the findings of a suggestion."""
    return tuple(Found(rules.Finding(word), among) for word, among in row.findings)


def names_on_rolls(records: Collection[str], reader_id: str) -> dict[str, str]:
    """Return the names of those whom the reader sees on a roll of their own today."""
    found: dict[str, str] = {}
    for some in in_parts(records):
        rows = db.session.execute(
            select(Person.id, Person.display_name)
            .join(Registration, Registration.person_id == Person.id)
            .join(Workshop, Workshop.id == Registration.workshop_id)
            .where(Workshop.facilitator_id == reader_id, Person.id.in_(some))
        )
        found |= {row.id: row.display_name for row in rows}
    return found


def pair_or_404(pair: Pair, question: Question, reader_id: str) -> Pending:
    """Return two records that were suggested or linked, decided on or not; raises NotFound."""
    pair = rules.pair_of(*pair)
    near = around(pair)
    row = db.session.scalar(
        select(IdentitySuggestion).where(
            IdentitySuggestion.one_id == pair[0], IdentitySuggestion.other_id == pair[1]
        )
    )
    if row is None and not near.links_between(*pair):
        raise NotFound
    found = Pending(pair, row.bits if row else 0.0, near.is_open(pair))
    return next(iter(told([with_effect(found, near, question)], near, reader_id)))
