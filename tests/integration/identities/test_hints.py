"""Hints say nothing to whoever has no key, follow our own people, and go with them."""

import pytest
from sqlalchemy import func, select, text

from tests.builders import note_hints
from tests.integration.identities.conftest import AMAL, SAME
from training.accounts.models import Account, Person
from training.accounts.queries import code_of_person
from training.database import db
from training.identities.actions import forget, look
from training.identities.models import HintKey, IdentityHint, IdentitySuggestion
from training.participation.queries import recorded_as
from training.participation.rules import IdentityLink

PAIRS = select(IdentitySuggestion.one_id, IdentitySuggestion.other_id)
HINTS = select(func.count()).select_from(IdentityHint)


@pytest.fixture
def looked(app):
    """Look, and say what it came to."""

    def make():
        with app.app_context():
            found = look()
            db.session.commit()
        return found

    return make


@pytest.fixture
def noted(app):
    """Note hints of a record: `noted("r", name="Amal")` gives how many are new."""

    def make(record, **told):
        with app.app_context():
            number = note_hints(record, **told)
            db.session.commit()
        return number

    return make


def test_nothing_that_was_told_can_be_read_in_the_database(app, noted):
    noted("r", name="Quetzal Wanderer", email="quetzal@umbrella.example", phone="229170000")
    with app.app_context():
        tables = ("identity_hint", "identity_suggestion", "hint_key")
        rows = [
            row for table in tables for row in db.session.execute(text(f"SELECT * FROM {table}"))
        ]
    said = repr(rows).casefold()
    assert len(rows) > 5
    assert [one for one in ("quetzal", "wanderer", "umbrella", "2291", "qtsl") if one in said] == []


def test_the_key_of_the_hints_is_sealed_and_there_is_one(app, noted, stored):
    noted("r", name=AMAL)
    noted("s", name=AMAL)
    (key,) = stored(select(HintKey.secret))
    with app.app_context():
        (as_kept,) = db.session.scalars(text("SELECT secret FROM hint_key"))
    assert key not in as_kept


def test_the_same_told_twice_adds_nothing_and_more_adds_more(noted):
    first = noted("r", name=AMAL)
    assert (first > 3, noted("r", name=AMAL), noted("r", email="a@b.org")) == (True, 0, 1)


def test_a_platform_with_other_keys_makes_other_hints(noted, stored, app):
    noted("r", email="a@b.org")
    before = stored(select(IdentityHint.value))
    with app.app_context():
        db.session.get_one(IdentityHint, ("r", before[0]))
        db.session.execute(text("DELETE FROM identity_hint"))
        db.session.execute(text("DELETE FROM hint_key"))
        db.session.commit()
    noted("r", email="a@b.org")
    assert stored(select(IdentityHint.value)) != before


def test_hints_can_be_compared_after_the_data_keys_were_changed(run, noted):
    noted("r", name=AMAL)
    assert run("keys", "rotate", "--pause", "0").exit_code == 0
    assert noted("r", name=AMAL) == 0


def test_a_name_in_another_script_is_noticed_and_nothing_is_merged(bring, app, stored):
    bring({"a": AMAL, "b": SAME}, a=("A1",), b=("A2",))
    assert stored(PAIRS) == [("a", "b")]
    with app.app_context():
        assert recorded_as(IdentityLink) == ()


def test_people_who_were_in_one_room_at_once_are_not_suggested(bring, stored):
    bring({"a": AMAL, "b": SAME}, a=("A1",), b=("A1",))
    assert stored(PAIRS) == []


def test_looking_twice_finds_nothing_new(bring, looked):
    bring({"a": AMAL, "b": SAME}, a=("A1",), b=("A2",))
    again = looked()
    assert (again.suggested, again.fresh) == (1, 0)


def test_a_suggestion_that_nothing_speaks_for_any_more_goes(bring, looked, app, stored):
    bring({"a": AMAL, "b": SAME}, a=("A1",), b=("A2",))
    with app.app_context():
        forget(["b"])
        db.session.commit()
    assert (looked().suggested, stored(PAIRS)) == (0, [])


def test_own_people_are_found_by_the_card_that_a_list_names(app, trainee, noted, looked, stored):
    with app.app_context():
        code = code_of_person(trainee.person_id)
    noted("imported", card=f" {code.lower()} ")
    looked()
    assert stored(PAIRS) == [tuple(sorted((trainee.person_id, "imported")))]


def test_own_people_are_found_by_the_address_they_have_now(app, trainee, noted, looked, stored):
    noted("old", email="old@b.org")
    noted("new", email="new@b.org")
    for address in ("old@b.org", "new@b.org"):
        with app.app_context():
            db.session.scalars(select(Account)).one().email = address
            db.session.commit()
        looked()
    assert stored(PAIRS) == [tuple(sorted((trainee.person_id, "new")))]


def test_looking_again_looks_at_no_person_twice(trainee, looked, stored):
    looked()
    before = stored(select(IdentityHint.value, IdentityHint.kind))
    looked()
    assert sorted(before) == sorted(stored(select(IdentityHint.value, IdentityHint.kind)))


def test_test_persons_are_not_compared(keep, app, trainee, looked, stored):
    with app.app_context():
        db.session.get_one(Person, trainee.person_id).is_test = True
        db.session.commit()
    looked()
    assert stored(HINTS) == [0]


def test_who_erases_themselves_takes_hints_and_suggestions_along(
    app, trainee, noted, looked, stored
):
    with app.app_context():
        db.session.scalars(select(Account)).one().email = "a@b.org"
        db.session.commit()
    noted("imported", email="a@b.org")
    looked()
    assert stored(PAIRS) != []
    with app.app_context():
        db.session.delete(db.session.get_one(Person, trainee.person_id))
        db.session.commit()
    assert (stored(PAIRS), stored(select(IdentityHint.person_id))) == ([], ["imported"])


def test_the_command_says_what_it_found(run, noted):
    noted("a", email="a@b.org")
    noted("b", email="a@b.org")
    assert run("identities", "look").stdout == "1 pairs are suggested, 1 of them are new.\n"
    assert run("identities", "look").stdout == "1 pairs are suggested, 0 of them are new.\n"
