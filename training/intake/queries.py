"""Reads about history on its way in: what a file would bring, and past totals."""

import json
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import select

from training import clock
from training.accounts.models import Card
from training.accounts.queries import fingerprint
from training.accounts.queries import organisations as listed_organisations
from training.accounts.rules import card_code
from training.catalogue import queries as catalogue
from training.catalogue.models import Award, Programme
from training.database import db
from training.errors import NotFound
from training.intake import rules
from training.intake.models import PastTotal, SheetMemory, Upload
from training.intake.rules import Book, Chain, Choices, Plan, Settled, Table
from training.participation.queries import recorded, recorded_as, recorded_in
from training.participation.rules import Meeting, Organisation, Person, Recorded, standing
from training.vault import keyed

MOST_PARAMETERS = 500
KEPT_HOURS = 24
WORD_LENGTH = 32


@dataclass(frozen=True)
class Place:
    """Where history comes in: a programme, or the ledger at large with an empty id."""

    programme_id: str = ""
    zone: str = "UTC"

    def keyed(self, kind: str, *parts: str) -> str:
        """Return the id of what parts name: only the platform can work it out again."""
        plain = json.dumps([self.programme_id, kind, *parts], ensure_ascii=False)
        return f"{kind}-{keyed('intake', plain).hex()[:WORD_LENGTH]}"


def place_of(programme: Programme) -> Place:
    """Return a programme as the place where history comes in."""
    return Place(programme.id, programme.zone)


@dataclass(frozen=True)
class Preview:
    """What a sheet would bring, and what stands in its way.

    missing   how many people earlier sheets had in its meetings, whom it does not name
    """

    place: Place
    table: Table
    plan: Plan
    gathered: rules.Gathered
    faults: tuple[rules.Fault, ...]
    settled: Settled
    known_people: int
    missing: int

    @property
    def new_people(self) -> int:
        """How many people the ledger does not know yet."""
        return len(self.gathered.people) - self.known_people

    def count_new(self, kind: str) -> int:
        """Count the facts of a type that would come, without corrections."""
        return sum(one.type == kind for one in self.settled.fresh)

    def count_same(self, kind: str) -> int:
        """Count the facts of a type that the ledger has already."""
        return self.settled.same.get(kind, 0)

    @property
    def open_questions(self) -> tuple[rules.Question, ...]:
        """What has to be said before anything can come in."""
        return tuple(one for one in self.gathered.questions if one.id not in self.plan.answers)

    @property
    def is_ready(self) -> bool:
        """Whether it can come in, all of it."""
        return not self.faults and not self.open_questions and bool(self.gathered.people)


def understand(book: Book, place: Place, choices: Choices) -> tuple[Table, Plan]:
    """Return the table of a file and how it is read: as somebody said, else as it is guessed."""
    table = rules.table_in(sheet_of(book, choices))
    latest = (clock.now() + timedelta(days=1)).date()  # it may be tomorrow there already
    said = {"award": only_award(place.programme_id), **choices}
    return table, rules.plan_of(said, table, remembered(place, table), place.zone, latest)


def look(book: Book, place: Place, choices: Choices, recorded_by: str = "") -> Preview:
    """Say what a file would bring to a place, read as somebody said; nothing is written.

    recorded_by   what stands in facts for whoever brings the file
    """
    table, plan = understand(book, place, choices)
    entries, faults = rules.read_entries(table, plan)
    gathered = rules.gather(entries, plan, surroundings(place, entries, recorded_by))
    known = chains({*(one.fact.id for one in gathered.wanted), *recorded_beside(gathered)})
    missing = rules.missing(gathered.wanted, known)
    gone = [rules.taken_back(one, clock.now(), recorded_by) for one in missing if plan.whole]
    settled = rules.settle((*gathered.wanted, *gone), known)
    return Preview(
        place=place,
        table=table,
        plan=plan,
        gathered=gathered,
        faults=(*faults, *gathered.faults),
        settled=settled,
        known_people=len(gathered.people) - settled.number(Person),
        missing=len({one.person for one in missing}),
    )


def recorded_beside(gathered: rules.Gathered) -> frozenset[str]:
    """Return the ids of what earlier sheets said of people in the meetings of this one."""
    facts = [one.fact for one in gathered.wanted]
    meetings = {one.id for one in facts if isinstance(one, Meeting)}
    return frozenset(
        rules.root(one.id) for one in recorded_in(meetings) if one.source is Recorded.IMPORT
    )


def sheet_of(book: Book, choices: Choices) -> rules.Sheet:
    """Return the sheet that was chosen, else the first."""
    named = {one.name: one for one in book.sheets}
    return named.get(str(choices.get("sheet", "")), book.sheets[0])


def surroundings(
    place: Place, entries: Iterable[rules.Entry], recorded_by: str
) -> rules.Surroundings:
    """Return what the platform knows that a file may refer to."""
    codes = {one.human.card for one in entries} - {""}
    return rules.Surroundings(
        keyed=place.keyed,
        recorded_at=clock.now(),
        recorded_by=recorded_by,
        organisations=organisations(),
        awards=dict(award_names(place.programme_id)),
        cards=people_of(codes),
    )


def organisations() -> Mapping[str, str]:
    """Return the ids of organisations by name: those in the list, before those in the ledger."""
    told = standing(recorded_as(Organisation)).of(Organisation)
    found = {rules.key(one.name): one.id for one in told}
    return {**found, **{rules.key(one.name): one.id for one in listed_organisations()}}


def brought_to(
    programmes: Collection[str], organisations: Iterable[Organisation]
) -> frozenset[str]:
    """Return the ids of those organisations that sheets of some programmes named first."""
    places = [Place(one) for one in programmes]
    return frozenset(
        one.id
        for one in organisations
        if any(one.id == place.keyed("organisation", rules.key(one.name)) for place in places)
    )


def only_award(programme_id: str) -> str:
    """Return the award of a programme that has one; empty where there are several, or none."""
    awards = catalogue.awards(programme_id) if programme_id else ()
    return awards[0].id if len(awards) == 1 else ""


def award_names(programme_id: str) -> Iterator[tuple[str, str]]:
    """Yield the names that an award goes by; a donor's where it gave one award only."""
    awards = catalogue.awards(programme_id)
    donors = [rules.key(one.donor) for one in awards]
    for one in awards:
        if donors.count(donor := rules.key(one.donor)) == 1:
            yield donor, one.id
    for one in awards:
        yield rules.key(f"{one.title} {one.donor}"), one.id
        yield rules.key(one.title), one.id


def people_of(codes: Collection[str]) -> Mapping[str, str]:
    """Return whose valid cards carry the codes that were written, by code."""
    prints = {text: found for text in codes if (found := print_of(text))}
    owners: dict[str, str] = {}
    for some in in_parts(set(prints.values())):
        wanted = select(Card.fingerprint, Card.person_id).where(
            Card.fingerprint.in_(some), Card.ended_at.is_(None)
        )
        owners |= dict(db.session.execute(wanted).tuples().all())
    return {text: owners[found] for text, found in prints.items() if found in owners}


def print_of(text: str) -> str:
    """Return the fingerprint of the card whose code was written; empty where it is none."""
    code = card_code(text)
    return fingerprint(code) if code else ""


def in_parts(words: Collection[str]) -> Iterator[list[str]]:
    """Deal words out so that no statement has more than databases take."""
    ordered = sorted(words)
    for first in range(0, len(ordered), MOST_PARAMETERS):
        yield ordered[first : first + MOST_PARAMETERS]


def chains(ids: Iterable[str]) -> Mapping[str, Chain]:
    """Return the last of the facts under each id, corrections of ours followed."""
    found: dict[str, Chain] = {}
    waiting = dict.fromkeys(ids, 1)
    while waiting:
        asked = {rules.numbered(one, number): one for one, number in waiting.items()}
        known = {asked[fact.id]: fact for fact in recorded(asked)}
        found |= {one: Chain(fact, waiting[one]) for one, fact in known.items()}
        waiting = {one: waiting[one] + 1 for one in known}
    return found


# what was said of sheets before


def memory_id(place: Place, table: Table) -> str:
    """Return under which word it is kept what was said of sheets like this."""
    return place.keyed("sheet", rules.signature(table.headers))


def remembered(place: Place, table: Table) -> Choices:
    """Return what was said of a sheet with the same headers; nothing for a new one."""
    known = db.session.get(SheetMemory, memory_id(place, table))
    if known is None:
        return {}
    words = {header_id(place, word): word for word in rules.header_keys(table.headers)}
    columns = known.choices["columns"].items()
    return {**known.choices, "columns": {words[one]: is_ for one, is_ in columns if one in words}}


def header_id(place: Place, word: str) -> str:
    """Return what is kept in place of a header: in a sheet without headers it could be a name."""
    return place.keyed("header", word)


# files on their way


def oldest_kept() -> datetime:
    """Return when a file must have been sent to be kept still."""
    return clock.now() - timedelta(hours=KEPT_HOURS)


def ends_at(upload: Upload) -> datetime:
    """Return when a file that did not come in is forgotten."""
    return upload.sent_at + timedelta(hours=KEPT_HOURS)


def upload_or_404(upload_id: str, person_id: str, reach: frozenset[str] | None) -> Upload:
    """Return a file that somebody sent, while it lasts; raises NotFound."""
    found = db.session.get(Upload, upload_id)
    if found is None or found.person_id != person_id or found.sent_at <= oldest_kept():
        raise NotFound
    catalogue.programme_or_404(found.programme_id, reach)
    return found


def uploads_of(person_id: str) -> tuple[Upload, ...]:
    """Return the files that somebody sent and that did not come in yet, the last first."""
    wanted = select(Upload).where(Upload.person_id == person_id, Upload.sent_at > oldest_kept())
    return tuple(db.session.scalars(wanted.order_by(Upload.sent_at.desc(), Upload.id)))


# past totals


def past_totals(reach: frozenset[str] | None) -> tuple[PastTotal, ...]:
    """Return the past totals of the programmes in reach that stand, the latest first."""
    wanted = select(PastTotal).where(PastTotal.withdrawn_at.is_(None))
    if reach is not None:
        wanted = wanted.where(PastTotal.programme_id.in_(reach))
    return tuple(db.session.scalars(wanted.order_by(PastTotal.last_day.desc(), PastTotal.id)))


def past_total_or_404(total_id: str, reach: frozenset[str] | None) -> PastTotal:
    """Return a past total in reach; raises NotFound."""
    found = db.session.get(PastTotal, total_id)
    if found is None or (reach is not None and found.programme_id not in reach):
        raise NotFound
    return found


def awards_in(programmes: Iterable[Programme]) -> tuple[Award, ...]:
    """Return the awards of some programmes, the oldest first."""
    ids = {one.id for one in programmes}
    return tuple(one for one in catalogue.awards() if one.programme_id in ids)
