"""`training doctor`: looks at everything an installation needs, and says what to do about it."""

import json
import shutil
from collections.abc import Callable, Iterator, Mapping
from dataclasses import asdict, dataclass
from datetime import UTC, datetime, timedelta
from enum import StrEnum
from pathlib import Path

import click
from flask import current_app
from flask.cli import with_appcontext
from sqlalchemy import func, select
from sqlalchemy.exc import SQLAlchemyError

from courses import InvalidCourse
from training import clock
from training.catalogue.models import Programme, Release
from training.config import InvalidSettings
from training.database import db
from training.demo import uid
from training.keys import first_sealed, sealed_tables
from training.pages.queries import database_fault
from training.participation import rules
from training.safeguards import is_open_to_neighbours, is_open_to_others, unsafe
from training.storage import shelf
from training.vault import BrokenSeal, NoDataKey, vault

LEAST_SPACE = 100_000_000
LITTLE_SPACE = 1_000_000_000
CLOCKS_DIFFER = timedelta(minutes=2)
BACKUP_IS_OLD = timedelta(days=2)

NOBODY = frozenset({"none"})
NOT_ASKED = (
    "PROTECTED_PLACES: list the countries whose people could be harmed by being counted, such as"
    " AM, KE; or say none, so that it is known that somebody has thought of it."
)


class Level(StrEnum):
    """How a finding is to be taken."""

    OK = "ok"
    WARN = "warn"
    FAIL = "fail"


@dataclass(frozen=True)
class Finding:
    """What was looked at, how it is, and what to do about it."""

    about: str
    level: Level
    text: str


Findings = Iterator[Finding]


def ok(about: str, text: str) -> Finding:
    """Return that something is as it should be."""
    return Finding(about, Level.OK, text)


def warn(about: str, text: str) -> Finding:
    """Return that something is worth a look."""
    return Finding(about, Level.WARN, text)


def fail(about: str, text: str) -> Finding:
    """Return that something has to be mended."""
    return Finding(about, Level.FAIL, text)


def home() -> Path:
    """Return the folder that everything lies in."""
    return Path(current_app.config["DATA_DIR"])


def settings() -> Findings:
    """Look for settings that are unsafe once others can reach the platform."""
    config = current_app.config
    faults = unsafe(config)
    for fault in faults:
        yield fail("settings", fault)
    if not is_open_to_others(config):
        yield ok("settings", "Only this machine can reach the platform.")
    elif config["PLAIN_HTTP"]:
        yield warn("settings", "PLAIN_HTTP: everybody on the network can listen. Only in a room.")
    elif not faults:
        yield ok("settings", "Safe for others to reach the platform.")
    if is_open_to_others(config) and not config["SECOND_FACTOR_REQUIRED"]:
        yield warn("settings", "SECOND_FACTOR: say required, for staff and administrators.")


def invented() -> Findings:
    """Look for the people of the demonstration, whom counts would find beside real ones."""
    if not is_open_to_others(current_app.config):
        return
    try:
        if db.session.get(Programme, uid("programme")):
            yield warn(
                "people", "The demonstration is set up here. Use another DATA_DIR for real work."
            )
    except SQLAlchemyError:
        yield warn("people", "Not looked at, since the database does not answer.")


def places() -> Findings:
    """Ask which countries no figure may ever name; an answer is wanted, even if it is none."""
    named = current_app.config["PROTECTED_PLACES"]
    if not named:
        yield warn("protected places", NOT_ASKED)
    elif named == NOBODY:
        yield ok("protected places", "None: somebody decided so.")
    else:
        unknown = ", ".join(sorted(one for one in named if not rules.is_country(one)))
        yield ok("protected places", f"{len(named)} are never named in what leaves the house.")
        if unknown:
            yield warn("protected places", f"Known by this name alone, not in others: {unknown}.")


def keys() -> Findings:
    """Look whether the keys are there and open what they sealed."""
    try:
        sealed = [pair for table in sealed_tables() for pair in first_sealed(table)]
        for place, value in sealed:
            vault().unseal(place, value)
        number = len(vault().keys())
    except (NoDataKey, BrokenSeal, InvalidSettings) as fault:
        yield fail("keys", str(fault))
    except SQLAlchemyError:
        yield warn("keys", "Not tried, since the database does not answer.")
    else:
        yield ok("keys", f"{number} of them, and they open what is sealed.")


def permissions() -> Findings:
    """Look for files that others on this machine may read."""
    if not is_open_to_neighbours(home()):
        yield ok("permissions", f"Only its owner may enter {home()}.")
        return
    loose = filter(is_open_to_neighbours, sorted(home().iterdir()))
    names = ", ".join(path.name for path in loose) or "the names of its files"
    yield warn("permissions", f"Others may read {names}. Run: chmod 700 {home()}")


def disk() -> Findings:
    """Look whether there is room to go on."""
    free = shutil.disk_usage(home()).free
    text = f"{free // 1_000_000} MB are free where {home()} lies."
    if free < LEAST_SPACE:
        yield fail("disk", f"{text} Make room now: what people write can no longer be saved.")
    elif free < LITTLE_SPACE:
        yield warn("disk", f"{text} Make room soon.")
    else:
        yield ok("disk", text)


def database() -> Findings:
    """Look whether the database answers and is migrated."""
    if fault := database_fault():
        yield fail(
            "database", f"{fault[0].upper()}{fault[1:]}. Look at DATABASE_URL; run: training init"
        )
    else:
        yield ok("database", "It answers and is migrated.")


def clocks() -> Findings:
    """Compare this machine's clock with the database's, and with what was saved before."""
    now = clock.now()
    files = [path.stat().st_mtime for path in home().iterdir()]
    newest = datetime.fromtimestamp(max(files, default=0), UTC)
    try:
        saved = db.session.scalar(select(func.max(Release.published_at))) or newest
        there = database_clock() or now
    except SQLAlchemyError:
        saved = there = now
    if max(newest, saved) - now > CLOCKS_DIFFER:
        yield fail(
            "clock", f"It says {now:%Y-%m-%d %H:%M} UTC, and something was saved later. Set it."
        )
    elif abs(there - now) > CLOCKS_DIFFER:
        yield fail("clock", "The clocks of this machine and of the database differ. Set both.")
    else:
        yield ok("clock", f"It says {now:%Y-%m-%d %H:%M} UTC.")


def database_clock() -> datetime | None:
    """Return what time it is where the database runs; None where that is this machine."""
    if db.engine.dialect.name == "sqlite":
        return None
    there: datetime | None = db.session.scalar(select(func.clock_timestamp()))
    return there


def courses() -> Findings:
    """Compare every published course with the digest that it was published with."""
    try:
        released = db.session.execute(
            select(Release.course_id, Release.version, Release.digest)
        ).all()
    except SQLAlchemyError:
        yield warn("courses", "Not looked at, since the database does not answer.")
        return
    damaged = [
        f"{name} {version}"
        for name, version, digest in released
        if not is_intact(name, version, digest)
    ]
    if damaged:
        text = f"Changed or missing: {', '.join(damaged)}. Put the files back from a backup."
        yield fail("courses", text)
    else:
        yield ok("courses", f"{len(released)} published versions are as they were published.")


def is_intact(course_id: str, version: str, digest: str) -> bool:
    """Tell whether a published course is on the shelf as it was released."""
    try:
        return shelf().course(course_id, version).digest == digest
    except (KeyError, InvalidCourse, OSError, ValueError):
        return False


def backups(folder: Path | None) -> Findings:
    """Look for a recent file in the folder that backups are written to."""
    if folder is None:
        yield warn("backups", "Not looked at: name their folder with --backups FOLDER.")
        return
    files = [path.stat().st_mtime for path in folder.iterdir() if path.is_file()]
    newest = datetime.fromtimestamp(max(files, default=0), UTC)
    if not files:
        yield fail("backups", f"There is none in {folder}. Run: training backup FILE")
    elif clock.now() - newest > BACKUP_IS_OLD:
        yield warn("backups", f"The newest is of {newest:%Y-%m-%d}. Run: training backup FILE")
    else:
        yield ok("backups", f"The newest is of {newest:%Y-%m-%d %H:%M} UTC.")


LOOKS: tuple[Callable[[], Findings], ...] = (
    *(settings, invented, places, keys, permissions, disk, database, clocks, courses),
)
COLOURS: Mapping[Level, str] = {Level.OK: "green", Level.WARN: "yellow", Level.FAIL: "red"}


def examined(look: Callable[[], Findings]) -> list[Finding]:
    """Take one look; what it broke in the database's transaction does not trouble the next."""
    found = list(look())
    db.session.rollback()
    return found


@click.command("doctor")
@click.option("--json", "as_json", is_flag=True, help="Print the findings as JSON.")
@click.option(
    "--backups",
    "folder",
    type=click.Path(exists=True, file_okay=False, path_type=Path),
    help="The folder that backups are written to.",
)
@with_appcontext
def doctor(as_json: bool, folder: Path | None) -> None:  # noqa: FBT001  # click passes flags so
    """Look at settings, keys, files, disk, database, clock, courses and backups.

    Changes nothing. Ends with 1 where something has to be mended.
    """
    found = [one for look in LOOKS for one in examined(look)] + list(backups(folder))
    if as_json:
        click.echo(json.dumps([asdict(one) for one in found], indent=2))
    else:
        for one in found:
            click.echo(
                f"{click.style(f'{one.level:4}', COLOURS[one.level])}  {one.about}: {one.text}"
            )
    raise SystemExit(int(any(one.level is Level.FAIL for one in found)))
