"""`training backup` and `training restore`: the database and the published courses in one file."""

import shutil
import sqlite3
import tempfile
from collections.abc import Iterable, Iterator
from contextlib import closing, contextmanager
from dataclasses import replace
from datetime import datetime, timedelta
from pathlib import Path

import click
from alembic.script import ScriptDirectory
from flask import current_app
from flask.cli import with_appcontext
from sqlalchemy import inspect, literal, select

from courses import InvalidCourse, Published, Shelf, digest
from training import archive, clock, strongbox
from training.archive import COURSES, DATABASE, Manifest, UnusableArchive
from training.audit.actions import note_head, record
from training.audit.models import GUARDS, AuditEntry
from training.audit.queries import head, noted_head
from training.audit.rules import Act
from training.config import kept_key, keys_in
from training.database import Model, db
from training.storage import shelf, shelf_folder
from training.vault import keyed, vault

FIRST_START = frozenset(
    {"release", "invitation", "audit_entry"}
)  # rows that a platform writes by itself
BACKUP_KEY_FILE = "backup_key"
OTHER_DATABASE = (
    "The database is not SQLite. Use its own tools, such as pg_dump and pg_restore, and copy"
    " the folder {courses} beside it."
)
KEYS_LEFT_OUT = (
    "The file is sealed. Keep DATA_DIR/backup_key (or BACKUP_KEY), without which nobody can open"
    " it, and DATA_DIR/secret_key in another safe place: neither is in it."
)
NEVER_SEALED = (
    "This backup was never sealed: an older version made it. Make a new one, and delete this."
)
OTHER_KEY = (
    "The secret key here is not the one of the backup. Put the old secret_key into DATA_DIR (or"
    " set SECRET_KEY), or people have to sign in again and need new cards."
)


@click.command("backup")
@click.argument("file", type=click.Path(dir_okay=False, path_type=Path))
@with_appcontext
def backup(file: Path) -> None:
    """Write the database and the published courses into the sealed FILE, while the platform runs.

    Its key and the secret key are not in it. Backups of this platform in the same folder are
    deleted once they are older than BACKUP_DAYS.
    """
    database = database_file()
    refuse_target(file)
    made_at = clock.now().isoformat()
    with work_folder() as place:
        copy = copied(database, place / DATABASE)
        # The courses come after the database: a release is committed once its files are there.
        about = Manifest(made_at, revision_in(copy), key_at(made_at), vault().texts())
        about = replace(about, audit=str(head()) if has_log() else "")
        key = backup_keys()[0]
        manifest = archive.write(file, {DATABASE: copy, **course_files()}, about, key)
    if has_log():
        record(Act.BACKUP, made_at, rows=len(manifest.members))
        db.session.commit()
    click.echo(f"{file}: {len(manifest.members)} files, {file.stat().st_size} bytes.")
    click.echo(f"Audit log: {manifest.audit}")
    click.echo(KEYS_LEFT_OUT)
    for old in overdue(file):
        old.unlink()
        click.echo(f"Deleted {old}: older than {current_app.config['BACKUP_DAYS']} days.")


@click.command("restore")
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--force", is_flag=True, help="Replace what people have saved here.")
@with_appcontext
def restore(file: Path, force: bool) -> None:  # noqa: FBT001  # click passes flags so
    """Put the database and the courses of the backup FILE in place, all of it or nothing.

    Stop the platform first; when it starts again, an older database is migrated.
    """
    database = database_file()
    if not force and holds_work(database):
        raise click.ClickException("People have saved things here. --force replaces all of it.")
    try:
        with work_folder() as place:
            manifest = unpack(file, place)
            arriving = new_courses(place / COURSES)
            take_keys(manifest.vault)
            put_courses(arriving)
            put_database(place / DATABASE, database)
    except UnusableArchive as fault:
        raise click.ClickException(f"Nothing was restored. {fault}") from None
    note_restore(manifest)
    click.echo(f"Restored what was saved until {manifest.made_at}.")
    if not manifest.vault:
        click.echo(NEVER_SEALED, err=True)
    if manifest.key != key_at(manifest.made_at):
        click.echo(OTHER_KEY, err=True)


def backup_keys() -> tuple[str, ...]:
    """Return the keys that open backups, the one that seals first; made when there is none."""
    given = keys_in(str(current_app.config["BACKUP_KEY"]))
    return tuple(given) or (kept_key(Path(current_app.config["DATA_DIR"]) / BACKUP_KEY_FILE),)


def overdue(newest: Path) -> Iterator[Path]:
    """Yield the backups of this platform beside the newest one whose term is over."""
    days = timedelta(days=int(current_app.config["BACKUP_DAYS"]))
    for path in sorted(newest.absolute().parent.iterdir()):
        if path.is_file() and not path.samefile(newest) and made_by_us(path, clock.now() - days):
            yield path


def made_by_us(path: Path, before: datetime) -> bool:
    """Tell whether a file is a backup that one of our keys sealed before a moment."""
    try:
        with path.open("rb") as sealed:
            header, pieces = strongbox.opened(sealed, backup_keys())
            return header.moment < before and next(pieces, None) is not None
    except (strongbox.NotOurs, strongbox.WrongKey, strongbox.Damaged, OSError):
        return False


def take_keys(texts: Iterable[str]) -> None:
    """Keep the data keys of a backup beside the own ones, which go on sealing."""
    keys = vault()
    if missing := [text for text in texts if text not in keys.texts()]:
        keys.write([*keys_in(keys.written()), *missing])


def has_log() -> bool:
    """Tell whether the database is new enough to have an audit log."""
    return inspect(db.engine).has_table(AuditEntry.__tablename__)


def note_restore(manifest: Manifest) -> None:
    """Record the restore in the log that came with it, and note its head as the one that holds.

    An older database has no log yet.
    """
    if not has_log():
        return
    before = noted_head()
    note_head(head(), anew=True)
    record(Act.RESTORE, manifest.made_at, f"before: {before}" if before else "")
    db.session.commit()


def database_file() -> Path:
    """Return where the SQLite database is; any other database ends the command."""
    if db.engine.dialect.name != "sqlite":
        courses = Path(current_app.config["DATA_DIR"]) / COURSES
        raise click.ClickException(OTHER_DATABASE.format(courses=courses))
    return Path(str(db.engine.url.database))


def refuse_target(file: Path) -> None:
    """End the command where a backup cannot or should not be written."""
    if file.exists():
        raise click.ClickException(f"{file} is there already: choose another name.")
    if not file.absolute().parent.is_dir():
        raise click.ClickException(f"There is no folder {file.parent}.")


@contextmanager
def work_folder() -> Iterator[Path]:
    """Give a folder that only its owner may read, on the same disk as the database."""
    with tempfile.TemporaryDirectory(prefix=".work-", dir=current_app.config["DATA_DIR"]) as name:
        yield Path(name)


def key_at(made_at: str) -> str:
    """Return what the secret key makes of the time of a backup."""
    return keyed("backup", made_at).hex()


def copied(database: Path, copy: Path) -> Path:
    """Copy a database in one piece, as of one moment, while others write to it."""
    if not database.is_file():
        raise click.ClickException("There is no database yet. Run `training init` first.")
    with closing(sqlite3.connect(database)) as source, closing(sqlite3.connect(copy)) as target:
        source.backup(target)
        target.execute("PRAGMA journal_mode=DELETE")  # one file, without a log beside it
    try:
        check_database(copy)
    except UnusableArchive as fault:
        raise click.ClickException(f"Nothing was backed up. {fault}") from None
    return copy


def course_files() -> dict[str, Path]:
    """Return every file of the published courses under its name in an archive."""
    folders = (shelf_folder() / one.course_id / one.version for one in shelf().published())
    files = (path for folder in folders for path in sorted(folder.rglob("*")) if path.is_file())
    return {f"{COURSES}/{path.relative_to(shelf_folder()).as_posix()}": path for path in files}


def holds_work(database: Path) -> bool:
    """Tell whether there is anything in a database but what a platform's first start writes."""
    if not database.is_file():
        return False
    known = inspect(db.engine).get_table_names()
    tables = [one for one in Model.metadata.sorted_tables if one.name in known]
    return any(
        db.session.scalar(select(literal(1)).select_from(table).limit(1))
        for table in tables
        if table.name not in FIRST_START
    )


def unpack(file: Path, place: Path) -> Manifest:
    """Unpack a backup that this platform can use; raises UnusableArchive before anything counts."""
    inner = place / "sealed"
    inner.mkdir()
    with archive.opened(archive.unsealed(file, inner, backup_keys())) as (packed, manifest):
        refuse_newer(manifest.revision)
        archive.unpack(packed, manifest, place)
    check_database(place / DATABASE)
    if revision_in(place / DATABASE) != manifest.revision:
        raise UnusableArchive("Its database is not at the revision that its manifest says.")
    return manifest


def refuse_newer(revision: str) -> None:
    """Raise UnusableArchive for a database whose migrations this version does not have."""
    script = ScriptDirectory(current_app.extensions["migrate"].directory)
    if revision not in {one.revision for one in script.walk_revisions()}:
        raise UnusableArchive(
            f"It comes from a newer version of the platform (revision {revision}):"
            " install that version, then restore."
        )


def check_database(path: Path) -> None:
    """Raise UnusableArchive unless a file is a whole SQLite database with nothing but tables."""
    try:
        with closing(sqlite3.connect(path)) as connection:
            connection.execute("PRAGMA trusted_schema=OFF")
            is_whole = connection.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
            loose = connection.execute("PRAGMA foreign_key_check").fetchall()
            active = connection.execute(
                "SELECT sql FROM sqlite_master WHERE type IN ('trigger', 'view')"
            ).fetchall()
    except sqlite3.DatabaseError as error:
        raise UnusableArchive(f"Its database cannot be read: {error}.") from None
    if not is_whole or loose or not {sql for (sql,) in active} <= GUARDS:
        raise UnusableArchive("Its database is damaged, or is not one of this platform.")


def revision_in(path: Path) -> str:
    """Return the migration that a database is at; raises UnusableArchive where it has none."""
    try:
        with closing(sqlite3.connect(path)) as connection:
            found = connection.execute("SELECT version_num FROM alembic_version").fetchall()
    except sqlite3.DatabaseError:
        found = []
    if len(found) != 1:
        raise UnusableArchive("The database was never set up. Run `training init` first.")
    return str(found[0][0])


def new_courses(place: Path) -> dict[Path, Path]:
    """Return where the courses of a backup go that are not on the shelf yet.

    Raises UnusableArchive where one is not what was published, here or there.
    """
    here = {(one.course_id, one.version): one.digest for one in shelf().published()}
    arriving = {}
    for one in published_in(place):
        known = here.get((one.course_id, one.version))
        if known is None:
            name = Path(one.course_id) / one.version
            arriving[place / name] = shelf_folder() / name
        elif known != one.digest:
            raise UnusableArchive(
                f"Version {one.version} of {one.course_id} is published here with other content:"
                " restore into an empty DATA_DIR."
            )
    return arriving


def published_in(place: Path) -> tuple[Published, ...]:
    """Return the courses of a backup, each proved to be what its record says."""
    folders = {(path.parent.name, path.name): path for path in place.glob("*/*")}
    try:
        records = Shelf(place).published()
        found = {(one.course_id, one.version): one.digest for one in records}
        if found == {name: digest(folder) for name, folder in folders.items()}:
            return records
    except (InvalidCourse, ValueError, TypeError, KeyError):
        pass
    raise UnusableArchive("Its courses are not what was published.")


def put_courses(arriving: dict[Path, Path]) -> None:
    """Move courses to the shelf. Published ones never change, so one too many does no harm."""
    for source, target in arriving.items():
        target.parent.mkdir(parents=True, exist_ok=True)
        shutil.move(source, target)


def put_database(source: Path, target: Path) -> None:
    """Make a database what another is, in one transaction of its own."""
    db.session.remove()
    db.engine.dispose()
    with closing(sqlite3.connect(source)) as new, closing(sqlite3.connect(target)) as old:
        old.execute("PRAGMA synchronous=FULL")
        new.backup(old)
