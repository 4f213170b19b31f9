"""The pages of no area: what everybody sees first, and what operators look at."""

import pytest
from flask import render_template_string

LANGUAGES = {"ar": "rtl", "en": "ltr", "es": "ltr", "fr": "ltr", "ru": "ltr", "zh": "ltr"}


@pytest.mark.parametrize("path", ["/", "/about", "/accessibility", "/components"])
def test_everybody_may_read(visitor, path):
    assert visitor.open(path).status == 200


@pytest.mark.parametrize(("language", "direction"), LANGUAGES.items())
def test_a_page_comes_in_the_browsers_language_and_direction(new_visitor, language, direction):
    page = new_visitor(language=language).open("/").html
    assert f'<html lang="{language}" dir="{direction}">' in page


def test_a_chosen_language_stays_and_brings_the_reader_back(visitor):
    visitor.open("/about").press("Français")
    assert visitor.path == "/about"
    assert '<html lang="fr"' in visitor.open("/").html


@pytest.mark.parametrize(
    "target", ["https://evil.example/", "//evil.example", "/\\evil.example", "/\t/evil.example"]
)
def test_the_language_switch_goes_to_no_other_site(visitor, target):
    visitor.open("/about").post("/language", {"language": "fr", "next": target})
    assert visitor.path == "/"


def test_a_language_that_we_do_not_speak_is_refused(visitor):
    assert visitor.open("/about").post("/language", {"language": "xx"}).status == 400


@pytest.mark.parametrize("path", ["/nothing", "/courses/nothing", "/programmes/nothing"])
def test_an_unknown_address_gets_a_page_in_the_readers_language(staff, path):
    staff.open(path)
    assert staff.status == 404
    assert "<main" in staff.html


def test_a_text_of_five_megabytes_is_refused(visitor):
    visitor.open("/register")
    visitor.post("/register", {"display_name": "x" * 5_000_000, "passphrase": "y"})
    assert visitor.status == 413


@pytest.mark.settings(SECURE_COOKIES=True)
def test_the_cookie_is_kept_from_scripts_from_other_sites_and_from_plain_http(visitor):
    cookie = visitor.open("/").headers["Set-Cookie"]
    assert "HttpOnly" in cookie
    assert "SameSite=Lax" in cookie
    assert "Secure" in cookie


def test_only_the_public_home_may_be_indexed(visitor):
    assert "X-Robots-Tag" not in visitor.open("/").headers
    assert visitor.open("/about").headers["X-Robots-Tag"].startswith("noindex")


def test_operators_see_that_the_platform_lives_and_is_ready(visitor):
    assert visitor.open("/healthz").status == 200
    assert visitor.open("/readyz").status == 200


def test_metrics_open_on_this_machine_only_or_with_the_token(app):
    client = app.test_client()
    assert client.get("/metrics").status_code == 200
    elsewhere = {"REMOTE_ADDR": "192.0.2.7"}
    assert client.get("/metrics", environ_base=elsewhere).status_code == 403


@pytest.mark.parametrize("header", ["X-Forwarded-For", "X-Real-IP", "Forwarded", "Via"])
def test_what_a_proxy_on_this_machine_brings_is_not_from_this_machine(app, header):
    assert app.test_client().get("/metrics", headers={header: "127.0.0.1"}).status_code == 403


@pytest.mark.settings(TRUSTED_PROXIES=1)
def test_nobody_becomes_this_machine_by_saying_so_to_a_proxy(app):
    brought = {"X-Forwarded-For": "127.0.0.1"}
    assert app.test_client().get("/metrics", headers=brought).status_code == 403


@pytest.mark.settings(METRICS_TOKEN="a token for the monitor")
def test_metrics_open_elsewhere_with_the_token(app):
    client, elsewhere = app.test_client(), {"REMOTE_ADDR": "192.0.2.7"}
    sent = {"Authorization": "Bearer a token for the monitor"}
    assert client.get("/metrics", environ_base=elsewhere, headers=sent).status_code == 200
    for wrong in ("Bearer another", "Bearer é", "Bearer", "Basic YTpi", "nonsense"):
        sent = {"Authorization": wrong}
        assert client.get("/metrics", environ_base=elsewhere, headers=sent).status_code == 403


PAIRS = (
    "{% trans count=12345 %}{{ count }} pair{% pluralize count %}{{ count }} pairs{% endtrans %}"
)


@pytest.mark.parametrize(
    ("language", "number"), [("en", "12,345"), ("fr", "12\u202f345"), ("ar", "12,345")]
)
def test_a_number_in_a_phrase_is_written_as_its_reader_writes_it(app, language, number):
    with app.test_request_context(headers={"Accept-Language": language}):
        assert render_template_string(PAIRS) == f"{number} pairs"


@pytest.mark.parametrize(
    ("path", "marked"),
    [
        ("/reports", '<a href="/reports" aria-current="page">Overview'),
        ("/reports/targets", '<a href="/reports/targets" aria-current="page">Targets'),
        ("/intake/totals", '<a href="/intake" aria-current="true">History'),
        ("/participation/profiles/default/edit", 'aria-current="true">Counting profiles'),
    ],
)
def test_a_page_of_reports_says_where_it_stands(staff, path, marked):
    page = staff.open(path).html
    beside = page.partition('class="section-nav')[2].partition("</nav>")[0]
    assert marked in beside
    assert beside.count("aria-current") == 1
