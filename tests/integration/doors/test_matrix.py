"""Every method of every address, tried by everybody with what belongs to somebody else.

The table says what each answers to a form without fields: `in` is the way to the sign-in page. What
is Amal's or Farida's does not exist (404) for others of the same role, and not for staff either.
A new address fails the test until its line stands here: the failure prints what was seen.
"""

from collections.abc import Mapping

import pytest
from flask import Flask
from werkzeug.test import TestResponse

from tests.integration.doors.conftest import EVERYBODY, World, methods_of

TABLE = """
                                                              stranger
                                                              |   Amal, a trainee
                                                              |   |   another trainee
                                                              |   |   |   Farida, a facilitator
                                                              |   |   |   |   another facilitator
                                                              |   |   |   |   |   staff
                                                              |   |   |   |   |   |   author
                                                              |   |   |   |   |   |   |   admin.
GET  /                                                       200 200 200 200 200 200 200 200
GET  /about                                                  200 200 200 200 200 200 200 200
GET  /accessibility                                          200 200 200 200 200 200 200 200
GET  /accounts                                                in 403 403 403 403 403 403 200
POST /accounts                                                in 403 403 403 403 403 403 200
GET  /accounts/<account_id>/roles                             in 403 403 403 403 403 403 200
POST /accounts/<account_id>/roles                             in 403 403 403 403 403 403 200
GET  /attempt/<attempt_id>                                    in 200 404 404 404 404 404 404
GET  /awake                                                   in 204 204 204 204 204 204 204
GET  /card                                                    in 200 200 200 200 200 200 200
POST /card/replace                                            in 302 302 302 302 302 302 302
GET  /circles/<circle_id>                                     in 200 404 404 404 404 404 404
GET  /circles/<circle_id>/<label>                             in 404 404 404 404 404 404 404
POST /circles/<circle_id>/<label>                             in 404 404 404 404 404 404 404
POST /circles/<circle_id>/hand-in                             in 404 404 404 404 404 404 404
POST /circles/<circle_id>/join                                in 422 404 404 404 404 404 404
GET  /circles/<circle_id>/practice                            in 404 404 404 404 404 404 404
POST /circles/<circle_id>/practice                            in 404 404 404 404 404 404 404
GET  /circles/<circle_id>/received                            in 404 404 404 404 404 404 404
GET  /components                                             200 200 200 200 200 200 200 200
GET  /courses                                                200 200 200 200 200 200 200 200
GET  /courses/<course_id>                                    200 200 200 200 200 200 200 200
POST /courses/<course_id>                                     in 200 200 200 200 200 200 200
GET  /courses/<course_id>/<activity_id>                       in 200 404 404 404 404 404 404
POST /courses/<course_id>/<activity_id>                       in 200 404 404 404 404 404 404
POST /courses/<course_id>/<activity_id>/position              in 404 404 404 404 404 404 404
GET  /courses/<course_id>/media/<version>/<path:name>        200 200 200 200 200 200 200 200
GET  /details                                                 in 200 200 200 200 200 200 200
POST /details                                                 in 200 200 200 200 200 200 200
GET  /feedback                                                in 403 403 200 200 403 403 403
GET  /feedback/<draft_id>                                     in 403 403 404 404 403 403 403
POST /feedback/<draft_id>                                     in 403 403 404 404 403 403 403
GET  /healthz                                                200 200 200 200 200 200 200 200
GET  /invitation/<token>                                     410 410 410 410 410 410 410 410
POST /invitation/<token>                                     410 410 410 410 410 410 410 410
GET  /join                                                   200 200 200 200 200 200 200 200
POST /join                                                   422 422 422 422 422 422 422 422
POST /language                                               400 400 400 400 400 400 400 400
POST /lock                                                   204 204 204 204 204 204 204 204
GET  /metrics                                                200 200 200 200 200 200 200 200
GET  /organisations                                           in 403 403 403 403 200 403 200
POST /organisations                                           in 403 403 403 403 200 403 200
GET  /participation/counts                                    in 403 403 403 403 200 403 403
GET  /participation/counts/<profile_name>.<form>              in 403 403 403 403 404 403 403
POST /participation/counts/issue                              in 403 403 403 403 400 403 403
GET  /participation/tallies                                   in 403 403 403 403 200 403 403
GET  /participation/tallies/<int(max=2147483647):number>      in 403 403 403 403 200 403 403
GET  /passphrase                                              in 200 200 200 200 200 200 200
POST /passphrase                                              in 200 200 200 200 200 200 200
GET  /privacy                                                 in 200 200 200 200 200 200 200
POST /privacy/consents                                        in 302 302 302 302 302 302 302
GET  /privacy/data                                            in 200 200 200 200 200 200 200
GET  /privacy/data.json                                       in 200 200 200 200 200 200 200
POST /privacy/drafts                                          in 302 302 302 302 302 302 302
GET  /privacy/erase                                           in 200 200 200 200 200 200 200
POST /privacy/erase                                           in 200 200 200 200 200 200 200
GET  /privacy/receipt/<token>                                404 404 404 404 404 404 404 404
GET  /programmes                                              in 403 403 403 403 200 403 200
POST /programmes                                              in 403 403 403 403 200 403 200
GET  /programmes/<programme_id>                               in 403 403 403 403 200 403 200
POST /programmes/<programme_id>                               in 403 403 403 403 200 403 200
GET  /progress/<course_id>                                    in 200 404 404 404 404 404 404
POST /progress/<course_id>                                    in 200 404 404 404 404 404 404
GET  /readyz                                                 200 200 200 200 200 200 200 200
GET  /register                                               200 200 200 200 200 200 200 200
POST /register                                               200 200 200 200 200 200 200 200
GET  /releases                                                in 403 403 403 403 200 200 200
GET  /security                                                in 200 200 200 200 200 200 200
GET  /security/address                                        in 404 404 404 404 404 404 404
POST /security/address                                        in 404 404 404 404 404 404 404
GET  /security/address/<token>                                in 410 410 410 410 410 410 410
POST /security/address/<token>                                in 410 410 410 410 410 410 410
POST /security/address/forget                                 in 302 302 302 302 302 302 302
GET  /security/authenticator                                  in 200 200 200 200 200 200 200
POST /security/authenticator                                  in 200 200 200 200 200 200 200
POST /security/authenticator/remove                           in 302 302 302 302 302 302 302
GET  /security/passkeys                                       in 200 200 200 200 200 200 200
POST /security/passkeys                                       in 200 200 200 200 200 200 200
POST /security/passkeys/<passkey_id>/remove                   in 302 302 302 302 302 302 302
POST /security/recovery-codes                                 in 302 302 302 302 302 302 302
POST /security/sign-ins/<sign_in_id>/end                      in 302 302 302 302 302 302 302
POST /security/sign-ins/end-others                            in 302 302 302 302 302 302 302
GET  /sign-in                                                200 200 200 200 200 200 200 200
POST /sign-in                                                200 200 200 200 200 200 200 200
GET  /sign-in/again                                           in 200 200 200 200 200 200 200
POST /sign-in/again                                           in 200 200 200 200 200 200 200
GET  /sign-in/code                                            in  in  in  in  in  in  in  in
POST /sign-in/code                                            in  in  in  in  in  in  in  in
GET  /sign-in/link                                           404 404 404 404 404 404 404 404
POST /sign-in/link                                           404 404 404 404 404 404 404 404
GET  /sign-in/link/<token>                                   410 410 410 410 410 410 410 410
POST /sign-in/link/<token>                                   410 410 410 410 410 410 410 410
GET  /sign-in/passkey                                        200 200 200 200 200 200 200 200
POST /sign-in/passkey                                        200 200 200 200 200 200 200 200
POST /sign-out                                               302 302 302 302 302 302 302 302
POST /sign-out-everywhere                                     in 302 302 302 302 302 302 302
GET  /static/<path:filename>                                 200 200 200 200 200 200 200 200
GET  /workshops                                               in 403 403 200 200 403 403 403
GET  /workshops/<workshop_id>                                 in 403 403 200 404 403 403 403
GET  /workshops/<workshop_id>/agenda                          in 403 403 200 404 403 403 403
POST /workshops/<workshop_id>/agenda                          in 403 403 302 404 403 403 403
POST /workshops/<workshop_id>/agenda/<step_id>                in 403 403 422 404 403 403 403
GET  /workshops/<workshop_id>/attend                          in 200 404 404 404 404 404 404
GET  /workshops/<workshop_id>/circles/<circle_id>             in 403 403 200 404 403 403 403
POST /workshops/<workshop_id>/circles/<circle_id>             in 403 403 422 404 403 403 403
POST /workshops/<workshop_id>/circles/<circle_id>/go-on       in 403 403 302 404 403 403 403
GET  /workshops/<workshop_id>/circles/new                     in 403 403 200 404 403 403 403
POST /workshops/<workshop_id>/circles/new                     in 403 403 422 404 403 403 403
GET  /workshops/<workshop_id>/meetings                        in 403 403 200 404 403 403 403
POST /workshops/<workshop_id>/meetings                        in 403 403 422 404 403 403 403
POST /workshops/<workshop_id>/meetings/<meeting_id>/cancel    in 403 403 302 404 403 403 403
GET  /workshops/<workshop_id>/meetings/<meeting_id>/roll      in 403 403 200 404 403 403 403
POST /workshops/<workshop_id>/meetings/<meeting_id>/roll      in 403 403 422 404 403 403 403
GET  /workshops/<workshop_id>/projector                       in 403 403 200 404 403 403 403
GET  /workshops/new                                           in 403 403 200 200 403 403 403
POST /workshops/new                                           in 403 403 422 422 403 403 403
"""
# These end a sign-in, or change what others try: each is tried on a platform of its own.
ALONE = (
    "/card/replace",
    "/lock",
    "/security/sign-ins/<sign_in_id>/end",
    "/sign-out",
    "/sign-out-everywhere",
    "/workshops/<workshop_id>/agenda",
    "/workshops/<workshop_id>/meetings/<meeting_id>/cancel",
)


def expected() -> Mapping[str, tuple[str, ...]]:
    """Method and address, and what everybody gets."""
    lines = [line.split() for line in TABLE.splitlines() if line[:1].isupper()]
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
        f"{door.partition(' ')[0]:5}{door.partition(' ')[2]:56}"
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
