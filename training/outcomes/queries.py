"""Reads about outcomes and about the countries that staff watch."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime
from functools import cached_property

from sqlalchemy import select

from training import clock
from training.accounts import queries as accounts
from training.accounts.models import Account, Person
from training.accounts.queries import person_of_card
from training.catalogue.queries import awards
from training.database import db
from training.errors import NotFound
from training.intake.queries import brought_to
from training.outcomes.models import WatchedCountry
from training.outcomes.rules import LINE, Kind, Wanted, line, versions
from training.participation import queries as counting
from training.participation import rules as ledger_rules
from training.participation.queries import never_named, profile_or_404, recorded_as
from training.participation.rules import Count, Fact, Outcome, Period, ProtectedTable, Standing
from training.reviews import queries as reviews
from training.reviews.rules import Deadline, Place, ahead
from training.vault import said_by, signed

Reach = frozenset[str] | None
PAGE = 50
FEED = "watch-list"


@dataclass(frozen=True)
class Ledger:
    """The outcomes of the ledger and the organisations that they name."""

    facts: tuple[Fact, ...]

    @cached_property
    def standing(self) -> Standing:
        """What stands of them."""
        return ledger_rules.standing(self.facts)

    @cached_property
    def outcomes(self) -> tuple[Outcome, ...]:
        """The outcomes that stand, those withdrawn among them; the latest first.

        One that says its award only belongs to the award's programme.
        """
        programmes = {one.id: one.programme_id for one in awards()}
        found = (
            replace(one, programme=one.programme or programmes.get(one.award or ""))
            for one in self.standing.of(Outcome)
        )
        return tuple(sorted(found, key=lambda one: (one.date, one.id), reverse=True))

    @cached_property
    def names(self) -> Mapping[str, str]:
        """The names of organisations by id: from the platform's list and from imports."""
        imported = {one.id: one.name for one in self.standing.of(ledger_rules.Organisation)}
        return imported | {one.id: one.name for one in accounts.organisations()}

    def names_for(self, reach: Reach) -> Mapping[str, str]:
        """Return the organisations that somebody may choose, by id; None reaches all.

        Who looks after some programmes sees those of the list, and of those that files brought only
        their own: which organisations other programmes train is not theirs to know.
        """
        if reach is None:
            return self.names
        told = self.standing.of(ledger_rules.Organisation)
        own = {one.id for one in accounts.organisations()} | brought_to(reach, told)
        own |= {key for one in self.within(reach) for key in one.organisations}
        return {key: name for key, name in self.names.items() if key in own}

    def within(self, reach: Reach) -> tuple[Outcome, ...]:
        """Return the outcomes of the programmes in reach; None reaches all."""
        return tuple(one for one in self.outcomes if reach is None or one.programme in reach)

    def outcome_or_404(self, outcome_id: str, reach: Reach) -> Outcome:
        """Return what stands of an outcome in reach; raises NotFound."""
        now = self.standing.stands_for.get(outcome_id, outcome_id)
        for one in self.within(reach):
            if one.id == now:
                return one
        raise NotFound

    def versions(self, outcome_id: str) -> tuple[Outcome, ...]:
        """Return all that was ever recorded of an outcome, the oldest first."""
        return tuple(versions(self.facts, self.standing, outcome_id))


def ledger() -> Ledger:
    """Return what the ledger holds of outcomes, in two queries; names and awards cost more."""
    return Ledger((*recorded_as(Outcome), *recorded_as(ledger_rules.Organisation)))


def recorded(outcome_id: str) -> Outcome | None:
    """Return the fact of an outcome with this id, whether it stands or not."""
    found = counting.recorded([outcome_id])
    return next((one for one in found if isinstance(one, Outcome)), None)


def stands(outcome_id: str) -> bool:
    """Tell whether nothing has corrected an outcome."""
    return outcome_id in ledger().standing.facts


@dataclass(frozen=True)
class Page:
    """Some outcomes of those wanted, and how many there are of each kind."""

    rows: tuple[Outcome, ...]
    number: int
    pages: int
    by_kind: tuple[tuple[str, int], ...]


def page(outcomes: Collection[Outcome], wanted: Wanted, number: int) -> Page:
    """Return a page of the outcomes wanted; what was withdrawn is listed and not counted."""
    found = tuple(filter(wanted.takes, outcomes))
    pages = max(1, -(-len(found) // PAGE))
    number = min(max(number, 1), pages)
    kinds = [one.kind for one in found if not one.withdrawn]
    order = [*Kind, *sorted(set(kinds) - set(Kind))]
    by_kind = tuple((str(kind), kinds.count(kind)) for kind in order if kind in kinds)
    return Page(found[(number - 1) * PAGE : number * PAGE], number, pages, by_kind)


def person_id_of(text: str) -> str | None:
    """Return the record that a card code or a record's id stands for; None for nobody."""
    if person := person_of_card(text):
        return person.id
    if person := db.session.get(Person, text):
        return person.id
    found = counting.recorded([text])
    return text if any(isinstance(one, ledger_rules.Person) for one in found) else None


def line_as_of(
    begins: date, ends: date, as_of: datetime, programme_id: str = ""
) -> tuple[Count, ...]:
    """Count the line of figures by what was known at a time; it reads the whole ledger."""
    facts = counting.ledger(programme_id)
    return line(facts, map(profile_or_404, LINE), Period(begins, ends), as_of)


def watched() -> tuple[WatchedCountry, ...]:
    """Return the watch-list, by code."""
    rows = db.session.scalars(select(WatchedCountry).order_by(WatchedCountry.country))
    return tuple(rows)


@dataclass(frozen=True)
class Watched:
    """A country that staff watch: its place, what is next, what came of training there."""

    country: str
    since: datetime
    place: Place | None
    next_step: Deadline | None
    trained: int | None
    outcomes: int


def watch_list(table: ProtectedTable, *, leaves_the_house: bool) -> tuple[Watched, ...]:
    """Return who is due, the nearest first, in a fixed number of queries.

    table   people trained by country, as the audience may see it
    leaves_the_house   leave out countries that are never named, and outcomes that are confidential
    """
    known, day = reviews.calendar(), clock.today()
    done = [
        one.country
        for one in ledger().outcomes
        if not (one.withdrawn or (leaves_the_house and one.confidential))
    ]
    shown = {row.value: row.numbers.best for row in table.rows if row.numbers}
    hidden = never_named() if leaves_the_house else frozenset()
    found = []
    for row in watched():
        if ledger_rules.is_named(row.country, hidden):
            continue
        left = ahead(known.deadlines(row.country), day)
        places = {place.session: place for place in known.places_of(row.country)}
        place = places.get(left[0].session) if left else None
        nobody = 0 if not table.has_hidden else None
        found.append(
            Watched(
                row.country,
                row.since,
                place,
                left[0] if left else None,
                shown.get(row.country, nobody),
                done.count(row.country),
            )
        )
    return tuple(sorted(found, key=_by_next))


def _by_next(row: Watched) -> tuple[date, str]:
    return (row.next_step.span.first if row.next_step else date.max, row.country)


def dates_to_share() -> tuple[Deadline, ...]:
    """Return the dates of the watched countries that may be named outside the house."""
    known, hidden = reviews.calendar(), never_named()
    rows = (row.country for row in watched() if not ledger_rules.is_named(row.country, hidden))
    return tuple(one for country in rows for one in known.deadlines(country))


def feed_token(account: Account) -> str:
    """Return what opens the feed of the watch-list until the account's sign-ins are ended."""
    return signed(FEED, [account.id, account.epoch])


def account_of_feed(token: str) -> Account | None:
    """Return the account that a feed was made for, while it may still see the watch-list."""
    content = said_by(token, FEED)
    account = db.session.get(Account, content[0]) if content else None
    return account if account and account.epoch == content[1] else None
