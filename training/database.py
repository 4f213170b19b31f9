"""The database: one base class for tables, and the column types that all areas share."""

import enum
import re
import secrets
import time
import uuid
from datetime import UTC, datetime
from sqlite3 import Connection as SQLiteConnection
from typing import Annotated, Any

from flask_sqlalchemy import SQLAlchemy
from sqlalchemy import (
    JSON,
    Column,
    DateTime,
    Dialect,
    Enum,
    MetaData,
    String,
    TypeDecorator,
    event,
    update,
)
from sqlalchemy.engine import Engine
from sqlalchemy.orm import DeclarativeBase, declared_attr, mapped_column, registry
from sqlalchemy.pool import ConnectionPoolEntry

UID_LENGTH = 36
NAMES = {
    "ix": "ix_%(column_0_label)s",
    "uq": "uq_%(table_name)s_%(column_0_N_name)s",
    "ck": "ck_%(table_name)s_%(constraint_name)s",
    "fk": "fk_%(table_name)s_%(column_0_name)s_%(referred_table_name)s",
    "pk": "pk_%(table_name)s",
}


class Moment(TypeDecorator[datetime]):
    """A moment in UTC. Naive times are refused; SQLite, which forgets zones, is given one back."""

    impl = DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        """Turn a zoned time into UTC before it is stored; raises ValueError without a zone."""
        if value is None:
            return None
        if value.tzinfo is None:
            raise ValueError("a moment needs a time zone")
        return value.astimezone(UTC)

    def process_result_value(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        """Return the stored moment in UTC."""
        if value is None:
            return None
        return value.replace(tzinfo=UTC) if value.tzinfo is None else value.astimezone(UTC)


def words_of(kind: type[enum.Enum]) -> list[str]:
    """Return the words that an enum is stored as."""
    return [member.value for member in kind]


Uid = Annotated[str, mapped_column(String(UID_LENGTH), primary_key=True)]
Key = Annotated[int, mapped_column(primary_key=True)]
TYPES: dict[Any, Any] = {
    datetime: Moment(),
    enum.StrEnum: Enum(
        enum.StrEnum, native_enum=False, create_constraint=True, length=32, values_callable=words_of
    ),
    list[Any]: JSON(),
    dict[str, Any]: JSON(),
}


KEPT_BACK: dict[Any, Any] = {"kept_back": True}  # for a column's info


def is_kept_back(column: Column[Any]) -> bool:
    """Tell whether a column holds a secret or could tell on others: nobody's own data show it."""
    return "kept_back" in column.info


class Model(DeclarativeBase):
    """A table: named after its class, its constraints named by one convention."""

    registry = registry(metadata=MetaData(naming_convention=NAMES), type_annotation_map=TYPES)

    @declared_attr.directive
    @classmethod
    def __tablename__(cls) -> str:
        """Return the name of the class in snake case."""
        return re.sub(r"(?<=[a-z])(?=[A-Z])", "_", cls.__name__).lower()


db = SQLAlchemy(metadata=Model.metadata)


def new_uid() -> str:
    """Make an id that nobody else makes and that sorts by time (UUID version 7, RFC 9562)."""
    moment = time.time_ns() // 1_000_000
    number = moment << 80 | 0x7 << 76 | secrets.randbits(76) & ~(0x3 << 62) | 0x2 << 62
    return str(uuid.UUID(int=number))


def hold(model: type[Model], row_id: str) -> None:
    """Make other writers about the same row wait until this one commits, on every database.

    What is read afterwards includes all that they committed before.
    """
    table: Any = model.__table__
    db.session.execute(update(table).where(table.c.id == row_id).values(id=table.c.id))


@event.listens_for(Engine, "connect")
def prepare_sqlite(connection: object, _entry: ConnectionPoolEntry) -> None:
    """Make SQLite check references, wait for others, survive a kill and wipe what is deleted."""
    if isinstance(connection, SQLiteConnection):
        for pragma in ("foreign_keys=ON", "journal_mode=WAL", "synchronous=FULL"):
            connection.execute(f"PRAGMA {pragma}")
        connection.execute("PRAGMA busy_timeout=10000")
        connection.execute("PRAGMA secure_delete=ON")
