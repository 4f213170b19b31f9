"""`training keys …`: the keys that seal what people write, and sealing everything anew.

Rows written before there was a vault hold plain text; the first start after that seals them. The
same code changes keys: whatever is not sealed with the newest key is sealed with it, some rows at
a time, each batch in a transaction of its own. So it can be killed anywhere and run again.
"""

import re
import secrets
import time
from collections.abc import Iterator
from typing import Any

import click
from flask.cli import AppGroup
from sqlalchemy import (
    Column,
    ColumnElement,
    Table,
    Text,
    false,
    func,
    literal,
    or_,
    select,
    text,
    type_coerce,
    update,
)

from training.audit.actions import record
from training.audit.rules import Act
from training.config import KEY_LENGTH, kept_key
from training.database import Model, db
from training.vault import Secret, SecretJson, Vault, vault

BATCH = 200
PAUSE_SECONDS = 30
SEALED = re.compile(r"[0-9a-f]{8}\.[\w-]+=*", re.ASCII)
BLIND_OF = "blind_of"  # in a column's info: the sealed column that it is an index of
group = AppGroup("keys", help="The keys that seal what people write: new, rotate.")


def sealed_columns(table: Table) -> tuple[Column[Any], ...]:
    """Return the columns of a table that the vault seals."""
    return tuple(one for one in table.columns if isinstance(one.type, Secret | SecretJson))


def sealed_tables() -> tuple[Table, ...]:
    """Return the tables with something to seal."""
    return tuple(one for one in Model.metadata.sorted_tables if sealed_columns(one))


def as_stored(column: Column[Any]) -> ColumnElement[str]:
    """Return a column as the database holds it, unopened."""
    return type_coerce(column, Text())


def waiting(table: Table) -> ColumnElement[bool]:
    """Tell rows in which something is not sealed with the newest key."""
    sealed = f"{vault().newest().id}.%"
    return or_(*(as_stored(one).not_like(sealed) for one in sealed_columns(table)))


def count_waiting() -> int:
    """Return how many rows are not sealed with the newest key."""
    counts = (select(func.count()).select_from(one).where(waiting(one)) for one in sealed_tables())
    return sum(db.session.scalar(count) or 0 for count in counts)


def seal_all() -> Iterator[int]:
    """Seal every row with the newest key, and commit each batch; yields how many it had."""
    for table in sealed_tables():
        while done := seal_some(table):
            db.session.commit()
            yield done


def seal_some(table: Table) -> int:
    """Seal some rows of a table with the newest key; return how many were looked at."""
    db.session.execute(
        update(table)
        .where(false())
        .values({table.primary_key.columns[0]: table.primary_key.columns[0]})
    )
    stored = (as_stored(one).label(one.name) for one in sealed_columns(table))
    rows = db.session.execute(
        select(*table.primary_key, *stored).where(waiting(table)).limit(BATCH).with_for_update()
    )
    found = rows.mappings().all()
    for row in found:
        seal_row(table, dict(row))
    return len(found)


def seal_row(table: Table, row: dict[str, Any]) -> None:
    """Seal one row with the newest key, and bring its blind indexes along."""
    plain = {
        one.name: opened(f"{table.name}.{one.name}", row[one.name])
        for one in sealed_columns(table)
        if row[one.name] is not None
    }
    values: dict[str, ColumnElement[str]] = {
        name: literal(vault().seal(f"{table.name}.{name}", found), Text())
        for name, found in plain.items()
    }
    for column in table.columns:
        if (name := column.info.get(BLIND_OF)) in plain:
            values[column.name] = literal(vault().blind(f"{table.name}.{name}", plain[name]))
    same = (column == row[column.name] for column in table.primary_key)
    db.session.execute(update(table).where(*same).values(values))


def opened(place: str, stored: str) -> str:
    """Return the text behind a stored value, which may be from before there was a vault."""
    return vault().unseal(place, stored) if SEALED.fullmatch(stored) else stored


def prepare_vault() -> None:
    """Make the first key where nothing was ever sealed, and seal what is not.

    Raises NoDataKey where something was sealed with a key that is not here.
    """
    keys = vault()
    if not keys.texts() and not any(map(first_sealed, sealed_tables())):
        kept_key(keys.file)  # two first starts at once agree on one
    for table in sealed_tables():
        for place, stored in first_sealed(table):
            keys.unseal(place, stored)
    if sum(seal_all()):
        wipe()


def first_sealed(table: Table) -> list[tuple[str, str]]:
    """Return a sealed value of each column of a table that has one, with its place."""
    found = []
    for column in sealed_columns(table):
        some = select(as_stored(column)).where(as_stored(column).like("________.%")).limit(1)
        if (stored := db.session.scalar(some)) and SEALED.fullmatch(stored):
            found.append((f"{table.name}.{column.name}", stored))
    return found


def wipe() -> None:
    """Let the database overwrite what stood in it before."""
    db.session.commit()
    with db.engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
        if db.engine.dialect.name == "postgresql":
            for table in sealed_tables():
                connection.execute(text(f"VACUUM (FULL) {table.name}"))
        else:
            connection.execute(text("VACUUM"))
            connection.execute(text("PRAGMA wal_checkpoint(TRUNCATE)"))


@group.command("new")
def new() -> None:
    """Print a new key, to be put first in the setting DATA_KEYS."""
    click.echo(secrets.token_hex(KEY_LENGTH))


@group.command("rotate")
@click.option("--pause", default=PAUSE_SECONDS, help="Seconds to wait for requests under way.")
def rotate(pause: int) -> None:
    """Make a new key, seal everything with it, and drop the keys before it.

    The platform may go on running. If the command is stopped, run it again: it goes on where it
    was. Keys in DATA_KEYS are yours to change: put the one of `training keys new` first, start the
    platform anew, run this, and then take the others out.
    """
    keys = vault()
    if not keys.given and len(keys.keys()) == 1:
        keys.write([secrets.token_hex(KEY_LENGTH), *keys.texts()])
    seal_with_bar()
    time.sleep(pause)
    wait_for_writers()
    seal_with_bar()
    drop_old(keys)
    record(Act.KEY_ROTATION, keys.newest().id)
    db.session.commit()
    click.echo(f"Everything is sealed with the key {keys.newest().id}.")
    if len(keys.keys()) > 1:
        click.echo("Take the others out of DATA_KEYS now: nothing in the database needs them.")


def seal_with_bar() -> None:
    """Seal everything with the newest key, and show how far it is."""
    with click.progressbar(length=count_waiting(), label="Sealing", file=None) as bar:
        for done in seal_all():
            bar.update(done)


def wait_for_writers() -> None:
    """Wait until whoever began to write with an earlier key is done, such as a long import.

    What they wrote can be seen from then on. SQLite lets nobody else write meanwhile anyway.
    """
    if db.engine.dialect.name == "postgresql":
        for table in sealed_tables():
            db.session.execute(text(f"LOCK TABLE {table.name} IN SHARE ROW EXCLUSIVE MODE"))
            db.session.commit()


def drop_old(keys: Vault) -> None:
    """Keep no key in the file but the newest; those of the setting are the operator's."""
    keys.write([] if keys.given else keys.texts()[:1])
