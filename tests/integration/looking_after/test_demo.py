"""The demonstration can be joined, called and counted; set up twice, it is there once."""

import json
import re
from collections.abc import Callable
from datetime import UTC, date, datetime
from typing import Any

import pytest
from sqlalchemy import func, select

from tests.integration.conftest import FrozenClock
from tests.integration.visitor import Visitor
from training.accounts.models import Account, Person
from training.participation.models import LedgerLine
from training.workshops.models import Participation, Registration, Workshop

NOON = datetime(2027, 3, 1, 12, tzinfo=UTC)
Run = Callable[..., Any]
Stored = Callable[..., list[Any]]
SIGN_IN = re.compile(r"(\w+@example\.org)  (\S+)")
JOIN_CODE = re.compile(r": (\w{3}-\w{3})$", re.MULTILINE)


@pytest.fixture
def printed(run: Run, clock: FrozenClock) -> str:
    """What `training demo` said at noon on 1 March 2027."""
    result = run("demo")
    assert result.exit_code == 0, result.output
    return str(result.stdout)


def rows(stored: Stored) -> list[int]:
    tables = (Person, Account, Workshop, Registration, Participation, LedgerLine)
    return [stored(select(func.count()).select_from(table))[0] for table in tables]


def test_set_up_twice_it_is_there_once_and_as_people_left_it(
    run: Run, printed: str, stored: Stored, clock: FrozenClock
) -> None:
    before = rows(stored)
    hashes = select(Account.passphrase_hash).order_by(Account.id)
    passphrases = stored(hashes)
    clock.advance(days=40)
    again = run("demo")
    assert again.exit_code == 0
    assert "there already" in again.stdout
    assert JOIN_CODE.findall(again.stdout) == JOIN_CODE.findall(printed)
    assert SIGN_IN.search(printed)[2] not in again.stdout  # type: ignore[index]
    assert "--from 2027-02-01 --to 2027-02-28" in again.stdout
    assert (rows(stored), stored(hashes)) == (before, passphrases)


def test_the_printed_code_opens_the_workshop(printed: str, visitor: Visitor) -> None:
    code = JOIN_CODE.findall(printed)[0]
    visitor.open("/join").submit(code=code, display_name="Mara")
    assert visitor.path.endswith("/attend")
    assert "From vague to SMART" in visitor.text
    address = re.search(r"/join\?code=\S+", printed)
    assert address
    visitor.open(address[0])
    assert code.replace("-", "") in visitor.html


def test_the_facilitator_can_call_the_roll_that_began(printed: str, visitor: Visitor) -> None:
    email, passphrase = SIGN_IN.findall(printed)[0]
    visitor.open("/sign-in").submit(name=email, passphrase=passphrase)
    visitor.open("/workshops").follow("From vague to SMART in one morning")
    visitor.follow("Call the roll")
    assert {"River", "نور", "Искра", "小雨"} <= set(visitor.text.split())


def test_drafts_in_three_languages_wait_for_the_facilitator(printed: str, visitor: Visitor) -> None:
    email, passphrase = SIGN_IN.findall(printed)[0]
    visitor.open("/sign-in").submit(name=email, passphrase=passphrase)
    visitor.open("/feedback")
    assert "Promote the freedom of journalists" in visitor.text
    assert {"River", "Étoile", "نور"} <= set(visitor.text.split())


def test_everybody_can_sign_in_with_what_was_printed(
    printed: str, new_visitor: Callable[..., Visitor]
) -> None:
    signed_in = SIGN_IN.findall(printed)
    assert [email.partition("@")[0] for email, _ in signed_in] == ["facilitator", "staff", "author"]
    for email, passphrase in signed_in:
        visitor = new_visitor().open("/sign-in")
        visitor.submit(name=email, passphrase=passphrase)
        assert visitor.path != "/sign-in"


def test_a_count_has_a_range_and_reasons(run: Run, printed: str) -> None:
    result = run("count", "--profile", "default", "--from", "2027-02-01", "--to", "2027-02-28")
    count = json.loads(result.stdout)
    assert (count["low"], count["best"], count["high"]) == (11, 12, 12)
    reasons = {one["reason"] for one in count["people"]}
    assert reasons == {"COUNTED", "ABSENT", "ROLE", "IDENTITY_OPEN", "DUPLICATE_OF"}


def test_people_are_named_in_four_scripts(printed: str, stored: Stored) -> None:
    names = "".join(stored(select(Person.display_name)))
    for script in ("A-Z", "\u0621-\u064a", "\u0400-\u04ff", "\u4e00-\u9fff"):
        assert re.search(f"[{script}]", names)


def test_a_platform_that_is_used_is_left_alone(run: Run, stored: Stored, keep: Run) -> None:
    keep(LedgerLine(id="one", type="award", line="{}", added_at=NOON))
    before = rows(stored)
    refused = run("demo")
    assert refused.exit_code == 1
    assert "another DATA_DIR" in refused.stderr
    assert rows(stored) == before


def test_an_address_that_is_taken_leaves_nothing_half_done(run: Run, stored: Stored) -> None:
    add = ("user", "add", "--name", "Ada", "--email", "staff@example.org")
    assert run(*add, "--passphrase", "seven green rivers sing").exit_code == 0
    refused = run("demo")
    assert refused.exit_code == 1
    assert "This address cannot be used" in refused.stderr
    assert stored(select(Person.display_name)) == ["Ada"]


@pytest.mark.parametrize("today", [date(2027, 1, 1), date(2028, 3, 31), date(2027, 12, 31)])
def test_it_can_be_set_up_on_any_day(today: date, run: Run, clock: FrozenClock) -> None:
    clock.set(clock.now().replace(year=today.year, month=today.month, day=today.day))
    result = run("demo")
    assert result.exit_code == 0
    begins, ends = re.findall(r"--(?:from|to) (\S+)", result.stdout)
    count = run("count", "--profile", "default", "--from", begins, "--to", ends)
    assert json.loads(count.stdout)["best"] == 12
