"""Hints are made while a name is at hand, and go with the person. Nothing here commits."""

import hashlib
import hmac
import secrets
from collections.abc import Collection, Iterable, Iterator, Mapping
from typing import Any

from sqlalchemy import delete, insert, or_
from sqlalchemy.exc import IntegrityError

from training import clock
from training.accounts.models import Person
from training.database import db
from training.identities import queries, rules
from training.identities.models import (
    VALUE_LENGTH,
    HintKey,
    IdentityHint,
    IdentitySuggestion,
)
from training.identities.rules import Contact, HintKind

THE_KEY = "00000000-0000-7000-8000-000000000000"
KEY_BYTES = 32

Row = dict[str, Any]


def hint_key() -> bytes:
    """Return the key of all hints, and make it where nobody did."""
    if known := db.session.get(HintKey, THE_KEY):
        return bytes.fromhex(known.secret)
    made = HintKey(id=THE_KEY, secret=secrets.token_hex(KEY_BYTES), made_at=clock.now())
    try:
        with db.session.begin_nested():
            db.session.add(made)
    except IntegrityError:  # somebody else made it at the same moment
        made = db.session.get_one(HintKey, THE_KEY)
    return bytes.fromhex(made.secret)


def value_of(key: bytes, place: str, plain: str) -> str:
    """Return the keyed fingerprint of a plain text (HMAC-SHA-256, 128 bits of it)."""
    return hmac.new(key, f"{place}:{plain}".encode(), hashlib.sha256).hexdigest()[:VALUE_LENGTH]


def note_all(contacts: Mapping[str, Contact]) -> int:
    """Note what several records can be compared by; return how many hints are new."""
    key = hint_key()
    return sum(note_some(key, {one: contacts[one] for one in some}) for some in parts(contacts))


def parts(contacts: Iterable[str]) -> Iterator[list[str]]:
    """Deal records out to parts that one statement can take."""
    return queries.in_parts(tuple(contacts))


def note_some(key: bytes, contacts: Mapping[str, Contact]) -> int:
    """Note what some records can be compared by; return how many hints are new."""
    own = queries.among(Person.id, contacts)
    standing = queries.values_about(contacts)
    fresh = {
        (row["person_id"], row["value"]): row
        for person_id, contact in contacts.items()
        for row in hint_rows(key, person_id, contact, own)
        if (row["person_id"], row["value"]) not in standing
    }
    insert_hints(fresh.values())
    return len(fresh)


def insert_hints(rows: Iterable[Row]) -> None:
    """Add hints, many in one statement."""
    if found := list(rows):
        db.session.execute(insert(IdentityHint), found)


def hint_rows(
    key: bytes, person_id: str, contact: Contact, own: Collection[str]
) -> tuple[Row, ...]:
    """Return the hints of one record, keyed."""
    own_id = person_id if person_id in own else None
    return tuple(
        {
            "person_id": person_id,
            "value": value_of(key, kind.place, plain),
            "kind": kind,
            "own_id": own_id,
        }
        for kind, plain in rules.hints_of(contact)
    )


def note_own() -> int:
    """Bring the hints of the platform's own people up to date; return how many people changed.

    What the hints of a person were made from is kept as a keyed fingerprint, so that a second run
    looks at nobody twice. Numbers that an import told of them stay.
    """
    key, before = hint_key(), queries.made_from()
    changed = {
        person_id: contact
        for person_id, contact in queries.own_contacts().items()
        if before.get(person_id) != source_of(key, person_id, contact)
    }
    for some in parts(changed):
        gone = IdentityHint.person_id.in_(some) & (IdentityHint.kind != HintKind.PHONE)
        db.session.execute(delete(IdentityHint).where(gone))
        insert_hints(
            {
                "person_id": person_id,
                "value": source_of(key, person_id, changed[person_id]),
                "kind": HintKind.MADE_FROM,
                "own_id": person_id,
            }
            for person_id in some
        )
    note_all(changed)
    return len(changed)


def source_of(key: bytes, person_id: str, contact: Contact) -> str:
    """Return the fingerprint of all that the hints of a person are made from."""
    told = "\n".join((person_id, contact.name, contact.email, *contact.cards))
    return value_of(key, HintKind.MADE_FROM.place, told)


def forget(ids: Collection[str]) -> None:
    """Drop the hints of records that go, and what was suggested of them.

    Those of the platform's own people go with their rows by themselves.
    """
    for some in queries.in_parts(ids):
        db.session.execute(delete(IdentityHint).where(IdentityHint.person_id.in_(some)))
        suggested = or_(IdentitySuggestion.one_id.in_(some), IdentitySuggestion.other_id.in_(some))
        db.session.execute(delete(IdentitySuggestion).where(suggested))
