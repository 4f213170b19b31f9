"""What people do to bring history in. Nothing here commits."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime, time
from typing import Any
from zoneinfo import ZoneInfo

from flask_babel import gettext
from flask_babel import lazy_gettext as _
from sqlalchemy import delete

from training import clock
from training.audit.actions import record
from training.audit.queries import fingerprint
from training.audit.rules import Act
from training.catalogue.models import Award, Programme
from training.database import db, hold
from training.errors import NotFound, Refused
from training.identities.actions import note_all
from training.identities.rules import Contact
from training.intake import queries, rules
from training.intake.models import PastTotal, SheetMemory, Upload
from training.intake.queries import Preview
from training.learning.actions import FormOfAnotherPage
from training.participation.actions import keep_facts
from training.participation.queries import forgotten_among
from training.participation.rules import Event, EventKind, Headcount, Meeting, Mode

HEADCOUNT_MINUTES = 60
MIDDAY = time(12)


class FileRefused(Refused):
    """A file that cannot be read; the sentence says why, and what would help."""

    message = "%(reason)s"
    status = 422


class NotReady(Refused):
    """A file with problems or open questions: nothing of it comes in."""

    message = _("Nothing came in. Mend what is listed, or answer the questions, and try again.")
    status = 422


def read(content: bytes, encoding: str = "") -> rules.Book:
    """Read a file; raises FileRefused."""
    try:
        return rules.read_file(content, encoding)
    except rules.Unreadable as fault:
        raise FileRefused(reason=gettext(fault.message) % fault.values) from None


def keep_upload(
    uid: str, person_id: str, programme: Programme, name: str, book: rules.Book
) -> Upload:
    """Keep a file that was read until it comes in, a day at most; sent twice, kept once.

    Raises FormOfAnotherPage for an id that stands for another file.
    """
    forget_old_uploads()
    if known := db.session.get(Upload, uid):
        if known.person_id != person_id or known.programme_id != programme.id:
            raise FormOfAnotherPage
        return known
    upload = Upload(
        id=uid,
        person_id=person_id,
        programme_id=programme.id,
        name=name,
        content=book.as_plain(),
        choices={},
        sent_at=clock.now(),
    )
    db.session.add(upload)
    return upload


def forget_old_uploads() -> None:
    """Erase the files that did not come in within their time."""
    db.session.execute(delete(Upload).where(Upload.sent_at <= queries.oldest_kept()))


def choose(upload: Upload, choices: Mapping[str, Any], *, anew: bool = False) -> None:
    """Keep what somebody says of a file; what was said before and is not said now stays.

    anew   forget what was said before: it was about another sheet of the file
    """
    upload = held(upload)
    upload.choices = {**({} if anew else upload.choices), **choices}


def held(upload: Upload) -> Upload:
    """Return a file as others left it who were writing just then; raises NotFound if it is gone."""
    hold(Upload, upload.id)
    found = db.session.get(Upload, upload.id, populate_existing=True)
    if found is None:
        raise NotFound
    return found


def drop_upload(upload: Upload) -> None:
    """Erase a file that is not to come in; raises NotFound if it is gone."""
    db.session.delete(held(upload))


def bring_in_upload(upload: Upload, programme: Programme) -> Preview:
    """Take a file into the ledger and forget it. Raises NotReady, and NotFound if it is gone."""
    hold(Programme, programme.id)
    upload = held(upload)
    by = fingerprint(upload.person_id)
    book = rules.book_from(upload.content)
    preview = queries.look(book, queries.place_of(programme), upload.choices, by)
    bring_in(preview)
    db.session.delete(upload)
    return preview


def bring_in(preview: Preview) -> int:
    """Write what a preview says, all of it or nothing; return how many facts are new.

    What the people of the file can be compared by is noted as keyed hints; no name is kept.
    Raises NotReady.
    """
    if not preview.is_ready:
        raise NotReady
    number = keep_facts(preview.settled.facts)
    people = {one.person: contact_of(one.human) for one in preview.gathered.people}
    erased = forgotten_among(people)
    note_all({one: contact for one, contact in people.items() if one not in erased})
    remember(preview)
    rows = len(preview.table.rows)
    record(Act.IMPORT, f"intake {preview.place.programme_id}".strip(), f"{number} facts", rows)
    return number


def contact_of(human: rules.Human) -> Contact:
    """Return what a person can be compared by."""
    code = (queries.print_of(human.card),) if human.card else ()
    return Contact(human.name, human.email, human.phone, code)


def remember(preview: Preview) -> None:
    """Keep what was said of the columns for the next sheet with the same headers."""
    memory_id = queries.memory_id(preview.place, preview.table)
    said = rules.to_remember(preview.plan, preview.table)
    columns = said["columns"].items()
    said["columns"] = {queries.header_id(preview.place, word): is_ for word, is_ in columns}
    if known := db.session.get(SheetMemory, memory_id):
        known.choices, known.used_at = said, clock.now()
        return
    db.session.add(
        SheetMemory(
            id=memory_id,
            programme_id=preview.place.programme_id or None,
            choices=said,
            used_at=clock.now(),
        )
    )


@dataclass(frozen=True)
class Total:
    """What is told of a past event whose people were counted without records."""

    title: str
    kind: EventKind
    period: tuple[date, date]
    people: int
    organisations: int | None
    source: str
    award: Award | None


def add_past_total(uid: str, programme: Programme, total: Total, recorder_id: str) -> PastTotal:
    """Keep a past total, and the facts that it stands for; sent twice, kept once.

    Raises FormOfAnotherPage for an id that stands for the total of another programme.
    """
    hold(Programme, programme.id)
    if known := db.session.get(PastTotal, uid):
        if known.programme_id != programme.id:
            raise FormOfAnotherPage
        return known
    row = PastTotal(
        id=uid,
        programme_id=programme.id,
        award_id=total.award.id if total.award else None,
        title=total.title,
        kind=total.kind,
        first_day=total.period[0],
        last_day=total.period[1],
        people=total.people,
        organisations=total.organisations,
        source=total.source,
        recorded_at=clock.now(),
        recorded_by=recorder_id,
    )
    db.session.add(row)
    keep_facts(facts_of(row, programme.zone, fingerprint(recorder_id)))
    record(Act.IMPORT, f"past total {uid}", f"{total.period[0]}/{total.period[1]}", rows=1)
    return row


def facts_of(
    row: PastTotal, zone: str, recorded_by: str
) -> tuple[Event | Meeting | Headcount, ...]:
    """Return the facts of a past total: an event, one meeting on its last day, and a headcount."""
    noon = datetime.combine(row.last_day, MIDDAY, ZoneInfo(zone)).astimezone(UTC)
    event = Event(
        id=row.id,
        title=row.title,
        kind=EventKind(row.kind),
        mode=Mode.IN_PERSON,
        zone=zone,
        awards=(row.award_id,) if row.award_id else (),
    )
    meeting = Meeting(
        id=f"{row.id}:meeting", event=row.id, starts_at=noon, minutes=HEADCOUNT_MINUTES
    )
    headcount = Headcount(
        id=f"{row.id}:headcount",
        meeting=meeting.id,
        present=row.people,
        recorded_by=recorded_by,
        recorded_at=row.recorded_at,
    )
    return event, meeting, headcount


def withdraw_past_total(row: PastTotal, recorder_id: str) -> None:
    """Take a past total back: a later headcount of nobody stands for it; done twice, done once."""
    hold(PastTotal, row.id)
    db.session.refresh(row)
    if row.withdrawn_at is not None:
        return
    row.withdrawn_at = clock.now()
    nobody = Headcount(
        id=f"{row.id}:withdrawn",
        supersedes=f"{row.id}:headcount",
        meeting=f"{row.id}:meeting",
        present=0,
        recorded_by=fingerprint(recorder_id),
        recorded_at=row.withdrawn_at,
    )
    keep_facts([nobody])
    record(Act.IMPORT, f"past total {row.id}", "withdrawn", rows=1)
