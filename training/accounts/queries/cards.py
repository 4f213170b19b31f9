"""Participant cards: their codes, their fingerprints and whose they are."""

from sqlalchemy import select

from training.accounts.models import Card, Person
from training.accounts.rules import card_code, code_from
from training.database import db
from training.vault import keyed


def fingerprint(code: str) -> str:
    """Return the keyed fingerprint under which a card is known."""
    return keyed("card fingerprint", code).hex()


def code_of(card_id: str) -> str:
    """Return the code that is printed on a card; it is worked out, never stored."""
    return code_from(keyed("card code", card_id))


def code_of_person(person_id: str) -> str:
    """Return the code on a person's valid card; empty when they have none."""
    card_id = valid_card(person_id)
    return code_of(card_id) if card_id else ""


def valid_card(person_id: str) -> str:
    """Return the id of a person's valid card; empty when they have none."""
    newest = (
        select(Card.id)
        .where(Card.person_id == person_id, Card.ended_at.is_(None))
        .order_by(Card.issued_at.desc(), Card.id.desc())
    )
    return db.session.scalar(newest.limit(1)) or ""


def person_of_card(text: str) -> Person | None:
    """Return whose card carries the code that somebody typed; None for unknown and ended cards."""
    code = card_code(text)
    if code is None:
        return None
    return db.session.scalar(
        select(Person)
        .join(Card, Card.person_id == Person.id)
        .where(Card.fingerprint == fingerprint(code), Card.ended_at.is_(None))
    )


def cards_of(person_id: str) -> tuple[Card, ...]:
    """Return a person's valid cards."""
    return tuple(
        db.session.scalars(select(Card).where(Card.person_id == person_id, Card.ended_at.is_(None)))
    )
