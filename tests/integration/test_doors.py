"""Every door, tried by those who have no business there; each area tries its own from inside."""

from collections.abc import Callable, Iterator

import pytest
from flask import Flask
from flask.testing import FlaskClient
from werkzeug.routing import BuildError, Rule

from tests.integration.visitor import Visitor
from training.access import Role

NUMBERS = {"IntegerConverter", "FloatConverter"}
UNSAFE = ("POST", "PUT", "PATCH", "DELETE")


def path_of(app: Flask, rule: Rule) -> str:
    """An address that the rule answers, leading to something that does not exist."""
    values = {
        name: 1 if type(converter).__name__ in NUMBERS else "nothing"
        for name, converter in rule._converters.items()
    }
    try:
        return app.url_map.bind("localhost").build(rule.endpoint, values)
    except BuildError:
        return ""


def doors(app: Flask) -> Iterator[tuple[str, str, frozenset[Role]]]:
    """Method, address and roles of everything that is not open to all."""
    for rule in app.url_map.iter_rules():
        roles = getattr(app.view_functions[rule.endpoint], "access", frozenset())
        if roles and (path := path_of(app, rule)):
            methods = (rule.methods or set()) & {"GET", *UNSAFE}
            yield from ((method, path, roles) for method in sorted(methods))


def tried(client: FlaskClient, method: str, path: str) -> tuple[int, str]:
    """Status and destination of one try."""
    with client.open(path, method=method) as response:
        return response.status_code, response.headers.get("Location", "")


@pytest.fixture
def unguarded(app: Flask) -> Iterator[Flask]:
    """The application without the guard against forgery, which would stop a stranger first."""
    app.config["WTF_CSRF_ENABLED"] = False
    yield app
    app.config["WTF_CSRF_ENABLED"] = True


def test_strangers_are_asked_to_sign_in_everywhere(unguarded: Flask) -> None:
    client = unguarded.test_client()
    let_in = [
        f"{method} {path}"
        for method, path, _roles in doors(unguarded)
        if not tried(client, method, path)[1].startswith("/sign-in")
    ]
    assert let_in == []


@pytest.mark.parametrize("role", Role)
def test_people_without_the_role_are_refused(
    unguarded: Flask, member: Callable[..., Visitor], role: Role
) -> None:
    client = member(role).client
    let_in = [
        f"{method} {path}"
        for method, path, roles in doors(unguarded)
        if not {role, Role.TRAINEE} & roles and tried(client, method, path)[0] != 403
    ]
    assert let_in == []


def test_nothing_is_written_without_the_guard_against_forgery(app: Flask) -> None:
    client = app.test_client()
    written = [
        f"{method} {rule.rule}"
        for rule in app.url_map.iter_rules()
        for method in (rule.methods or set()) & set(UNSAFE)
        if tried(client, method, path_of(app, rule))[0] not in {302, 400}
    ]
    assert written == []
