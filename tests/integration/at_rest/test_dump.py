"""Who steals the database or a log, without the keys, learns no name, no address and no word."""

import base64
import json
import logging
import zipfile
from collections.abc import Callable, Iterator
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import String, column, func, select, text

from tests.builders import MARCH, RIGHT_ANSWERS, short_course
from tests.integration.visitor import Visitor
from training import strongbox
from training.access import Role
from training.accounts.models import Account, AddressClaim, Organisation, OrganisationKind
from training.catalogue.actions import publish
from training.catalogue.models import Award, Programme
from training.database import db, new_uid
from training.learning.actions import Given, Note, give_feedback
from training.learning.models import Draft, GivenAs
from training.workshops.models import AgendaItem, Workshop

NAME, OTHER_NAME = "Кораль Ñandú", "Quetzal Wanderer"
EMAIL = "quetzal.wanderer@reformers.example"
DRAFT = "Release the zanzibari editors of Belmora by 31 December 2028."
ANSWER, COMMENT, NOTE = "heliotrope", "Whom do you mean, the vermilion ones?", "Aubergine verb."
TITLE, ITEM, ORGANISATION = "Saffron days in Belmora", "Marzipan of our own", "Umbrella of Obsidian"
PROGRAMME, AWARD, DONOR = "Turquoise reform", "Cinnamon grant", "Foundation Lapis"
LINE = "Tangerine conference"
CANARIES = (
    *(NAME, OTHER_NAME, EMAIL, DRAFT, ANSWER, COMMENT, NOTE, TITLE, ITEM, ORGANISATION),
    *(PROGRAMME, AWARD, DONOR, LINE, "Ñandú", "Wanderer", "zanzibari", "vermilion", "reformers"),
)
PASSPHRASE = "four blue kites over Belmora"
PAGES = "/courses/short"
DAY = MARCH.date()


def spellings(canary: str) -> Iterator[bytes]:
    """Every way in which a text could stand in a file."""
    yield canary.encode()
    yield canary.lower().encode()
    yield json.dumps(canary)[1:-1].encode()
    yield canary.encode("utf-16-le")
    yield canary.encode("utf-16-be")
    for shift in range(3):  # Base64 has three ways to spell what begins anywhere
        spelled = base64.b64encode(b"\0" * shift + canary.encode())
        yield spelled[4 if shift else 0 : -4]
    yield canary.encode().hex().encode()


def found_in(content: bytes) -> set[str]:
    """The canaries that stand somewhere in it."""
    return {one for one in CANARIES if any(way in content for way in spellings(one))}


@pytest.fixture
def journey(
    app: Flask,
    member: Callable[..., Visitor],
    new_visitor: Callable[..., Visitor],
    keep: Callable[..., None],
    run: Callable[..., Any],
    stored: Callable[..., list[Any]],
    tmp_path: Path,
) -> None:
    """People register, learn, meet, say and count, in every field that takes words."""
    with app.app_context():
        publish(short_course(tmp_path / "short"))
        db.session.commit()
    keep(
        Organisation(id="o", name=ORGANISATION, kind=OrganisationKind.CSO),
        Programme(id="p", title=PROGRAMME, zone="UTC", created_at=MARCH),
    )
    keep(Award(id="a", programme_id="p", title=AWARD, donor=DONOR, starts_on=DAY, ends_on=DAY))
    somebody = new_visitor().open("/register")
    somebody.submit(display_name=NAME, passphrase=PASSPHRASE)
    with app.app_context():
        account = db.session.scalars(select(Account)).one()
        account.email = EMAIL
        claim = AddressClaim(id=new_uid(), account_id=account.id, email=EMAIL, created_at=MARCH)
        db.session.add(claim)
        db.session.commit()
    take_the_course(somebody)
    facilitator = member(Role.FACILITATOR, name=OTHER_NAME)
    facilitator.open("/workshops/new").submit(
        title=TITLE, zone="Europe/Paris", day="2027-05-10", begins="09:30"
    )
    (workshop_id,) = stored(select(Workshop.id))
    keep(AgendaItem(id="i", workshop_id=workshop_id, position=1, title=ITEM, minutes=5))
    with app.app_context():
        draft = db.session.get_one(Draft, stored(select(Draft.id))[0])
        given = Given(
            marks=dict.fromkeys("SMART", 1),
            language="en",
            comment=COMMENT,
            notes=(Note(0, 7, NOTE),),
        )
        give_feedback(new_uid(), draft, facilitator.person_id, GivenAs.FACILITATOR, given)
        db.session.commit()
    fact = {"type": "event", "id": "conference", "kind": "conference", "mode": "in_person"}
    lines = json.dumps({**fact, "zone": "UTC", "title": LINE}) + "\n"
    (tmp_path / "ledger.jsonl").write_text(lines)
    assert run("ledger", "import", str(tmp_path / "ledger.jsonl")).exit_code == 0


def take_the_course(somebody: Visitor) -> None:
    """Do the short course to its draft."""
    somebody.open(PAGES).submit(language="en")
    somebody.open(f"{PAGES}/first").press("I have read this, go on")
    somebody.open(f"{PAGES}/film").press("I have watched the film, go on")
    somebody.open(f"{PAGES}/check").submit(**{**RIGHT_ANSWERS, "q-word": ANSWER})
    somebody.open(f"{PAGES}/check").submit(**RIGHT_ANSWERS)
    somebody.open(f"{PAGES}/vague").submit(text=DRAFT)


def dump(app: Flask) -> bytes:
    """Everything that the database holds: its files, and every row of every table as text."""
    with app.app_context():
        engine = db.engine
        rows = [repr(row) for table in tables() for row in whole_rows(table)]
        content = "\n".join(rows).encode()
        if engine.dialect.name == "sqlite":
            path = Path(str(engine.url.database))
            content += b"".join(one.read_bytes() for one in path.parent.glob(f"{path.name}*"))
    return content


def tables() -> list[str]:
    return [table.name for table in db.metadata.sorted_tables]


def whole_rows(table: str) -> list[Any]:
    return list(db.session.execute(text(f"SELECT * FROM {table}")).all())


def test_a_dump_holds_no_name_no_address_and_no_word(app: Flask, journey: None) -> None:
    content = dump(app)
    assert b"AMAL" not in content
    assert len(content) > 5_000
    assert found_in(content) == set()


def test_the_test_would_find_every_word_that_was_not_sealed(
    app: Flask, journey: None, stored: Callable[..., list[Any]]
) -> None:
    opened = [
        value
        for table in db.metadata.sorted_tables
        for row in stored(select(table))
        for value in (row if isinstance(row, tuple) else (row,))
    ]
    seen = repr(opened).encode()
    assert found_in(seen) == set(CANARIES)


def test_a_backup_tells_nothing_either_not_even_once_it_is_opened(
    app: Flask, journey: None, run: Callable[..., Any], tmp_path: Path
) -> None:
    file = tmp_path / "backup"
    told = run("backup", str(file))
    if app.config["SQLALCHEMY_DATABASE_URI"].startswith("postgresql"):
        assert "pg_dump" in told.stderr  # whose files the dump above stands for
        return
    assert found_in(file.read_bytes()) == set()
    with file.open("rb") as sealed:
        _header, pieces = strongbox.opened(sealed, [app.config["BACKUP_KEY"]])
        inside = zipfile.ZipFile(BytesIO(b"".join(pieces)))
    assert found_in(b"".join(map(inside.read, inside.namelist()))) == set()
    assert found_in(told.stdout.encode()) == set()


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16-le", "utf-16-be"])
def test_the_grep_finds_a_word_however_it_is_spelled(encoding: str) -> None:
    assert found_in(b"abc" + DRAFT.encode(encoding) + b"xyz") >= {DRAFT}
    assert found_in(json.dumps(NAME).encode()) >= {NAME}
    for before in (b"", b"a", b"ab"):
        assert found_in(base64.b64encode(before + DRAFT.encode() + b"more")) >= {DRAFT}


def test_somebody_is_found_by_their_address_all_the_same(journey: None, visitor: Visitor) -> None:
    visitor.open("/sign-in").submit(name=EMAIL.upper(), passphrase=PASSPHRASE)
    assert visitor.path != "/sign-in"


def test_nothing_that_people_wrote_is_logged(
    app: Flask, journey: None, visitor: Visitor, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    visitor.open("/sign-in").submit(name=EMAIL, passphrase=ANSWER)
    with app.app_context(), pytest.raises(Exception, match="hidden") as fault:
        db.session.execute(select(column("nowhere")).where(func.lower(DRAFT) == NAME))
    assert found_in(str(fault.value).encode()) == set()
    assert found_in(caplog.text.encode()) == set()


MADE_BY_THE_PLATFORM = {
    *{"id", "type", "uid", "hash", "language", "zone", "country", "join_code", "fingerprint"},
    *{"email_index", "passphrase_hash", "course_id", "course_version", "version", "digest"},
    *{"seed", "draft_language", "actor", "act", "subject", "detail"},
    *{"activity_id", "recorded_by", "rubric_id", "rubric_version", "credential_id", "ends_with"},
    *{"person_id", "value", "one_id", "other_id"},  # records of the ledger, and keyed hints
    *{"record", "about", "words", "supersedes"},  # ids and words of closed lists in the ledger
    *{"key", "ledger", "reason", "profile_id", "indicator"},  # of kept counts, rules and targets
    *{"number", "rule", "event_id"},  # of certificates
}


def test_a_column_of_text_is_sealed_or_made_by_the_platform() -> None:
    open_columns = {
        f"{table.name}.{one.name}"
        for table in db.metadata.sorted_tables
        for one in table.columns
        if type(one.type) is String
        and not one.foreign_keys
        and one.name not in MADE_BY_THE_PLATFORM
    }
    assert open_columns == set()
