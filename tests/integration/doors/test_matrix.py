"""Every method of every address, tried by everybody with what belongs to somebody else.

matrix.txt says what each answers to a form without fields; `in` is the way to the sign-in page.
What is Amal's or Farida's does not exist (404) for others of the same role, nor for staff.
A new address fails the test until its line stands there: the failure prints what was seen.
"""

from collections.abc import Mapping
from pathlib import Path

import pytest
from flask import Flask
from werkzeug.test import TestResponse

from tests.integration.doors.conftest import EVERYBODY, World, methods_of

TABLE = Path(__file__).with_name("matrix.txt")
# These end a sign-in, or change what others try: each is tried on a platform of its own.
ALONE = (
    "/card/replace",
    "/intake/<upload_id>/drop",
    "/intake/<upload_id>/take",
    "/lock",
    "/security/sign-ins/<sign_in_id>/end",
    "/sign-out",
    "/sign-out-everywhere",
    "/workshops/<workshop_id>/agenda",
    "/workshops/<workshop_id>/meetings/<meeting_id>/cancel",
)


def expected() -> Mapping[str, tuple[str, ...]]:
    """Method and address, and what everybody gets."""
    rows = TABLE.read_text(encoding="utf-8").splitlines()
    lines = [row.split() for row in rows if "/" in row]
    return {f"{method} {rule}": tuple(answers) for method, rule, *answers in lines}


def said(answer: TestResponse) -> str:
    """The status of an answer; `in` for the way to the sign-in page."""
    with answer:
        asks = answer.headers.get("Location", "").startswith("/sign-in")
        return "in" if asks else str(answer.status_code)


def seen(world: World, alone: str = "") -> dict[str, tuple[str, ...]]:
    """What everybody gets from every address, or from one that is tried alone."""
    answers = {}
    for rule in sorted(world.app.url_map.iter_rules(), key=str):
        if rule.rule != alone if alone else rule.rule in ALONE:
            continue
        for method in methods_of(rule):
            tried = (world.tries(who, method, world.address(rule)) for who in EVERYBODY)
            answers[f"{method} {rule.rule}"] = tuple(map(said, tried))
    return answers


def lines(answers: Mapping[str, tuple[str, ...]]) -> list[str]:
    """Answers as they stand in the table."""
    return [
        f"{door.partition(' ')[0]:5}{door.partition(' ')[2]:60}"
        + " ".join(f"{one:>3}" for one in row)
        for door, row in answers.items()
    ]


def compare(answers: Mapping[str, tuple[str, ...]]) -> None:
    """Fail with the lines that the table does not have like this."""
    table = expected()
    others = {door: row for door, row in answers.items() if table.get(door) != row}
    assert not others, "seen, and not so in the table:\n" + "\n".join(lines(others))


def test_everybody_gets_what_the_table_says(world: World) -> None:
    compare(seen(world))


@pytest.mark.parametrize("alone", ALONE)
def test_what_is_tried_alone_answers_as_the_table_says(world: World, alone: str) -> None:
    compare(seen(world, alone))


def test_every_hole_of_an_address_is_filled_with_something_that_is_there(world: World) -> None:
    holes = {name for rule in world.app.url_map.iter_rules() for name in rule.arguments}
    assert holes - set(world.ids) == set()


def test_no_line_of_the_table_is_about_an_address_that_is_gone(app: Flask) -> None:
    doors = {
        f"{method} {rule.rule}" for rule in app.url_map.iter_rules() for method in methods_of(rule)
    }
    assert set(expected()) - doors == set()
