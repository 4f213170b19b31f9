"""Templates are pages without scripts and styles of their own, named after their endpoints."""

import re
from collections.abc import Iterator

import pytest
from flask import Flask
from jinja2 import StrictUndefined, meta, nodes

from tests.project.tree import ROOT, templates

PARTS = ("macros/", "errors/", "mail/")
INLINE = {
    "a script": re.compile(r"<script(?![^>]*\bsrc=)", re.IGNORECASE),
    "a style": re.compile(r"<style\b|<[^>]*\sstyle\s*=", re.IGNORECASE),
    "a handler": re.compile(r"<[^>]*\son[a-z]+\s*=\s*[\"']", re.IGNORECASE),
    "an address elsewhere": re.compile(r"(?:src|action)\s*=\s*[\"'](?:https?:)?//", re.IGNORECASE),
}
TRUSTED = re.compile(r"\|\s*safe\b|autoescape\s+false", re.IGNORECASE)
COMMENT = re.compile(r"{#.*?#}", re.DOTALL)
CODE = re.compile(r"{{.*?}}|{%.*?%}", re.DOTALL)
LEADS_TO = re.compile(r"(?:url_for\(|include )[\"'](?P<area>[a-z]+)[./]")
NAVIGATION = re.compile(r"\(\"(?P<area>[a-z]+)\.[a-z_]+\", _\(")
EXTENDS = re.compile(r"{%-?\s*extends\s+[\"'](?P<base>[^\"']+)")


def blank(pattern: re.Pattern[str], text: str) -> str:
    """Take out what matches, but keep the lines where they are."""
    return pattern.sub(lambda match: "\n" * match[0].count("\n"), text)


def is_page(name: str) -> bool:
    return name.endswith(".html") and name.count("/") == 1 and not is_part(name)


def is_part(name: str) -> bool:
    return name.startswith(PARTS) or name.rpartition("/")[2].startswith("_")


def test_undefined_names_are_errors(app: Flask) -> None:
    assert app.jinja_env.undefined is StrictUndefined


@pytest.mark.parametrize("name", templates())
def test_a_template_compiles_and_all_that_it_names_exists(app: Flask, name: str) -> None:
    app.jinja_env.get_template(name)
    named = meta.find_referenced_templates(app.jinja_env.parse(templates()[name]))
    assert [other for other in named if other is not None and other not in templates()] == []


@pytest.mark.parametrize("name", templates())
def test_a_template_imports_no_macro_in_vain(app: Flask, name: str) -> None:
    """Its parts see what it imports, so that they may be those who need it."""
    parse = app.jinja_env.parse
    trees = [parse(templates()[one]) for one in (name, *parts_of(app, name))]
    used = {one.name for tree in trees for one in tree.find_all(nodes.Name) if one.ctx == "load"}
    imported = {
        one if isinstance(one, str) else one[1]
        for tree in trees[:1]
        for line in tree.find_all(nodes.FromImport)
        for one in line.names
    }
    assert imported - used == set()


def parts_of(app: Flask, name: str) -> Iterator[str]:
    """Yield the templates that one includes, and those that these include."""
    for line in app.jinja_env.parse(templates()[name]).find_all(nodes.Include):
        if isinstance(line.template, nodes.Const):
            yield line.template.value
            yield from parts_of(app, line.template.value)


def test_every_page_is_named_after_its_endpoint(app: Flask) -> None:
    pages = {endpoint.replace(".", "/") + ".html" for endpoint in app.view_functions}
    assert [name for name in templates() if is_page(name) and name not in pages] == []


def test_no_area_is_an_island() -> None:
    """The navigation, or a page of another area, leads to the pages of each."""
    areas = {name.partition("/")[0] for name in templates() if is_page(name)} - {"errors", "mail"}
    led_to = set(NAVIGATION.findall((ROOT / "training/pages/views.py").read_text(encoding="utf-8")))
    for name, text in templates().items():
        led_to |= set(LEADS_TO.findall(text)) - {name.partition("/")[0]}
    assert areas - led_to == set()


def test_every_part_is_used() -> None:
    texts = "\n".join(templates().values())
    parts = [name for name in templates() if is_part(name) and not name.startswith(PARTS)]
    by_name = [name for name in parts if f'"{name}"' not in texts and f"'{name}'" not in texts]
    assert by_name == []


def test_every_page_stands_in_the_frame() -> None:
    bases = {
        name: found["base"] if (found := EXTENDS.search(text)) else ""
        for name, text in templates().items()
        if is_page(name)
    }
    framed = {"base.html", *(name for name, base in bases.items() if base == "base.html")}
    assert {name: base for name, base in bases.items() if base not in framed} == {}


@pytest.mark.parametrize("what", INLINE)
def test_no_template_holds(what: str) -> None:
    found = [
        f"{name}:{html.count(chr(10), 0, match.start()) + 1}"
        for name, text in templates().items()
        for html in [blank(CODE, blank(COMMENT, text))]
        for match in INLINE[what].finditer(html)
    ]
    assert found == []


def test_no_template_takes_text_for_html() -> None:
    trusting = [name for name, text in templates().items() if TRUSTED.search(blank(COMMENT, text))]
    assert trusting == []


def test_no_page_draws_a_map() -> None:
    """Where people are from is told in rows that are protected, and by no pin."""
    drawn = re.compile(r"<(map|area)\b|longitude|geojson", re.IGNORECASE)
    assert [name for name, text in templates().items() if drawn.search(text)] == []
