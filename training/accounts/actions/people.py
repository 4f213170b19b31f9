"""People, their cards, and where they belong."""

from datetime import date

from training import clock
from training.accounts import queries
from training.accounts.models import (
    Affiliation,
    Card,
    Organisation,
    OrganisationKind,
    Person,
)
from training.database import db, hold, new_uid


def admit(person_id: str, display_name: str, language: str) -> Person:
    """Record a person and issue their card; sent twice, recorded once."""
    if known := db.session.get(Person, person_id):
        return known
    person = Person(
        id=person_id, display_name=display_name, language=language, created_at=clock.now()
    )
    db.session.add(person)
    db.session.flush()
    issue_card(person)
    return person


def issue_card(person: Person) -> Card:
    """Issue a new card to a person."""
    card_id = new_uid()
    card = Card(
        id=card_id,
        person_id=person.id,
        fingerprint=queries.fingerprint(queries.code_of(card_id)),
        issued_at=clock.now(),
    )
    db.session.add(card)
    return card


def replace_card(person: Person) -> Card:
    """End a person's cards, because one was lost or seen, and issue another."""
    hold(Person, person.id)
    for card in queries.cards_of(person.id):
        card.ended_at = clock.now()
    return issue_card(person)


def change_details(person: Person, display_name: str, language: str) -> None:
    """Change the name a person goes by and the language they are written to in."""
    person.display_name = display_name
    person.language = language


def join_organisation(person_id: str, organisation_id: str | None, since: date) -> None:
    """Record that a person belongs to an organisation from a date on; None: prefers not to say."""
    current = queries.affiliation(person_id)
    if current and current.organisation_id == organisation_id:
        return
    if current and current.since == since:
        current.organisation_id = organisation_id
        return
    db.session.add(
        Affiliation(id=new_uid(), person_id=person_id, organisation_id=organisation_id, since=since)
    )


def add_organisation(uid: str, name: str, kind: OrganisationKind, country: str) -> Organisation:
    """Put an organisation on the controlled list; sent twice, listed once."""
    if known := db.session.get(Organisation, uid):
        return known
    organisation = Organisation(id=uid, name=name, kind=kind, country=country or None)
    db.session.add(organisation)
    return organisation
