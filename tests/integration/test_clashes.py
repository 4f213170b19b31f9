"""The same thing sent many times at one moment: one of them is kept, and nobody sees a fault."""

from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from datetime import timedelta
from functools import partial
from typing import Any
from urllib.parse import urlsplit

import pytest
from flask import Flask
from sqlalchemy import select

from tests.integration.together import at_once
from tests.integration.visitor import Visitor
from training import clock
from training.access import Role
from training.accounts import actions, queries
from training.accounts.models import Account, AccountRole, Card, Person
from training.accounts.rules import code_at, step_at
from training.database import db, new_uid

AT_ONCE = 8
WORDS = "four blue kites over Belmora"
Send = Callable[[Visitor, str, Callable[[], Mapping[str, str]]], Counter[int]]


@pytest.fixture
def send_at_once(app: Flask) -> Iterator[Send]:
    """Send what a page makes eight times at one moment; gives how often each status came."""
    app.config["PROPAGATE_EXCEPTIONS"] = False

    def send(visitor: Visitor, path: str, fields: Callable[[], Mapping[str, str]]) -> Counter[int]:
        cookie = visitor.client.get_cookie("training")
        assert cookie is not None
        seen = Counter[int]()

        def go() -> None:
            client = app.test_client()
            client.set_cookie("training", cookie.value)
            with client.post(path, data={"csrf_token": visitor.token, **fields()}) as answer:
                seen[answer.status_code] += 1

        at_once(*[go] * AT_ONCE)
        return seen

    yield send
    app.config["PROPAGATE_EXCEPTIONS"] = None


def newcomer() -> dict[str, str]:
    return {
        "person_id": new_uid(),
        "display_name": "Amal",
        "passphrase": WORDS,
    }


def test_one_registration_opens_one_account(
    visitor: Visitor, send_at_once: Send, stored: Callable[..., list[Any]]
) -> None:
    form = newcomer()
    assert send_at_once(visitor.open("/register"), "/register", lambda: form) == {302: AT_ONCE}
    assert len(stored(select(Account.id))) == len(stored(select(Card.id))) == 1


def test_an_address_goes_to_one_of_those_who_want_it(
    app: Flask, member: Callable[..., Visitor], stored: Callable[..., list[Any]]
) -> None:
    visitors = [member() for _ in range(AT_ONCE)]
    for visitor, link in zip(visitors, claims(app), strict=True):
        visitor.open(link)
    at_once(*(visitor.submit for visitor in visitors))
    assert Counter(one.status for one in visitors) == {200: 1, 410: AT_ONCE - 1}
    assert [email for email in stored(select(Account.email)) if email] == ["one@example.org"]


def claims(app: Flask) -> list[str]:
    """Let all accounts claim one address; returns the links that confirm it."""
    with app.app_context():
        links = []
        for account in db.session.scalars(select(Account).order_by(Account.created_at)):
            uid = new_uid()
            actions.claim_address(account, uid, "one@example.org")
            links.append(urlsplit(queries.link_of_claim(uid)).path)
        db.session.commit()
        return links


def test_a_link_makes_one_administrator(
    app: Flask, visitor: Visitor, send_at_once: Send, stored: Callable[..., list[Any]]
) -> None:
    with app.app_context():
        link = f"/invitation/{actions.invite(Role.ADMINISTRATOR)}"
        db.session.commit()
    assert send_at_once(visitor.open(link), link, newcomer) == {302: 1, 410: AT_ONCE - 1}
    assert len(stored(select(AccountRole.role))) == len(stored(select(Person.id))) == 1


def test_of_administrators_who_erase_themselves_at_once_one_stays(
    member: Callable[..., Visitor], stored: Callable[..., list[Any]]
) -> None:
    visitors = [member(Role.ADMINISTRATOR).open("/privacy/erase") for _ in range(AT_ONCE)]
    at_once(*(partial(visitor.submit, sure="y") for visitor in visitors))
    assert stored(select(AccountRole.role)) == [Role.ADMINISTRATOR]


def test_a_card_replaced_in_haste_leaves_one_that_works(
    trainee: Visitor, send_at_once: Send, stored: Callable[..., list[Any]]
) -> None:
    assert send_at_once(trainee.open("/card"), "/card/replace", dict) == {302: AT_ONCE}
    assert len(stored(select(Card.id).where(Card.ended_at.is_(None)))) == 1


def test_a_code_of_the_second_factor_opens_once(
    app: Flask, visitor: Visitor, send_at_once: Send
) -> None:
    with app.app_context():
        account, uid = actions.register(new_uid(), "Amal", "en", WORDS), new_uid()
        secret, step = queries.new_secret(account.id, uid), step_at(clock.now())
        actions.set_up_authenticator(account, uid, code_at(secret, step))
        db.session.commit()
        card = queries.code_of_person(account.person_id)
    visitor.open("/sign-in").submit(name=card, passphrase=WORDS)
    next_code = {"code": code_at(secret, step + 1)}
    seen = send_at_once(visitor, "/sign-in/code", lambda: next_code)
    assert seen == {302: 1, 200: AT_ONCE - 1}


def test_a_link_sent_by_mail_signs_in_once(
    app: Flask, visitor: Visitor, send_at_once: Send
) -> None:
    with app.app_context():
        account = actions.register(new_uid(), "Amal", "en", WORDS)
        db.session.commit()
        link = urlsplit(queries.link_of(account, clock.now() + timedelta(minutes=5))).path
    seen = send_at_once(visitor.open(link), link, dict)
    assert seen == {302: 1, 410: AT_ONCE - 1}
