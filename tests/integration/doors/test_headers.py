"""What comes with every answer of every address, whoever asks."""

from http.cookies import SimpleCookie
from typing import Protocol

import pytest
from flask import Flask
from werkzeug.datastructures import Headers

from tests.integration.doors.conftest import Survey, World, failures
from tests.integration.visitor import Visitor
from training.headers import HEADERS

FOR_GOOD = {"immutable", "max-age=31536000", "public"}


class Headed(Protocol):
    """Anything with headers."""

    @property
    def headers(self) -> Headers:
        """What came with an answer."""


def lacking(answer: Headed) -> set[str]:
    """The headers that an answer does not have as it should."""
    return {name for name, value in HEADERS.items() if answer.headers.getlist(name) != [value]}


def cached(answer: Headed) -> set[str]:
    """What caches are told."""
    return set(answer.headers["Cache-Control"].split(", "))


def test_every_answer_of_every_address_carries_every_header(
    survey: Survey,
) -> None:
    assert len({one.path for one in survey}) > 60
    assert {one.what: names for one in survey if (names := lacking(one))} == {}


def test_every_failure_carries_every_header_and_is_kept_by_nobody(app: Flask) -> None:
    found = [(what, lacking(one), one.headers["Cache-Control"]) for what, one in failures(app)]
    assert [one for one in found if one[1:] != (set(), "no-store")] == []


@pytest.mark.settings(
    TESTING=False,
    PROPAGATE_EXCEPTIONS=False,
    RATELIMIT_ENABLED=True,
    WTF_CSRF_ENABLED=False,
    ADDRESS_LIMIT="1 per hour",
)
def test_a_fault_and_a_refusal_to_hurry_carry_every_header(app: Flask) -> None:
    client = app.test_client()
    app.view_functions["pages.about"] = lambda: 1 / 0
    statuses = []
    for method, path in [("GET", "/about"), ("POST", "/register"), ("POST", "/register")]:
        answer = client.open(path, method=method)
        assert lacking(answer) == set()
        statuses.append(answer.status_code)
    assert statuses == [500, 200, 429]


def test_only_what_never_changes_may_be_kept(survey: Survey) -> None:
    kept = set()
    for one in survey:
        said = cached(one)
        assert said == {"no-store"} or said >= FOR_GOOD, one.what
        if "public" in said:
            assert "Set-Cookie" not in one.headers, one.what
            kept.add(one.path.split("/")[1])
    assert kept == {"courses"}  # a static file without its version is asked for each time


def test_a_static_file_lasts_under_the_address_that_names_its_content(visitor: Visitor) -> None:
    address = visitor.open("/").html.partition("main.css?v=")[2].partition('"')[0]
    sheet = "/static/css/main.css"
    assert cached(visitor.open(sheet, v=address).response) == FOR_GOOD
    assert cached(visitor.open(sheet, v="another").response) == {"no-store"}


def test_nothing_may_be_found_but_the_home_page_of_strangers(app: Flask, survey: Survey) -> None:
    assert "X-Robots-Tag" not in app.test_client().get("/").headers
    assert [one.what for one in survey if "X-Robots-Tag" not in one.headers] == []


def test_browsers_are_told_to_stay_on_https_only_over_https(app: Flask) -> None:
    client = app.test_client()
    over_https = client.get("/", base_url="https://localhost").headers
    assert over_https["Strict-Transport-Security"] == "max-age=31536000; includeSubDomains"
    assert "Strict-Transport-Security" not in client.get("/").headers


def test_no_page_may_run_or_load_what_is_not_a_file_of_ours() -> None:
    policy = HEADERS["Content-Security-Policy"]
    rules = dict(rule.split(" ", 1) for rule in policy.split("; "))
    assert set(rules.values()) == {"'none'", "'self'", "'script'"}
    nothing = {"default-src", "object-src", "base-uri", "frame-ancestors", "trusted-types"}
    assert {rules[name] for name in nothing} == {"'none'"}
    assert rules["require-trusted-types-for"] == "'script'"


def test_every_cookie_is_kept_from_scripts_and_other_sites(survey: Survey) -> None:
    cookies = [
        (one.what, cookie)
        for one in survey
        for line in one.headers.getlist("Set-Cookie")
        for cookie in SimpleCookie(line).values()
    ]
    assert cookies
    assert [
        (what, cookie.key)
        for what, cookie in cookies
        if not cookie["httponly"] or cookie["samesite"] not in {"Lax", "Strict"}
    ] == []


def test_signing_out_clears_what_scripts_kept(world: World) -> None:
    for path in ("/sign-out", "/sign-out-everywhere"):
        assert world.tries("amal", "POST", path).headers["Clear-Site-Data"] == '"storage"'
