"""Nonsense for every form, body and address, as everybody: a page comes back, and no script of it.

A few seconds of it run with the other tests; FUZZ_SECONDS and FUZZ_SEED ask for more (`make fuzz`).
"""

import os
import random
import time
from dataclasses import dataclass
from io import BytesIO
from typing import Any
from urllib.parse import quote, urlsplit

import pytest
from werkzeug.test import TestResponse

from tests.integration.doors.conftest import EVERYBODY, World, answers, methods_of
from tests.integration.doors.naughty import BODIES, IMAGE, SCRIPT, in_addresses, values
from tests.integration.page import Page

SECONDS = float(os.environ.get("FUZZ_SECONDS", "4"))
SEED = int(os.environ.get("FUZZ_SEED", "20270301"))
FORM = "application/x-www-form-urlencoded"
ASKED_FOR = ("next", "code", "profile", "from", "to", "audience", "page", "language", "v", "by")
OWNERS = ("stranger", "amal", "farida", "staff", "administrator")
ENDS = {"/sign-out", "/sign-out-everywhere", "/card/replace", "/lock", "/privacy/erase"}
SECRETS = ("Traceback (most recent", "sqlalchemy", "werkzeug", "jinja2", "/training/")

pytestmark = pytest.mark.settings(TESTING=False, PROPAGATE_EXCEPTIONS=False)


@dataclass(frozen=True)
class Seen:
    """A form on a page that somebody saw: where it goes, and what is in it."""

    who: str
    action: str
    fields: tuple[tuple[str, str], ...]


def forms(world: World) -> list[Seen]:
    """Every form on every page that somebody can see, but those that end a sign-in."""
    found = set()
    for what, answer in answers(world, "GET", people=OWNERS):
        if answer.mimetype == "text/html":
            for form in Page(answer.get_data(as_text=True)).forms:
                action = form.action or answer.request.path
                fields = [(name, one.text) for name, one in form.fields.items()]
                if form.method == "post" and action not in ENDS:
                    found.add(Seen(what.rpartition(" ")[2], action, tuple(fields)))
    return sorted(found, key=str)


def body(fields: dict[str, bytes]) -> bytes:
    """A form's body, in which values may be no text at all."""
    pairs = (f"{quote(name)}={quote(value, safe='')}" for name, value in fields.items())
    return "&".join(pairs).encode()


def wrong(answer: TestResponse) -> str:
    """What is wrong with an answer, if anything."""
    if answer.status_code >= 500:
        return str(answer.status_code)
    if any(one.startswith("fuzz=") for one in answer.headers.getlist("Set-Cookie")):
        return "a cookie that was sent"
    way = answer.headers.get("Location", "").replace("\\", "/")
    if urlsplit(way).netloc not in {"", "localhost"}:
        return f"a way to {way}"
    text = answer.get_data(as_text=True) if answer.mimetype == "text/html" else ""
    return next((one for one in (SCRIPT, IMAGE, *SECRETS) if one in text), "")


def test_no_form_is_broken_by_what_is_sent_with_it(world: World) -> None:
    chance, found, offered = random.Random(SEED), [], forms(world)
    assert len(offered) > 60
    until = time.monotonic() + SECONDS
    while time.monotonic() < until:
        form = chance.choice(offered)
        fields = {name: text.encode() for name, text in form.fields}
        for name in chance.sample(sorted(fields), chance.randint(1, min(3, len(fields)))):
            fields[name] = chance.choice(values())
        fields.pop("csrf_token", None)
        with world.tries(
            form.who, "POST", form.action, data=body(fields), content_type=FORM
        ) as answer:
            if fault := wrong(answer):
                found.append(f"{fault}: {form.who} POST {form.action} {body(fields)[:300]!r}")
    assert found == []
    shown = {what: wrong(answer) for what, answer in answers(world, "GET", people=OWNERS)}
    assert {what: fault for what, fault in shown.items() if fault} == {}


def bodies() -> list[dict[str, Any]]:
    """Bodies that no form makes; the last is a file where a text is asked for."""
    made: list[dict[str, Any]] = [{"data": data, "content_type": kind} for kind, data in BODIES]
    files = {name: (BytesIO(b"\0" * 99), "../../x\0.png") for name in ("uid", "text", "name")}
    return [*made, {"data": files}]


def test_no_address_is_broken_by_a_body_that_no_form_makes(world: World) -> None:
    chance, found = random.Random(SEED), []
    rules = [one for one in world.app.url_map.iter_rules() if "POST" in methods_of(one)]
    takers = [world.address(one) for one in sorted(rules, key=str) if one.rule not in ENDS]
    until = time.monotonic() + SECONDS
    while time.monotonic() < until:
        who, address, content = (
            chance.choice(EVERYBODY),
            chance.choice(takers),
            chance.choice(bodies()),
        )
        with world.tries(who, "POST", address, **content) as answer:
            if fault := wrong(answer):
                found.append(f"{fault}: {who} POST {address} {str(content)[:90]}")
    assert found == []


def asked(world: World, chance: random.Random) -> str:
    """An address with nonsense in its holes or behind it."""
    rule = chance.choice(
        [one for one in world.app.url_map.iter_rules() if "GET" in methods_of(one)]
    )
    address = world.address(rule)
    for hole in rule.arguments:
        if chance.random() < 0.5:
            address = address.replace(world.ids.get(hole, "1"), chance.choice(in_addresses()), 1)
    names = chance.sample(ASKED_FOR, 3)
    return f"{address}?" + "&".join(f"{name}={chance.choice(in_addresses())}" for name in names)


def test_no_page_is_broken_by_what_its_address_says(world: World) -> None:
    chance, found = random.Random(SEED), []
    until = time.monotonic() + SECONDS
    while time.monotonic() < until:
        who, address = chance.choice(EVERYBODY), asked(world, chance)
        with world.tries(who, "GET", address) as answer:
            if fault := wrong(answer):
                found.append(f"{fault}: {who} GET {address[:300]}")
    assert found == []
